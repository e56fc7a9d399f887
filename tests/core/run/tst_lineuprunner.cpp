#include "core/run/lineuprunner.h"
#include "tests/support/fakeclock.h"
#include "tests/support/scriptedbackend.h"

#include <QSignalSpy>
#include <QTest>
#include <QTimer>

#include <thread>

using namespace lineup;
using namespace lineup::test;
using namespace std::chrono_literals;

namespace {

LineupSetup setupOf(const std::vector<std::string> &kinds)
{
    LineupSetup setup;
    setup.prompt = "go";
    for (const std::string &kind : kinds) {
        LaneSpec lane;
        lane.backend.kind = kind;
        lane.model = kind + "-model";
        lane.letter = static_cast<int>(setup.lanes.size());
        setup.lanes.push_back(lane);
    }
    return setup;
}

/// A runner on scripted backends, with a log of its signals.
struct Bench {
    Bench()
    {
        for (const char *kind : {"a", "b", "local"}) {
            factory.backends[kind] = std::make_shared<ScriptedBackend>();
            factory.backends[kind]->local = factory.backends[kind] && std::string(kind) == "local";
        }
        QObject::connect(&runner, &LineupRunner::started, &runner, [this] { log += "started "; });
        QObject::connect(&runner, &LineupRunner::lanesChanged, &runner, [this](const std::vector<int> &lanes) {
            log += "changed";
            for (const int lane : lanes)
                log += ':' + std::to_string(lane);
            log += ' ';
        });
        QObject::connect(&runner, &LineupRunner::laneEnded, &runner, [this](int lane) { log += "ended:" + std::to_string(lane) + ' '; });
        QObject::connect(&runner, &LineupRunner::finished, &runner, [this] { log += "finished "; });
    }
    ScriptedCall &call(const std::string &kind, std::size_t index = 0) { return *factory.backends[kind]->calls.at(index); }
    const LaneResult &result(int lane) const { return runner.run().results.at(static_cast<std::size_t>(lane)); }
    std::string textOf(int lane) const { return plainText(result(lane).answer); }
    /// Waits until the events that were posted so far have been drained.
    bool waitForSignal() { return QSignalSpy(&runner, &LineupRunner::lanesChanged).wait(5000); }

    ScriptedFactory factory;
    FakeClock clock;
    LineupRunner runner{factory, clock, "Lineup 0.0.0"};
    std::string log;
};

} // namespace

