#pragma once

#include "core/chat/streamevent.h"

#include <nlohmann/json.hpp>

#include <optional>
#include <string>

namespace lineup::openai {

/// `usage` of a response object; nothing when it is absent, null, or says nothing. input_tokens holds the cached part,
/// output_tokens what the model thought. Source: OpenAI API reference, "The response object".
std::optional<Usage> responsesUsage(const nlohmann::json &response);

/// `logprobs` of a delta or of a part of the output; empty when there are none.
TokenLogprobs logprobsIn(const nlohmann::json &holder);

/// How a response with this object ended, and the word for it; nothing while it is not over or when it failed.
/// `maxTokens`: what was asked for. llama-server says "completed" also for an answer that it cut there.
std::optional<FinishNoted> finishOf(const nlohmann::json &response, std::optional<std::int64_t> maxTokens);

/// What the `error` of a failed response means, or that of an event "error".
Error responsesError(const nlohmann::json &holder);

} // namespace lineup::openai
