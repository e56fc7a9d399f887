#pragma once

#include "core/chat/streamevent.h"

#include <nlohmann/json.hpp>

namespace lineup::openaicompatible {

/// The log probabilities of a choice. `part`: its delta or message, may be null. Three forms: OpenAI's
/// {"content": [{token, logprob, top_logprobs}], "refusal": […]}; the lists of the older Completions, which Together sends whole
/// ({"tokens": […], "token_logprobs": […], "top_logprobs": [{token: logprob}]}); and one number for the delta, which it streams.
/// Sources: OpenAI API reference, "logprobs"; Together openapi.yaml, LogprobsPart and ChatCompletionChunk.
TokenLogprobs logprobsOfChoice(const nlohmann::json &choice, const nlohmann::json *part);

} // namespace lineup::openaicompatible
