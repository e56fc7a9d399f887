#include "backends/providers/openaicompatible/completions.h"

#include "backends/chat/deltatext.h"
#include "backends/chat/errorclassifier.h"
#include "backends/chat/ssereader.h"
#include "backends/providers/openaicompatible/chatcompletions.h"
#include "backends/providers/openaicompatible/fastchunk.h"
#include "backends/providers/openaicompatible/usagereader.h"
#include "core/base/json.h"
#include "core/chat/plainprompt.h"
#include "core/net/headers.h"

namespace lineup::openaicompatible {

namespace {

using nlohmann::json;

template <class T>
void setIf(json &body, const char *name, const std::optional<T> &value)
{
    if (value)
        body[name] = *value;
}

/// Reads `text_completion` objects.
class CompletionReader final : public chat::SseReader {
public:
    Result<void> readWhole(std::string_view body, chat::ReplyEvents &out) override
    {
        auto read = readObject(body, out);
        m_isDone = read.has_value() && m_finish.has_value();
        finishEvents(out);
        return read;
    }
    bool hasStarted() const override { return m_hasStarted; }
    bool hasFinish() const override { return m_finish.has_value(); }
    bool isDone() const override { return m_isDone; }
    std::optional<Outcome> outcome() const override { return m_finish; }

private:
    Result<void> readEvent(const net::SseEvent &event, chat::ReplyEvents &out) override
    {
        if (event.kind == net::SseEvent::Kind::Unframed)
            return {};
        if (event.kind == net::SseEvent::Kind::Message && trimmed(event.data).starts_with("[DONE]")) {
            m_isDone = true;
            return {};
        }
        return readObject(event.data, out);
    }

    Result<void> readObject(std::string_view data, chat::ReplyEvents &out)
    {
        const MarkedSurrogates marked(trimmed(data));
        auto chunk = parseJson(marked.text(), kReplyJsonDepth, ErrorCode::BadReply);
        if (!chunk)
            return Unexpected{chunk.error()};
        if (marked.hasMarks())
            *chunk = marked.restored(*chunk);
        if (findValue(*chunk, "error")) {
            chat::FailedReply reply;
            reply.body = data;
            return Unexpected{chat::classify(reply)};
        }
        if (!chunk->is_object())
            return makeError(ErrorCode::BadReply, "a chunk of the stream is not a JSON object");
        start(*chunk, out);
        readChoice(*chunk, out);
        if (const auto usage = usageOf(*chunk)) {
            m_hasUsage = true;
            out.add(UsageReport{*usage});
        }
        if (const auto timings = timingsOf(*chunk)) {
            m_engineUsage = usageFromTimings(*chunk);
            out.add(*timings);
        }
        return {};
    }

    void start(const json &chunk, chat::ReplyEvents &out)
    {
        if (m_hasStarted)
            return;
        m_hasStarted = true;
        const auto text = [&chunk](const char *key) {
            const std::string *value = findString(chunk, key);
            return value ? *value : std::string();
        };
        out.add(ReplyStarted{text("id"), text("model"), text("system_fingerprint")});
    }

    void readChoice(const json &chunk, chat::ReplyEvents &out)
    {
        const json *choices = findArray(chunk, "choices");
        if (!choices || choices->empty())
            return;
        const json &choice = choices->front();
        if (const std::string *text = findString(choice, "text"))
            out.addText(m_joiner.take(*text));
        const std::string *reason = findString(choice, "finish_reason");
        if (!reason || reason->empty())
            return;
        m_finish = outcomeOfFinishReason(*reason);
        if (m_finish)
            out.add(FinishNoted{*m_finish, *reason});
    }

    void finishEvents(chat::ReplyEvents &out) override
    {
        out.addText(m_joiner.finish());
        if (!m_hasUsage && m_engineUsage)
            out.add(UsageReport{*m_engineUsage});
    }

    chat::SurrogateJoiner m_joiner;
    std::optional<Outcome> m_finish;
    std::optional<Usage> m_engineUsage;
    bool m_hasUsage = false;
    bool m_hasStarted = false;
    bool m_isDone = false;
};

} // namespace

Completions::Completions(ApiBase base, std::vector<net::SecretHeader> secrets) : m_base(std::move(base)), m_secrets(std::move(secrets)) {}

Result<net::TransferRequest> Completions::chatCall(const ChatRequest &request, chat::Notes &notes)
{
    const Parameters &parameters = request.parameters;
    const PlainPrompt prompt = plainPrompt(request.messages);
    json body{{"model", request.model}, {"prompt", prompt.text}, {"stream", parameters.streams}};
    if (parameters.streams)
        body["stream_options"] = {{"include_usage", true}};
    body["max_tokens"] = parameters.maxTokens.value_or(kUsualMaxTokens);
    setIf(body, "temperature", parameters.temperature);
    setIf(body, "top_p", parameters.topP);
    setIf(body, "top_k", parameters.topK);
    setIf(body, "seed", parameters.seed);
    setIf(body, "presence_penalty", parameters.presencePenalty);
    setIf(body, "frequency_penalty", parameters.frequencyPenalty);
    std::vector<std::string> stop = parameters.stop;
    stop.insert(stop.end(), prompt.stop.begin(), prompt.stop.end());
    if (!stop.empty())
        body["stop"] = stop;
    notes.push_back("a base model has no form for chats: the prompt was sent as plain text");
    if (!parameters.maxTokens)
        notes.push_back("max_tokens: " + std::to_string(kUsualMaxTokens) + ", because a base model seldom ends by itself");
    for (const auto &[isSet, name] : {std::pair{!parameters.tools.empty(), "tools"}, {parameters.jsonSchema.has_value(), "json_schema"},
                                      {parameters.topLogprobs.has_value(), "top_logprobs"}, {parameters.reasoningEffort.has_value(), "reasoning_effort"},
                                      {parameters.reasoningTokens.has_value(), "reasoning_tokens"}}) {
        if (isSet)
            notes.push_back(std::string(name) + ": not taken by a base model");
    }
    if (parameters.extra.is_object())
        body.merge_patch(parameters.extra);
    net::TransferRequest call;
    call.method = "POST";
    call.url = m_base.url + "/completions";
    call.headers.add("Content-Type", "application/json");
    call.headers.add("Accept", parameters.streams ? "text/event-stream" : "application/json");
    call.secretHeaders = m_secrets;
    call.body = dumpJson(body);
    return call;
}

std::unique_ptr<chat::ReplyReader> Completions::makeReader(const ChatRequest &) const
{
    return std::make_unique<CompletionReader>();
}

std::optional<net::TransferRequest> Completions::modelsCall(const std::string &)
{
    net::TransferRequest call;
    call.url = m_base.url + "/models";
    call.secretHeaders = m_secrets;
    return call;
}

Result<chat::ModelPage> Completions::readModels(std::string_view body) const
{
    auto models = modelsIn(body);
    if (!models)
        return Unexpected{models.error()};
    return chat::ModelPage{*std::move(models), {}};
}

} // namespace lineup::openaicompatible
