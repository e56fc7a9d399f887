#include "core/document/streamcodec.h"

#include "core/base/json.h"

#include <algorithm>
#include <array>

namespace lineup {

namespace {

constexpr int kMaxToolCallIndex = 1023;
constexpr int kMaxAttempts = 1'000'000;
constexpr std::array<std::string_view, 4> kSteps{"queued", "connecting", "sent", "reading_prompt"};

/// Appends what follows time and kind.
class EventWriter {
public:
    explicit EventWriter(OrderedJson &event) : m_event(event) {}

    void operator()(const TextDelta &delta) { add("t", delta.text); }
    void operator()(const ReasoningDelta &delta) { add("r", delta.text); }
    void operator()(const RefusalDelta &delta) { add("refusal", delta.text); }
    void operator()(const ToolCallDelta &delta)
    {
        add("tool_call", std::clamp(delta.index, 0, kMaxToolCallIndex), delta.id, delta.name, delta.arguments);
    }
    void operator()(const ReplyStarted &reply)
    {
        OrderedJson record;
        record["id"] = reply.responseId;
        record["model"] = reply.servedModel;
        record["fingerprint"] = reply.fingerprint;
        add("reply", std::move(record));
    }
    void operator()(const Progress &progress)
    {
        add("progress", kSteps.at(static_cast<std::size_t>(progress.step)), countJson(progress.done), countJson(progress.total));
    }
    void operator()(const RetryScheduled &retry)
    {
        add("retry", std::clamp(retry.attempt, 0, kMaxAttempts), errorJson(retry.error), millisecondsJson(retry.wait));
    }
    void operator()(const UsageReport &report) { add("usage", usageJson(report.usage)); }
    void operator()(const EngineTimings &timings)
    {
        OrderedJson record;
        record["prompt_ms"] = timings.promptMs ? OrderedJson(*timings.promptMs) : OrderedJson(nullptr);
        record["prompt_tokens"] = countJson(timings.promptTokens);
        record["predicted_ms"] = timings.predictedMs ? OrderedJson(*timings.predictedMs) : OrderedJson(nullptr);
        record["predicted_tokens"] = countJson(timings.predictedTokens);
        add("engine", std::move(record));
    }
    void operator()(const TokenLogprobs &logprobs)
    {
        OrderedJson tokens = OrderedJson::array();
        for (const TokenLogprobs::Token &token : logprobs.tokens) {
            OrderedJson row = choiceJson(token);
            for (const TokenLogprobs::Choice &choice : token.top)
                row.push_back(choiceJson(choice));
            tokens.push_back(std::move(row));
        }
        add("logprobs", std::move(tokens));
    }
    void operator()(const FilterReport &report)
    {
        OrderedJson categories = OrderedJson::array();
        for (const FilterReport::Category &category : report.categories)
            categories.push_back({{"name", category.name}, {"severity", category.severity}, {"blocked", category.isBlocked}});
        add("filter", report.isOfPrompt ? "prompt" : "answer", std::move(categories));
    }
    void operator()(const ProviderItem &item) { add("item", item.json); }
    void operator()(const FinishNoted &noted) { add("finish", outcomeName(noted.outcome), noted.raw); }
    void operator()(const Envelope &envelope) { add("raw", envelope.json); }

private:
    /// ["token", -0.5]
    static OrderedJson choiceJson(const TokenLogprobs::Choice &choice)
    {
        OrderedJson row = OrderedJson::array();
        row.push_back(choice.token);
        row.push_back(choice.logprob);
        return row;
    }
    template <class... Parts>
    void add(Parts &&...parts)
    {
        (m_event.push_back(OrderedJson(std::forward<Parts>(parts))), ...);
    }

