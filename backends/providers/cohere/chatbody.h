#pragma once

#include "backends/chat/chatprotocol.h"

#include <nlohmann/json.hpp>

namespace lineup::cohere {

/// The body of POST /v2/chat, without Parameters::extra. What the protocol does not take is left out with a note, what it takes
/// within narrower limits is brought into them with one. Source: cohere-openapi.yaml, chatv2.
nlohmann::json chatBody(const ChatRequest &request, chat::Notes &notes);

} // namespace lineup::cohere
