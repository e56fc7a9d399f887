#include "core/metrics/latencytrace.h"

#include <QTest>

using namespace lineup;
using namespace std::chrono_literals;

class TestLatencyTrace : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void phasesComeInOrderOfTime()
    {
        LatencyTrace trace;
        std::optional<LatencyTrace::Duration> *members[] = {&trace.queue, &trace.retry, &trace.dns,      &trace.connect, &trace.tls,
                                                            &trace.upload, &trace.wait, &trace.thinking, &trace.text,    &trace.tail};
        const std::string_view names[] = {"queue", "retry", "dns", "connect", "tls", "upload", "wait", "thinking", "text", "tail"};
        QCOMPARE(phases(trace).size(), std::size(names));
        LatencyTrace::Duration expected{0};
        for (std::size_t i = 0; i < std::size(names); ++i) {
            QCOMPARE(phases(trace)[i].first, names[i]);
            QVERIFY(!phases(trace)[i].second);
            *members[i] = LatencyTrace::Duration(1 << i);
            expected += LatencyTrace::Duration(1 << i);
            QCOMPARE(phases(trace)[i].second, *members[i]);
            QCOMPARE(phaseSum(trace), expected);
        }
    }

    void aPhaseOfZeroApplies()
    {
        LatencyTrace trace;
        trace.dns = 0us;
        QVERIFY(phases(trace)[2].second == std::optional(LatencyTrace::Duration(0)));
        QVERIFY(trace != LatencyTrace{});
    }

    void decodeSpeed()
    {
        // (tokens − 1) ÷ span: the first token ends the wait and is not decoded within the span.
        QCOMPARE(decodeTokensPerSecond(101, 1s), std::optional(100.0));
        QCOMPARE(decodeTokensPerSecond(8, 50ms), std::optional(140.0));
        QVERIFY(!decodeTokensPerSecond(7, 1s));
        QVERIFY(!decodeTokensPerSecond(100, 49999us));
        QVERIFY(!decodeTokensPerSecond(std::nullopt, 1s));
        QVERIFY(!decodeTokensPerSecond(100, std::nullopt));
        QVERIFY(!decodeTokensPerSecond(100, -1s));
        QVERIFY(!decodeTokensPerSecond(-5, 1s));
    }

    void endToEndSpeed()
    {
        QCOMPARE(endToEndTokensPerSecond(50, 2s), std::optional(25.0));
        QCOMPARE(endToEndTokensPerSecond(1, 1us), std::optional(1e6));
        QVERIFY(!endToEndTokensPerSecond(0, 2s));
        QVERIFY(!endToEndTokensPerSecond(50, 0s));
        QVERIFY(!endToEndTokensPerSecond(std::nullopt, 2s));
    }
};

QTEST_APPLESS_MAIN(TestLatencyTrace)
#include "tst_latencytrace.moc"
