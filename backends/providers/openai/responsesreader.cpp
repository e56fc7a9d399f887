#include "backends/providers/openai/responsesreader.h"

#include "backends/chat/markedsurrogates.h"
#include "backends/providers/openai/responsesusage.h"
#include "backends/providers/openaicompatible/usagereader.h"
#include "backends/providers/wire/reading.h"
#include "core/base/json.h"
#include "core/base/text.h"
#include "core/net/headers.h"

#include <algorithm>

namespace lineup::openai {

namespace {

using nlohmann::json;

/// Refuses an answer that opens calls without end.
constexpr std::size_t kMaxCalls = 128;

bool isCall(const std::string &type)
{
    return type == "function_call" || type == "custom_tool_call";
}

Result<json> parsed(std::string_view data)
{
    auto root = chat::parseWithHalves(data);
    if (root && !root->is_object())
        return makeError(ErrorCode::BadReply, "an event of the stream is not a JSON object");
    return root;
}

} // namespace

Result<void> ResponsesReader::readEvent(const net::SseEvent &event, chat::ReplyEvents &out)
{
    if (event.kind == net::SseEvent::Kind::Unframed) {
        if (m_unframed.takeLine(event.data)) {
            const auto root = parsed(m_unframed.text());
            if (root && findValue(*root, "error"))
                return Unexpected{responsesError(*root)};
        }
        return {};
    }
    if (event.kind == net::SseEvent::Kind::ErrorField) {
        const auto root = parsed(event.data);
        return Unexpected{responsesError(root ? *root : json{{"message", sanitizeUtf8(event.data)}})};
    }
    const std::string_view data = trimmed(event.data);
    if (data.starts_with("[DONE]")) {
        m_isDone = true;
        return {};
    }
    return data.empty() ? Result<void>() : readData(data, event.type, out);
}

Result<void> ResponsesReader::readData(std::string_view data, std::string_view name, chat::ReplyEvents &out)
{
    const auto root = parsed(data);
    if (!root)
        return Unexpected{root.error()};
    std::string type = wire::stringOf(*root, "type");
    if (type.empty())
        type = name;
    if (type == "error" || (findValue(*root, "error") && !type.starts_with("response.")))
        return Unexpected{responsesError(*root)};
    auto read = readNamed(type, *root, out);
    if (read && m_calls.size() > kMaxCalls)
        return makeError(ErrorCode::TooLarge, "the answer calls more than 128 tools");
    return read;
}

Result<void> ResponsesReader::readNamed(const std::string &type, const Json &data, chat::ReplyEvents &out)
{
    if (!type.starts_with("response."))
        return {};
    m_hasStarted = true;
    const json *response = findObject(data, "response");
    if (type == "response.completed" || type == "response.incomplete" || type == "response.failed" || type == "response.cancelled")
        return readEnd(data, type == "response.completed", out);
    if (response) {
        if (noteStart(*response, out))
            out.add(Envelope{dumpJson(data)});
    } else if (type == "response.output_item.added") {
        readItemAdded(data, out);
    } else if (type == "response.output_item.done") {
        readItemDone(data, out);
    } else if (type.ends_with("_part.added")) {
        endText(out);
        m_partHasText = false;
        m_beginsThought = m_hasThought;
    } else {
        readDelta(type, data, out);
    }
    return {};
}

bool ResponsesReader::noteStart(const Json &response, chat::ReplyEvents &out)
{
    ReplyStarted started{wire::stringOf(response, "id"), wire::stringOf(response, "model"), {}};
    const bool isNews = (!started.responseId.empty() && started.responseId != m_id) || (!started.servedModel.empty() && started.servedModel != m_model);
    if (!isNews)
        return false;
    m_id = started.responseId.empty() ? m_id : started.responseId;
    m_model = started.servedModel.empty() ? m_model : started.servedModel;
    out.add(std::move(started));
    return true;
}

void ResponsesReader::readDelta(const std::string &type, const Json &data, chat::ReplyEvents &out)
{
    if (type == "response.output_text.delta") {
        addText(data, "delta", out);
        if (TokenLogprobs logprobs = logprobsIn(data); !logprobs.tokens.empty())
            out.add(std::move(logprobs));
    } else if (type == "response.output_text.done") {
        if (!m_partHasText)
            addText(data, "text", out);
        endText(out);
        m_partHasText = false;
    } else if (type == "response.reasoning_summary_text.delta") {
        addThought(Thought::Summary, data, "delta", out);
    } else if (type == "response.reasoning_text.delta") {
        addThought(Thought::Text, data, "delta", out);
    } else if (type == "response.refusal.delta") {
        addRefusal(data, "delta", out);
    } else if (type == "response.refusal.done") {
        if (!m_partHasText)
            addRefusal(data, "refusal", out);
        m_partHasText = false;
    } else {
        readArguments(type, data, out);
    }
}

void ResponsesReader::readArguments(const std::string &type, const Json &data, chat::ReplyEvents &out)
{
    const bool isDelta = type == "response.function_call_arguments.delta" || type == "response.custom_tool_call_input.delta";
    const bool isFunction = type == "response.function_call_arguments.done";
    if (!isDelta && !isFunction && type != "response.custom_tool_call_input.done")
        return;
    const auto call = callOf(data);
    if (!call)
        return;
    if (isDelta)
        addArguments(*call, wire::stringOf(data, "delta"), out);
    else if (!m_calls[*call].hasArguments)
        addArguments(*call, wire::stringOf(data, isFunction ? "arguments" : "input"), out);
}

void ResponsesReader::beginItem()
{
    m_partHasText = m_itemHasOutput = false;
    m_thought = Thought::None;
    m_beginsThought = m_hasThought;
}

void ResponsesReader::readItemAdded(const Json &data, chat::ReplyEvents &out)
{
    endText(out);
    beginItem();
    const json *item = findObject(data, "item");
    if (item && isCall(wire::stringOf(*item, "type")))
        openCall(*item, findInt(data, "output_index").value_or(-1), out);
}

void ResponsesReader::readItemDone(const Json &data, chat::ReplyEvents &out)
{
    endText(out);
    const json *item = findObject(data, "item");
    if (!item)
        return;
    if (isCall(wire::stringOf(*item, "type")) || !m_itemHasOutput)
        readWholeItem(*item, findInt(data, "output_index").value_or(-1), out);
    keepItem(*item, out);
    beginItem();
}

void ResponsesReader::readWholeItem(const Json &item, std::int64_t place, chat::ReplyEvents &out)
{
    const std::string type = wire::stringOf(item, "type");
    if (isCall(type)) {
        const std::size_t call = openCall(item, place, out);
        if (!m_calls[call].hasArguments)
            addArguments(call, wire::stringOf(item, type == "function_call" ? "arguments" : "input"), out);
        return;
    }
    for (const char *key : {"summary", "content"}) {
        const json *parts = findArray(item, key);
        if (!parts)
            continue;
        for (const json &part : *parts) {
            const std::string kind = wire::stringOf(part, "type");
            m_beginsThought = m_hasThought;
            if (kind == "summary_text")
                addThought(Thought::Summary, part, "text", out);
            else if (kind == "reasoning_text")
                addThought(Thought::Text, part, "text", out);
            else if (kind == "refusal")
                addRefusal(part, "refusal", out);
            else if (kind == "output_text")
                addText(part, "text", out);
            if (TokenLogprobs logprobs = logprobsIn(part); kind == "output_text" && !logprobs.tokens.empty())
                out.add(std::move(logprobs));
            endText(out);
        }
    }
}

void ResponsesReader::keepItem(const Json &item, chat::ReplyEvents &out)
{
    // Only the encrypted form can be sent back: the provider itself keeps nothing.
    if (wire::stringOf(item, "type") != "reasoning" || !findString(item, "encrypted_content"))
        return;
    const std::string id = wire::stringOf(item, "id");
    if (std::ranges::find(m_keptIds, id) != m_keptIds.end())
        return;
    m_keptIds.push_back(id);
    out.add(ProviderItem{dumpJson(item)});
}

void ResponsesReader::readOutput(const Json &response, chat::ReplyEvents &out)
{
    const json *items = findArray(response, "output");
    if (!items)
        return;
    const bool isAllNew = !m_hasOutput;
    std::int64_t place = 0;
    for (const json &item : *items) {
        if (isAllNew) {
            beginItem();
            readWholeItem(item, place, out);
        }
        keepItem(item, out);
        ++place;
    }
}

Result<void> ResponsesReader::readEnd(const Json &data, bool isCompleted, chat::ReplyEvents &out)
{
    const json *inner = findObject(data, "response");
    const json &response = inner ? *inner : data;
    endText(out);
    noteStart(response, out);
    readOutput(response, out);
    const json *error = findValue(response, "error");
    const std::string status = wire::stringOf(response, "status");
    const bool isFailure = error || status == "failed" || status == "cancelled";
    auto finish = finishOf(response, m_maxTokens);
    // A server that leaves the status out still named the event.
    if (!finish && !isFailure && isCompleted)
        finish = FinishNoted{Outcome::Finished, "completed"};
    if (finish && !isFailure) {
        m_finish = finish->outcome;
        out.add(*std::move(finish));
    }
    if (const auto usage = responsesUsage(response))
        out.add(UsageReport{*usage});
    // llama-server's, beside the response.
    if (const auto timings = openaicompatible::timingsOf(data))
        out.add(*timings);
    out.add(Envelope{dumpJson(data)});
    if (error)
        return Unexpected{responsesError({{"error", *error}})};
    if (isFailure)
        return makeError(ErrorCode::ProviderDown, "the server ended the answer with the status \"" + status + '"');
    return {};
}

void ResponsesReader::addText(const Json &holder, const char *key, chat::ReplyEvents &out)
{
    const std::string text = m_textJoiner.take(wire::rawStringOf(holder, key));
    m_partHasText = m_itemHasOutput = m_hasOutput = true;
    out.addText(text);
}

void ResponsesReader::addThought(Thought kind, const Json &holder, const char *key, chat::ReplyEvents &out)
{
    // A server that gives both the whole thought and its summary says the same twice: what came first is shown.
    if (m_thought != Thought::None && m_thought != kind)
        return;
    const std::string text = m_thoughtJoiner.take(wire::rawStringOf(holder, key));
    m_thought = kind;
    m_itemHasOutput = m_hasOutput = true;
    if (text.empty())
        return;
    if (m_beginsThought)
        out.addReasoning("\n\n");
    m_beginsThought = false;
    m_hasThought = true;
    out.addReasoning(text);
}

void ResponsesReader::addRefusal(const Json &holder, const char *key, chat::ReplyEvents &out)
{
    const std::string text = wire::stringOf(holder, key);
    if (text.empty())
        return;
    m_refusalSeen = m_partHasText = m_itemHasOutput = m_hasOutput = true;
    out.add(RefusalDelta{text});
}

void ResponsesReader::endText(chat::ReplyEvents &out)
{
    out.addReasoning(m_thoughtJoiner.finish());
    out.addText(m_textJoiner.finish());
}

std::optional<std::size_t> ResponsesReader::callOf(const Json &data) const
{
    const std::string id = wire::stringOf(data, "item_id");
    for (std::size_t i = 0; i < m_calls.size() && !id.empty(); ++i) {
        if (m_calls[i].id == id)
            return i;
    }
    const auto place = findInt(data, "output_index");
    for (std::size_t i = 0; i < m_calls.size() && place; ++i) {
        if (m_calls[i].place == *place)
            return i;
    }
    return m_calls.empty() ? std::nullopt : std::optional(m_calls.size() - 1);
}

std::size_t ResponsesReader::openCall(const Json &item, std::int64_t place, chat::ReplyEvents &out)
{
    const std::string callId = wire::stringOf(item, "call_id");
    std::string id = wire::stringOf(item, "id");
    if (id.empty())
        id = callId;
    for (std::size_t i = 0; i < m_calls.size(); ++i) {
        if ((!id.empty() && m_calls[i].id == id) || (place >= 0 && m_calls[i].place == place))
            return i;
    }
    m_calls.push_back({id, place});
    m_itemHasOutput = m_hasOutput = true;
    const std::size_t call = m_calls.size() - 1;
    out.add(ToolCallDelta{static_cast<int>(call), callId.empty() ? id : callId, wire::stringOf(item, "name"), {}});
    return call;
}

void ResponsesReader::addArguments(std::size_t call, std::string arguments, chat::ReplyEvents &out)
{
    if (arguments.empty())
        return;
    m_calls[call].hasArguments = true;
    out.add(ToolCallDelta{static_cast<int>(call), {}, {}, std::move(arguments)});
}

void ResponsesReader::finishEvents(chat::ReplyEvents &out)
{
    endText(out);
}

Result<void> ResponsesReader::readWhole(std::string_view body, chat::ReplyEvents &out)
{
    const auto response = parsed(trimmed(body));
    if (!response)
        return Unexpected{response.error()};
    // A failed response has an id; what has none is an error of another kind.
    if (findValue(*response, "error") && wire::stringOf(*response, "id").empty())
        return Unexpected{responsesError(*response)};
    if (!findArray(*response, "output") && !findValue(*response, "error"))
        return makeError(ErrorCode::BadReply, "the reply is no response object");
    m_hasStarted = true;
    return readEnd(*response, false, out);
}

std::optional<Outcome> ResponsesReader::outcome() const
{
    // "[DONE]" of a compatible server says that the answer is complete, also without its last event.
    const auto finish = m_finish || !m_isDone || !m_hasOutput ? m_finish : std::optional(Outcome::Finished);
    if (finish == Outcome::Finished && !m_calls.empty())
        return Outcome::ToolCall;
    if (finish == Outcome::Finished && m_refusalSeen)
        return Outcome::Refused;
    return finish;
}

} // namespace lineup::openai