class TestLineupRunner : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void nothingRunsAtFirst()
    {
        Bench bench;
        QVERIFY(!bench.runner.isRunning() && !bench.runner.isLaneRunning(0) && bench.runner.runningCount() == 0);
        QVERIFY(bench.runner.run() == Run());
        bench.runner.cancelAll();
        bench.runner.cancelLane(3);
        bench.runner.restartLane(0);
        QVERIFY(bench.log.empty());
    }

    void aRunOfThreeLanes()
    {
        Bench bench;
        const LineupSetup setup = setupOf({"a", "b", "local"});
        bench.runner.start(setup);
        QCOMPARE(bench.log, std::string("started "));
        QCOMPARE(bench.runner.runningCount(), 3);
        QVERIFY(bench.runner.run().setup == setup);
        QCOMPARE(bench.runner.run().startedAt, bench.clock.wallNow());
        QCOMPARE(bench.runner.run().madeWith, std::string("Lineup 0.0.0"));
        QCOMPARE(bench.runner.startedAt(), bench.clock.now());
        QCOMPARE(bench.result(0).phase, LanePhase::Queued);
        QCOMPARE(bench.call("b").request.model, std::string("b-model"));
        QCOMPARE(plainText(bench.call("b").request.messages.back()), std::string("go"));

        bench.call("a").sendText(1ms, "A1");
        bench.call("b").sendText(2ms, "B1");
        QVERIFY(bench.waitForSignal());
        QCOMPARE(bench.log, std::string("started changed:0:1 "));
        QCOMPARE(bench.textOf(0), std::string("A1"));
        QCOMPARE(bench.result(2).phase, LanePhase::Queued);

        bench.call("a").sendText(3ms, "A2");
        bench.call("a").end();
        bench.call("b").fail(ErrorCode::StreamCut);
        QVERIFY(bench.waitForSignal());
        QCOMPARE(bench.log, std::string("started changed:0:1 changed:0:1 ended:0 ended:1 "));
        QCOMPARE(bench.textOf(0), std::string("A1A2"));
        // What came before the cut stays.
        QCOMPARE(bench.textOf(1), std::string("B1"));
        QCOMPARE(bench.result(1).end->error->code, ErrorCode::StreamCut);
        QVERIFY(bench.runner.isLaneRunning(2) && !bench.runner.isLaneRunning(0));
        QVERIFY(bench.call("a").isDestroyed);

        bench.call("local").end();
        QVERIFY(bench.waitForSignal());
        QCOMPARE(bench.log, std::string("started changed:0:1 changed:0:1 ended:0 ended:1 changed:2 ended:2 finished "));
        QVERIFY(!bench.runner.isRunning());
        QCOMPARE(bench.result(2).cost.provenance, CostProvenance::Local);
        QCOMPARE(bench.result(0).cost.provenance, CostProvenance::Unknown);
    }

    void aBackendThatAnswersWithinStart()
    {
        Bench bench;
        bench.factory.backends["a"]->script = {{1ms, TextDelta{"at once"}}};
        bench.runner.start(setupOf({"a"}));
        // Not before start() has returned.
        QCOMPARE(bench.log, std::string("started "));
        QVERIFY(bench.runner.isRunning());
        QVERIFY(bench.waitForSignal());
        QCOMPARE(bench.log, std::string("started changed:0 ended:0 finished "));
        QCOMPARE(bench.textOf(0), std::string("at once"));
    }

    void aLaneWithoutABackendFailsAlone()
    {
        Bench bench;
        bench.runner.start(setupOf({"no-such-kind", "a"}));
        QVERIFY(bench.waitForSignal());
        QCOMPARE(bench.log, std::string("started changed:0 ended:0 "));
        QCOMPARE(bench.result(0).end->error->code, ErrorCode::BadInput);
        QCOMPARE(bench.result(0).end->attempts, 0);
        QVERIFY(bench.runner.isLaneRunning(1));
    }

    void onlyTheChosenLanesAreSent()
    {
        Bench bench;
        bench.runner.start(setupOf({"a", "b", "local"}), {1});
        QCOMPARE(bench.runner.runningCount(), 1);
        QVERIFY(bench.factory.backends["a"]->calls.empty());
        QCOMPARE(bench.runner.run().results.size(), std::size_t(3));
        QVERIFY(bench.result(0) == LaneResult());
        bench.call("b").end();
        QVERIFY(bench.waitForSignal());
        QVERIFY(bench.log.ends_with("finished "));
    }

    void stoppingKeepsWhatCame()
    {
        Bench bench;
        bench.runner.start(setupOf({"a", "b"}));
        bench.call("a").sendText(1ms, "half");
        QVERIFY(bench.waitForSignal());
        bench.runner.cancelLane(0);
        bench.runner.cancelLane(0);
        bench.call("a").sendText(2ms, " late");
        QVERIFY(bench.waitForSignal());
        QCOMPARE(bench.result(0).end->outcome, Outcome::Cancelled);
        QCOMPARE(bench.textOf(0), std::string("half"));
        QVERIFY(bench.runner.isLaneRunning(1));
        bench.runner.cancelAll();
        QVERIFY(bench.waitForSignal());
        QVERIFY(!bench.runner.isRunning());
        QCOMPARE(bench.call("a").cancels, 2);
        QCOMPARE(bench.call("b").cancels, 1);
        QVERIFY(bench.log.ends_with("changed:1 ended:1 finished "));
    }

    void aNewRunSilencesTheOldOne()
    {
        Bench bench;
        bench.runner.start(setupOf({"a", "b"}));
        bench.call("a").sendText(1ms, "old");
        bench.runner.start(setupOf({"a"}));
        QVERIFY(bench.call("a").isDestroyed && bench.call("b").isDestroyed);
        bench.call("a").sendText(2ms, "older");
        bench.call("a").end();
        bench.call("a", 1).sendText(1ms, "new");
        bench.call("a", 1).end();
        QVERIFY(bench.waitForSignal());
        QCOMPARE(bench.textOf(0), std::string("new"));
        QCOMPARE(bench.log, std::string("started started changed:0 ended:0 finished "));
    }

    void oneLaneAgain()
    {
        Bench bench;
        bench.runner.start(setupOf({"a", "b"}));
        bench.call("a").sendText(1ms, "first");
        bench.call("a").end();
        bench.call("b").end();
        QVERIFY(bench.waitForSignal());
        bench.clock.advance(5s);
        bench.log.clear();
        bench.runner.restartLane(0);
        QCOMPARE(bench.log, std::string("changed:0 "));
        QCOMPARE(bench.result(0).phase, LanePhase::Queued);
        QCOMPARE(bench.textOf(0), std::string());
        QCOMPARE(bench.runner.startedAt(), bench.clock.now());
        bench.call("a", 1).sendText(1ms, "second");
        bench.call("a", 1).end();
        QVERIFY(bench.waitForSignal());
        QCOMPARE(bench.textOf(0), std::string("second"));
        QCOMPARE(bench.log, std::string("changed:0 changed:0 ended:0 finished "));
        // While it runs: the running stream is let go and its news with it.
        bench.runner.restartLane(1);
        bench.call("b", 1).sendText(1ms, "lost");
        bench.runner.restartLane(1);
        bench.call("b", 2).end();
        QVERIFY(bench.waitForSignal());
        QCOMPARE(bench.textOf(1), std::string());
        bench.runner.restartLane(7);
        bench.runner.restartLane(-1);
    }

    void aShownRunCanBeSentAgain()
    {
        Bench bench;
        Run run;
        run.setup = setupOf({"a", "b"});
        run.results.resize(2);
        apply(run.results[1], {1ms, TextDelta{"from a file"}});
        finish(run.results[1], {}, {}, false);
        bench.runner.show(run);
        QVERIFY(bench.runner.run() == run && !bench.runner.isRunning());
        bench.runner.restartLane(0);
        bench.call("a").sendText(1ms, "live");
        bench.call("a").end();
        QVERIFY(bench.waitForSignal());
        QCOMPARE(bench.textOf(0), std::string("live"));
        QCOMPARE(bench.textOf(1), std::string("from a file"));
    }

    void manyTokensAreOneBatch()
    {
        Bench bench;
        bench.runner.start(setupOf({"a"}));
        for (int i = 0; i < 1000; ++i)
            bench.call("a").sendText(std::chrono::microseconds(i), "x");
        QVERIFY(bench.waitForSignal());
        QCOMPARE(bench.log, std::string("started changed:0 "));
        QCOMPARE(bench.textOf(0).size(), std::size_t(1000));
    }

    void batchesComeAboutThirtyTimesASecond()
    {
        Bench bench;
        bench.runner.start(setupOf({"a"}));
        const auto *timer = bench.runner.findChild<QTimer *>();
        QVERIFY(timer);
        const auto waitAfterNews = [&](std::chrono::microseconds at) {
            bench.call("a").sendText(at, "x");
            QCoreApplication::sendPostedEvents();
            return timer->isActive() ? timer->interval() : -1;
        };
        // The first news is shown at once, as is the first after a pause; in between, 33 ms after the last.
        QCOMPARE(waitAfterNews(1ms), 0);
        QVERIFY(bench.waitForSignal());
        QCOMPARE(waitAfterNews(2ms), 33);
        QCOMPARE(waitAfterNews(3ms), 33);
        QVERIFY(bench.waitForSignal());
        bench.clock.advance(20ms);
        QCOMPARE(waitAfterNews(4ms), 13);
        QVERIFY(bench.waitForSignal());
        bench.clock.advance(1s);
        QCOMPARE(waitAfterNews(5ms), 0);
        // Nothing runs while nothing comes.
        QVERIFY(bench.waitForSignal());
        QVERIFY(!timer->isActive());
    }

    void firstWordsDoNotWaitForTheNextBatch()
    {
        Bench bench;
        bench.runner.start(setupOf({"a", "b"}));
        const auto *timer = bench.runner.findChild<QTimer *>();
        const auto wait = [&] {
            QCoreApplication::sendPostedEvents();
            return timer->isActive() ? timer->interval() : -1;
        };
        bench.call("a").sendText(1ms, "x");
        QVERIFY(bench.waitForSignal());
        bench.call("a").sendText(2ms, "x");
        QCOMPARE(wait(), 33);
        // Lane b has not said anything yet, also not with news that holds no words.
        bench.clock.advance(1ms);
        bench.call("b").send({{2ms, Progress{Progress::Step::Sent, 0, 0}}});
        QCOMPARE(wait(), 1);
        QVERIFY(bench.waitForSignal());
        QCOMPARE(bench.textOf(0), std::string("xx"));
        bench.clock.advance(5ms);
        bench.call("b").sendText(7ms, "y");
        QCOMPARE(wait(), 0);
        // Nor does the news of another lane put it off.
        bench.call("a").sendText(7ms, "x");
        QCOMPARE(wait(), 0);
        QVERIFY(bench.waitForSignal());
        QCOMPARE(bench.textOf(1), std::string("y"));
        bench.call("b").sendText(8ms, "y");
        QCOMPARE(wait(), 33);
        // Sent again, it is waited for again.
        QVERIFY(bench.waitForSignal());
        bench.runner.restartLane(1);
        bench.clock.advance(2ms);
        bench.call("b", 1).sendText(1ms, "z");
        QCOMPARE(wait(), 0);
    }

    void newsOfAnEarlierRunIsHarmless()
    {
        Bench bench;
        bench.runner.start(setupOf({"a", "b", "local"}));
        bench.call("local").sendText(1ms, "x");
        bench.runner.start(setupOf({"a"})); // before the news has arrived
        QCoreApplication::sendPostedEvents();
        bench.call("a", 1).end();
        QVERIFY(bench.waitForSignal());
        QVERIFY(!bench.runner.isRunning());
        QCOMPARE(bench.runner.run().results.size(), std::size_t(1));
    }

    void receiversMayStartAnotherRun()
    {
        Bench bench;
        bool hasRestarted = false;
        connect(&bench.runner, &LineupRunner::laneEnded, this, [&](int) {
            if (!std::exchange(hasRestarted, true))
                bench.runner.start(setupOf({"local"}));
        });
        bench.runner.start(setupOf({"a", "b"}));
        bench.call("a").end();
        bench.call("b").end();
        QVERIFY(bench.waitForSignal());
        // Lane 1 of the first run ended in the same batch, but that run is over; so is its "finished".
        QCOMPARE(bench.log, std::string("started changed:0:1 ended:0 started "));
        QVERIFY(bench.runner.isLaneRunning(0));
        bench.call("local").end();
        QVERIFY(bench.waitForSignal());
        QCOMPARE(bench.log, std::string("started changed:0:1 ended:0 started changed:0 ended:0 finished "));
    }

    void receiversMaySendALaneAgain()
    {
        Bench bench;
        bool hasRestarted = false;
        connect(&bench.runner, &LineupRunner::laneEnded, this, [&](int lane) {
            if (lane == 0 && !std::exchange(hasRestarted, true))
                bench.runner.restartLane(1);
        });
        bench.runner.start(setupOf({"a", "b"}));
        bench.call("a").end();
        bench.call("b").end();
        QVERIFY(bench.waitForSignal());
        QVERIFY(bench.runner.isLaneRunning(1));
        QCOMPARE(bench.log, std::string("started changed:0:1 ended:0 changed:1 "));
        bench.call("b", 1).end();
        QVERIFY(bench.waitForSignal());
        QVERIFY(bench.log.ends_with("changed:1 ended:1 finished "));
    }

    void theStreamGoesBeforeItsBackend()
    {
        // A factory that gives each lane a backend of its own: the runner alone keeps it.
        struct Backend final : ChatBackend {
            struct Stream final : ChatStream {
                explicit Stream(std::shared_ptr<std::string> log_) : log(std::move(log_)) {}
                ~Stream() override { *log += "stream "; }
                void cancel() override {}
                std::shared_ptr<std::string> log;
            };
            explicit Backend(std::shared_ptr<std::string> log_) : log(std::move(log_)) {}
            ~Backend() override { *log += "backend "; }
            std::unique_ptr<ChatStream> start(ChatRequest, std::shared_ptr<StreamInbox>) override { return std::make_unique<Stream>(log); }
            QFuture<Result<std::vector<ListedModel>>> listModels() override { return {}; }
            bool isLocal() const override { return true; }
            std::shared_ptr<std::string> log;
        };
        struct Factory final : BackendFactory {
            std::vector<ProviderDescriptor> providers() const override { return {}; }
            Result<std::shared_ptr<ChatBackend>> backendFor(const BackendRef &) override { return std::shared_ptr<ChatBackend>(std::make_shared<Backend>(log)); }
            std::shared_ptr<std::string> log = std::make_shared<std::string>();
        };
        Factory factory;
        FakeClock clock;
        {
            LineupRunner runner(factory, clock, "");
            runner.start(setupOf({"x"}));
        }
        QCOMPARE(*factory.log, std::string("stream backend "));
    }

    void goingAwayInMidStream()
    {
        for (int round = 0; round < 30; ++round) {
            ScriptedFactory factory;
            factory.backends["a"] = std::make_shared<ScriptedBackend>();
            FakeClock clock;
            auto runner = std::make_unique<LineupRunner>(factory, clock, "");
            runner->start(setupOf({"a"}));
            const auto call = factory.backends["a"]->calls.at(0);
            std::thread producer([call] {
                for (int i = 0; i < 300; ++i)
                    call->sendText(std::chrono::microseconds(i), "x");
                call->end();
            });
            for (int i = 0; i < round; ++i)
                QCoreApplication::processEvents();
            runner.reset();
            producer.join();
            QCoreApplication::processEvents();
            QVERIFY(call->isDestroyed);
        }
    }

    void aProducerOnAnotherThread()
    {
        Bench bench;
        bench.runner.start(setupOf({"a", "b"}));
        QSignalSpy finished(&bench.runner, &LineupRunner::finished);
        const auto produce = [](ScriptedCall &call, char letter) {
            for (int i = 0; i < 5000; ++i)
                call.sendText(std::chrono::microseconds(i), std::string(1, letter));
            call.end();
        };
        std::thread first(produce, std::ref(bench.call("a")), 'a');
        std::thread second(produce, std::ref(bench.call("b")), 'b');
        QVERIFY(finished.wait(20'000));
        first.join();
        second.join();
        QCOMPARE(bench.textOf(0), std::string(5000, 'a'));
        QCOMPARE(bench.textOf(1), std::string(5000, 'b'));
        QCOMPARE(finished.count(), 1);
    }
};

QTEST_GUILESS_MAIN(TestLineupRunner)
#include "tst_lineuprunner.moc"
