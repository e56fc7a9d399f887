#pragma once

#include "backends/chat/chatprotocol.h"

#include <string>

namespace lineup::ollama {

/// The body of POST /api/chat. What is not set is left out, but `truncate`, which is always false (see README.md); `extra` is
/// merged last, so that it can set keep_alive, options.num_ctx and all else. Ill-formed UTF-8 becomes U+FFFD.
/// Source: Ollama docs/api.md, "Generate a chat completion"; api/types.go, ChatRequest and Options.
std::string chatBody(const ChatRequest &request, chat::Notes &notes);

} // namespace lineup::ollama
