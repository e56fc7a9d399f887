#include "core/metrics/latencytrace.h"

#include <algorithm>

namespace lineup {

namespace {
constexpr std::int64_t kMinTokens = 8;
constexpr LatencyTrace::Duration kMinSpan = std::chrono::milliseconds(50);

double seconds(LatencyTrace::Duration duration)
{
    return std::chrono::duration<double>(duration).count();
}
} // namespace

LatencyTrace makeTrace(const TraceMoments &moments)
{
    using Duration = LatencyTrace::Duration;
    LatencyTrace trace;
    trace.total = std::max(moments.end, Duration{0});
    trace.connectionReused = moments.connectionReused;
    trace.resolution = moments.resolution;

    // Each part reaches from where the last one ended to its own moment.
    Duration reached{0};
    std::optional<Duration> *last = nullptr;
    const auto until = [&](std::optional<Duration> &part, Duration moment) {
        const Duration to = std::clamp(moment, reached, trace.total);
        part = to - reached;
        reached = to;
        last = &part;
    };
    until(trace.queue, moments.firstAttempt);
    if (moments.wasRetried)
        until(trace.retry, moments.attempt);
    trace.attemptStart = reached;
    const auto lasting = [&](std::optional<Duration> &part, const std::optional<Duration> &duration) {
        if (duration)
            until(part, reached + *duration);
    };
    lasting(trace.dns, moments.dns);
    lasting(trace.connect, moments.connect);
    lasting(trace.tls, moments.tls);
    lasting(trace.upload, moments.upload);
    const auto firstContent = moments.firstReasoning && moments.firstAnswer ? std::min(*moments.firstReasoning, *moments.firstAnswer)
        : moments.firstReasoning                                            ? moments.firstReasoning
                                                                            : moments.firstAnswer;
    if (firstContent) {
        until(trace.wait, *firstContent);
        if (moments.firstReasoning)
            until(trace.thinking, moments.firstAnswer.value_or(moments.lastContent.value_or(trace.total)));
        if (moments.firstAnswer)
            until(trace.text, moments.lastContent.value_or(*moments.firstAnswer));
        until(trace.tail, trace.total);
    } else if (moments.upload) {
        until(trace.wait, trace.total);
    } else {
        **last += trace.total - reached;
    }

    const auto sinceAttempt = [&](const std::optional<Duration> &moment) -> std::optional<Duration> {
        return moment ? std::optional(std::max(*moment - trace.attemptStart, Duration{0})) : std::nullopt;
    };
    trace.firstByte = sinceAttempt(moments.headReceived);
    trace.firstReasoning = sinceAttempt(moments.firstReasoning);
    trace.firstToken = sinceAttempt(moments.firstAnswer);
    return trace;
}

std::vector<std::pair<std::string_view, std::optional<LatencyTrace::Duration>>> phases(const LatencyTrace &trace)
{
    return {{"queue", trace.queue}, {"retry", trace.retry},   {"dns", trace.dns},   {"connect", trace.connect},
            {"tls", trace.tls},     {"upload", trace.upload}, {"wait", trace.wait}, {"thinking", trace.thinking},
            {"text", trace.text},   {"tail", trace.tail}};
}

LatencyTrace::Duration phaseSum(const LatencyTrace &trace)
{
    LatencyTrace::Duration sum{0};
    for (const auto &[name, duration] : phases(trace))
        sum += duration.value_or(LatencyTrace::Duration{0});
    return sum;
}

std::optional<double> decodeTokensPerSecond(std::optional<std::int64_t> streamedTokens, std::optional<LatencyTrace::Duration> span)
{
    if (!streamedTokens || !span || *streamedTokens < kMinTokens || *span < kMinSpan)
        return std::nullopt;
    return static_cast<double>(*streamedTokens - 1) / seconds(*span);
}

std::optional<double> endToEndTokensPerSecond(std::optional<std::int64_t> outputTokens, LatencyTrace::Duration total)
{
    if (!outputTokens || *outputTokens <= 0 || total.count() <= 0)
        return std::nullopt;
    return static_cast<double>(*outputTokens) / seconds(total);
}

} // namespace lineup
