#include "core/base/clock.h"
#include "tests/support/answeringbackend.h"
#include "widgets/models/comparesession.h"

#include <QSignalSpy>
#include <QTest>

namespace lineup::test {

namespace {

ScriptedAnswer openAnswer(const ChatRequest &)
{
    ScriptedAnswer answer = textAnswer("Half of an answer");
    answer.endsByItself = false;
    return answer;
}

ScriptedAnswer echo(const ChatRequest &request)
{
    return textAnswer("Answer to " + plainText(request.messages.back()));
}

std::string answerOf(const CompareSession &session, int lane)
{
    return plainText(session.result(lane).answer);
}

} // namespace

/// What a person can do with one open line-up, without any widget.
class TestCompareSession : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theExampleIsTheSameModelWithNoOneAndThreeExamples()
    {
        const LineupDocument example = fewShotExample();
        QCOMPARE(example.setup.lanes.size(), std::size_t(3));
        const std::size_t wanted[] = {0, 1, 3};
        for (std::size_t lane = 0; lane < 3; ++lane) {
            QCOMPARE(shotsOf(example.setup, example.setup.lanes[lane]).size(), wanted[lane]);
            QCOMPARE(example.setup.lanes[lane].backend, BackendRef{});
            QCOMPARE(example.setup.lanes[lane].parameters.temperature, std::optional(0.0));
        }
    }

    void editsAreSaidOnceAndMarkTheDocument()
    {
        Fixture fixture(echo);
        CompareSession &session = fixture.session;
        QVERIFY(!session.isModified());
        QSignalSpy modified(&session, &CompareSession::modifiedChanged);
        QSignalSpy setup(&session, &CompareSession::setupChanged);
        session.setPrompt(session.setup().prompt);
        QCOMPARE(setup.size(), 0);
        session.setPrompt("Another question");
        session.setSystem("Be brief.");
        session.setShots({});
        LaneSpec lane = session.setup().lanes[0];
        lane.parameters.temperature = 0.8;
        lane.letter = 9; // a letter is for life
        session.updateLane(0, lane);
        QCOMPARE(session.setup().lanes[0].letter, 0);
        QCOMPARE(setup.size(), 4);
        QCOMPARE(modified.size(), 1);
        session.markSaved(QStringLiteral("/a/b.lineup"));
        QVERIFY(!session.isModified());
        session.markEdited();
        QVERIFY(session.isModified());
        // Sizes of splitters are no edit.
        session.markSaved(QStringLiteral("/a/b.lineup"));
        session.setLayoutValue("panes", {1, 2, 3});
        QVERIFY(!session.isModified());
    }

    void sendGoesToTheCheckedLanes()
    {
        Fixture fixture(echo);
        CompareSession &session = fixture.session;
        session.setSendTarget(1, false);
        QCOMPARE(session.sendTargetCount(), 2);
        session.send();
        QTRY_VERIFY(!session.isRunning());
        QCOMPARE(session.run().setup.lanes.size(), std::size_t(2));
        QCOMPARE(session.resultIndex(1), -1);
        QCOMPARE(session.result(1).phase, LanePhase::Idle);
        QCOMPARE(session.resultIndex(2), 1);
        QVERIFY(session.document().runs.back() == session.run());
        session.setSendTarget(0, false);
        session.setSendTarget(2, false);
        session.send(); // nobody to send to
        QCOMPARE(session.runCount(), 1);
    }

    void aSendWhileOneRunsWaitsAsItStands()
    {
        Fixture fixture(openAnswer);
        CompareSession &session = fixture.session;
        QSignalSpy queued(&session, &CompareSession::sendQueuedChanged);
        session.send();
        session.setPrompt("Second");
        session.send();
        session.setPrompt("Third, written after the second was queued");
        QVERIFY(session.isSendQueued());
        QCOMPARE(fixture.backends.backend().requests().size(), std::size_t(3));
        QTRY_VERIFY(session.result(2).hasContent());
        fixture.backends.backend().finishAll();
        QTRY_COMPARE(fixture.backends.backend().requests().size(), std::size_t(6));
        QCOMPARE(plainText(fixture.backends.backend().requests()[3].messages.back()), std::string("Second"));
        QCOMPARE(queued.size(), 2);
        QCOMPARE(session.runCount(), 2);
        // The first run kept its answers.
        QVERIFY(session.document().runs[0].results[0].end);
    }

