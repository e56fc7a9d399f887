#include "backends/chat/chatexchange.h"

#include "backends/chat/errorclassifier.h"
#include "core/base/text.h"

#include <algorithm>
#include <utility>

namespace lineup::chat {

namespace {

/// How long a connection may stay open after "[DONE]" before it is closed from here.
constexpr std::chrono::milliseconds kGraceAfterDone{200};
/// How long usage or "[DONE]" may take after a finish reason.
constexpr std::chrono::milliseconds kGraceAfterFinish{5000};
/// Text of one answer, and a reply that does not stream.
constexpr std::size_t kMaxAnswerBytes = std::size_t{8} << 20;
constexpr std::size_t kBatch = 256;
/// How often a refusal may teach something in one answer: a model may refuse several parameters, one after another.
constexpr int kMostHeals = 4;
constexpr std::int64_t kBytesPerToken = 4;
constexpr std::size_t kMaxErrorBytes = std::size_t{1} << 20;

bool isSuccess(int status) { return status >= 200 && status < 300; }

} // namespace

/// Hands one transfer's calls to the exchange and keeps it alive meanwhile.
class ChatExchange::Handler : public net::TransferHandler {
public:
    explicit Handler(std::shared_ptr<ChatExchange> exchange) : m_exchange(std::move(exchange)) {}
    void onSent(Steady at) override { m_exchange->onSent(at); }
    void onHead(const net::TransferHead &head) override { m_exchange->onHead(head); }
    net::BodyAction onBody(std::string_view bytes, Steady at) override { return m_exchange->onBody(bytes, at); }
    void onBodyRead() override { m_exchange->flush(); }
    void onEnd(const net::TransferEnd &end) override { m_exchange->onTransferEnd(end); }

private:
    std::shared_ptr<ChatExchange> m_exchange;
};

ChatExchange::ChatExchange(std::shared_ptr<ExchangeContext> context, ChatRequest request, std::shared_ptr<StreamInbox> inbox, Steady sentAt)
    : m_context(std::move(context)), m_request(std::move(request)), m_inbox(std::move(inbox)), m_sentAt(sentAt), m_notes(m_context->notes)
{
}

std::chrono::microseconds ChatExchange::sinceSend(Steady moment) const
{
    return std::chrono::duration_cast<std::chrono::microseconds>(moment - m_sentAt);
}

void ChatExchange::begin()
{
    if (m_isCancelled)
        return finish(Outcome::Cancelled, std::nullopt);
    m_context->retryBudget.countRequest(std::chrono::steady_clock::now());
    // When the consumer falls behind, bytes wait at the server; they come again when there is room.
    m_inbox->setOnRoom([weak = weak_from_this(), flag = m_mustPause, io = m_context->io] {
        flag->store(false);
        io->post([weak, io] {
            if (const auto self = weak.lock(); self && self->m_transfer)
                io->resume(*self->m_transfer);
        });
    });
    beginWhenAllowed();
}

std::optional<ChatExchange::Steady> ChatExchange::totalDeadline() const
{
    return m_request.clocks.total ? std::optional(m_sentAt + *m_request.clocks.total) : std::nullopt;
}

void ChatExchange::beginWhenAllowed()
{
    m_job.reset();
    // Before a command is asked for a secret, which might speak to the world by itself.
    if (auto error = offlineError(*m_context))
        return finish(Outcome::Error, std::move(error));
    const Steady now = std::chrono::steady_clock::now();
    const auto deadline = totalDeadline();
    if (deadline && now >= *deadline)
        return finishTimedOut();
    if (now >= m_context->pausedUntil)
        return m_context->limiter && !m_ticket ? waitForTurn() : beginAttempt();
    if (m_attempt == 0) {
        note(Progress{Progress::Step::Queued, 0, 0});
        flush();
    }
    const Steady until = deadline ? std::min(*deadline, m_context->pausedUntil) : m_context->pausedUntil;
    m_job = m_context->io->postDelayed(std::chrono::ceil<std::chrono::milliseconds>(until - now),
                                       [self = shared_from_this()] { self->beginWhenAllowed(); });
}

/// The line of the backend's own limits; like every wait before sending it is part of the queue.
void ChatExchange::waitForTurn()
{
    m_isInLine = true;
    giveUpAtDeadline(&ChatExchange::m_isInLine);
    RateLimiter::Waiter waiter;
    waiter.onTurn = [self = shared_from_this()] { self->onTurn(); };
    waiter.onPlace = [weak = weak_from_this()](const RateLimiter::Place &place) {
        const auto self = weak.lock();
        if (!self || !self->m_isInLine)
            return;
        self->note(Progress{Progress::Step::Queued, place.place, place.waiting});
        self->flush();
    };
    m_ticket = m_context->limiter->enter(estimatedTokens(m_request), std::move(waiter));
}

void ChatExchange::onTurn()
{
    m_isInLine = false;
    if (m_hasEnded)
        return;
    if (m_job)
        m_context->io->cancelJob(*m_job);
    // A 429 of another request may have come meanwhile.
    beginWhenAllowed();
}

/// What was really taken is known from the usage; a request that failed before any content took nothing.
void ChatExchange::leaveLine()
{
    m_isInLine = false;
    if (!m_ticket)
        return;
    std::int64_t tokens = 0;
    if (const auto used = m_events.usedTokens())
        tokens = *used;
    else if (m_events.hasContent())
        tokens = estimatedTokens(m_request) + static_cast<std::int64_t>(m_events.contentBytes()) / kBytesPerToken;
    m_context->limiter->leave(*std::exchange(m_ticket, std::nullopt), tokens);
}

void ChatExchange::giveUpAtDeadline(bool ChatExchange::*whileTrue)
{
    const auto deadline = totalDeadline();
    if (!deadline)
        return;
    m_job = m_context->io->postDelayed(std::chrono::ceil<std::chrono::milliseconds>(*deadline - std::chrono::steady_clock::now()),
                                       [self = shared_from_this(), whileTrue] {
                                           self->m_job.reset();
                                           if ((*self).*whileTrue)
                                               self->finishTimedOut();
                                       });
}

void ChatExchange::forgetAttempt()
{
    m_isWaiting = false;
    m_mode = Mode::Undecided;
    m_head = {};
    m_body.clear();
    m_reader = m_context->protocol->makeReader(m_request);
    m_streamError.reset();
    m_hasBytes = false;
    m_headAt.reset();
    m_doneAt.reset();
    m_timing.reset();
}

void ChatExchange::beginAttempt()
{
    if (m_context->secrets)
        return askForSecrets();
    sendCall();
}

/// The wait for it is part of the queue, and of no clock but the total one.
void ChatExchange::askForSecrets()
{
    note(Progress{Progress::Step::Queued, 0, 0});
    flush();
    m_isAsking = true;
    giveUpAtDeadline(&ChatExchange::m_isAsking);
    m_context->secrets->get([self = shared_from_this(), io = m_context->io](Result<std::vector<net::SecretHeader>> secrets) {
        io->post([self, secrets = std::move(secrets)]() mutable { self->takeSecrets(std::move(secrets)); });
    });
}

void ChatExchange::takeSecrets(Result<std::vector<net::SecretHeader>> secrets)
{
    m_isAsking = false;
    if (m_hasEnded)
        return;
    if (m_job) {
        m_context->io->cancelJob(*m_job);
        m_job.reset();
    }
    if (!secrets)
        return finish(Outcome::Error, secrets.error());
    m_secrets = *std::move(secrets);
    sendCall();
}

void ChatExchange::sendCall()
{
    forgetAttempt();
    auto transfer = call();
    if (!transfer)
        return finish(Outcome::Error, transfer.error());
    ++m_attempt;
    note(Progress{Progress::Step::Connecting, 0, 0});
    flush();
    m_call = *transfer;
    m_call.body.clear();
    m_transfer = m_context->io->start(*std::move(transfer), std::make_unique<Handler>(shared_from_this()));
}

Result<net::TransferRequest> ChatExchange::call()
{
    // Each attempt writes its own notes: those of the last one hold.
    Notes notes;
    auto transfer = m_context->protocol->chatCall(m_request, notes);
    if (!transfer)
        return transfer;
    for (std::string &each : notes) {
        if (std::ranges::find(m_notes, each) == m_notes.end())
            m_notes.push_back(std::move(each));
    }
    for (const net::SecretHeader &secret : m_secrets)
        transfer->secretHeaders.push_back(secret);
    addNetworkSettings(*transfer, m_context->network);
    const Clocks &clocks = m_request.clocks;
    if (clocks.connect)
        transfer->clocks.connect = *clocks.connect;
    if (clocks.firstByte)
        transfer->clocks.firstByte = *clocks.firstByte;
    transfer->clocks.idle = clocks.idle;
    if (const auto deadline = totalDeadline()) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(*deadline - std::chrono::steady_clock::now());
        transfer->clocks.total = std::max(left, std::chrono::milliseconds(1));
    }
    return transfer;
}

