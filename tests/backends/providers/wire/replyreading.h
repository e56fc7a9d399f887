#pragma once

#include "backends/chat/replyreader.h"
#include "core/base/json.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lineup::test {

/// What a reader makes of a reply's bytes. Every event has the time 0.
struct ReplyReading {
    std::vector<StreamEvent> events;
    std::optional<Error> error;
    std::optional<Outcome> outcome;
    bool hasStarted = false;
    bool hasFinish = false;
    bool isDone = false;

    bool operator==(const ReplyReading &) const = default;
};

inline ReplyReading readingOf(const chat::ReplyReader &reader, chat::ReplyEvents &events, const Result<void> &read)
{
    ReplyReading reading;
    if (!read)
        reading.error = read.error();
    reading.events = events.record().events();
    reading.outcome = reader.outcome();
    reading.hasStarted = reader.hasStarted();
    reading.hasFinish = reader.hasFinish();
    reading.isDone = reader.isDone();
    return reading;
}

/// Reads a stream in pieces. Stops at the first error, as an exchange does.
inline ReplyReading readPieces(chat::ReplyReader &reader, const std::vector<std::string_view> &pieces)
{
    chat::ReplyEvents events;
    Result<void> read;
    for (const std::string_view piece : pieces) {
        read = reader.feed(piece, events);
        if (!read)
            return readingOf(reader, events, read);
    }
    read = reader.finish(false, events);
    return readingOf(reader, events, read);
}

/// Reads a reply that does not stream.
inline ReplyReading readAtOnce(chat::ReplyReader &reader, std::string_view body)
{
    chat::ReplyEvents events;
    const Result<void> read = reader.readWhole(body, events);
    return readingOf(reader, events, read);
}

/// Puts events into words: one short line for each thing that is there.
class ReadingWords {
public:
    void add(const EventBody &body) { std::visit([this](const auto &event) { take(event); }, body); }

    std::string text() const
    {
        std::string out = m_started;
        line(out, "reasoning", m_reasoning);
        line(out, "text", m_text);
        line(out, "refusal", m_refusal);
        for (const auto &[index, call] : m_calls)
            out += "call " + std::to_string(index) + "=" + call.id + " " + call.name + " " + call.arguments + "\n";
        out += m_rare;
        if (!m_logprobs.empty())
            out += "logprobs=" + m_logprobs + "\n";
        return out + m_finish + m_usage + "envelopes=" + std::to_string(m_envelopes) + "\n";
    }

private:
    static void line(std::string &out, const char *name, const std::string &value)
    {
        if (!value.empty())
            out += std::string(name) + "=" + dumpJson(value) + "\n";
    }
    static std::string number(const std::optional<std::int64_t> &value) { return value ? std::to_string(*value) : "?"; }

    void take(const TextDelta &event) { m_text += event.text; }
    void take(const ReasoningDelta &event) { m_reasoning += event.text; }
    void take(const RefusalDelta &event) { m_refusal += event.text; }
    void take(const ToolCallDelta &event)
    {
        ToolCallDelta &call = m_calls[event.index];
        call.id += event.id;
        call.name += event.name;
        call.arguments += event.arguments;
    }
    void take(const ReplyStarted &event) { m_started = "from=" + event.servedModel + " id=" + event.responseId + "\n"; }
    void take(const UsageReport &event)
    {
        const Usage &usage = event.usage;
        m_usage = "usage=" + number(usage.input) + "(" + number(usage.cachedInput) + "," + number(usage.cacheWrite) + ")/" + number(usage.output)
            + "(" + number(usage.reasoning) + ")" + (usage.isConsistent() ? "" : " inconsistent") + "\n";
    }
    void take(const FinishNoted &event) { m_finish = "finish=" + event.raw + "\n"; }
    void take(const ProviderItem &event) { m_rare += "item=" + event.json + "\n"; }
    void take(const FilterReport &event)
    {
        m_rare += event.isOfPrompt ? "filter of prompt=" : "filter=";
        for (const FilterReport::Category &each : event.categories)
            m_rare += each.name + ":" + each.severity + (each.isBlocked ? "!" : "") + ";";
        m_rare += "\n";
    }
    void take(const TokenLogprobs &event)
    {
        for (const TokenLogprobs::Token &token : event.tokens) {
            m_logprobs += token.token + ":" + dumpJson(token.logprob);
            for (const TokenLogprobs::Choice &other : token.top)
                m_logprobs += "," + other.token + ":" + dumpJson(other.logprob);
            m_logprobs += ";";
        }
    }
    void take(const Envelope &) { ++m_envelopes; }
    template <class Other>
    void take(const Other &)
    {
    }

    std::string m_text, m_reasoning, m_refusal, m_started, m_usage, m_finish, m_rare, m_logprobs;
    std::map<int, ToolCallDelta> m_calls;
    int m_envelopes = 0;
};

/// Everything about a reading as text.
inline std::string described(const ReplyReading &reading)
{
    ReadingWords words;
    for (const StreamEvent &event : reading.events)
        words.add(event.body);
    if (reading.error)
        return words.text() + "error=" + std::string(errorCodeName(reading.error->code)) + " " + reading.error->providerCode.value_or("-") + "\n";
    if (!reading.outcome)
        return words.text() + "incomplete\n";
    return words.text() + "outcome=" + std::string(outcomeName(*reading.outcome)) + (reading.isDone ? " done" : "") + "\n";
}

} // namespace lineup::test