    OrderedJson &m_event;
};

std::string textAt(const RecordReader &event, std::size_t index)
{
    const RecordReader part = event.item(index);
    if (part.isNull())
        part.fail("must be a text");
    return part.text().value_or(std::string());
}

Progress readProgress(const RecordReader &event)
{
    Progress progress;
    const std::string step = textAt(event, 2);
    const auto found = std::find(kSteps.begin(), kSteps.end(), step);
    if (found == kSteps.end())
        event.item(2).fail("must be queued, connecting, sent or reading_prompt");
    else
        progress.step = static_cast<Progress::Step>(found - kSteps.begin());
    progress.done = event.item(3).whole().value_or(0);
    progress.total = event.item(4).whole().value_or(0);
    return progress;
}

EngineTimings readEngineTimings(const RecordReader &reader)
{
    return {reader.member("prompt_ms").number(), reader.member("prompt_tokens").whole(), reader.member("predicted_ms").number(),
            reader.member("predicted_tokens").whole()};
}

TokenLogprobs::Choice readChoice(const RecordReader &row)
{
    if (!row.isArray() || !row.item(1).isNumber())
        row.fail("must be a token and its log probability");
    return {textAt(row, 0), row.item(1).number().value_or(0.0)};
}

TokenLogprobs readLogprobs(const RecordReader &list)
{
    TokenLogprobs logprobs;
    list.forEach([&](const RecordReader &row) {
        TokenLogprobs::Token token{readChoice(row), {}};
        for (std::size_t i = 2; i < row.size() && !row.hasFailed(); ++i)
            token.top.push_back(readChoice(row.item(i)));
        logprobs.tokens.push_back(std::move(token));
    });
    return logprobs;
}

FilterReport readFilter(const RecordReader &event)
{
    FilterReport report;
    const std::string of = textAt(event, 2);
    if (of != "prompt" && of != "answer")
        event.item(2).fail("must be prompt or answer");
    report.isOfPrompt = of == "prompt";
    event.item(3).forEach([&](const RecordReader &category) {
        report.categories.push_back({category.textOf("name"), category.textOf("severity"), category.member("blocked").flag().value_or(false)});
    });
    return report;
}

FinishNoted readFinish(const RecordReader &event)
{
    FinishNoted noted;
    const auto outcome = outcomeFromName(textAt(event, 2));
    if (!outcome)
        event.item(2).fail("must be an outcome, such as \"finished\"");
    noted.outcome = outcome.value_or(noted.outcome);
    noted.raw = event.item(3).text().value_or(std::string());
    return noted;
}

std::optional<EventBody> readBody(const RecordReader &event)
{
    const std::string kind = textAt(event, 1);
    const RecordReader part = event.item(2);
    if (kind == "t")
        return TextDelta{textAt(event, 2)};
    if (kind == "r")
        return ReasoningDelta{textAt(event, 2)};
    if (kind == "refusal")
        return RefusalDelta{textAt(event, 2)};
    if (kind == "tool_call") {
        const auto optionalText = [&](std::size_t index) { return event.item(index).text().value_or(std::string()); };
        return ToolCallDelta{part.small(kMaxToolCallIndex).value_or(0), optionalText(3), optionalText(4), optionalText(5)};
    }
    if (kind == "reply")
        return ReplyStarted{part.textOf("id"), part.textOf("model"), part.textOf("fingerprint")};
    if (kind == "progress")
        return readProgress(event);
    if (kind == "retry") {
        const Error error = readError(event.item(3));
        const auto wait = readWholeMilliseconds(event.item(4)).value_or(std::chrono::milliseconds(0));
        return RetryScheduled{part.small(kMaxAttempts).value_or(1), error, wait};
    }
    if (kind == "usage")
        return UsageReport{readUsage(part)};
    if (kind == "engine")
        return readEngineTimings(part);
    if (kind == "logprobs")
        return readLogprobs(part);
    if (kind == "filter")
        return readFilter(event);
    if (kind == "item")
        return ProviderItem{textAt(event, 2)};
    if (kind == "finish")
        return readFinish(event);
    if (kind == "raw")
        return Envelope{textAt(event, 2)};
    event.item(1).fail("is no kind of event");
    return std::nullopt;
}

} // namespace

OrderedJson streamJson(const StreamRecord &stream)
{
    OrderedJson list = OrderedJson::array();
    for (const StreamEvent &event : stream.events()) {
        OrderedJson row = OrderedJson::array();
        row.push_back(std::clamp<std::int64_t>(event.at.count(), 0, std::int64_t{1} << 53));
        std::visit(EventWriter{row}, event.body);
        list.push_back(std::move(row));
    }
    return list;
}

StreamRecord readStream(const RecordReader &reader)
{
    StreamRecord stream;
    reader.forEach([&](const RecordReader &event) {
        if (!event.isArray()) {
            event.fail("must be a list: time, kind, …");
            return;
        }
        const RecordReader at = event.item(0);
        if (at.isNull())
            at.fail("must be a whole number");
        const auto microseconds = at.whole();
        auto body = readBody(event);
        if (microseconds && body && !event.hasFailed())
            stream.append({std::chrono::microseconds(*microseconds), std::move(*body)});
    });
    return stream;
}

} // namespace lineup
