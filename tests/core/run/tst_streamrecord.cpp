#include "core/run/streamrecord.h"
#include "tests/support/sampledocuments.h"

#include <QTest>

using namespace lineup;
using namespace std::chrono_literals;

class TestStreamRecord : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void eventsComeBackAsTheyCame()
    {
        test::SampleDocuments samples(6);
        std::vector<StreamEvent> events;
        StreamRecord record;
        QVERIFY(record.isEmpty());
        for (int i = 0; i < 2000; ++i) {
            events.push_back({std::chrono::microseconds(i * 10), samples.body()});
            record.append(events.back());
        }
        QCOMPARE(record.size(), events.size());
        QVERIFY(record.events() == events);
    }

    void contentTimesLeaveOutEverythingElse()
    {
        StreamRecord record;
        record.append({1ms, Progress{}});
        record.append({2ms, ReplyStarted{"id", "m", ""}});
        record.append({3ms, ReasoningDelta{"r"}});
        record.append({4ms, TextDelta{"t"}});
        record.append({5ms, ToolCallDelta{0, "id", "name", "{}"}});
        record.append({6ms, RefusalDelta{"no"}});
        record.append({7ms, UsageReport{}});
        record.append({8ms, Envelope{"{}"}});
        QCOMPARE(record.contentTimes(), (std::vector<std::chrono::microseconds>{3ms, 4ms, 5ms, 6ms}));
    }

    void equalityLooksAtTextTimeAndKind()
    {
        const auto recordOf = [](const StreamEvent &event) {
            StreamRecord record;
            record.append(event);
            return record;
        };
        QVERIFY(recordOf({1ms, TextDelta{"a"}}) == recordOf({1ms, TextDelta{"a"}}));
        QVERIFY(recordOf({1ms, TextDelta{"a"}}) != recordOf({1ms, TextDelta{"b"}}));
        QVERIFY(recordOf({1ms, TextDelta{"a"}}) != recordOf({2ms, TextDelta{"a"}}));
        QVERIFY(recordOf({1ms, TextDelta{"a"}}) != recordOf({1ms, ReasoningDelta{"a"}}));
    }
};

QTEST_APPLESS_MAIN(TestStreamRecord)
#include "tst_streamrecord.moc"
