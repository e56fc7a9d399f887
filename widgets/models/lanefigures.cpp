#include "widgets/models/lanefigures.h"

#include <algorithm>

namespace lineup {

namespace {

using Duration = LaneFigures::Duration;

std::string shownModel(const LaneSpec &spec, const LaneResult &result)
{
    if (!spec.name.empty())
        return spec.name;
    return spec.model.empty() ? result.servedModel : spec.model;
}

std::optional<Duration> since(std::optional<Duration> moment, Duration start)
{
    return moment ? std::optional(std::max(*moment - start, Duration{0})) : std::nullopt;
}

/// Cost of an answer that still runs. The price of what came is a lower bound until the input is reported.
Cost costSoFar(const LaneSpec &spec, const LaneResult &result, const OutputCount &output)
{
    // The kind of the engine on this computer; see BackendRef.
    if (spec.backend.kind == "local")
        return {Money{}, std::nullopt, CostProvenance::Local};
    if (!spec.price)
        return {};
    Usage usage = result.usage.value_or(Usage{});
    const bool isInputKnown = usage.input.has_value();
    usage.input = usage.input.value_or(0);
    usage.output = std::max(usage.output.value_or(0), output.tokens.value_or(0));
    Cost cost = costOf(usage, *spec.price, CostProvenance::Estimate);
    if (!isInputKnown) {
        cost.lowerBound = cost.amount ? cost.amount : cost.lowerBound;
        cost.amount.reset();
        cost.provenance = CostProvenance::Unknown;
    }
    return cost;
}

void addTimes(LaneFigures &figures, const LaneResult &result, const LaneTrack &track, Duration now)
{
    const bool running = figures.isRunning();
    if (!running && !result.end)
        return;
    const Duration end = running ? now : result.end->trace.total;
    const Duration start = running ? track.attemptStart().value_or(Duration{0}) : result.end->trace.attemptStart;
    const auto firstReasoning = result.reasoningStreamed ? result.firstContentAt : std::nullopt;
    figures.total = end;
    figures.firstToken = since(result.firstAnswerAt, start);
    figures.firstReasoning = since(firstReasoning, start);
    if (!running) {
        // The trace is taken where the bytes arrive and holds whatever the record says.
        const LatencyTrace &trace = result.end->trace;
        figures.firstToken = trace.firstToken ? trace.firstToken : figures.firstToken;
        figures.firstReasoning = trace.firstReasoning ? trace.firstReasoning : figures.firstReasoning;
    }
    figures.beforeText = result.firstAnswerAt.value_or(end);
    if (result.firstAnswerAt)
        figures.text = std::max((running ? now : result.lastContentAt.value_or(end)) - *result.firstAnswerAt, Duration{0});
}

} // namespace

std::optional<double> speedNow(const LaneResult &result, const LaneTrack &track, Duration now)
{
    constexpr Duration kWindow = std::chrono::seconds(2);
    constexpr Duration kLeast = std::chrono::milliseconds(250);
    const auto &times = track.contentTimes();
    if (times.empty())
        return std::nullopt;
    const Duration span = std::min(kWindow, now - times.front());
    if (span < kLeast)
        return std::nullopt;
    const std::size_t events = times.size() - track.countBefore(now - span);
    return tokenScale(result).perEvent * static_cast<double>(events) / std::chrono::duration<double>(span).count();
}

LaneFigures laneFigures(const LaneSpec &spec, const LaneResult &result, const LaneTrack &track, Duration now)
{
    LaneFigures figures;
    figures.letter = spec.letter;
    figures.model = shownModel(spec, result);
    figures.phase = result.phase;
    const OutputCount output = outputCount(result);
    figures.tokensOut = output.tokens;
    figures.isOutputEstimated = output.isEstimated;
    if (result.usage) {
        figures.tokensIn = result.usage->input;
        figures.isInputEstimated = result.usage->source == UsageSource::Estimated;
    }
    addTimes(figures, result, track, now);
    if (result.end) {
        figures.outcome = result.end->outcome;
        figures.decodeSpeed = decodeTokensPerSecond(result);
        figures.endToEndSpeed = endToEndTokensPerSecond(result);
        figures.cost = result.cost;
    } else if (figures.isRunning()) {
        figures.speedNow = speedNow(result, track, now);
        figures.cost = costSoFar(spec, result, output);
    }
    return figures;
}

} // namespace lineup
