#include "backends/registry/latebackend.h"

#include "backends/local/streamrelay.h"

#include <QFutureWatcher>
#include <QPromise>
#include <QTimer>

#include <algorithm>
#include <optional>
#include <type_traits>
#include <utility>

namespace lineup {

namespace {

/// One answer, from waiting for the key to the end. Members are ordered so that the inner stream goes first: its silent cancel
/// must still find the inbox it writes to.
class LateStream final : public ChatStream {
public:
    LateStream(const QFuture<void> &whenReady, std::function<LateBackend::Made()> make, const Clock &clock, ChatRequest request, std::shared_ptr<StreamInbox> inbox)
        : m_make(std::move(make)), m_clock(clock), m_sentAt(clock.now()), m_request(std::move(request)), m_inbox(std::move(inbox))
    {
        std::vector<StreamEvent> queued{{std::chrono::microseconds{0}, Progress{Progress::Step::Queued, 0, 0}}};
        m_inbox->push(queued);
        QObject::connect(&m_totalTimer, &QTimer::timeout, &m_totalTimer, [this] { onTotalTimeout(); });
        m_totalTimer.setSingleShot(true);
        if (m_request.clocks.total)
            m_totalTimer.start(*m_request.clocks.total);
        QObject::connect(&m_watcher, &QFutureWatcherBase::finished, &m_watcher, [this] { onReady(); });
        m_watcher.setFuture(whenReady);
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

    void onReady()
    {
        if (m_hasEnded)
            return;
        m_totalTimer.stop();
        auto inner = m_make();
        if (!inner)
            return fail(inner.error());
        m_inner = *std::move(inner);
        const auto shift = waited();
        m_relay.emplace(m_inbox, shift);
        if (auto &total = m_request.clocks.total)
            total = std::max(*total - std::chrono::duration_cast<std::chrono::milliseconds>(shift), std::chrono::milliseconds{1});
        m_stream = m_inner->start(std::move(m_request), m_relay->inner());
    }

    void onTotalTimeout()
    {
        Error error;
        error.code = ErrorCode::Timeout;
        error.timeoutPhase = TimeoutPhase::Total;
        error.detail = "the key store did not give the key within the total time-out";
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

    const std::function<LateBackend::Made()> m_make;
    const Clock &m_clock;
    const Clock::Steady m_sentAt;
    ChatRequest m_request; ///< moved out when it is sent
    std::shared_ptr<StreamInbox> m_inbox;
    bool m_hasEnded = false;
    QTimer m_totalTimer;
    QFutureWatcher<void> m_watcher;
    std::optional<StreamRelay> m_relay;
    std::shared_ptr<ChatBackend> m_inner;
    std::unique_ptr<ChatStream> m_stream;
};

/// Asks the backend one question when it is there. Deletes itself when that is answered.
template <class Answer>
class LateQuestion final : public QObject {
public:
    using Ask = std::function<QFuture<Answer>(ChatBackend &backend)>;

    LateQuestion(const QFuture<void> &whenReady, std::function<LateBackend::Made()> make, Ask ask) : m_make(std::move(make)), m_ask(std::move(ask))
    {
        m_promise.start();
        connect(&m_watcher, &QFutureWatcherBase::finished, this, [this] { onReady(); });
        m_watcher.setFuture(whenReady);
    }

    QFuture<Answer> future() { return m_promise.future(); }

private:
    void onReady()
    {
        auto inner = m_make();
        if (!inner)
            return end(failed(inner.error()));
        m_inner = *std::move(inner);
        m_ask(*m_inner).then(this, [this](Answer answer) { end(std::move(answer)); });
    }

    static Answer failed(const Error &error)
    {
        if constexpr (std::is_same_v<Answer, ConnectionReport>) {
            ConnectionReport report;
            report.wasAsked = true;
            report.error = error;
            return report;
        } else {
            return Unexpected{error};
        }
    }

    void end(Answer answer)
    {
        m_promise.addResult(std::move(answer));
        m_promise.finish();
        deleteLater();
    }

    std::function<LateBackend::Made()> m_make;
    Ask m_ask;
    QFutureWatcher<void> m_watcher;
    QPromise<Answer> m_promise;
    std::shared_ptr<ChatBackend> m_inner;
};

} // namespace

LateBackend::LateBackend(QFuture<void> whenReady, std::function<Made()> make, const Clock &clock)
    : m_whenReady(std::move(whenReady)), m_make(std::move(make)), m_clock(clock)
{
}

std::unique_ptr<ChatStream> LateBackend::start(ChatRequest request, std::shared_ptr<StreamInbox> inbox)
{
    return std::make_unique<LateStream>(m_whenReady, m_make, m_clock, std::move(request), std::move(inbox));
}

QFuture<Result<std::vector<ListedModel>>> LateBackend::listModels()
{
    using Answer = Result<std::vector<ListedModel>>;
    auto *question = new LateQuestion<Answer>(m_whenReady, m_make, [](ChatBackend &backend) { return backend.listModels(); }); // deletes itself
    return question->future();
}

QFuture<Result<std::int64_t>> LateBackend::countTokens(ChatRequest request)
{
    using Answer = Result<std::int64_t>;
    auto *question = new LateQuestion<Answer>( // deletes itself
        m_whenReady, m_make, [request = std::move(request)](ChatBackend &backend) { return backend.countTokens(request); });
    return question->future();
}

QFuture<Result<ListedModel>> LateBackend::describeModel(std::string id)
{
    using Answer = Result<ListedModel>;
    auto *question = new LateQuestion<Answer>( // deletes itself
        m_whenReady, m_make, [id = std::move(id)](ChatBackend &backend) { return backend.describeModel(id); });
    return question->future();
}

std::vector<Parameter> LateBackend::parametersNotTaken(const ChatRequest &request) const
{
    if (!m_whenReady.isFinished())
        return {};
    const auto inner = m_make();
    return inner ? (*inner)->parametersNotTaken(request) : std::vector<Parameter>{};
}

QFuture<ConnectionReport> LateBackend::reach()
{
    auto *question = new LateQuestion<ConnectionReport>(m_whenReady, m_make, [](ChatBackend &backend) { return backend.reach(); }); // deletes itself
    return question->future();
}

} // namespace lineup
