#pragma once

#include "core/chat/streamevent.h"

#include <nlohmann/json.hpp>

#include <optional>
#include <string>

namespace lineup::openaicompatible {

/// `usage` of a reply or a chunk (or `x_groq.usage`); nothing when it is absent, null, or says nothing.
/// prompt_tokens holds the cached part, completion_tokens the reasoning (unless total_tokens shows that it is counted apart). Source: OpenAI API reference, "usage"; OpenRouter's
/// `cost` in USD becomes the reported cost.
/// `thoughtsAreBesideOutput`: as ChunkRules.
std::optional<Usage> usageOf(const nlohmann::json &reply, bool thoughtsAreBesideOutput = false);

/// llama-server's `timings`, or the times in Groq's `usage`. Sources: llama.cpp tools/server/README.md, "timings"; groq-python,
/// CompletionUsage (seconds).
std::optional<EngineTimings> timingsOf(const nlohmann::json &reply);

/// Counts from the engine's timings, for servers that report no usage: input = cache_n + prompt_n, output = predicted_n.
std::optional<Usage> usageFromTimings(const nlohmann::json &reply);

/// What a finish reason means; unknown ones count as Finished and keep their word. "error" words give nothing: the caller
/// makes an error of them.
std::optional<Outcome> outcomeOfFinishReason(const std::string &reason);

} // namespace lineup::openaicompatible
