#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace lineup::anthropic {

/// What a model takes.
struct ModelTraits {
    enum class Thinking {
        Unknown,  ///< a model of somebody else's: what was asked for is sent in the form that fits it
        None,
        Budget,   ///< {"type":"enabled","budget_tokens":N}
        Adaptive, ///< {"type":"adaptive"} and output_config.effort
    };
    Thinking thinking = Thinking::Unknown;
    bool takesSampling = true; ///< temperature, top_p, top_k
    bool takesEffort = true;   ///< output_config.effort
    bool canStayOff = true;    ///< {"type":"disabled"}
    /// The most output tokens that one answer may have.
    std::optional<std::int64_t> maxOutput;

    bool operator==(const ModelTraits &) const = default;
};

/// By the version in the name of a Claude model ("claude-3-7-sonnet-20250219", "anthropic/claude-opus-4.7").
/// Source: Anthropic's documentation of extended and adaptive thinking and of deprecated parameters, October 2026: thinking from
/// 3.7 on; adaptive from 4.6 on; no fixed budget and no sampling parameters from 4.7 on.
ModelTraits traitsOf(std::string_view model);

} // namespace lineup::anthropic
