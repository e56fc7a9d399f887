#include "core/run/laneresult.h"

#include <algorithm>

namespace lineup {

namespace {

/// Appends to the last block when it is of the same kind, else opens one.
template <class Block>
void appendText(Message &answer, const std::string &text)
{
    if (!answer.blocks.empty()) {
        if (auto *last = std::get_if<Block>(&answer.blocks.back())) {
            last->text += text;
            return;
        }
    }
    answer.blocks.push_back(Block{text});
}

class Reducer {
public:
    Reducer(LaneResult &result, std::chrono::microseconds at) : m_result(result), m_at(at) {}

    void operator()(const TextDelta &delta)
    {
        noteContent(LanePhase::Streaming);
        appendText<TextBlock>(m_result.answer, delta.text);
    }
    void operator()(const ReasoningDelta &delta)
    {
        m_result.reasoningStreamed = true;
        noteContent(LanePhase::Thinking);
        appendText<ReasoningBlock>(m_result.answer, delta.text);
    }
    void operator()(const RefusalDelta &delta)
    {
        noteContent(LanePhase::Streaming);
        appendText<RefusalBlock>(m_result.answer, delta.text);
    }
    void operator()(const ToolCallDelta &delta)
    {
        noteContent(LanePhase::Streaming);
        ToolCallBlock &call = toolCall(delta.index);
        if (call.id.empty())
            call.id = delta.id;
        if (call.name.empty())
            call.name = delta.name;
        call.arguments += delta.arguments;
    }
    void operator()(const ReplyStarted &started)
    {
        replaceIfSet(m_result.responseId, started.responseId);
        replaceIfSet(m_result.servedModel, started.servedModel);
        replaceIfSet(m_result.fingerprint, started.fingerprint);
        if (!m_result.hasContent())
            m_result.phase = LanePhase::Waiting;
    }
    void operator()(const Progress &progress)
    {
        m_result.progress = progress;
        if (m_result.hasContent())
            return;
        switch (progress.step) {
        case Progress::Step::Queued: m_result.phase = LanePhase::Queued; break;
        case Progress::Step::Connecting: m_result.phase = LanePhase::Connecting; break;
        case Progress::Step::Sent:
        case Progress::Step::ReadingPrompt: m_result.phase = LanePhase::Waiting; break;
        }
    }
    void operator()(const RetryScheduled &retry)
    {
        m_result.lastRetry = retry;
        m_result.phase = LanePhase::RetryWait;
    }
    void operator()(const UsageReport &report) { m_result.usage = report.usage; }
    void operator()(const EngineTimings &timings) { m_result.engineTimings = timings; }
    void operator()(const TokenLogprobs &logprobs)
    {
        m_result.logprobs.insert(m_result.logprobs.end(), logprobs.tokens.begin(), logprobs.tokens.end());
    }
    void operator()(const FilterReport &report) { m_result.filterReports.push_back(report); }
    void operator()(const ProviderItem &item) { m_result.providerItems.push_back(item.json); }
    void operator()(const FinishNoted &noted) { m_result.finishNoted = noted; }
    void operator()(const Envelope &) {}

private:
    void noteContent(LanePhase phase)
    {
        m_result.phase = phase;
        ++m_result.contentEvents;
        if (!m_result.firstContentAt)
            m_result.firstContentAt = m_at;
        if (phase == LanePhase::Streaming && !m_result.firstAnswerAt)
            m_result.firstAnswerAt = m_at;
        m_result.lastContentAt = m_at;
    }
    static void replaceIfSet(std::string &field, const std::string &value)
    {
        if (!value.empty())
            field = value;
    }
    /// The block of call `index`. Indexes need not be dense: some servers count all blocks of the answer.
    ToolCallBlock &toolCall(int index)
    {
        auto &calls = m_result.toolCalls;
        // From the back, because nearly every fragment belongs to the latest call.
        const auto found = std::find_if(calls.rbegin(), calls.rend(), [&](const auto &call) { return call.first == index; });
        if (found != calls.rend())
            return std::get<ToolCallBlock>(m_result.answer.blocks[found->second]);
        calls.emplace_back(index, m_result.answer.blocks.size());
        m_result.answer.blocks.push_back(ToolCallBlock{});
        return std::get<ToolCallBlock>(m_result.answer.blocks.back());
    }

    LaneResult &m_result;
    std::chrono::microseconds m_at;
};

Cost costFor(const LaneResult &result, const std::optional<PriceRule> &price, bool isLocal)
{
    if (isLocal)
        return {Money{}, std::nullopt, CostProvenance::Local};
    if (!result.usage)
        return {};
    if (result.usage->reportedCost)
        return {result.usage->reportedCost, std::nullopt, CostProvenance::Reported};
    if (!price)
        return {};
    const bool isEstimate = result.usage->source == UsageSource::Estimated;
    return costOf(*result.usage, *price, isEstimate ? CostProvenance::Estimate
                                                    : price->asOf.empty() ? CostProvenance::OwnPrice : CostProvenance::ListPrice);
}

} // namespace

void apply(LaneResult &result, const StreamEvent &event)
{
    if (result.phase == LanePhase::Ended)
        return;
    result.stream.append(event);
    std::visit(Reducer{result, event.at}, event.body);
}

void finish(LaneResult &result, const StreamEnd &end, const std::optional<PriceRule> &price, bool isLocal)
{
    if (result.phase == LanePhase::Ended)
        return;
    result.phase = LanePhase::Ended;
    result.end = end;
    result.cost = costFor(result, price, isLocal);
}

LaneResult replay(const StreamRecord &stream, const StreamEnd &end, const std::optional<PriceRule> &price, bool isLocal)
{
    LaneResult result;
    for (const StreamEvent &event : stream.events())
        apply(result, event);
    finish(result, end, price, isLocal);
    return result;
}

std::optional<double> decodeTokensPerSecond(const LaneResult &result)
{
    if (!result.usage || !result.usage->output || !result.firstContentAt || !result.lastContentAt)
        return std::nullopt;
    std::int64_t streamed = *result.usage->output;
    // Reasoning that was not streamed was made during the wait and would inflate the speed.
    if (!result.reasoningStreamed)
        streamed -= result.usage->reasoning.value_or(0);
    return decodeTokensPerSecond(streamed, *result.lastContentAt - *result.firstContentAt);
}

std::optional<double> endToEndTokensPerSecond(const LaneResult &result)
{
    if (!result.usage || !result.end)
        return std::nullopt;
    return endToEndTokensPerSecond(result.usage->output, result.end->trace.total);
}

} // namespace lineup
