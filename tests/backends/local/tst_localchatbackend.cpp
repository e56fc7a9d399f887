#include "backends/local/localchatbackend.h"
#include "backends/local/streamrelay.h"

#include <QPointer>
#include <QTest>

#include <thread>

using namespace lineup;
using namespace std::chrono_literals;

namespace {

/// Time that only the test moves.
class FakeClock : public Clock {
public:
    Steady time{};
    Steady now() const override { return time; }
    Wall wallNow() const override { return {}; }
};

/// An engine that goes where the test puts it.
class FakeEngine : public LocalEngine, public EngineAccess {
public:
    EngineState current;
    std::optional<EngineEndpoint> open;
    int starts = 0;
    int active = 0;

    EngineState state() const override { return current; }
    void start() override { ++starts; }
    void stop() override {}
    std::optional<EngineEndpoint> endpoint() const override { return open; }
    EngineRequestMark beginRequest() override
    {
        ++active;
        return EngineRequestMark(this, [this](const void *) { --active; });
    }

    void become(EngineStatus status)
    {
        current.status = status;
        const bool answers = status == EngineStatus::Ready || status == EngineStatus::Busy;
        open = answers ? std::optional(EngineEndpoint{"http://127.0.0.1:1234/v1", Secret("token"), "tiny"}) : std::nullopt;
        Q_EMIT stateChanged(current);
    }
    void crash(bool willRestart)
    {
        Error error;
        error.code = ErrorCode::EngineCrashed;
        error.detail = "boom";
        current.error = error;
        current.willRestart = willRestart;
        become(EngineStatus::Crashed);
    }
};

/// The adapter: notes what it is given; the test speaks for it through `inbox`.
class FakeInner : public ChatBackend {
public:
    struct Started {
        ChatRequest request;
        std::shared_ptr<StreamInbox> inbox;
        int cancels = 0;
        bool isAlive = true;
    };
    struct Stream : ChatStream {
        explicit Stream(std::shared_ptr<Started> started) : started(std::move(started)) {}
        ~Stream() override { started->isAlive = false; }
        void cancel() override { ++started->cancels; }
        std::shared_ptr<Started> started;
    };

    std::vector<std::shared_ptr<Started>> started;
    Result<std::vector<ListedModel>> models = std::vector<ListedModel>{{"tiny", 2048}};

    std::unique_ptr<ChatStream> start(ChatRequest request, std::shared_ptr<StreamInbox> inbox) override
    {
        started.push_back(std::make_shared<Started>(Started{std::move(request), std::move(inbox)}));
        return std::make_unique<Stream>(started.back());
    }
    QFuture<Result<std::vector<ListedModel>>> listModels() override { return QtFuture::makeReadyFuture(models); }
    bool isLocal() const override { return false; }
};

/// Drains into `batch`; true once anything has come, however often it is asked.
bool hasCome(StreamInbox &inbox, StreamInbox::Batch &batch)
{
    StreamInbox::Batch more = inbox.drain();
    batch.events.insert(batch.events.end(), more.events.begin(), more.events.end());
    if (more.end)
        batch.end = more.end;
    return !batch.isEmpty();
}

StreamEnd finishedEnd()
{
    StreamEnd end;
    end.trace.queue = 5us;
    end.trace.wait = 100us;
    end.trace.total = 105us;
    end.trace.firstToken = 100us;
    end.trace.attemptStart = 5us;
    return end;
}

} // namespace

