#pragma once

#include "backends/chat/failedreply.h"
#include "core/base/error.h"

#include <functional>

namespace lineup::openaicompatible {

/// How one server's chunks are to be read otherwise than OpenAI's.
struct ChunkRules {
    /// A piece of a thought that is exactly the one before it is the same piece sent twice (xAI).
    bool dropsRepeatedThoughts = false;
    /// `reasoning_details` go back with the message, as they came (OpenRouter): a ProviderItem when the answer is over.
    bool keepsReasoningDetails = false;
    /// completion_tokens is without the tokens of reasoning (xAI). Else total_tokens shows which of the two it is.
    bool thoughtsAreBesideOutput = false;
    /// What an error inside the stream means; null = chat::classify().
    std::function<Error(const chat::FailedReply &reply)> errorOf{};
};

} // namespace lineup::openaicompatible
