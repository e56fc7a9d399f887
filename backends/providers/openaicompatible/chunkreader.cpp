#include "backends/providers/openaicompatible/chunkreader.h"

#include "backends/chat/errorclassifier.h"
#include "backends/chat/markedsurrogates.h"
#include "backends/providers/openaicompatible/choicelogprobs.h"
#include "backends/providers/openaicompatible/fastchunk.h"
#include "backends/providers/openaicompatible/usagereader.h"
#include "core/base/json.h"
#include "core/base/text.h"
#include "core/net/headers.h"

namespace lineup::openaicompatible {

namespace {

using nlohmann::json;

/// Refuses an answer that opens calls without end.
constexpr std::size_t kMaxToolCalls = 128;

const json *firstChoice(const json &chunk)
{
    const json *choices = findArray(chunk, "choices");
    if (!choices)
        return nullptr;
    for (const json &choice : *choices) {
        if (choice.is_object() && findInt(choice, "index").value_or(0) == 0)
            return &choice;
    }
    return nullptr;
}

/// "" when the member is absent, null or no string.
std::string stringOf(const json &object, const char *key)
{
    const std::string *text = findString(object, key);
    return text ? sanitizeUtf8(*text) : std::string();
}

bool isReasoningMember(std::string_view key)
{
    return key == "reasoning_content" || key == "reasoning" || key == "thinking";
}

bool isOrdinaryDelta(const json &delta, bool keepsDetails)
{
    bool hasText = false;
    for (const auto &[key, value] : delta.items()) {
        const bool isText = key == "content" || isReasoningMember(key);
        // Together numbers its tokens.
        if (value.is_null() || (key == "token_id" && value.is_number()))
            continue;
        // What is kept as an item need not be kept twice.
        if (keepsDetails && key == "reasoning_details") {
            hasText = true;
            continue;
        }
        if (!value.is_string() || !(isText || key == "role"))
            return false;
        hasText = hasText || (isText && !value.get_ref<const std::string &>().empty());
    }
    return hasText;
}

bool isOrdinaryChoice(const json &choice, bool keepsDetails)
{
    const json *delta = findObject(choice, "delta");
    if (!delta || !isOrdinaryDelta(*delta, keepsDetails))
        return false;
    for (const auto &[key, value] : choice.items()) {
        // Azure's filters say the same of nearly every piece of text: what they say in all is an event of its own, as log
        // probabilities are. Together writes the text a second time.
        const bool isKnown = key == "delta" || key == "index" || key == "content_filter_results" || key == "logprobs" || (key == "text" && value.is_string());
        if (!isKnown && !value.is_null())
            return false;
    }
    return true;
}

/// A chunk that carries nothing but a delta of text: these are kept as their text, all others verbatim as well.
bool isOrdinary(const json &chunk, bool keepsDetails)
{
    for (const auto &[key, value] : chunk.items()) {
        const bool isName = key == "id" || key == "model" || key == "system_fingerprint";
        if (key == "choices") {
            if (!value.is_array() || value.size() != 1 || !isOrdinaryChoice(value.front(), keepsDetails))
                return false;
        } else if (!value.is_null() && !isName && !(isSilentMember(key) && (value.is_string() || value.is_number()))) {
            return false;
        }
    }
    return true;
}

} // namespace

struct ChunkReader::Fast {
    FastChunkParser parser;
};

ChunkReader::ChunkReader(Speed speed, ChunkRules rules) : m_speed(speed), m_rules(std::move(rules)), m_fast(std::make_unique<Fast>()) {}
ChunkReader::~ChunkReader() = default;
ChunkReader::ChunkReader(ChunkReader &&) noexcept = default;
ChunkReader &ChunkReader::operator=(ChunkReader &&) noexcept = default;

Result<void> ChunkReader::read(std::string_view data, std::size_t readableAfter, std::chrono::microseconds at, Events &events)
{
    if (const auto text = ordinaryText(data)) {
        events.push_back({at, TextDelta{std::string(*text)}});
        return {};
    }
    if (trimmed(data).starts_with("[DONE]")) {
        m_isDone = true;
        return {};
    }
    if (m_speed != Speed::JsonOnly && readFast(data, readableAfter, at, events))
        return {};
    return readFully(data, at, events);
}

std::optional<std::string_view> ChunkReader::ordinaryText(std::string_view data)
{
    if (m_speed != Speed::Full || m_textJoiner.isHolding() || !m_think.isPassing())
        return std::nullopt;
    const auto match = m_template.match(data);
    if (!match)
        return std::nullopt;
    if (!match->hasEscapes) {
        m_hasContent = true;
        return match->content;
    }
    m_unescaped.clear();
    // Half a character, which comes out as ill-formed UTF-8, is for the long way.
    if (!chat::unescapeJson(match->content, m_unescaped) || !isValidUtf8(m_unescaped))
        return std::nullopt;
    m_hasContent = true;
    return m_unescaped;
}

bool ChunkReader::readFast(std::string_view data, std::size_t readableAfter, std::chrono::microseconds at, Events &events)
{
    // The first chunk names the answer; from the second on nothing but the text is new.
    if (!m_hasStarted)
        return false;
    const auto chunk = m_fast->parser.parse(data, readableAfter, {m_id, m_model, m_fingerprint});
    if (!chunk)
        return false;
    std::string text;
    if (!chat::unescapeJson(chunk->content, text))
        return false;
    m_template.learn(data, chunk->content);
    addText(std::move(text), at, events);
    return true;
}

Result<void> ChunkReader::readFully(std::string_view data, std::chrono::microseconds at, Events &events)
{
    const auto chunk = chat::parseWithHalves(data);
    if (!chunk)
        return Unexpected{chunk.error()};
    return readDocument(*chunk, "delta", data, at, events);
}

Result<void> ChunkReader::readWhole(std::string_view body, std::chrono::microseconds at, Events &events)
{
    const auto reply = parseJson(trimmed(body), kReplyJsonDepth, ErrorCode::BadReply);
    if (!reply)
        return Unexpected{reply.error()};
    auto result = readDocument(*reply, "message", body, at, events);
    m_isDone = result.has_value() && m_finish.has_value();
    return result;
}

Result<void> ChunkReader::readDocument(const json &chunk, const char *member, std::string_view data, std::chrono::microseconds at, Events &events)
{
    // An error wins over everything that stands beside it. Gemini's compatible layer puts it into an array.
    if (findValue(chunk.is_array() && !chunk.empty() ? chunk.front() : chunk, "error"))
        return saidError(data);
    if (!chunk.is_object())
        return makeError(ErrorCode::BadReply, "a chunk of the stream is not a JSON object");
    if (const json *groq = findObject(chunk, "x_groq"); groq && findValue(*groq, "error"))
        return saidError(dumpJson({{"error", *findValue(*groq, "error")}}));
    const bool isNews = noteStart(chunk, at, events);
    const json *choice = firstChoice(chunk);
    if (choice) {
        readChoice(*choice, member, at, events);
        if (m_calls.size() > kMaxToolCalls)
            return makeError(ErrorCode::TooLarge, "the answer calls more than 128 tools");
        if (auto finished = readFinish(*choice, at, events); !finished)
            return finished;
    }
    readExtras(chunk, at, events);
    if (auto ofPrompt = m_filters.read(chunk, choice))
        events.push_back({at, *std::move(ofPrompt)});
    if (isNews || !isOrdinary(chunk, m_rules.keepsReasoningDetails))
        events.push_back({at, Envelope{dumpJson(chunk)}});
    return {};
}

Unexpected<Error> ChunkReader::saidError(std::string_view data) const
{
    chat::FailedReply reply;
    reply.body = data;
    return Unexpected{m_rules.errorOf ? m_rules.errorOf(reply) : chat::classify(reply)};
}

bool ChunkReader::noteStart(const json &chunk, std::chrono::microseconds at, Events &events)
{
    ReplyStarted started{stringOf(chunk, "id"), stringOf(chunk, "model"), stringOf(chunk, "system_fingerprint")};
    const bool isNews = !m_hasStarted || (!started.responseId.empty() && started.responseId != m_id)
        || (!started.servedModel.empty() && started.servedModel != m_model)
        || (!started.fingerprint.empty() && started.fingerprint != m_fingerprint);
    m_hasStarted = true;
    if (!isNews)
        return false;
    const auto replace = [](std::string &field, const std::string &value) {
        if (!value.empty())
            field = value;
    };
    replace(m_id, started.responseId);
    replace(m_model, started.servedModel);
    replace(m_fingerprint, started.fingerprint);
    // What was learnt names the old ones.
    m_template = {};
    events.push_back({at, std::move(started)});
    return true;
}

void ChunkReader::readChoice(const json &choice, const char *member, std::chrono::microseconds at, Events &events)
{
    const json *delta = findObject(choice, member);
    if (TokenLogprobs logprobs = logprobsOfChoice(choice, delta); !logprobs.tokens.empty())
        events.push_back({at, std::move(logprobs)});
    if (!delta)
        return;
    readReasoning(*delta, at, events);
    if (const json *content = findValue(*delta, "content"))
        readContent(*content, at, events);
    if (const std::string *refusal = findString(*delta, "refusal"); refusal && !refusal->empty()) {
        m_refusalSeen = m_hasContent = true;
        events.push_back({at, RefusalDelta{sanitizeUtf8(*refusal)}});
    }
    if (const json *calls = findArray(*delta, "tool_calls"))
        readToolCalls(*calls, at, events);
}

void ChunkReader::readReasoning(const json &delta, std::chrono::microseconds at, Events &events)
{
    std::string ofDetails;
    if (const json *details = m_rules.keepsReasoningDetails ? findArray(delta, "reasoning_details") : nullptr)
        ofDetails = m_details.take(*details);
    // Gateways send the same text under two names: the first that is there wins.
    for (const char *key : {"reasoning_content", "reasoning", "thinking"}) {
        if (const std::string *text = findString(delta, key); text && !text->empty()) {
            m_reasoningSeen = true;
            if (!m_rules.dropsRepeatedThoughts || *text != m_lastThought)
                addReasoning(*text, at, events);
            if (m_rules.dropsRepeatedThoughts)
                m_lastThought = *text;
            return;
        }
    }
    if (!ofDetails.empty()) {
        m_reasoningSeen = true;
        addReasoning(std::move(ofDetails), at, events);
    }
}

void ChunkReader::readContent(const json &content, std::chrono::microseconds at, Events &events)
{
    if (content.is_string()) {
        addText(content.get<std::string>(), at, events);
        return;
    }
    if (!content.is_array())
        return;
    // Mistral's reasoning models send parts: {"type":"thinking","thinking":[{"type":"text","text":…}]} or {"type":"text","text":…}.
    for (const json &part : content) {
        if (const json *thinking = findArray(part, "thinking")) {
            m_reasoningSeen = true;
            for (const json &piece : *thinking)
                addReasoning(stringOf(piece, "text"), at, events);
        } else {
            addText(stringOf(part, "text"), at, events);
        }
    }
}

int ChunkReader::callIndex(const json &fragment, std::size_t position)
{
    const std::string id = stringOf(fragment, "id");
    const auto wireIndex = findInt(fragment, "index");
    const json *function = findObject(fragment, "function");
    const bool opens = !id.empty() && function && !stringOf(*function, "name").empty();
    const auto open = [&] {
        m_calls.push_back({id, false});
        const int index = static_cast<int>(m_calls.size()) - 1;
        if (wireIndex)
            m_callByWireIndex[*wireIndex] = index;
        return index;
    };
    if (!id.empty()) {
        for (std::size_t i = 0; i < m_calls.size(); ++i) {
            if (m_calls[i].id == id)
                return static_cast<int>(i);
        }
    }
    if (wireIndex) {
        const auto known = m_callByWireIndex.find(*wireIndex);
        // A new id with a name on a used index is a new call: some servers give every call the index 0.
        if (known != m_callByWireIndex.end() && !(opens && !m_calls[static_cast<std::size_t>(known->second)].id.empty()))
            return known->second;
        return open();
    }
    // No index at all: a new call when it names itself, else by position, else the latest.
    if (opens || m_calls.empty())
        return open();
    return static_cast<int>(position < m_calls.size() && position > 0 ? position : m_calls.size() - 1);
}

void ChunkReader::readToolCalls(const json &calls, std::chrono::microseconds at, Events &events)
{
    std::size_t position = 0;
    for (const json &fragment : calls) {
        if (!fragment.is_object())
            continue;
        ToolCallDelta delta;
        delta.index = callIndex(fragment, position++);
        Call &call = m_calls[static_cast<std::size_t>(delta.index)];
        delta.id = stringOf(fragment, "id");
        if (call.id.empty())
            call.id = delta.id;
        if (const json *function = findObject(fragment, "function")) {
            // The name is repeated in every chunk by some servers: it is set once.
            if (!call.hasName)
                delta.name = stringOf(*function, "name");
            call.hasName = call.hasName || !delta.name.empty();
            if (const json *arguments = findValue(*function, "arguments"))
                delta.arguments = arguments->is_string() ? sanitizeUtf8(arguments->get_ref<const std::string &>()) : dumpJson(*arguments);
        }
        m_hasContent = true;
        events.push_back({at, std::move(delta)});
    }
}

Result<void> ChunkReader::readFinish(const json &choice, std::chrono::microseconds at, Events &events)
{
    const std::string *reason = findString(choice, "finish_reason");
    if (!reason || reason->empty())
        return {};
    const auto meaning = outcomeOfFinishReason(*reason);
    if (!meaning) {
        Error error;
        error.code = ErrorCode::ProviderDown;
        error.detail = "the server ended the answer with the reason \"" + *reason + '"';
        error.providerCode = *reason;
        return Unexpected{error};
    }
    m_finish = *meaning;
    events.push_back({at, FinishNoted{*meaning, *reason}});
    return {};
}

void ChunkReader::readExtras(const json &chunk, std::chrono::microseconds at, Events &events)
{
    if (const auto usage = usageOf(chunk, m_rules.thoughtsAreBesideOutput)) {
        m_usageReported = true;
        events.push_back({at, UsageReport{*usage}});
    }
    if (const auto timings = timingsOf(chunk)) {
        m_engineUsage = usageFromTimings(chunk);
        events.push_back({at, *timings});
    }
    if (const json *progress = findObject(chunk, "prompt_progress")) {
        events.push_back({at, Progress{Progress::Step::ReadingPrompt, findInt(*progress, "processed").value_or(0),
                                       findInt(*progress, "total").value_or(0)}});
    }
}

void ChunkReader::addText(std::string text, std::chrono::microseconds at, Events &events)
{
    text = m_textJoiner.take(std::move(text));
    if (text.empty())
        return;
    chat::ThinkSplitter::Parts parts;
    if (m_reasoningSeen && m_think.isPassing() == false)
        parts = m_think.finish();
    chat::ThinkSplitter::Parts rest = m_think.take(text);
    parts.reasoning += rest.reasoning;
    parts.text += rest.text;
    if (!parts.reasoning.empty()) {
        m_hasContent = true;
        events.push_back({at, ReasoningDelta{std::move(parts.reasoning)}});
    }
    if (!parts.text.empty()) {
        m_hasContent = true;
        events.push_back({at, TextDelta{std::move(parts.text)}});
    }
}

void ChunkReader::addReasoning(std::string text, std::chrono::microseconds at, Events &events)
{
    text = m_reasoningJoiner.take(std::move(text));
    if (text.empty())
        return;
    m_hasContent = true;
    events.push_back({at, ReasoningDelta{std::move(text)}});
}

void ChunkReader::finish(std::chrono::microseconds at, Events &events)
{
    addReasoning(m_reasoningJoiner.finish(), at, events);
    addText(m_textJoiner.finish(), at, events);
    const chat::ThinkSplitter::Parts parts = m_think.finish();
    if (!parts.reasoning.empty()) {
        m_hasContent = true;
        events.push_back({at, ReasoningDelta{parts.reasoning}});
    }
    if (!parts.text.empty()) {
        m_hasContent = true;
        events.push_back({at, TextDelta{parts.text}});
    }
    if (auto item = m_details.takeItem())
        events.push_back({at, *std::move(item)});
    if (auto ofAnswer = m_filters.takeOfAnswer())
        events.push_back({at, *std::move(ofAnswer)});
    if (!m_usageReported && m_engineUsage)
        events.push_back({at, UsageReport{*m_engineUsage}});
}

std::optional<Outcome> ChunkReader::outcome() const
{
    // "[DONE]" says that the answer is complete, also without a finish reason.
    const auto finish = m_finish || !m_isDone || !m_hasContent ? m_finish : std::optional(Outcome::Finished);
    // Some servers say "stop" although they asked for a tool, and OpenAI says it for a refusal.
    if (finish == Outcome::Finished && !m_calls.empty())
        return Outcome::ToolCall;
    if (finish == Outcome::Finished && m_refusalSeen)
        return Outcome::Refused;
    return finish;
}

} // namespace lineup::openaicompatible