void ChatExchange::onSent(Steady)
{
    note(Progress{Progress::Step::Sent, 0, 0});
    flush();
}

void ChatExchange::onHead(const net::TransferHead &head)
{
    m_head = head;
    m_headAt = std::chrono::steady_clock::now();
    m_context->protocol->noteHead(m_call, head, m_notes);
    if (!isSuccess(head.status) || looksLikeHtml(head.headers.value("content-type"), {}))
        m_mode = Mode::Failure;
}

net::BodyAction ChatExchange::onBody(std::string_view bytes, Steady at)
{
    if (m_mustPause->load())
        return net::BodyAction::Pause;
    m_events.setNow(sinceSend(at));
    m_hasBytes = true;
    if (m_mode == Mode::Undecided) {
        // A stream whatever it calls itself, unless it begins like a web page or like a JSON document. Blank lines before
        // either are a keep-alive: nothing is decided by them.
        const auto start = bytes.find_first_not_of(" \t\r\n");
        const bool isLabelled = m_head.headers.value("content-type").starts_with("text/event-stream");
        if (start == std::string_view::npos && !isLabelled)
            return net::BodyAction::Continue;
        if (start != std::string_view::npos && bytes[start] == '<')
            m_mode = Mode::Failure;
        else if (start != std::string_view::npos && (bytes[start] == '{' || bytes[start] == '[') && !isLabelled && !m_reader->streamBeginsLikeJson())
            m_mode = Mode::Whole;
        else
            m_mode = Mode::Stream;
    }
    if (m_mode == Mode::Stream)
        return onStreamBytes(bytes, at);
    const std::size_t limit = m_mode == Mode::Whole ? kMaxAnswerBytes : kMaxErrorBytes;
    if (m_body.size() + bytes.size() > limit) {
        if (m_mode == Mode::Whole)
            m_streamError = makeError(ErrorCode::TooLarge, "the answer is larger than 8 MiB", m_context->subject).value;
        return net::BodyAction::Abort;
    }
    m_body += bytes;
    return net::BodyAction::Continue;
}

