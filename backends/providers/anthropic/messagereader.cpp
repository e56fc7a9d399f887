#include "backends/providers/anthropic/messagereader.h"

#include "backends/chat/markedsurrogates.h"
#include "backends/providers/anthropic/anthropicerror.h"
#include "backends/providers/wire/reading.h"
#include "core/net/headers.h"

namespace lineup::anthropic {

namespace {

using nlohmann::json;

/// Refuses an answer that opens calls without end.
constexpr int kMaxToolCalls = 128;
/// Of one block's thinking and signature.
constexpr std::size_t kMaxItemBytes = std::size_t{8} << 20;

Unexpected<Error> saidError(std::string_view body)
{
    return Unexpected{errorOfReply(wire::failureInStream(body))};
}

} // namespace

Outcome outcomeOfStopReason(const std::string &reason)
{
    if (reason == "max_tokens" || reason == "model_context_window_exceeded" || reason == "pause_turn")
        return Outcome::Length;
    if (reason == "tool_use")
        return Outcome::ToolCall;
    return reason == "refusal" ? Outcome::Refused : Outcome::Finished;
}

Result<void> MessageReader::readEvent(const net::SseEvent &event, chat::ReplyEvents &out)
{
    if (event.kind == net::SseEvent::Kind::ErrorField)
        return saidError(event.data);
    if (event.kind == net::SseEvent::Kind::Unframed) {
        if (m_unframed.takeLine(event.data) && chat::holdsError(m_unframed.text()))
            return saidError(m_unframed.text());
        return {};
    }
    // Not of this protocol, but servers that speak several send it at the end of all of them.
    if (trimmed(event.data) == "[DONE]")
        return {};
    return readData(event.data, event.type, out);
}

Result<void> MessageReader::readData(std::string_view data, std::string_view eventType, chat::ReplyEvents &out)
{
    const auto root = chat::parseWithHalves(data);
    if (!root)
        return Unexpected{root.error()};
    if (!root->is_object())
        return makeError(ErrorCode::BadReply, "an event of the stream is not a JSON object");
    std::string type = wire::stringOf(*root, "type");
    if (type == "error" || findValue(*root, "error"))
        return saidError(data);
    return readNamed(type.empty() ? std::string(eventType) : type, *root, out);
}

Result<void> MessageReader::readNamed(const std::string &type, const Json &root, chat::ReplyEvents &out)
{
    const std::int64_t index = findInt(root, "index").value_or(0);
    if (type == "content_block_delta") {
        const Json *delta = findObject(root, "delta");
        return delta ? readDelta(index, *delta, root, out) : Result<void>();
    }
    if (type == "content_block_start") {
        const Json *start = findObject(root, "content_block");
        return start ? openBlock(index, *start, out) : Result<void>();
    }
    if (type == "content_block_stop") {
        closeBlock(index, out);
        return {};
    }
    if (type == "ping")
        return {};
    if (type == "message_start") {
        if (const Json *message = findObject(root, "message"))
            readStart(*message, out);
    } else if (type == "message_delta") {
        if (const Json *delta = findObject(root, "delta"))
            readFinish(*delta, out);
        readUsage(root, true, out);
    } else if (type == "message_stop") {
        m_isDone = true;
        return {};
    }
    out.add(Envelope{dumpJson(root)});
    return {};
}

void MessageReader::readStart(const Json &message, chat::ReplyEvents &out)
{
    m_hasStarted = true;
    out.add(ReplyStarted{wire::stringOf(message, "id"), wire::stringOf(message, "model"), {}});
    readUsage(message, false, out);
}

Result<void> MessageReader::openBlock(std::int64_t index, const Json &start, chat::ReplyEvents &out)
{
    m_hasStarted = true;
    closeBlock(index, out);
    Block &block = m_blocks[index];
    const std::string type = wire::stringOf(start, "type");
    if (type == "text") {
        addText(block, wire::rawStringOf(start, "text"), out);
    } else if (type == "thinking") {
        block.kind = Block::Kind::Thinking;
        addText(block, wire::rawStringOf(start, "thinking"), out);
        block.signature = wire::stringOf(start, "signature");
    } else if (type == "tool_use") {
        if (m_calls >= kMaxToolCalls)
            return makeError(ErrorCode::TooLarge, "the answer calls more than 128 tools");
        openCall(block, start, out);
    } else {
        block.kind = Block::Kind::Other;
        if (type == "redacted_thinking")
            out.add(ProviderItem{dumpJson(start)});
        else
            out.add(Envelope{dumpJson(start)});
    }
    return {};
}

void MessageReader::openCall(Block &block, const Json &start, chat::ReplyEvents &out)
{
    block.kind = Block::Kind::Call;
    block.call = m_calls++;
    // Usually {} for "it follows"; some servers have it whole by now.
    if (const Json *input = findObject(start, "input"); input && !input->empty())
        block.input = dumpJson(*input);
    m_hasContent = true;
    out.add(ToolCallDelta{block.call, wire::stringOf(start, "id"), wire::stringOf(start, "name"), {}});
}

Result<void> MessageReader::readDelta(std::int64_t index, const Json &delta, const Json &root, chat::ReplyEvents &out)
{
    m_hasStarted = true;
    Block &block = m_blocks[index];
    const std::string type = wire::stringOf(delta, "type");
    if (type == "text_delta") {
        addText(block, wire::rawStringOf(delta, "text"), out);
    } else if (type == "thinking_delta") {
        block.kind = Block::Kind::Thinking;
        addText(block, wire::rawStringOf(delta, "thinking"), out);
    } else if (type == "signature_delta") {
        block.signature += wire::stringOf(delta, "signature");
    } else if (type == "input_json_delta") {
        const std::string part = block.joiner.take(wire::rawStringOf(delta, "partial_json"));
        if (block.kind == Block::Kind::Call && !part.empty()) {
            block.hasArguments = true;
            out.add(ToolCallDelta{block.call, {}, {}, part});
        }
    } else {
        out.add(Envelope{dumpJson(root)});
    }
    if (block.thinking.size() + block.signature.size() > kMaxItemBytes)
        return makeError(ErrorCode::TooLarge, "a block of the answer is larger than 8 MiB");
    return {};
}

void MessageReader::addText(Block &block, std::string text, chat::ReplyEvents &out)
{
    text = block.joiner.take(std::move(text));
    if (text.empty())
        return;
    m_hasContent = true;
    if (block.kind == Block::Kind::Thinking) {
        block.thinking += text;
        out.addReasoning(text);
    } else {
        out.addText(text);
    }
}

void MessageReader::closeBlock(std::int64_t index, chat::ReplyEvents &out)
{
    const auto found = m_blocks.find(index);
    if (found == m_blocks.end())
        return;
    Block &block = found->second;
    const std::string rest = block.joiner.finish();
    if (block.kind == Block::Kind::Call) {
        if (const std::string arguments = block.hasArguments ? rest : block.input + rest; !arguments.empty())
            out.add(ToolCallDelta{block.call, {}, {}, arguments});
    } else if (!rest.empty()) {
        block.thinking += rest;
        out.addContent(block.kind == Block::Kind::Thinking ? StreamRecord::Content::Reasoning : StreamRecord::Content::Text, rest);
    }
    if (block.kind == Block::Kind::Thinking && !block.signature.empty())
        out.add(ProviderItem{dumpJson(Json{{"type", "thinking"}, {"thinking", block.thinking}, {"signature", block.signature}})});
    m_blocks.erase(found);
}

void MessageReader::readFinish(const Json &ending, chat::ReplyEvents &out)
{
    const std::string reason = wire::stringOf(ending, "stop_reason");
    if (reason.empty())
        return;
    m_finish = outcomeOfStopReason(reason);
    if (const Json *details = findObject(ending, "stop_details"); details && m_finish == Outcome::Refused) {
        if (const std::string category = wire::stringOf(*details, "category"); !category.empty())
            out.add(FilterReport{false, {{category, {}, true}}});
        if (const std::string explanation = wire::stringOf(*details, "explanation"); !explanation.empty())
            out.add(RefusalDelta{explanation});
    }
    out.add(FinishNoted{*m_finish, reason});
}

void MessageReader::readUsage(const Json &holder, bool isFinal, chat::ReplyEvents &out)
{
    const Json *said = findObject(holder, "usage");
    if (!said)
        return;
    for (const auto &[name, value] : said->items()) {
        if (!value.is_null())
            m_usage[name] = value;
    }
    Usage usage;
    if (const auto fresh = findInt(m_usage, "input_tokens")) {
        usage.cachedInput = findInt(m_usage, "cache_read_input_tokens");
        usage.cacheWrite = findInt(m_usage, "cache_creation_input_tokens");
        usage.input = *fresh + usage.cachedInput.value_or(0) + usage.cacheWrite.value_or(0);
    }
    // The start says 1 or so: what is made by then, not what the answer will have.
    if (isFinal)
        usage.output = findInt(m_usage, "output_tokens");
    if (const Json *details = findObject(m_usage, "output_tokens_details"); details && isFinal)
        usage.reasoning = findInt(*details, "thinking_tokens");
    if (usage.isKnown())
        out.add(UsageReport{usage});
}

void MessageReader::finishEvents(chat::ReplyEvents &out)
{
    while (!m_blocks.empty())
        closeBlock(m_blocks.begin()->first, out);
}

Result<void> MessageReader::readWhole(std::string_view body, chat::ReplyEvents &out)
{
    const auto root = chat::parseWithHalves(trimmed(body));
    if (!root)
        return Unexpected{root.error()};
    if (chat::holdsError(body))
        return saidError(body);
    const Json *content = findArray(*root, "content");
    if (!content)
        return makeError(ErrorCode::BadReply, "the reply is not a message");
    m_hasStarted = true;
    out.add(ReplyStarted{wire::stringOf(*root, "id"), wire::stringOf(*root, "model"), {}});
    for (const Json &block : *content) {
        if (auto opened = openBlock(0, block, out); !opened)
            return opened;
        closeBlock(0, out);
    }
    readFinish(*root, out);
    readUsage(*root, true, out);
    out.add(Envelope{dumpJson(*root)});
    m_isDone = m_finish.has_value();
    return {};
}

std::optional<Outcome> MessageReader::outcome() const
{
    const auto finish = m_finish || !m_isDone || !m_hasContent ? m_finish : std::optional(Outcome::Finished);
    return finish == Outcome::Finished && m_calls > 0 ? Outcome::ToolCall : finish;
}

} // namespace lineup::anthropic
