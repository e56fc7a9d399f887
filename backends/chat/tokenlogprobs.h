#pragma once

#include "core/chat/streamevent.h"

#include <nlohmann/json.hpp>

namespace lineup::chat {

/// A list of {token, logprob, top_logprobs: [{token, logprob}]} as OpenAI writes it and others after it. What is no such
/// object is left out; a log probability above 0 (rounding) counts as 0.
/// Source: OpenAI API reference, "logprobs"; Ollama api/types.go, "Logprob".
TokenLogprobs tokenLogprobsOf(const nlohmann::json &list);

} // namespace lineup::chat
