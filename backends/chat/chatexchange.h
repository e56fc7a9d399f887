#pragma once

#include "backends/chat/exchangecontext.h"
#include "backends/chat/replyevents.h"
#include "backends/chat/replyreader.h"
#include "core/chat/chatrequest.h"
#include "core/run/streaminbox.h"

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace lineup::chat {

/// One answer from Send to end: attempts, waits between them, the stream, the trace. Lives on the I/O thread.
///
/// Life cycle: begin() → attempt → (retry wait → attempt)… → end, delivered to the inbox once. cancel() at any moment ends
/// it with Outcome::Cancelled. Kept alive by whatever is to call it next: a transfer's handler or a delayed job.
class ChatExchange : public std::enable_shared_from_this<ChatExchange> {
public:
    using Steady = std::chrono::steady_clock::time_point;

    ChatExchange(std::shared_ptr<ExchangeContext> context, ChatRequest request, std::shared_ptr<StreamInbox> inbox, Steady sentAt);

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
    void waitForTurn();
    void onTurn();
    void leaveLine();
    void giveUpAtDeadline(bool ChatExchange::*whileTrue);
    void forgetAttempt();
    void askForSecrets();
    void takeSecrets(Result<std::vector<net::SecretHeader>> secrets);
    void sendCall();
    Result<net::TransferRequest> call();
    void onSent(Steady at);
    void onHead(const net::TransferHead &head);
    net::BodyAction onBody(std::string_view bytes, Steady at);
    net::BodyAction onStreamBytes(std::string_view bytes, Steady at);
    void readRest(const net::TransferEnd &end);
    void onTransferEnd(const net::TransferEnd &end);
    void decide(const net::TransferEnd &end);
    std::optional<Error> whyFailed(const net::TransferEnd &end);
    std::optional<Error> failureOfReply();
    bool healed(const Error &error);
    bool retried(const Error &error);
    std::optional<Steady> totalDeadline() const;
    void waitForRest();
    void flush();
    void note(EventBody body);
    void finish(Outcome outcome, std::optional<Error> error);
    void finishTimedOut();
    /// `end` is counted from Send.
    LatencyTrace trace(std::chrono::microseconds end) const;
    std::chrono::microseconds sinceSend(Steady moment) const;
    bool hasOutgrown();

    std::shared_ptr<ExchangeContext> m_context;
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
    bool m_isAsking = false;  ///< for secrets
    bool m_isInLine = false;  ///< for its turn
    std::optional<RateLimiter::Ticket> m_ticket; ///< of the line, and of the attempt that it let go
    std::vector<net::SecretHeader> m_secrets;
    std::mutex m_inboxMutex;
    bool m_isSilent = false; ///< guarded by m_inboxMutex
    std::shared_ptr<std::atomic<bool>> m_mustPause = std::make_shared<std::atomic<bool>>(false);

    // Of the present attempt.
    Mode m_mode = Mode::Undecided;
    net::TransferHead m_head;
    std::string m_body; ///< of a reply that is no stream
    net::TransferRequest m_call; ///< as it was sent, without its body
    std::unique_ptr<ReplyReader> m_reader;
    std::optional<Error> m_streamError;
    bool m_hasBytes = false;
    std::optional<Steady> m_headAt;
    std::optional<Steady> m_doneAt;
    std::optional<net::TransferTiming> m_timing;
    int m_heals = 0;

    std::optional<Steady> m_firstAttemptAt;
    ReplyEvents m_events;
};

} // namespace lineup::chat
