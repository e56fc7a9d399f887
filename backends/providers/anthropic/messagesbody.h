#pragma once

#include "backends/chat/chatprotocol.h"
#include "backends/providers/anthropic/modeltraits.h"

#include <nlohmann/json.hpp>

namespace lineup::anthropic {

/// Id of the provider in the registry, and of its items in a conversation.
inline constexpr const char *kProviderId = "anthropic";

/// The body of POST /v1/messages, without Parameters::extra. What the protocol or the model does not take is left out with a note,
/// what it takes within narrower limits is brought into them with one. BadInput for a picture of a kind that it does not take.
/// Source: Anthropic API reference, "Create a Message".
Result<nlohmann::json> messagesBody(const ChatRequest &request, const ModelTraits &traits, chat::Notes &notes);

/// The body of POST /v1/messages/count_tokens: the same without what is about the answer.
nlohmann::json countBody(nlohmann::json messagesBody);

} // namespace lineup::anthropic
