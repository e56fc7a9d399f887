#pragma once

#include <cstdint>
#include <string_view>

namespace lineup::gemini {

/// How a model is told to think.
struct ThinkingTraits {
    enum class Kind {
        Unknown, ///< what was asked for is sent in the form that fits it
        None,
        Budget,  ///< thinkingBudget, in tokens
        Level,   ///< thinkingLevel
    };
    Kind kind = Kind::Unknown;
    bool canStayOff = true;
    /// Of a budget; 0 = not known.
    std::int64_t leastBudget = 0;
    std::int64_t mostBudget = 0;

    bool operator==(const ThinkingTraits &) const = default;
};

/// By the name ("gemini-2.5-pro", "models/gemini-3-flash-preview"). Source: Gemini API documentation, "Gemini thinking", October
/// 2026: budgets for 2.5 (Pro 128 … 32768 and never off, Flash up to 24576, Flash-Lite 512 … 24576), levels from 3 on, which
/// cannot be switched off.
ThinkingTraits thinkingTraitsOf(std::string_view model);

} // namespace lineup::gemini
