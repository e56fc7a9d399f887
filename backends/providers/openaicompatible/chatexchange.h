#pragma once

#include "backends/net/iothread.h"
#include "backends/net/redaction.h"
#include "backends/net/sseparser.h"
#include "backends/net/transfer.h"
#include "backends/providers/openaicompatible/chunkreader.h"
#include "backends/providers/openaicompatible/unframedjson.h"
#include "backends/providers/openaicompatible/wirerequest.h"
#include "core/chat/chatrequest.h"
#include "core/net/retrypolicy.h"
#include "core/run/streaminbox.h"

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace lineup::openaicompatible {

/// What all requests to one backend share. Its mutable part (quirks, budget) is touched on the I/O thread only.
struct BackendContext {
    ApiBase base;
    std::string subject;                   ///< "host:port", for errors
    std::vector<net::SecretHeader> secrets;
    std::shared_ptr<net::Redactor> redactor;
    net::IoThread *io = nullptr;           ///< outlives every backend
    std::function<double()> random;        ///< in [0, 1), I/O thread
    Quirks quirks;
    RetryBudget retryBudget;
    std::string learntPath;                ///< "/v1" once a 404 taught that it was missing
    /// A 429 holds back every request to this backend, not only the one that got it.
    std::chrono::steady_clock::time_point pausedUntil{};
};

/// One answer from Send to end: attempts, waits between them, the stream, the trace. Lives on the I/O thread.
///
/// Life cycle: begin() → attempt → (retry wait → attempt)… → end, delivered to the inbox once. cancel() at any moment ends
/// it with Outcome::Cancelled. Kept alive by whatever is to call it next: a transfer's handler or a delayed job.
class ChatExchange : public std::enable_shared_from_this<ChatExchange>, private net::SseSink {
public:
    using Steady = std::chrono::steady_clock::time_point;

    ChatExchange(std::shared_ptr<BackendContext> context, ChatRequest request, std::shared_ptr<StreamInbox> inbox, Steady sentAt);

    // On the I/O thread.
    void begin();
    void cancel();

    /// Any thread: when it has returned, nothing more reaches the inbox.
    void silence();

private:
    class Handler;
    friend class Handler;
    enum class Mode { Undecided, Stream, Whole, Failure };

    void beginWhenAllowed();
    void beginAttempt();
    void forgetAttempt();
    net::TransferRequest transferRequest() const;
    void onSent(Steady at);
    void onHead(const net::TransferHead &head);
    net::BodyAction onBody(std::string_view bytes, Steady at);
    net::BodyAction onStreamBytes(std::string_view bytes, Steady at);
    void onSseEvent(const net::SseEvent &event) override;
    void onUnframedLine(std::string_view line);
    void readRest(const net::TransferEnd &end);
    void onTransferEnd(const net::TransferEnd &end);
    void decide(const net::TransferEnd &end);
    std::optional<Error> whyFailed(const net::TransferEnd &end);
    std::optional<Error> failureOfReply();
    bool healed(const Error &error);
    bool retried(const Error &error);
    bool retryWithVersion(const Error &error);
    bool adaptedRequest(const Error &error);
    std::optional<Steady> totalDeadline() const;
    void waitForRest();
    void flush();
    void note(EventBody body);
    void finish(Outcome outcome, std::optional<Error> error);
    void finishTimedOut();
    LatencyTrace trace(Steady end) const;
    std::chrono::microseconds sinceSend(Steady moment) const;
    void collect();
    void countContent(bool isReasoning, std::size_t bytes);

    std::shared_ptr<BackendContext> m_context;
    ChatRequest m_request;
    std::shared_ptr<StreamInbox> m_inbox;
    Steady m_sentAt;

    std::optional<net::TransferId> m_transfer;
    std::optional<net::JobId> m_job;
    int m_attempt = 0;
    std::vector<std::string> m_notes;
    bool m_isCancelled = false;
    bool m_hasEnded = false;
    bool m_isWaiting = false; ///< between two attempts
    std::mutex m_inboxMutex;
    bool m_isSilent = false; ///< guarded by m_inboxMutex
    std::shared_ptr<std::atomic<bool>> m_mustPause = std::make_shared<std::atomic<bool>>(false);

    // Of the present attempt.
    Mode m_mode = Mode::Undecided;
    net::TransferHead m_head;
    std::string m_body; ///< of a reply that is no stream
    net::SseParser m_parser;
    ChunkReader m_reader;
    UnframedJson m_unframed;
    std::optional<Error> m_streamError;
    std::string m_path; ///< context's learntPath, or the one that is being tried
    std::size_t m_answerBytes = 0;
    bool m_hasBytes = false;
    Steady m_now{};
    std::optional<Steady> m_headAt;
    std::optional<Steady> m_doneAt;
    std::optional<net::TransferTiming> m_timing;
    bool m_wasHealed = false;

    std::optional<Steady> m_firstAttemptAt;
    std::optional<Steady> m_firstReasoning;
    std::optional<Steady> m_firstAnswer;
    std::optional<Steady> m_lastContent;
    StreamRecord m_record;             ///< what goes to the inbox next
    std::vector<StreamEvent> m_events; ///< what the reader has just made
};

} // namespace lineup::openaicompatible