    void stopForgetsWhatIsQueuedAndKeepsTheText()
    {
        Fixture fixture(openAnswer);
        CompareSession &session = fixture.session;
        session.send();
        QTRY_VERIFY(session.result(2).hasContent());
        session.send();
        session.stopAll();
        QVERIFY(!session.isSendQueued());
        QTRY_VERIFY(!session.isRunning());
        QCOMPARE(fixture.backends.backend().requests().size(), std::size_t(3));
        QCOMPARE(answerOf(session, 0), std::string("Half of an answer"));
        QCOMPARE(session.document().runs[0].results[0].end->outcome, Outcome::Cancelled);
    }

    void againSendsTheShownPromptWithTheSettingsOfNow()
    {
        Fixture fixture(echo);
        CompareSession &session = fixture.session;
        session.sendAgain(); // nothing is shown yet
        QCOMPARE(session.runCount(), 0);
        session.setPrompt("First");
        session.send();
        QTRY_VERIFY(!session.isRunning());
        session.setPrompt("Not sent yet");
        session.setShots({});
        session.sendAgain();
        QTRY_VERIFY(!session.isRunning());
        QCOMPARE(session.runCount(), 2);
        QCOMPARE(answerOf(session, 2), std::string("Answer to First"));
        QVERIFY(session.run().setup.shots.empty());
        QCOMPARE(session.setup().prompt, std::string("Not sent yet"));
    }

    void aLaneThatIsAskedTheSameJoinsTheRun()
    {
        Fixture fixture(echo);
        CompareSession &session = fixture.session;
        session.send();
        QTRY_VERIFY(!session.isRunning());
        const Run before = session.run();
        // The same settings: its answer is replaced.
        session.sendLane(1);
        QTRY_VERIFY(!session.isRunning());
        QCOMPARE(session.runCount(), 1);
        // Other settings: replaced, and the run knows with which.
        LaneSpec warmer = session.setup().lanes[1];
        warmer.parameters.temperature = 0.8;
        session.updateLane(1, warmer);
        session.sendLane(1);
        QTRY_VERIFY(!session.isRunning());
        QCOMPARE(session.runCount(), 1);
        QCOMPARE(session.run().setup.lanes[1].parameters.temperature, std::optional(0.8));
        QVERIFY(session.run().results[0] == before.results[0]);
        // A new lane: it is added.
        const int added = session.addLane(LaneSpec{});
        session.sendLane(added);
        QTRY_VERIFY(!session.isRunning());
        QCOMPARE(session.runCount(), 1);
        QCOMPARE(session.run().results.size(), std::size_t(4));
        QVERIFY(session.result(added).end);
        QVERIFY(session.document().runs[0] == session.run());
    }

    void aLaneThatIsAskedSomethingElseIsARunOfItsOwn()
    {
        Fixture fixture(echo);
        CompareSession &session = fixture.session;
        session.send();
        QTRY_VERIFY(!session.isRunning());
        session.setPrompt("Something else");
        session.sendLane(0);
        QTRY_VERIFY(!session.isRunning());
        QCOMPARE(session.runCount(), 2);
        QCOMPARE(session.run().setup.lanes.size(), std::size_t(1));
        QCOMPARE(answerOf(session, 0), std::string("Answer to Something else"));
        QCOMPARE(session.resultIndex(1), -1);
    }

