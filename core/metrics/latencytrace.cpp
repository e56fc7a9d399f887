#include "core/metrics/latencytrace.h"

namespace lineup {

namespace {
constexpr std::int64_t kMinTokens = 8;
constexpr LatencyTrace::Duration kMinSpan = std::chrono::milliseconds(50);

double seconds(LatencyTrace::Duration duration)
{
    return std::chrono::duration<double>(duration).count();
}
} // namespace

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
