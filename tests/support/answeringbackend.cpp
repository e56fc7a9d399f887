#include "tests/support/answeringbackend.h"

#include <QPromise>

#include <sstream>

namespace lineup::test {

namespace {

using std::chrono::microseconds;
using std::chrono::milliseconds;

/// Words with the blank before them, so that joined they are the text again.
std::vector<std::string> wordsOf(const std::string &text)
{
    std::vector<std::string> words;
    for (const char character : text) {
        const bool isStart = words.empty() || (character == ' ' && !words.back().empty());
        if (isStart)
            words.emplace_back();
        words.back().push_back(character);
    }
    return words;
}

} // namespace

ScriptedAnswer textAnswer(const std::string &text, int tokensIn, int firstTokenMs, int stepMs)
{
    ScriptedAnswer answer;
    answer.events.push_back({milliseconds(2), Progress{Progress::Step::Sent, 0, 0}});
    answer.events.push_back({milliseconds(firstTokenMs), ReplyStarted{"scripted-1", "", ""}});
    const std::vector<std::string> words = wordsOf(text);
    microseconds at = milliseconds(firstTokenMs);
    for (const std::string &word : words) {
        answer.events.push_back({at, TextDelta{word}});
        at += milliseconds(stepMs);
    }
    const microseconds last = words.empty() ? at : at - milliseconds(stepMs);
    Usage usage;
    usage.input = tokensIn;
    usage.output = static_cast<std::int64_t>(words.size());
    answer.events.push_back({last, UsageReport{usage}});
    answer.events.push_back({last, FinishNoted{Outcome::Finished, "stop"}});
    LatencyTrace trace;
    trace.queue = milliseconds(1);
    trace.connect = milliseconds(1);
    trace.wait = milliseconds(firstTokenMs - 2);
    trace.text = last - milliseconds(firstTokenMs);
    trace.tail = milliseconds(1);
    trace.total = last + milliseconds(1);
    trace.firstByte = milliseconds(firstTokenMs - 1);
    trace.firstToken = milliseconds(firstTokenMs - 1);
    trace.attemptStart = milliseconds(1);
    answer.end.trace = trace;
    return answer;
}

ScriptedAnswer errorAnswer(Error error, const std::string &textBefore)
{
    ScriptedAnswer answer = textBefore.empty() ? ScriptedAnswer{} : textAnswer(textBefore);
    std::erase_if(answer.events, [](const StreamEvent &event) {
        return std::holds_alternative<UsageReport>(event.body) || std::holds_alternative<FinishNoted>(event.body);
    });
    answer.end.outcome = Outcome::Error;
    answer.end.error = std::move(error);
    if (textBefore.empty()) {
        answer.end.trace.wait = milliseconds(40);
        answer.end.trace.total = milliseconds(40);
    }
    return answer;
}

class AnsweringBackend::Stream final : public ChatStream {
public:
    Stream(std::shared_ptr<StreamInbox> inbox, std::shared_ptr<bool> isOver) : m_inbox(std::move(inbox)), m_isOver(std::move(isOver)) {}
    void cancel() override
    {
        if (*m_isOver)
            return;
        *m_isOver = true;
        StreamEnd end;
        end.outcome = Outcome::Cancelled;
        end.trace.wait = milliseconds(100);
        end.trace.total = milliseconds(100);
        m_inbox->end(end);
    }

private:
    std::shared_ptr<StreamInbox> m_inbox;
    std::shared_ptr<bool> m_isOver;
};

std::unique_ptr<ChatStream> AnsweringBackend::start(ChatRequest request, std::shared_ptr<StreamInbox> inbox)
{
    m_requests.push_back(request);
    ScriptedAnswer answer = m_script(request);
    auto isOver = std::make_shared<bool>(answer.endsByItself);
    if (!answer.events.empty())
        inbox->push(answer.events);
    if (answer.endsByItself)
        inbox->end(answer.end);
    else
        m_open.push_back({inbox, answer.end, isOver});
    return std::make_unique<Stream>(inbox, isOver);
}

QFuture<Result<std::vector<ListedModel>>> AnsweringBackend::listModels()
{
    QPromise<Result<std::vector<ListedModel>>> promise;
    promise.start();
    promise.addResult(Result<std::vector<ListedModel>>(m_models));
    promise.finish();
    return promise.future();
}

void AnsweringBackend::finishAll()
{
    for (const Open &open : m_open) {
        const auto inbox = open.inbox.lock();
        if (!inbox || *open.isOver)
            continue;
        *open.isOver = true;
        inbox->end(open.end);
    }
    m_open.clear();
}

Result<std::shared_ptr<ChatBackend>> AnsweringFactory::backendFor(const BackendRef &ref)
{
    for (const auto &[kind, error] : m_failing) {
        if (kind == ref.kind)
            return Unexpected{error};
    }
    return std::shared_ptr<ChatBackend>(m_backend);
}

std::vector<ProviderDescriptor> AnsweringFactory::providers() const
{
    ProviderDescriptor local;
    local.id = "local";
    local.name = "Local engine";
    local.needsKey = false;
    local.isSelfHosted = true;
    ProviderDescriptor server;
    server.id = "openai-compatible";
    server.name = "OpenAI-compatible server";
    server.needsKey = false;
    return {local, server};
}

void AnsweringFactory::failKind(const std::string &kind, Error error)
{
    m_failing.emplace_back(kind, std::move(error));
}

} // namespace lineup::test
