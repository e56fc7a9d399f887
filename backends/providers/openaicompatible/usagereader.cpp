#include "backends/providers/openaicompatible/usagereader.h"

#include "core/base/json.h"

#include <algorithm>

namespace lineup::openaicompatible {

namespace {

using nlohmann::json;

std::optional<Money> costOf(const json &usage)
{
    const json *cost = findValue(usage, "cost");
    if (!cost || !cost->is_number())
        return std::nullopt;
    // The shortest decimal that gives the same double is the one the server wrote; cut to nano-units it is exact.
    std::string decimal = dumpJson(*cost);
    if (const auto point = decimal.find('.'); point != std::string::npos && decimal.find_first_of("eE") == std::string::npos)
        decimal.resize(std::min(decimal.size(), point + 10));
    const auto nano = nanoFromDecimal(decimal);
    return nano ? std::optional(Money{*nano, "USD"}) : std::nullopt;
}

} // namespace

std::optional<Usage> usageOf(const json &reply)
{
    const json *usage = findObject(reply, "usage");
    if (!usage) {
        if (const json *groq = findObject(reply, "x_groq"))
            usage = findObject(*groq, "usage");
    }
    if (!usage)
        return std::nullopt;
    Usage result;
    result.input = findInt(*usage, "prompt_tokens");
    result.output = findInt(*usage, "completion_tokens");
    if (const json *details = findObject(*usage, "prompt_tokens_details")) {
        result.cachedInput = findInt(*details, "cached_tokens");
        result.cacheWrite = findInt(*details, "cache_write_tokens");
    }
    if (const json *details = findObject(*usage, "completion_tokens_details"))
        result.reasoning = findInt(*details, "reasoning_tokens");
    // DeepSeek has a name of its own for the cached part.
    if (!result.cachedInput)
        result.cachedInput = findInt(*usage, "prompt_cache_hit_tokens");
    // xAI counts reasoning beside completion_tokens, not inside; its total tells which of the two it is.
    const auto total = findInt(*usage, "total_tokens");
    if (total && result.input && result.output && result.reasoning.value_or(0) > 0
        && *total == *result.input + *result.output + *result.reasoning)
        result.output = *result.output + *result.reasoning;
    result.reportedCost = costOf(*usage);
    return result.isKnown() ? std::optional(result) : std::nullopt;
}

std::optional<EngineTimings> timingsOf(const json &reply)
{
    const json *timings = findObject(reply, "timings");
    if (!timings)
        return std::nullopt;
    EngineTimings result;
    result.promptMs = findDouble(*timings, "prompt_ms");
    result.promptTokens = findInt(*timings, "prompt_n");
    result.predictedMs = findDouble(*timings, "predicted_ms");
    result.predictedTokens = findInt(*timings, "predicted_n");
    return result;
}

std::optional<Usage> usageFromTimings(const json &reply)
{
    const json *timings = findObject(reply, "timings");
    if (!timings)
        return std::nullopt;
    const auto read = findInt(*timings, "prompt_n");
    const auto cached = findInt(*timings, "cache_n");
    Usage result;
    if (read)
        result.input = *read + cached.value_or(0);
    result.cachedInput = cached;
    result.output = findInt(*timings, "predicted_n");
    result.source = UsageSource::Engine;
    return result.isKnown() ? std::optional(result) : std::nullopt;
}

std::optional<Outcome> outcomeOfFinishReason(const std::string &reason)
{
    if (reason == "length" || reason == "model_length" || reason == "max_tokens")
        return Outcome::Length;
    if (reason == "tool_calls" || reason == "function_call")
        return Outcome::ToolCall;
    if (reason == "content_filter")
        return Outcome::Filtered;
    if (reason == "refusal")
        return Outcome::Refused;
    if (reason == "error" || reason == "insufficient_system_resource")
        return std::nullopt;
    return Outcome::Finished;
}

} // namespace lineup::openaicompatible
