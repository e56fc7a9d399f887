#pragma once

#include "core/base/money.h"

#include <cstdint>
#include <optional>

namespace lineup {

/// Where a count comes from.
enum class UsageSource { Reported, Engine, Estimated };

/// Tokens of one answer. Unknown stays unknown: 0 stands only where 0 was reported.
struct Usage {
    std::optional<std::int64_t> input;       ///< all input, the cached part included
    std::optional<std::int64_t> cachedInput; ///< part of input
    std::optional<std::int64_t> cacheWrite;  ///< part of input
    std::optional<std::int64_t> output;      ///< all output, reasoning included
    std::optional<std::int64_t> reasoning;   ///< part of output
    std::optional<Money> reportedCost;       ///< only when the provider says so
    UsageSource source = UsageSource::Reported;

    bool isKnown() const { return input || output; }
    /// No count is negative, cachedInput + cacheWrite ≤ input and reasoning ≤ output, as far as they are known. An inconsistent usage has no
    /// computable cost.
    bool isConsistent() const;

    bool operator==(const Usage &) const = default;
};

} // namespace lineup