net::BodyAction ChatExchange::onStreamBytes(std::string_view bytes, Steady at)
{
    if (m_doneAt)
        return net::BodyAction::Content; // nothing that counts comes after the terminator
    if (auto read = m_reader->feed(bytes, m_events); !read)
        m_streamError = read.error();
    // One look at a socket may read megabytes: what is collected is handed on in between, so that a consumer that falls
    // behind can hold the stream back.
    if (m_events.record().size() >= kBatch)
        flush();
    if (m_streamError || hasOutgrown())
        return net::BodyAction::Abort;
    if (m_reader->isDone()) {
        m_doneAt = at;
        waitForRest();
    } else if (m_reader->hasFinish() && !m_job) {
        waitForRest();
    }
    return m_events.hasContent() ? net::BodyAction::Content : net::BodyAction::Continue;
}

bool ChatExchange::hasOutgrown()
{
    if (m_events.contentBytes() <= kMaxAnswerBytes)
        return false;
    m_streamError = makeError(ErrorCode::TooLarge, "the answer is larger than 8 MiB", m_context->subject).value;
    return true;
}

void ChatExchange::waitForRest()
{
    if (m_job)
        m_context->io->cancelJob(*m_job);
    const auto grace = m_doneAt ? kGraceAfterDone : kGraceAfterFinish;
    m_job = m_context->io->postDelayed(grace, [self = shared_from_this()] {
        self->m_job.reset();
        if (self->m_transfer)
            self->m_context->io->cancel(*self->m_transfer);
    });
}