    void aRunOfThePastIsNeverChanged()
    {
        Fixture fixture(echo);
        CompareSession &session = fixture.session;
        session.send();
        QTRY_VERIFY(!session.isRunning());
        const LineupDocument kept = session.document();
        session.setDocument(kept, QStringLiteral("/a/b.lineup"));
        QVERIFY(session.isShownFromRecord());
        session.sendLane(0);
        QTRY_VERIFY(!session.isRunning());
        QCOMPARE(session.runCount(), 2);
        QVERIFY(session.document().runs[0] == kept.runs[0]);
        session.showRun(0);
        QVERIFY(session.isShownFromRecord());
        QCOMPARE(session.resultIndex(2), 2);
        session.showRun(1);
        QVERIFY(!session.isShownFromRecord());
        session.showRun(7); // there is none
        QCOMPARE(session.shownRun(), 1);
    }

    void aRemovedLaneComesBackToItsPlaceWithItsAnswer()
    {
        Fixture fixture(echo);
        CompareSession &session = fixture.session;
        session.send();
        QTRY_VERIFY(!session.isRunning());
        QSignalSpy lanes(&session, &CompareSession::lanesReset);
        session.removeLane(1);
        session.removeLane(0);
        QCOMPARE(session.removedName(), QStringLiteral("A"));
        QCOMPARE(session.document().retiredLetters, (std::vector<int>{1, 0}));
        // A new lane does not take a letter that was used.
        QCOMPARE(session.setup().lanes[static_cast<std::size_t>(session.addLane(LaneSpec{}))].letter, 3);
        session.undoRemoveLane();
        session.undoRemoveLane();
        QVERIFY(!session.canUndoRemove());
        session.undoRemoveLane(); // nothing left
        std::vector<int> letters;
        for (const LaneSpec &lane : session.setup().lanes)
            letters.push_back(lane.letter);
        QCOMPARE(letters, (std::vector<int>{0, 1, 2, 3}));
        QVERIFY(session.document().retiredLetters.empty());
        QVERIFY(session.result(1).end);
        QCOMPARE(lanes.size(), 5);
    }

    void removingARunningLaneStopsIt()
    {
        Fixture fixture(openAnswer);
        CompareSession &session = fixture.session;
        session.send();
        QTRY_VERIFY(session.result(0).hasContent());
        session.removeLane(0);
        session.stopLane(0);
        session.stopLane(1);
        QTRY_VERIFY(!session.isRunning());
    }

    void noMoreThanTwentyFourLanes()
    {
        Fixture fixture(echo);
        for (int lane = 3; lane < 24; ++lane)
            QCOMPARE(fixture.session.addLane(LaneSpec{}), lane);
        QCOMPARE(fixture.session.addLane(LaneSpec{}), -1);
    }

    void theOrderOfSignalsOfARun()
    {
        Fixture fixture(echo);
        CompareSession &session = fixture.session;
        QStringList order;
        connect(&session, &CompareSession::runStarted, this, [&] { order << QStringLiteral("started"); });
        connect(&session, &CompareSession::resultsChanged, this, [&] { order << QStringLiteral("changed"); });
        connect(&session, &CompareSession::laneEnded, this, [&](int lane) { order << QStringLiteral("ended%1").arg(lane); });
        connect(&session, &CompareSession::runFinished, this, [&] { order << QStringLiteral("finished"); });
        session.send();
        QTRY_VERIFY(!session.isRunning());
        QCOMPARE(order.front(), QStringLiteral("started"));
        QCOMPARE(order.back(), QStringLiteral("finished"));
        QCOMPARE(order.count(QStringLiteral("finished")), 1);
        for (int lane = 0; lane < 3; ++lane)
            QCOMPARE(order.count(QStringLiteral("ended%1").arg(lane)), 1);
        QVERIFY(order.indexOf(QStringLiteral("changed")) < order.indexOf(QStringLiteral("ended0")));
    }

private:
    struct Fixture {
        explicit Fixture(AnsweringBackend::Script script) : backends(std::move(script)), session(backends, clock, "Lineup test")
        {
            session.setDocument(fewShotExample(), QString());
        }
        AnsweringFactory backends;
        SystemClock clock;
        CompareSession session;
    };
};

} // namespace lineup::test

QTEST_GUILESS_MAIN(lineup::test::TestCompareSession)
#include "tst_comparesession.moc"
