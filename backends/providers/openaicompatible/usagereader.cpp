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

const json *usageMember(const json &reply)
{
    if (const json *usage = findObject(reply, "usage"))
        return usage;
    const json *groq = findObject(reply, "x_groq");
    return groq ? findObject(*groq, "usage") : nullptr;
}

/// xAI counts reasoning beside completion_tokens, not inside; for others the total tells which of the two it is.
bool isBeside(const Usage &usage, std::optional<std::int64_t> total)
{
    return total && usage.input && usage.output && usage.reasoning.value_or(0) > 0 && *total == *usage.input + *usage.output + *usage.reasoning;
}

std::optional<double> millisecondsOf(const json &object, const char *key)
{
    const auto seconds = findDouble(object, key);
    return seconds ? std::optional(*seconds * 1000) : std::nullopt;
}

} // namespace

std::optional<Usage> usageOf(const json &reply, bool thoughtsAreBesideOutput)
{
    const json *usage = usageMember(reply);
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
    // Mistral has two more.
    for (const char *key : {"num_cached_tokens", "prompt_token_details"}) {
        if (const json *details = result.cachedInput ? nullptr : findValue(*usage, key))
            result.cachedInput = details->is_object() ? findInt(*details, "cached_tokens") : wholeNumber(*details);
    }
    if (result.output && (thoughtsAreBesideOutput || isBeside(result, findInt(*usage, "total_tokens"))))
        result.output = *result.output + result.reasoning.value_or(0);
    // More was cached than there was input: then the input was counted without it (xAI).
    if (thoughtsAreBesideOutput && result.input && result.cachedInput.value_or(0) > *result.input)
        result.input = *result.input + *result.cachedInput;
    result.reportedCost = costOf(*usage);
    return result.isKnown() ? std::optional(result) : std::nullopt;
}

std::optional<EngineTimings> timingsOf(const json &reply)
{
    EngineTimings result;
    const json *timings = findObject(reply, "timings");
    const json *usage = timings ? nullptr : usageMember(reply);
    if (usage && findDouble(*usage, "completion_time")) {
        result.promptMs = millisecondsOf(*usage, "prompt_time");
        result.promptTokens = findInt(*usage, "prompt_tokens");
        result.predictedMs = millisecondsOf(*usage, "completion_time");
        result.predictedTokens = findInt(*usage, "completion_tokens");
        return result;
    }
    if (!timings)
        return std::nullopt;
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
