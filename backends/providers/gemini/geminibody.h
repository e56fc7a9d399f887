#pragma once

#include "backends/chat/chatprotocol.h"
#include "backends/providers/gemini/thinkingtraits.h"

#include <nlohmann/json.hpp>

namespace lineup::gemini {

/// Id of the provider in the registry, and of its items in a conversation.
inline constexpr const char *kProviderId = "gemini";

/// What a model takes, as far as it is known.
struct ModelTraits {
    ThinkingTraits thinking;
    bool takesSystem = true; ///< else the system message stands before the first turn

    bool operator==(const ModelTraits &) const = default;
};

/// The body of generateContent, without Parameters::extra. What the protocol or the model does not take is left out with a note.
/// Source: Gemini API reference, "Generating content".
nlohmann::json generateBody(const ChatRequest &request, const ModelTraits &traits, chat::Notes &notes);

/// "gemini-2.5-pro" and "models/gemini-2.5-pro" → "models/gemini-2.5-pro"; "tunedModels/…" stays. Safe in a URL.
std::string modelPath(std::string_view model);

/// The body of countTokens for a body of generateContent.
nlohmann::json countBody(nlohmann::json generateBody, std::string_view model);

} // namespace lineup::gemini
