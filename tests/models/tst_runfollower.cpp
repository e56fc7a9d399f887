#include "sampleruns.h"
#include "widgets/models/runfollower.h"

#include <QTest>

#include <cmath>

using namespace lineup;
using namespace std::chrono_literals;

namespace {
RunFollower::Duration seconds(double value)
{
    return RunFollower::Duration(std::llround(value * 1e6));
}
} // namespace

class TestRunFollower : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void nothingToFollow()
    {
        RunFollower follower;
        QCOMPARE(follower.laneCount(), 0);
        QVERIFY(follower.isEmpty() && !follower.isRunning());
        follower.update(0, 1s);
        const Run empty;
        follower.setRun(&empty, 1s);
        QVERIFY(follower.isEmpty());
        QVERIFY(follower.longest() == 0s);
    }

    void countsLanesByTheirState()
    {
        const Run run = samples::eightLanes(4);
        RunFollower follower;
        follower.setRun(&run, 4s);
        const auto counts = follower.counts();
        QCOMPARE(counts.running, 5);
        QCOMPARE(counts.queued, 1);
        QCOMPARE(counts.done, 2);
        QCOMPARE(counts.failed, 0);
        QVERIFY(follower.isRunning());
        QVERIFY(follower.longest() == 4s);

        const Run failed = samples::withFailure(60);
        follower.setRun(&failed, 60s);
        QCOMPARE(follower.counts().failed, 2);
        QCOMPARE(follower.counts().done, 1);
        QVERIFY(!follower.isRunning());
    }

    void followsARunThatGrows()
    {
        Run run = samples::threeLanes(0);
        RunFollower follower;
        follower.setRun(&run, 0s);
        double lastEnd = 0;
        for (double until = 0.2; until < 9; until += 0.2) {
            const Run later = samples::threeLanes(until);
            run.results = later.results;
            for (int lane = 0; lane < 3; ++lane)
                follower.update(lane, seconds(until));
            const RaceCurve curve = follower.curve(0, 0.01);
            if (!curve.end)
                continue;
            // While it runs the mark stands at now; an ended line stops at its last token.
            const bool runs = follower.figures(0).isRunning();
            QCOMPARE(curve.end->x(), runs ? until : std::chrono::duration<double>(*run.results[0].lastContentAt).count());
            QVERIFY(curve.end->y() >= lastEnd);
            lastEnd = curve.end->y();
        }
        QCOMPARE(follower.figures(0).tokensOut, std::optional<std::int64_t>(520));
        QCOMPARE(follower.tokensAt(0, 99s), 520.0);
        QVERIFY(follower.phases(1).total == run.results[1].end->trace.total);
    }

    void aLaneSentAgainHasItsOwnClock()
    {
        Run run = samples::threeLanes(30);
        RunFollower follower;
        follower.setRun(&run, 30s);
        run.results[0] = LaneResult{};
        run.results[0].phase = LanePhase::Queued;
        follower.update(0, 40s);
        QVERIFY(follower.now(0) == 0s);
        run.results[0] = samples::threeLanes(2).results[0];
        follower.update(0, 42s);
        QVERIFY(follower.now(0) == 2s);
        QVERIFY(*follower.figures(0).total == 2s);
        // The others have ended and stay as they were.
        QVERIFY(*follower.figures(1).total == run.results[1].end->trace.total);
    }

    void nowIsNeverBeforeWhatCame()
    {
        const Run run = samples::threeLanes(5);
        RunFollower follower;
        follower.setRun(&run, 1s);
        QVERIFY(follower.now(0) >= run.results[0].lastContentAt);
    }

    void aRunThatShrankIsNotReadBeyondItsEnd()
    {
        Run run = samples::eightLanes(4);
        RunFollower follower;
        follower.setRun(&run, 4s);
        run = samples::threeLanes(1);
        QCOMPARE(follower.laneCount(), 3);
        follower.update(7, 5s);
        follower.update(2, 5s);
        QCOMPARE(follower.counts().running + follower.counts().queued, 3);
    }
};

QTEST_APPLESS_MAIN(TestRunFollower)
#include "tst_runfollower.moc"
