#pragma once

#include "backends/providers/openaicompatible/quirks.h"
#include "core/chat/chatrequest.h"

#include <string>

namespace lineup::openai {

/// What goes into a request of the Responses API beside the person's own parameters.
struct ResponsesExtras {
    /// Ask for what the model thought in encrypted form, so that it can be sent back although nothing is kept there.
    bool wantsEncryptedReasoning = false;
    /// Ask for a summary of what it thinks.
    bool wantsSummary = false;
};

/// The body of POST /responses; the rules of openaicompatible::chatBody() hold. `store` is false: nothing is to be kept there.
/// Source: OpenAI API reference, "Create a model response".
std::string responsesBody(const ChatRequest &request, const openaicompatible::Quirks &quirks, const ResponsesExtras &extras, chat::Notes &notes);

/// The body of POST /responses/input_tokens: as much of the same as counts.
std::string inputTokensBody(const ChatRequest &request, const openaicompatible::Quirks &quirks);

} // namespace lineup::openai
