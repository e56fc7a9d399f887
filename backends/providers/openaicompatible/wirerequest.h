#pragma once

#include "backends/chat/chatprotocol.h"
#include "backends/providers/openaicompatible/quirks.h"
#include "core/chat/chatrequest.h"

#include <nlohmann/json.hpp>

#include <string>

namespace lineup::openaicompatible {

/// The body of POST /chat/completions. Parameters that are not set are left out; those that are not taken (Quirks::notTaken)
/// too, with a word in `notes`; `extra` is merged last as a JSON merge patch (RFC 7396: null takes a member out). Ill-formed
/// UTF-8 becomes U+FFFD. Quirks::perModel is not called here.
/// Source: OpenAI API reference, "Create chat completion".
std::string chatBody(const ChatRequest &request, const Quirks &quirks, chat::Notes &notes);

} // namespace lineup::openaicompatible