class TestLocalChatBackend : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_engine = std::make_unique<FakeEngine>();
        m_inner = std::make_shared<FakeInner>();
        m_endpoints.clear();
        m_clock.time = {};
        m_backend = std::make_unique<LocalChatBackend>(*m_engine, *m_engine, m_clock, [this](const EngineEndpoint &endpoint) -> Result<std::shared_ptr<ChatBackend>> {
            m_endpoints.push_back(endpoint);
            if (!m_inner)
                return makeError(ErrorCode::BadInput, "no adapter");
            return std::shared_ptr<ChatBackend>(m_inner);
        });
        m_inbox = std::make_shared<StreamInbox>();
    }

    void aReadyEngineGetsTheRequestAtOnce()
    {
        m_engine->become(EngineStatus::Ready);
        ChatRequest request;
        request.messages = {textMessage(Role::User, "Hi")};
        const auto stream = m_backend->start(request, m_inbox);
        QCOMPARE(m_inner->started.size(), std::size_t(1));
        QCOMPARE(m_inner->started[0]->request.messages, request.messages);
        QCOMPARE(m_inner->started[0]->request.model, std::string("tiny"));
        QVERIFY(m_inner->started[0]->inbox == m_inbox); // no copying on the way
        QCOMPARE(m_endpoints.size(), std::size_t(1));
        QCOMPARE(m_endpoints[0].baseUrl, std::string("http://127.0.0.1:1234/v1"));
        QCOMPARE(m_engine->starts, 0);
        QVERIFY(m_inbox->drain().isEmpty());
    }

    void aModelThatIsAskedForIsPassedOn()
    {
        m_engine->become(EngineStatus::Ready);
        ChatRequest request;
        request.model = "mine";
        const auto stream = m_backend->start(request, m_inbox);
        QCOMPARE(m_inner->started[0]->request.model, std::string("mine"));
    }

    void theEngineIsBusyWhileTheStreamLives()
    {
        m_engine->become(EngineStatus::Ready);
        auto first = m_backend->start({}, m_inbox);
        auto second = m_backend->start({}, std::make_shared<StreamInbox>());
        QCOMPARE(m_engine->active, 2);
        first.reset();
        QCOMPARE(m_engine->active, 1);
        QVERIFY(!m_inner->started[0]->isAlive);
        second.reset();
        QCOMPARE(m_engine->active, 0);
    }

    void aStoppedEngineIsStartedAndWaitedFor()
    {
        const auto stream = m_backend->start({}, m_inbox);
        QCOMPARE(m_engine->starts, 1);
        QCOMPARE(m_engine->active, 0);
        const auto queued = m_inbox->drain();
        QCOMPARE(queued.events, (std::vector<StreamEvent>{{0us, Progress{Progress::Step::Queued, 0, 0}}}));
        m_engine->become(EngineStatus::Starting);
        QVERIFY(m_inner->started.empty());
        m_engine->become(EngineStatus::Ready);
        QCOMPARE(m_inner->started.size(), std::size_t(1));
        QCOMPARE(m_engine->starts, 1);
        QCOMPARE(m_engine->active, 1);
        m_engine->become(EngineStatus::Busy); // no second request
        QCOMPARE(m_inner->started.size(), std::size_t(1));
    }

    void theWaitIsThePhaseQueue()
    {
        const auto stream = m_backend->start({}, m_inbox);
        m_inbox->drain();
        m_clock.time += 1500ms;
        m_engine->become(EngineStatus::Ready);
        StreamInbox &inner = *m_inner->started.at(0)->inbox;
        std::vector<StreamEvent> events{{100us, TextDelta{"Hi"}}};
        inner.push(events);
        inner.end(finishedEnd());
        StreamInbox::Batch batch;
        QTRY_VERIFY(hasCome(*m_inbox, batch));
        QCOMPARE(batch.events, (std::vector<StreamEvent>{{1'500'100us, TextDelta{"Hi"}}}));
        QVERIFY(batch.end);
        StreamEnd expected = finishedEnd();
        expected.trace.queue = 1'500'005us;
        expected.trace.total = 1'500'105us;
        expected.trace.attemptStart = 1'500'005us;
        QCOMPARE(*batch.end, expected);
        QCOMPARE(phaseSum(batch.end->trace), batch.end->trace.total);
    }

    void severalWaitTogether()
    {
        const auto first = m_backend->start({}, m_inbox);
        const auto second = m_backend->start({}, std::make_shared<StreamInbox>());
        m_engine->become(EngineStatus::Starting);
        m_engine->become(EngineStatus::Ready);
        QCOMPARE(m_inner->started.size(), std::size_t(2));
    }

    void anAbsentEngineIsAnErrorAtOnce()
    {
        Error error;
        error.code = ErrorCode::EngineMissing;
        error.detail = "no model";
        error.providerCode = "not-installed";
        m_engine->current.error = error;
        m_engine->become(EngineStatus::Absent);
        const auto stream = m_backend->start({}, m_inbox);
        const auto batch = m_inbox->drain();
        QVERIFY(batch.end);
        QCOMPARE(batch.end->outcome, Outcome::Error);
        QCOMPARE(batch.end->error, std::optional(error));
        QCOMPARE(batch.end->attempts, 0);
        QCOMPARE(m_engine->starts, 0);
    }

    void anEngineThatTurnsOutToBeAbsentEndsTheWait()
    {
        const auto stream = m_backend->start({}, m_inbox);
        m_clock.time += 20ms;
        m_engine->become(EngineStatus::Absent);
        const auto batch = m_inbox->drain();
        QVERIFY(batch.end);
        QCOMPARE(batch.end->error->code, ErrorCode::EngineMissing);
        QCOMPARE(batch.end->trace.queue, std::optional<LatencyTrace::Duration>(20ms));
        QCOMPARE(batch.end->trace.total, LatencyTrace::Duration(20ms));
    }

    void aCrashThatIsMendedIsWaitedFor()
    {
        const auto stream = m_backend->start({}, m_inbox);
        m_engine->become(EngineStatus::Starting);
        m_engine->crash(true);
        QVERIFY(!m_inbox->drain().end);
        m_engine->become(EngineStatus::Starting);
        m_engine->become(EngineStatus::Ready);
        QCOMPARE(m_inner->started.size(), std::size_t(1));
    }

    void aCrashForGoodIsTheAnswer()
    {
        const auto stream = m_backend->start({}, m_inbox);
        m_engine->become(EngineStatus::Starting);
        m_engine->crash(false);
        const auto batch = m_inbox->drain();
        QVERIFY(batch.end);
        QCOMPARE(batch.end->error->detail, std::string("boom"));
    }

    void anEngineThatCrashedEarlierIsTheAnswer()
    {
        m_engine->crash(false);
        const auto stream = m_backend->start({}, m_inbox);
        QCOMPARE(m_inbox->drain().end->error->code, ErrorCode::EngineCrashed);
        QCOMPARE(m_engine->starts, 0);
    }

    void whoStopsItWhileSomebodyWaitsMeansIt()
    {
        const auto stream = m_backend->start({}, m_inbox);
        m_engine->become(EngineStatus::Starting);
        m_engine->become(EngineStatus::Stopped);
        QCOMPARE(m_engine->starts, 1);
        const auto batch = m_inbox->drain();
        QVERIFY(batch.end);
        QCOMPARE(batch.end->error->code, ErrorCode::EngineCrashed);
    }

    void anEngineThatIsBeingStoppedIsStartedAgain()
    {
        m_engine->become(EngineStatus::Ready);
        m_engine->open.reset(); // stop() was called; the child still runs
        const auto stream = m_backend->start({}, m_inbox);
        QCOMPARE(m_engine->starts, 1);
        m_engine->become(EngineStatus::Starting);
        m_engine->become(EngineStatus::Ready);
        QCOMPARE(m_inner->started.size(), std::size_t(1));
    }

    void cancelWhileQueued()
    {
        const auto stream = m_backend->start({}, m_inbox);
        m_clock.time += 7ms;
        stream->cancel();
        stream->cancel();
        const auto batch = m_inbox->drain();
        QVERIFY(batch.end);
        QCOMPARE(batch.end->outcome, Outcome::Cancelled);
        QVERIFY(!batch.end->error);
        QCOMPARE(batch.end->attempts, 0);
        QCOMPARE(batch.end->trace.total, LatencyTrace::Duration(7ms));
        m_engine->become(EngineStatus::Ready);
        QVERIFY(m_inner->started.empty());
        QCOMPARE(m_engine->active, 0);
    }

    void cancelWhileItRuns()
    {
        m_engine->become(EngineStatus::Ready);
        const auto stream = m_backend->start({}, m_inbox);
        stream->cancel();
        QCOMPARE(m_inner->started[0]->cancels, 1);
        QVERIFY(!m_inbox->drain().end); // the end is the adapter's to say
    }

    void destroyingIsSilent()
    {
        auto stream = m_backend->start({}, m_inbox);
        m_inbox->drain();
        stream.reset();
        m_engine->become(EngineStatus::Ready);
        QVERIFY(m_inner->started.empty());
        QVERIFY(m_inbox->drain().isEmpty());
        // And behind a relay.
        m_engine->become(EngineStatus::Stopped);
        stream = m_backend->start({}, m_inbox);
        m_engine->become(EngineStatus::Ready);
        m_inbox->drain();
        const auto inner = m_inner->started.at(0)->inbox;
        stream.reset();
        std::vector<StreamEvent> events{{1us, TextDelta{"late"}}};
        inner->push(events);
        QCoreApplication::processEvents();
        QVERIFY(m_inbox->drain().isEmpty());
    }

    void theTotalTimeOutHoldsWhileQueued()
    {
        ChatRequest request;
        request.clocks.total = 1ms;
        const auto stream = m_backend->start(request, m_inbox);
        m_inbox->drain();
        StreamInbox::Batch batch;
        QTRY_VERIFY(hasCome(*m_inbox, batch));
        QVERIFY(batch.end);
        QCOMPARE(batch.end->error->code, ErrorCode::Timeout);
        QCOMPARE(batch.end->error->timeoutPhase, std::optional(TimeoutPhase::Total));
        m_engine->become(EngineStatus::Ready);
        QVERIFY(m_inner->started.empty());
    }

    void whatIsLeftOfTheTotalGoesOn()
    {
        ChatRequest request;
        request.clocks.total = 10s;
        request.clocks.idle = 3s;
        const auto stream = m_backend->start(request, m_inbox);
        m_clock.time += 4s;
        m_engine->become(EngineStatus::Ready);
        QCOMPARE(m_inner->started[0]->request.clocks.total, std::optional<std::chrono::milliseconds>(6s));
        QCOMPARE(m_inner->started[0]->request.clocks.idle, std::optional<std::chrono::milliseconds>(3s));
    }

    void modelsAreListedWhenItIsReady()
    {
        auto future = m_backend->listModels();
        QCOMPARE(m_engine->starts, 1);
        QVERIFY(!future.isFinished());
        m_engine->become(EngineStatus::Ready);
        QTRY_VERIFY(future.isFinished());
        QCOMPARE(future.result(), Result<std::vector<ListedModel>>(std::vector<ListedModel>{{"tiny", 2048}}));
    }

    void anAdapterThatCannotBeMadeIsTheAnswer()
    {
        m_inner.reset();
        m_engine->become(EngineStatus::Ready);
        const auto stream = m_backend->start({}, m_inbox);
        QCOMPARE(m_inbox->drain().end->error->detail, std::string("no adapter"));
        QCOMPARE(m_engine->active, 0);
        auto future = m_backend->listModels();
        QTRY_VERIFY(future.isFinished());
        QCOMPARE(future.result().error().detail, std::string("no adapter"));
    }

    void modelsOfNoEngineAreAnError()
    {
        m_engine->become(EngineStatus::Absent);
        auto future = m_backend->listModels();
        QTRY_VERIFY(future.isFinished());
        QCOMPARE(future.result().error().code, ErrorCode::EngineMissing);
    }

    void backPressureGoesThroughARelay()
    {
        std::vector<StreamEvent> many(StreamInbox::kHighWater + 1, StreamEvent{1us, TextDelta{"x"}});
        StreamRelay relay(m_inbox, 1us);
        std::vector<StreamEvent> events = many;
        relay.inner()->push(events);
        QCoreApplication::processEvents(); // all of it lies outside now, too much for the consumer
        events = {{2us, TextDelta{"later"}}};
        QVERIFY(relay.inner()->push(events));
        relay.inner()->end(finishedEnd());
        QCoreApplication::processEvents();
        auto batch = m_inbox->drain();
        QCOMPARE(batch.events.size(), many.size());
        QVERIFY(!batch.end); // nothing was taken while there was no room
        batch = {};
        QTRY_VERIFY(hasCome(*m_inbox, batch));
        QCOMPARE(batch.events, (std::vector<StreamEvent>{{3us, TextDelta{"later"}}}));
        QVERIFY(batch.end);
    }

    void aRelayTakesFromAnotherThread()
    {
        StreamRelay relay(m_inbox, 0us);
        constexpr int kCount = 1000;
        std::thread producer([inner = relay.inner()] {
            for (int i = 0; i < kCount; ++i) {
                std::vector<StreamEvent> events{{std::chrono::microseconds(i), TextDelta{"x"}}};
                inner->push(events);
            }
            inner->end(finishedEnd());
        });
        StreamInbox::Batch all;
        QTRY_VERIFY(hasCome(*m_inbox, all) && all.end);
        producer.join();
        QCOMPARE(all.events.size(), std::size_t(kCount));
        for (int i = 0; i < kCount; ++i)
            QCOMPARE(all.events[i].at, std::chrono::microseconds(i));
    }

private:
    std::unique_ptr<FakeEngine> m_engine;
    std::shared_ptr<FakeInner> m_inner;
    std::vector<EngineEndpoint> m_endpoints;
    FakeClock m_clock;
    std::unique_ptr<LocalChatBackend> m_backend;
    std::shared_ptr<StreamInbox> m_inbox;
};

QTEST_GUILESS_MAIN(TestLocalChatBackend)
#include "tst_localchatbackend.moc"
