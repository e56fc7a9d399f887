#include "backends/providers/bedrock/bedrockreader.h"

#include "backends/chat/markedsurrogates.h"
#include "backends/providers/bedrock/bedrockreply.h"
#include "backends/providers/wire/reading.h"
#include "core/base/json.h"
#include "core/base/text.h"
#include "core/net/headers.h"

#include <QByteArray>

namespace lineup::bedrock {

namespace {

using nlohmann::json;
using wire::stringOf;

constexpr std::size_t kMaxToolCalls = 128;
constexpr std::size_t kExcerptBytes = 4096;
constexpr std::size_t kMaxKeptBytes = std::size_t{1} << 20;

Result<void> failed(const std::optional<Error> &error)
{
    return error ? Result<void>(Unexpected{*error}) : Result<void>();
}

} // namespace

Result<void> BedrockReader::feed(std::string_view bytes, chat::ReplyEvents &out)
{
    m_out = &out;
    if (auto fed = m_messages.feed(bytes, *this); !fed && !m_error && !m_isDone)
        m_error = fed.error();
    m_out = nullptr;
    return failed(m_error);
}

Result<void> BedrockReader::finish(bool, chat::ReplyEvents &out)
{
    endThoughts(out);
    m_text.finish(out);
    return failed(m_error);
}

void BedrockReader::onEventMessage(const EventMessage &message)
{
    if (m_error || m_isDone)
        return;
    auto read = readMessage(message, *m_out);
    if (read)
        return;
    m_error = read.error();
    if (m_error->excerpt.empty())
        m_error->excerpt = sanitizeUtf8(utf8Prefix(message.payload, kExcerptBytes));
}

Result<void> BedrockReader::readMessage(const EventMessage &message, chat::ReplyEvents &out)
{
    const std::string_view type = message.header(":message-type");
    if (type == "error")
        return Unexpected{errorOfClass(message.header(":error-code"), sanitizeUtf8(message.header(":error-message")), 0)};
    const auto payload = chat::parseWithHalves(message.payload);
    if (type == "exception") {
        const json object = payload ? *payload : json();
        std::string said = stringOf(object, "message");
        if (const std::string original = stringOf(object, "originalMessage"); !original.empty())
            said += (said.empty() ? "" : ": ") + original;
        return Unexpected{errorOfClass(message.header(":exception-type"), said, 0)};
    }
    if (type != "event")
        return {};
    if (!payload)
        return Unexpected{payload.error()};
    return readEvent(message.header(":event-type"), *payload, out);
}

Result<void> BedrockReader::readEvent(std::string_view name, const json &payload, chat::ReplyEvents &out)
{
    const std::int64_t block = findInt(payload, "contentBlockIndex").value_or(0);
    if (name == "contentBlockDelta") {
        start(out);
        readDelta(payload, out);
        return {};
    }
    if (name == "contentBlockStop") {
        endThought(block, out);
        return {};
    }
    Result<void> read;
    if (name == "messageStart")
        start(out);
    else if (name == "contentBlockStart")
        read = readStart(payload, out);
    else if (name == "messageStop")
        read = readStop(payload, out);
    else if (name == "metadata")
        readMetadata(payload, out);
    keep({{sanitizeUtf8(name), payload}}, out);
    return read;
}

void BedrockReader::keep(const json &payload, chat::ReplyEvents &out)
{
    std::string text = dumpJson(payload);
    if (m_keptBytes + text.size() > kMaxKeptBytes)
        return;
    m_keptBytes += text.size();
    out.add(Envelope{std::move(text)});
}

void BedrockReader::start(chat::ReplyEvents &out)
{
    if (!m_hasStarted)
        out.add(ReplyStarted{});
    m_hasStarted = true;
}

Result<void> BedrockReader::readStart(const json &payload, chat::ReplyEvents &out)
{
    start(out);
    const json *begun = findObject(payload, "start");
    const json *use = begun ? findObject(*begun, "toolUse") : nullptr;
    return use ? openCall(findInt(payload, "contentBlockIndex").value_or(0), *use, out) : Result<void>();
}

Result<void> BedrockReader::openCall(std::int64_t block, const json &use, chat::ReplyEvents &out)
{
    if (m_callByBlock.size() >= kMaxToolCalls)
        return makeError(ErrorCode::TooLarge, "the answer calls more than 128 tools");
    const int index = static_cast<int>(m_callByBlock.size());
    m_callByBlock.emplace(block, index);
    std::string input;
    if (const json *whole = findObject(use, "input"))
        input = dumpJson(*whole);
    out.add(ToolCallDelta{index, stringOf(use, "toolUseId"), stringOf(use, "name"), std::move(input)});
    return {};
}

void BedrockReader::readDelta(const json &payload, chat::ReplyEvents &out)
{
    const json *delta = findObject(payload, "delta");
    if (!delta)
        return;
    const std::int64_t block = findInt(payload, "contentBlockIndex").value_or(0);
    if (const std::string *text = findString(*delta, "text"))
        m_text.text(*text, out);
    if (const json *reasoning = findObject(*delta, "reasoningContent"))
        readThought(block, *reasoning, out);
    const auto call = m_callByBlock.find(block);
    const json *use = findObject(*delta, "toolUse");
    if (use && call != m_callByBlock.end())
        out.add(ToolCallDelta{call->second, {}, {}, stringOf(*use, "input")});
}

void BedrockReader::readThought(std::int64_t block, const json &reasoning, chat::ReplyEvents &out)
{
    Thought &thought = m_thoughts[block];
    if (const std::string *text = findString(reasoning, "text")) {
        thought.text += *text;
        m_text.reasoning(*text, out);
    }
    thought.signature += stringOf(reasoning, "signature");
    if (const std::string *redacted = findString(reasoning, "redactedContent"))
        thought.redacted += QByteArray::fromBase64(QByteArray::fromStdString(*redacted)).toStdString();
}

/// What has to come back is what the service can check: a thought with its signature, or one that only it can read.
void BedrockReader::endThought(std::int64_t block, chat::ReplyEvents &out)
{
    const auto found = m_thoughts.find(block);
    if (found == m_thoughts.end())
        return;
    const Thought thought = std::move(found->second);
    m_thoughts.erase(found);
    if (!thought.signature.empty()) {
        const json text{{"text", sanitizeUtf8(thought.text)}, {"signature", thought.signature}};
        out.add(ProviderItem{dumpJson({{"reasoningContent", {{"reasoningText", text}}}})});
    }
    if (!thought.redacted.empty()) {
        const std::string base64 = QByteArray::fromStdString(thought.redacted).toBase64().toStdString();
        out.add(ProviderItem{dumpJson({{"reasoningContent", {{"redactedContent", base64}}}})});
    }
}

void BedrockReader::endThoughts(chat::ReplyEvents &out)
{
    while (!m_thoughts.empty())
        endThought(m_thoughts.begin()->first, out);
}

Result<void> BedrockReader::readStop(const json &payload, chat::ReplyEvents &out)
{
    start(out);
    endThoughts(out);
    m_text.finish(out);
    const std::string reason = stringOf(payload, "stopReason");
    const auto meaning = outcomeOfStopReason(reason);
    if (!meaning) {
        Error error = errorOfClass(reason, {}, 0);
        error.detail = "the service ended the answer with the reason \"" + reason + '"';
        return Unexpected{error};
    }
    m_finish = *meaning == Outcome::Finished && !m_callByBlock.empty() ? Outcome::ToolCall : *meaning;
    out.add(FinishNoted{*m_finish, reason});
    return {};
}

void BedrockReader::readMetadata(const json &payload, chat::ReplyEvents &out)
{
    if (const auto usage = usageOf(payload))
        out.add(UsageReport{*usage});
    for (FilterReport &report : filterReportsOf(payload))
        out.add(std::move(report));
    m_isDone = m_finish.has_value();
}

Result<void> BedrockReader::readBlock(std::int64_t block, const json &content, chat::ReplyEvents &out)
{
    if (const std::string *text = findString(content, "text"))
        m_text.text(*text, out);
    if (const json *use = findObject(content, "toolUse"))
        return openCall(block, *use, out);
    if (const json *reasoning = findObject(content, "reasoningContent")) {
        const json *text = findObject(*reasoning, "reasoningText");
        readThought(block, text ? *text : *reasoning, out);
        endThought(block, out);
    }
    return {};
}

Result<void> BedrockReader::readWhole(std::string_view body, chat::ReplyEvents &out)
{
    const auto reply = chat::parseWithHalves(trimmed(body));
    if (!reply)
        return Unexpected{reply.error()};
    const json *output = findObject(*reply, "output");
    const json *message = output ? findObject(*output, "message") : nullptr;
    const json *content = message ? findArray(*message, "content") : nullptr;
    if (!content)
        return {};
    start(out);
    std::int64_t block = 0;
    for (const json &each : *content) {
        if (auto read = readBlock(block++, each, out); !read)
            return read;
    }
    if (auto read = readStop(*reply, out); !read)
        return read;
    readMetadata(*reply, out);
    keep(*reply, out);
    return {};
}

} // namespace lineup::bedrock
