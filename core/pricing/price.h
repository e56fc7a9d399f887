#pragma once

#include "core/base/money.h"
#include "core/metrics/usage.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace lineup {

/// Price of a model: integer nano-units per million tokens, per token class ("0.0375 per million" is 37,500,000).
struct PriceRule {
    std::optional<std::int64_t> input;
    std::optional<std::int64_t> cachedInput; ///< not set = cached tokens cost as `input`
    std::optional<std::int64_t> cacheWrite;  ///< not set = as `input`
    std::optional<std::int64_t> output;
    std::optional<std::int64_t> reasoning;   ///< not set = as `output`
    std::string currency = "USD";
    std::string source; ///< who says so; shown beside the number
    std::string asOf;   ///< YYYY-MM-DD, or empty for a price the person typed

    bool operator==(const PriceRule &) const = default;
};

enum class CostProvenance {
    Reported,  ///< the provider said so in this reply
    ListPrice, ///< usage × a published price
    OwnPrice,  ///< usage × a price the person gave
    Estimate,  ///< still running, or tokens estimated
    Local,     ///< this computer: nothing is charged
    Unknown,
};
/// "reported", "list-price", "own-price", "estimate", "local", "unknown".
std::string_view costProvenanceName(CostProvenance provenance);
std::optional<CostProvenance> costProvenanceFromName(std::string_view name);

struct Cost {
    std::optional<Money> amount;     ///< not set = unknown
    std::optional<Money> lowerBound; ///< the known part, when a token class has no price
    CostProvenance provenance = CostProvenance::Unknown;

    bool operator==(const Cost &) const = default;
};

/// What these tokens cost under this price, rounded once, half to even, to a nano-unit.
/// Unknown when a class with tokens has no price (then with the lower bound), when the counts are unknown or
/// inconsistent, or on overflow.
Cost costOf(const Usage &usage, const PriceRule &price, CostProvenance provenance);

} // namespace lineup
