#include "backends/providers/ollama/ollamareader.h"

#include "backends/chat/errorclassifier.h"
#include "backends/chat/markedsurrogates.h"
#include "backends/chat/tokenlogprobs.h"
#include "backends/providers/wire/reading.h"
#include "core/base/json.h"
#include "core/base/text.h"
#include "core/net/headers.h"

namespace lineup::ollama {

namespace {

using nlohmann::json;
using wire::stringOf;

constexpr int kMaxToolCalls = 128;
constexpr std::size_t kExcerptBytes = 4096;

/// Durations are nanoseconds.
std::optional<double> millisecondsOf(const json &chunk, const char *key)
{
    const auto nanoseconds = findInt(chunk, key);
    return nanoseconds ? std::optional(static_cast<double>(*nanoseconds) / 1e6) : std::nullopt;
}

/// A line that says nothing but a piece of text.
bool isOrdinary(const json &chunk)
{
    const json *message = findObject(chunk, "message");
    const bool isShort = chunk.size() == 4 && message && message->size() == 2;
    return isShort && findString(chunk, "model") && findString(chunk, "created_at") && findBool(chunk, "done") == false && findString(*message, "role")
        && findString(*message, "content");
}

} // namespace

Result<void> OllamaReader::feed(std::string_view bytes, chat::ReplyEvents &out)
{
    m_out = &out;
    if (auto fed = m_lines.feed(bytes, *this); !fed && !m_error)
        m_error = fed.error();
    m_out = nullptr;
    return m_error ? Result<void>(Unexpected{*m_error}) : Result<void>();
}

Result<void> OllamaReader::finish(bool, chat::ReplyEvents &out)
{
    m_out = &out;
    if (auto ended = m_lines.finish(*this); !ended && !m_error)
        m_error = ended.error();
    m_out = nullptr;
    m_text.finish(out);
    return m_error ? Result<void>(Unexpected{*m_error}) : Result<void>();
}

void OllamaReader::onNdjsonLine(std::string_view line, std::size_t, bool atEnd)
{
    if (m_error || m_isDone || readOrdinary(line, *m_out))
        return;
    auto read = readLine(line, *m_out);
    // The last line of a stream that was cut in the middle of it is the cut, not a bad one.
    if (read || (atEnd && read.error().code == ErrorCode::BadReply))
        return;
    m_error = read.error();
    if (m_error->excerpt.empty())
        m_error->excerpt = sanitizeUtf8(utf8Prefix(line, kExcerptBytes));
}

Result<void> OllamaReader::readWhole(std::string_view body, chat::ReplyEvents &out)
{
    auto read = readLine(trimmed(body), out);
    m_text.finish(out);
    return read;
}

bool OllamaReader::readOrdinary(std::string_view line, chat::ReplyEvents &out)
{
    if (m_speed == Speed::Careful || !m_text.isPassing())
        return false;
    const auto match = m_template.match(line);
    if (!match)
        return false;
    if (!match->hasEscapes) {
        out.addText(match->content);
        return true;
    }
    m_unescaped.clear();
    // Half a character, which comes out as ill-formed UTF-8, is for the long way.
    if (!chat::unescapeJson(match->content, m_unescaped) || !isValidUtf8(m_unescaped))
        return false;
    out.addText(m_unescaped);
    return true;
}

Result<void> OllamaReader::readLine(std::string_view line, chat::ReplyEvents &out)
{
    const auto chunk = chat::parseWithHalves(line);
    if (!chunk)
        return Unexpected{chunk.error()};
    if (findValue(*chunk, "error")) {
        chat::FailedReply reply;
        reply.body = line;
        return Unexpected{chat::classify(reply)};
    }
    if (!chunk->is_object())
        return makeError(ErrorCode::BadReply, "a line of the stream is not a JSON object");
    auto read = readObject(*chunk, out);
    if (read && !m_isDone && m_speed == Speed::Full && isOrdinary(*chunk))
        m_template.learn(line);
    return read;
}

Result<void> OllamaReader::readObject(const json &chunk, chat::ReplyEvents &out)
{
    // Something else than a reply of this call, such as a list of models.
    if (!findObject(chunk, "message") && !findValue(chunk, "done"))
        return {};
    const std::string model = stringOf(chunk, "model");
    const bool isNews = !m_hasStarted || (!model.empty() && model != m_model);
    if (isNews) {
        m_hasStarted = true;
        m_model = model;
        out.add(ReplyStarted{{}, model, {}});
    }
    const json *calls = nullptr;
    if (const json *message = findObject(chunk, "message")) {
        // The second name is that of servers which only look like Ollama.
        for (const char *key : {"thinking", "reasoning_content"}) {
            if (const std::string *thinking = findString(*message, key)) {
                m_text.reasoning(*thinking, out);
                break;
            }
        }
        if (const std::string *content = findString(*message, "content"))
            m_text.text(*content, out);
        calls = findArray(*message, "tool_calls");
    }
    if (calls) {
        if (auto read = readCalls(*calls, out); !read)
            return read;
    }
    if (const json *list = findArray(chunk, "logprobs")) {
        if (TokenLogprobs logprobs = chat::tokenLogprobsOf(*list); !logprobs.tokens.empty())
            out.add(std::move(logprobs));
    }
    const bool isLast = findBool(chunk, "done").value_or(false);
    if (isLast) {
        if (auto read = readDone(chunk, out); !read)
            return read;
    }
    if (isNews || isLast || calls)
        out.add(Envelope{dumpJson(chunk)});
    return {};
}

/// Each call arrives whole.
Result<void> OllamaReader::readCalls(const json &calls, chat::ReplyEvents &out)
{
    for (const json &item : calls) {
        const json *function = findObject(item, "function");
        if (!function)
            continue;
        if (m_calls >= kMaxToolCalls)
            return makeError(ErrorCode::TooLarge, "the answer calls more than 128 tools");
        ToolCallDelta call;
        call.index = m_calls++;
        call.id = stringOf(item, "id");
        call.name = stringOf(*function, "name");
        if (const json *arguments = findValue(*function, "arguments"))
            call.arguments = arguments->is_string() ? sanitizeUtf8(arguments->get_ref<const std::string &>()) : dumpJson(*arguments);
        out.add(std::move(call));
    }
    return {};
}

Result<void> OllamaReader::readDone(const json &chunk, chat::ReplyEvents &out)
{
    const std::string *reason = findString(chunk, "done_reason");
    if (reason && reason->empty())
        return makeError(ErrorCode::StreamCut, "the server ended the answer by itself, without a reason");
    m_text.finish(out);
    m_isDone = true;
    // Servers of before 2024 give none.
    const std::string raw = reason ? sanitizeUtf8(*reason) : std::string();
    m_finish = raw == "length" ? Outcome::Length : Outcome::Finished;
    out.add(FinishNoted{*outcome(), raw});
    Usage usage;
    usage.input = findInt(chunk, "prompt_eval_count");
    usage.output = findInt(chunk, "eval_count");
    if (usage.isKnown())
        out.add(UsageReport{usage});
    const EngineTimings timings{millisecondsOf(chunk, "prompt_eval_duration"), usage.input, millisecondsOf(chunk, "eval_duration"), usage.output,
                                millisecondsOf(chunk, "load_duration")};
    if (timings.promptMs || timings.predictedMs || timings.loadMs)
        out.add(timings);
    return {};
}

std::optional<Outcome> OllamaReader::outcome() const
{
    // "stop" stands there for a call of a tool too.
    return m_finish == Outcome::Finished && m_calls > 0 ? Outcome::ToolCall : m_finish;
}

} // namespace lineup::ollama
