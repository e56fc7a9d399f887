#include "backends/local/localchatbackend.h"

#include "backends/local/enginewaiter.h"
#include "backends/local/streamrelay.h"

#include <QPromise>
#include <QTimer>

#include <algorithm>
#include <optional>
#include <utility>

namespace lineup {

namespace {

/// One answer of the local engine, from waiting for it to the end. Members are ordered so that the inner stream goes
/// first: its silent cancel must still find the inbox it writes to.
class LocalStream final : public ChatStream {
public:
    LocalStream(LocalEngine &engine, EngineAccess &access, const Clock &clock, const LocalChatBackend::InnerFactory &makeInner, ChatRequest request,
                std::shared_ptr<StreamInbox> inbox)
        : m_access(access),
          m_clock(clock),
          m_makeInner(makeInner),
          m_sentAt(clock.now()),
          m_request(std::move(request)),
          m_inbox(std::move(inbox)),
          m_waiter(engine, access, [this](Result<EngineEndpoint> endpoint) { onEngine(std::move(endpoint)); })
    {
    }

    void start()
    {
        if (auto endpoint = m_access.endpoint())
            return send(*endpoint, m_inbox);
        std::vector<StreamEvent> queued{{std::chrono::microseconds{0}, Progress{Progress::Step::Queued, 0, 0}}};
        m_inbox->push(queued);
        if (m_request.clocks.total) {
            QObject::connect(&m_totalTimer, &QTimer::timeout, &m_waiter, [this] { onTotalTimeout(); });
            m_totalTimer.setSingleShot(true);
            m_totalTimer.start(*m_request.clocks.total);
        }
        m_waiter.begin();
    }

    void cancel() override
    {
        if (m_stream)
            return m_stream->cancel();
        StreamEnd end;
        end.outcome = Outcome::Cancelled;
        endQueued(std::move(end));
    }

private:
    LatencyTrace::Duration waited() const { return std::chrono::duration_cast<LatencyTrace::Duration>(m_clock.now() - m_sentAt); }

    void onEngine(Result<EngineEndpoint> endpoint)
    {
        if (m_hasEnded)
            return;
        if (!endpoint)
            return fail(endpoint.error());
        m_totalTimer.stop();
        const auto shift = waited();
        m_relay.emplace(m_inbox, shift);
        if (auto &total = m_request.clocks.total)
            total = std::max(*total - std::chrono::duration_cast<std::chrono::milliseconds>(shift), std::chrono::milliseconds{1});
        send(*endpoint, m_relay->inner());
    }

    void send(const EngineEndpoint &endpoint, const std::shared_ptr<StreamInbox> &inbox)
    {
        auto inner = m_makeInner(endpoint);
        if (!inner)
            return fail(inner.error());
        m_inner = *std::move(inner);
        m_mark = m_access.beginRequest();
        if (m_request.model.empty())
            m_request.model = endpoint.modelAlias;
        m_stream = m_inner->start(std::move(m_request), inbox);
    }

    void onTotalTimeout()
    {
        Error error;
        error.code = ErrorCode::Timeout;
        error.timeoutPhase = TimeoutPhase::Total;
        error.detail = "the local engine was not ready within the total time-out";
        error.subject = "local";
        fail(std::move(error));
    }

    void fail(Error error)
    {
        StreamEnd end;
        end.outcome = Outcome::Error;
        end.error = std::move(error);
        endQueued(std::move(end));
    }

    /// The end of a request that never left.
    void endQueued(StreamEnd end)
    {
        if (std::exchange(m_hasEnded, true))
            return;
        m_totalTimer.stop();
        end.attempts = 0;
        end.trace.total = waited();
        end.trace.queue = end.trace.total;
        m_inbox->end(std::move(end));
    }

    EngineAccess &m_access;
    const Clock &m_clock;
    const LocalChatBackend::InnerFactory m_makeInner;
    const Clock::Steady m_sentAt;
    ChatRequest m_request; ///< moved out when it is sent
    std::shared_ptr<StreamInbox> m_inbox;
    bool m_hasEnded = false;
    QTimer m_totalTimer;
    EngineWaiter m_waiter;
    EngineRequestMark m_mark;
    std::optional<StreamRelay> m_relay;
    std::shared_ptr<ChatBackend> m_inner;
    std::unique_ptr<ChatStream> m_stream;
};

/// A request that no engine takes.
class RefusedStream final : public ChatStream {
public:
    void cancel() override {}
};

std::unique_ptr<ChatStream> refused(Error error, StreamInbox &inbox)
{
    StreamEnd end;
    end.outcome = Outcome::Error;
    end.error = std::move(error);
    end.attempts = 0;
    inbox.end(std::move(end));
    return std::make_unique<RefusedStream>();
}

using ModelList = Result<std::vector<ListedModel>>;

/// Lives until the list has come, or with the backend's engine.
class ModelLister final : public QObject {
public:
    ModelLister(LocalEngine &engine, EngineAccess &access, LocalChatBackend::InnerFactory makeInner)
        : QObject(&engine),
          m_makeInner(std::move(makeInner)),
          m_waiter(engine, access, [this](Result<EngineEndpoint> endpoint) { ask(std::move(endpoint)); })
    {
        m_promise.start();
    }

    QFuture<ModelList> future() { return m_promise.future(); }
    void begin() { m_waiter.begin(); }

private:
    void ask(Result<EngineEndpoint> endpoint)
    {
        if (!endpoint)
            return answer(Unexpected{endpoint.error()});
        auto inner = m_makeInner(*endpoint);
        if (!inner)
            return answer(Unexpected{inner.error()});
        m_inner = *std::move(inner);
        m_inner->listModels().then(this, [this](ModelList models) { answer(std::move(models)); });
    }

    void answer(ModelList models)
    {
        m_promise.addResult(std::move(models));
        m_promise.finish();
        deleteLater();
    }

    LocalChatBackend::InnerFactory m_makeInner;
    QPromise<ModelList> m_promise;
    std::shared_ptr<ChatBackend> m_inner;
    EngineWaiter m_waiter;
};

} // namespace

LocalChatBackend::LocalChatBackend(LocalEngine &engine, EngineAccess &access, const Clock &clock, InnerFactory makeInner, OtherModels others)
    : m_main{&engine, &access, std::move(makeInner)}, m_clock(clock), m_others(std::move(others))
{
}

std::unique_ptr<ChatStream> LocalChatBackend::start(ChatRequest request, std::shared_ptr<StreamInbox> inbox)
{
    Engine engine = m_main;
    if (m_others.engineFor) {
        auto other = m_others.engineFor(request.model);
        if (!other)
            return refused(other.error(), *inbox);
        if (*other)
            engine = **std::move(other);
        // The engine calls its one model by the name of its file.
        request.model.clear();
    }
    auto stream = std::make_unique<LocalStream>(*engine.engine, *engine.access, m_clock, engine.makeInner, std::move(request), std::move(inbox));
    stream->start();
    return stream;
}

QFuture<Result<std::vector<ListedModel>>> LocalChatBackend::listModels()
{
    auto *lister = new ModelLister(*m_main.engine, *m_main.access, m_main.makeInner); // owned by the engine
    auto future = lister->future();
    lister->begin();
    if (!m_others.list)
        return future;
    return future.then([others = m_others.list()](Result<std::vector<ListedModel>> models) {
        if (models)
            models->insert(models->end(), others.begin(), others.end());
        return models;
    });
}

} // namespace lineup