void ChatExchange::onTransferEnd(const net::TransferEnd &end)
{
    m_transfer.reset();
    m_timing = end.timing;
    if (!m_firstAttemptAt)
        m_firstAttemptAt = end.timing.startedAt;
    if (m_job) {
        m_context->io->cancelJob(*m_job);
        m_job.reset();
    }
    if (m_hasEnded)
        return;
    readRest(end);
    // Also without the person's wish: the I/O thread is going away. What the grace after a finish reason ended is complete.
    const bool isEnded = end.outcome == net::TransferEnd::Outcome::Cancelled && !m_reader->outcome();
    if (isEnded || (m_isCancelled && !m_reader->isDone()))
        return finish(Outcome::Cancelled, std::nullopt);
    decide(end);
}

void ChatExchange::readRest(const net::TransferEnd &end)
{
    const bool isComplete = end.outcome == net::TransferEnd::Outcome::Complete;
    Result<void> read;
    if (m_mode == Mode::Stream && !m_streamError) {
        // What is found at the end came with the last bytes.
        read = m_reader->finish(!isComplete, m_events);
    } else if (m_mode == Mode::Whole && !m_streamError && isComplete) {
        m_events.setNow(sinceSend(end.timing.endedAt));
        read = m_reader->readWhole(m_body, m_events);
    }
    if (read)
        return;
    m_streamError = read.error();
    if (m_mode == Mode::Whole && m_streamError->excerpt.empty())
        m_streamError->excerpt = sanitizeUtf8(utf8Prefix(m_body, 4096));
}

void ChatExchange::decide(const net::TransferEnd &end)
{
    const auto error = whyFailed(end);
    if (!error)
        return finish(m_reader->outcome().value_or(Outcome::Finished), std::nullopt);
    if (healed(*error) || retried(*error))
        return;
    finish(Outcome::Error, error);
}

std::optional<Error> ChatExchange::whyFailed(const net::TransferEnd &end)
{
    using End = net::TransferEnd::Outcome;
    if (m_streamError) {
        if (m_streamError->subject.empty())
            m_streamError->subject = m_context->subject;
        return m_streamError;
    }
    if (m_reader->outcome() && (m_mode == Mode::Stream || m_mode == Mode::Whole))
        return std::nullopt;
    if (end.outcome == End::Failed || (end.outcome == End::ClosedEarly && m_mode != Mode::Failure)) {
        Error error = *end.error;
        if (error.subject.empty())
            error.subject = m_context->subject;
        return error;
    }
    if (m_mode == Mode::Failure || (m_mode == Mode::Undecided && !isSuccess(m_head.status)))
        return failureOfReply();
    if (!m_reader->hasStarted() || m_mode == Mode::Whole)
        return makeError(ErrorCode::BadReply, m_hasBytes ? "the reply holds no answer" : "the reply is empty", m_context->subject).value;
    return makeError(ErrorCode::StreamCut, "the stream ended without its terminator", m_context->subject).value;
}

std::optional<Error> ChatExchange::failureOfReply()
{
    FailedReply reply;
    reply.status = m_head.status;
    reply.headers = m_head.headers;
    reply.body = m_body;
    reply.subject = m_context->subject;
    reply.receivedAt = std::chrono::system_clock::now();
    Error error = m_context->protocol->errorOf(reply);
    for (EventBody &event : m_context->protocol->eventsOf(reply))
        note(std::move(event));
    if (isSuccess(m_head.status))
        error.code = ErrorCode::BadReply;
    return error;
}

/// A refusal that tells how this server wants it: asked again, and remembered for the next requests.
bool ChatExchange::healed(const Error &error)
{
    if (m_heals == kMostHeals || m_isCancelled || m_events.hasContent())
        return false;
    if (!m_context->protocol->adapt(error, m_call, m_request, m_notes))
        return false;
    ++m_heals;
    beginAttempt();
    return true;
}

bool ChatExchange::retried(const Error &error)
{
    const int failures = m_attempt - m_heals;
    const auto shouldRetry = readRetryHints(m_head.headers, std::chrono::system_clock::now()).shouldRetry;
    const RetryDecision decision =
        RetryPolicy(m_request.retries, m_context->random).decide({error, shouldRetry, failures, m_events.hasContent()});
    if (!decision.retry() || m_isCancelled)
        return false;
    const auto now = std::chrono::steady_clock::now();
    const auto deadline = totalDeadline();
    if ((deadline && now + decision.wait >= *deadline) || !m_context->retryBudget.takeRetry(now))
        return false;
    if (error.code == ErrorCode::RateLimited)
        m_context->pausedUntil = std::max(m_context->pausedUntil, now + decision.wait);
    Error shown = error;
    m_context->redactor->redact(shown);
    note(RetryScheduled{m_attempt, std::move(shown), decision.wait});
    flush();
    m_isWaiting = true;
    leaveLine();
    m_job = m_context->io->postDelayed(decision.wait, [self = shared_from_this()] { self->beginWhenAllowed(); });
    return true;
}

