#include "backends/providers/cohere/coherereader.h"

#include "backends/chat/markedsurrogates.h"
#include "backends/providers/cohere/cohereerror.h"
#include "backends/providers/wire/reading.h"
#include "core/net/headers.h"

#include <algorithm>

namespace lineup::cohere {

namespace {

using nlohmann::json;

/// Refuses an answer that opens calls without end.
constexpr int kMaxToolCalls = 128;

Unexpected<Error> saidError(std::string_view body)
{
    return Unexpected{errorOfReply(wire::failureInStream(body))};
}

/// An error body has a message and nothing of an event.
bool isError(const json &root)
{
    return findValue(root, "error") || (findString(root, "message") && !root.contains("type"));
}

/// {"text","token_ids","logprobs"}: a piece of text and the log probability of each of its tokens, whose own texts are not told.
/// The probability of the piece is their product. Source: cohere-openapi.yaml, LogprobItem.
void addLogprobs(const json &item, TokenLogprobs &logprobs)
{
    const std::string *text = findString(item, "text");
    const json *values = findArray(item, "logprobs");
    if (!text || text->empty() || !values || values->empty())
        return;
    TokenLogprobs::Token token;
    token.token = sanitizeUtf8(*text);
    for (const json &value : *values) {
        if (!value.is_number())
            return;
        token.logprob += std::min(value.get<double>(), 0.0);
    }
    logprobs.tokens.push_back(std::move(token));
}

} // namespace

std::optional<Outcome> outcomeOfFinishReason(const std::string &reason)
{
    if (reason == "MAX_TOKENS")
        return Outcome::Length;
    if (reason == "TOOL_CALL")
        return Outcome::ToolCall;
    if (reason.starts_with("ERROR") || reason == "TIMEOUT")
        return std::nullopt;
    return Outcome::Finished;
}

std::optional<Usage> usageOf(const json &holder)
{
    const json *said = findObject(holder, "usage");
    if (!said)
        return std::nullopt;
    const json *counts = findObject(*said, "tokens");
    if (!counts)
        counts = findObject(*said, "billed_units");
    if (!counts)
        return std::nullopt;
    Usage usage;
    usage.input = findInt(*counts, "input_tokens");
    usage.output = findInt(*counts, "output_tokens");
    usage.cachedInput = findInt(*said, "cached_tokens");
    return usage.isKnown() ? std::optional(usage) : std::nullopt;
}

Result<void> CohereReader::readEvent(const net::SseEvent &event, chat::ReplyEvents &out)
{
    if (event.kind == net::SseEvent::Kind::ErrorField)
        return saidError(event.data);
    if (event.kind == net::SseEvent::Kind::Unframed) {
        if (m_unframed.takeLine(event.data)) {
            const auto root = parseJson(m_unframed.text(), kReplyJsonDepth);
            if (root && isError(*root))
                return saidError(m_unframed.text());
        }
        return {};
    }
    if (trimmed(event.data) == "[DONE]")
        return {};
    const auto root = chat::parseWithHalves(event.data);
    if (!root)
        return Unexpected{root.error()};
    if (!root->is_object())
        return makeError(ErrorCode::BadReply, "an event of the stream is not a JSON object");
    if (isError(*root))
        return saidError(event.data);
    const std::string type = wire::stringOf(*root, "type");
    return readNamed(type.empty() ? std::string(event.type) : type, *root, out);
}

Result<void> CohereReader::readNamed(const std::string &type, const Json &root, chat::ReplyEvents &out)
{
    static const Json nothing = Json::object();
    const Json *delta = findObject(root, "delta");
    const Json *found = delta ? findObject(*delta, "message") : nullptr;
    const Json &message = found ? *found : nothing;
    const std::int64_t index = findInt(root, "index").value_or(0);
    if (type == "content-start" || type == "content-delta") {
        if (const Json *content = findObject(message, "content"))
            readContent(*content, out);
        if (TokenLogprobs logprobs; const Json *item = findObject(root, "logprobs")) {
            addLogprobs(*item, logprobs);
            if (!logprobs.tokens.empty())
                out.add(std::move(logprobs));
        }
        return {};
    }
    if (type == "content-end" || type == "tool-call-end") {
        flush(out);
        return {};
    }
    if (type == "citation-end")
        return {};
    if (type == "tool-plan-delta") {
        readPlan(message, out);
        return {};
    }
    const Json *call = findObject(message, "tool_calls");
    if (type == "tool-call-start")
        return call ? openCall(index, *call, out) : Result<void>();
    if (type == "tool-call-delta") {
        if (call)
            readArguments(index, *call, out);
        return {};
    }
    if (type == "message-start") {
        m_hasStarted = true;
        out.add(ReplyStarted{wire::stringOf(root, "id"), {}, {}});
    }
    out.add(Envelope{dumpJson(root)});
    if (type != "message-end")
        return {};
    flush(out);
    auto ended = readEnd(delta ? *delta : nothing, out);
    m_isDone = ended.has_value();
    return ended;
}

void CohereReader::readContent(const Json &content, chat::ReplyEvents &out)
{
    m_hasStarted = true;
    out.addReasoning(m_thoughtJoiner.take(wire::rawStringOf(content, "thinking")));
    out.addText(m_textJoiner.take(wire::rawStringOf(content, "text")));
}

void CohereReader::readPlan(const Json &message, chat::ReplyEvents &out)
{
    m_hasStarted = true;
    out.addReasoning(m_thoughtJoiner.take(wire::rawStringOf(message, "tool_plan")));
}

Result<void> CohereReader::openCall(std::int64_t index, const Json &call, chat::ReplyEvents &out)
{
    m_hasStarted = true;
    flush(out);
    if (m_calls >= kMaxToolCalls)
        return makeError(ErrorCode::TooLarge, "the answer calls more than 128 tools");
    const int number = m_calls++;
    m_callByWireIndex[index] = number;
    const Json *function = findObject(call, "function");
    out.add(ToolCallDelta{number, wire::stringOf(call, "id"), function ? wire::stringOf(*function, "name") : std::string(), {}});
    readArguments(index, call, out);
    return {};
}

void CohereReader::readArguments(std::int64_t index, const Json &call, chat::ReplyEvents &out)
{
    const auto known = m_callByWireIndex.find(index);
    const Json *function = findObject(call, "function");
    if (known == m_callByWireIndex.end() || !function)
        return;
    if (const std::string part = m_argumentJoiner.take(wire::rawStringOf(*function, "arguments")); !part.empty())
        out.add(ToolCallDelta{known->second, {}, {}, part});
}

void CohereReader::flush(chat::ReplyEvents &out)
{
    out.addReasoning(m_thoughtJoiner.finish());
    out.addText(m_textJoiner.finish());
    if (const std::string rest = m_argumentJoiner.finish(); !rest.empty())
        out.add(ToolCallDelta{m_calls - 1, {}, {}, rest});
}

Result<void> CohereReader::readEnd(const Json &holder, chat::ReplyEvents &out)
{
    m_hasStarted = true;
    if (const auto usage = usageOf(holder))
        out.add(UsageReport{*usage});
    const std::string reason = wire::stringOf(holder, "finish_reason");
    if (reason.empty())
        return {};
    const auto meaning = outcomeOfFinishReason(reason);
    if (!meaning) {
        const std::string said = wire::stringOf(holder, "error");
        Error error = said.empty() ? Error{} : errorOfReply(wire::failureInStream(dumpJson(Json{{"message", said}})));
        if (said.empty())
            error.code = ErrorCode::ProviderDown;
        error.detail = "the service ended the answer with the reason \"" + reason + '"';
        error.providerCode = reason;
        return Unexpected{error};
    }
    m_finish = meaning;
    out.add(FinishNoted{*meaning, reason});
    return {};
}

void CohereReader::finishEvents(chat::ReplyEvents &out)
{
    flush(out);
}

Result<void> CohereReader::readWhole(std::string_view body, chat::ReplyEvents &out)
{
    const auto root = chat::parseWithHalves(trimmed(body));
    if (!root)
        return Unexpected{root.error()};
    const Json *message = findObject(*root, "message");
    if (!message)
        return isError(*root) ? Result<void>(saidError(body)) : makeError(ErrorCode::BadReply, "the reply is not a message");
    m_hasStarted = true;
    out.add(ReplyStarted{wire::stringOf(*root, "id"), {}, {}});
    readPlan(*message, out);
    const Json none = Json::array();
    const auto listOf = [&none](const Json &holder, const char *name) -> const Json & {
        const Json *list = findArray(holder, name);
        return list ? *list : none;
    };
    for (const Json &content : listOf(*message, "content"))
        readContent(content, out);
    for (const Json &call : listOf(*message, "tool_calls")) {
        if (auto opened = openCall(m_calls, call, out); !opened)
            return opened;
    }
    flush(out);
    TokenLogprobs logprobs;
    for (const Json &item : listOf(*root, "logprobs"))
        addLogprobs(item, logprobs);
    if (!logprobs.tokens.empty())
        out.add(std::move(logprobs));
    out.add(Envelope{dumpJson(*root)});
    auto ended = readEnd(*root, out);
    m_isDone = ended.has_value() && m_finish;
    return ended;
}

std::optional<Outcome> CohereReader::outcome() const
{
    const auto finish = m_finish || !m_isDone ? m_finish : std::optional(Outcome::Finished);
    return finish == Outcome::Finished && m_calls > 0 ? Outcome::ToolCall : finish;
}

} // namespace lineup::cohere
