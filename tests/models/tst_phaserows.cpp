#include "sampleruns.h"
#include "widgets/models/phaserows.h"

#include <QSet>
#include <QTest>

using namespace lineup;
using namespace std::chrono_literals;
using Duration = LaneTrack::Duration;

namespace {

PhaseRow rowOf(const LaneResult &result, Duration now)
{
    LaneTrack track;
    track.update(result);
    return phaseRow(track, result, now);
}

std::vector<PhaseKind> kinds(const PhaseRow &row)
{
    std::vector<PhaseKind> kinds;
    for (const PhasePart &part : row.parts)
        kinds.push_back(part.kind);
    return kinds;
}

using Kinds = std::vector<PhaseKind>;

} // namespace

class TestPhaseRows : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void anEndedAnswerFollowsItsTrace()
    {
        const LaneResult result = samples::result({"m", 0.3, 0.2, 1.0, 50, 100, 100, 100}, 60);
        const PhaseRow row = rowOf(result, 99s);
        QVERIFY((kinds(row)
                 == Kinds{PhaseKind::Queue, PhaseKind::Dns, PhaseKind::Connect, PhaseKind::Tls, PhaseKind::Upload, PhaseKind::Wait,
                          PhaseKind::Thinking, PhaseKind::Text, PhaseKind::Tail}));
        QVERIFY(!row.isRunning);
        QVERIFY(row.total == result.end->trace.total);
        QVERIFY(row.lengthOf(PhaseKind::Queue) == 300ms);
        QVERIFY(row.lengthOf(PhaseKind::Retry) == 0ms);
    }

    void aReusedConnectionHasNoConnectionParts()
    {
        const PhaseRow row = rowOf(samples::result({"m", 0, 0, 1.0, 0, 50, 100, 100}, 60), 0s);
        QVERIFY((kinds(row) == Kinds{PhaseKind::Wait, PhaseKind::Text, PhaseKind::Tail}));
    }

    /// At every moment the parts follow each other from 0 to now, whatever is known.
    void partsOfARunningAnswerCoverTheTime_data()
    {
        QTest::addColumn<double>("until");
        QTest::addColumn<QList<int>>("expected");
        const auto row = [](double until, std::initializer_list<PhaseKind> parts) {
            QList<int> list;
            for (const PhaseKind kind : parts)
                list.append(static_cast<int>(kind));
            QTest::addRow("%.2f s", until) << until << list;
        };
        row(0.2, {PhaseKind::Queue});
        row(0.4, {PhaseKind::Queue, PhaseKind::Connect});
        row(0.8, {PhaseKind::Queue, PhaseKind::Connect, PhaseKind::Wait});
        row(1.2, {PhaseKind::Queue, PhaseKind::Connect, PhaseKind::Wait, PhaseKind::Thinking});
        row(2.4, {PhaseKind::Queue, PhaseKind::Connect, PhaseKind::Wait, PhaseKind::Thinking, PhaseKind::Text});
    }
    void partsOfARunningAnswerCoverTheTime()
    {
        QFETCH(double, until);
        QFETCH(QList<int>, expected);
        const LaneResult result = samples::result({"m", 0.3, 0.2, 1.0, 100, 100, 100, 50}, until);
        const Duration now(static_cast<std::int64_t>(until * 1e6));
        const PhaseRow row = rowOf(result, now);
        QVERIFY(row.isRunning);
        QList<int> found;
        Duration reached{0};
        for (const PhasePart &part : row.parts) {
            found.append(static_cast<int>(part.kind));
            QVERIFY(part.start == reached);
            QVERIFY(part.length.count() > 0);
            reached += part.length;
        }
        QCOMPARE(found, expected);
        QVERIFY(reached == now);
        QVERIFY(row.total == now);
    }

    void aRetryIsAPartOfItsOwn()
    {
        LaneResult result;
        result.phase = LanePhase::Queued;
        apply(result, {0s, Progress{Progress::Step::Connecting, 0, 0}});
        apply(result, {100ms, Progress{Progress::Step::Sent, 0, 0}});
        apply(result, {500ms, RetryScheduled{1, Error{}, 500ms}});
        QVERIFY((kinds(rowOf(result, 700ms)) == Kinds{PhaseKind::Retry}));
        apply(result, {1s, Progress{Progress::Step::Connecting, 0, 0}});
        apply(result, {1100ms, Progress{Progress::Step::Sent, 0, 0}});
        const PhaseRow row = rowOf(result, 1500ms);
        QVERIFY((kinds(row) == Kinds{PhaseKind::Retry, PhaseKind::Connect, PhaseKind::Wait}));
        QVERIFY(row.lengthOf(PhaseKind::Retry) == 1s);
    }

    void whatWasNotSentHasNoBar()
    {
        QVERIFY(rowOf(LaneResult{}, 5s).parts.empty());
    }

    void everyPhaseHasItsOwnName()
    {
        QSet<QString> names;
        for (const PhaseKind kind : kPhaseKinds)
            names.insert(phaseName(kind));
        QCOMPARE(names.size(), int(kPhaseKinds.size()));
        QVERIFY(!names.contains(QString()));
    }
};

QTEST_APPLESS_MAIN(TestPhaseRows)
#include "tst_phaserows.moc"
