#pragma once

#include "core/chat/streamevent.h"

#include <nlohmann/json.hpp>

#include <optional>
#include <string>

namespace lineup::openaicompatible {

/// Puts `reasoning_details` together, which come in pieces and have to go back in order and unchanged.
///
/// A piece belongs to the detail before it when both have the same type and index: its text, summary and data are added, its
/// other members replace. Source: OpenRouter, "Reasoning tokens", preserving reasoning.
class ReasoningDetails {
public:
    /// Takes the list of a delta or of a message. Gives the text in it that a person can read.
    std::string take(const nlohmann::json &list);
    /// {"reasoning_details": […]}, a member of the message; nothing when there is none, or it was taken.
    std::optional<ProviderItem> takeItem();

private:
    nlohmann::json m_details = nlohmann::json::array();
};

} // namespace lineup::openaicompatible