void ChatExchange::cancel()
{
    m_isCancelled = true;
    if (m_hasEnded)
        return;
    if (m_transfer) {
        m_context->io->cancel(*m_transfer);
    } else if (m_isInLine) {
        if (m_job)
            m_context->io->cancelJob(*m_job);
        m_job.reset();
        finish(Outcome::Cancelled, std::nullopt);
    } else if (m_job) {
        m_context->io->cancelJob(*m_job);
        m_job.reset();
        finish(Outcome::Cancelled, std::nullopt);
    } else if (m_isAsking) {
        finish(Outcome::Cancelled, std::nullopt);
    }
}

void ChatExchange::note(EventBody body)
{
    m_events.setNow(sinceSend(std::chrono::steady_clock::now()));
    m_events.add(std::move(body));
}

void ChatExchange::flush()
{
    StreamRecord &record = m_events.record();
    if (record.isEmpty())
        return;
    const std::lock_guard lock(m_inboxMutex);
    if (m_isSilent) {
        record.clear();
        return;
    }
    // Set before the push: the consumer may make room, and take the wish back, before push() has returned.
    m_mustPause->store(true);
    if (m_inbox->push(record))
        m_mustPause->store(false);
}

void ChatExchange::silence()
{
    const std::lock_guard lock(m_inboxMutex);
    m_isSilent = true;
}

void ChatExchange::finishTimedOut()
{
    Error error;
    error.code = ErrorCode::Timeout;
    error.timeoutPhase = TimeoutPhase::Total;
    error.detail = "the total limit passed while the request was held back";
    error.subject = m_context->subject;
    finish(Outcome::Error, std::move(error));
}

void ChatExchange::finish(Outcome outcome, std::optional<Error> error)
{
    m_hasEnded = true;
    leaveLine();
    const bool hasTiming = m_timing && !m_isWaiting;
    const Steady endedAt = m_doneAt.value_or(hasTiming ? m_timing->endedAt : std::chrono::steady_clock::now());
    flush();
    StreamEnd end;
    end.outcome = outcome;
    end.error = std::move(error);
    if (end.error)
        m_context->redactor->redact(*end.error);
    end.trace = trace(std::max(sinceSend(endedAt), m_events.lastContent().value_or(std::chrono::microseconds(0))));
    end.attempts = m_attempt;
    end.notes = m_notes;
    // A consumer that drains later must not call back: this backend, and the I/O thread, may be gone by then.
    m_inbox->setOnRoom({});
    const std::lock_guard lock(m_inboxMutex);
    if (!m_isSilent)
        m_inbox->end(std::move(end));
}

LatencyTrace ChatExchange::trace(std::chrono::microseconds end) const
{
    TraceMoments moments;
    const auto optionalMoment = [this](const std::optional<Steady> &moment) {
        return moment ? std::optional(sinceSend(*moment)) : std::nullopt;
    };
    moments.end = end;
    moments.firstAttempt = m_firstAttemptAt ? sinceSend(*m_firstAttemptAt) : moments.end;
    moments.attempt = moments.firstAttempt;
    moments.wasRetried = m_attempt > 1 || m_isWaiting;
    moments.resolution = m_context->io->drainInterval();
    if (m_isWaiting) {
        // Ended between two attempts: no attempt answered, and what came of the last one is no part of an answer.
        moments.attempt = moments.end;
        return makeTrace(moments);
    }
    if (m_timing) {
        moments.attempt = sinceSend(m_timing->startedAt);
        moments.dns = m_timing->dns;
        moments.connect = m_timing->connect;
        moments.tls = m_timing->tls;
        moments.upload = m_timing->upload;
        moments.connectionReused = m_timing->connectionReused;
    }
    moments.headReceived = optionalMoment(m_headAt);
    moments.firstReasoning = m_events.firstReasoning();
    moments.firstAnswer = m_events.firstAnswer();
    moments.lastContent = m_events.lastContent();
    return makeTrace(moments);
}

} // namespace lineup::chat
