#include "core/pricing/price.h"

#include <array>
#include <limits>

namespace lineup {

namespace {

__extension__ using Wide = __int128;

constexpr std::array<std::pair<CostProvenance, std::string_view>, 6> kProvenances{{
    {CostProvenance::Reported, "reported"},
    {CostProvenance::ListPrice, "list-price"},
    {CostProvenance::OwnPrice, "own-price"},
    {CostProvenance::Estimate, "estimate"},
    {CostProvenance::Local, "local"},
    {CostProvenance::Unknown, "unknown"},
}};

struct PricedClass {
    std::int64_t tokens;
    std::optional<std::int64_t> price;
};

/// Nano-units per million tokens × tokens, divided by a million once, half to even.
std::optional<std::int64_t> rounded(Wide product)
{
    constexpr Wide kMillion = 1'000'000;
    Wide quotient = product / kMillion;
    const Wide twice = 2 * (product % kMillion);
    if (twice > kMillion || (twice == kMillion && quotient % 2 != 0))
        ++quotient;
    if (quotient > std::numeric_limits<std::int64_t>::max())
        return std::nullopt;
    return static_cast<std::int64_t>(quotient);
}

} // namespace

std::string_view costProvenanceName(CostProvenance provenance)
{
    for (const auto &[value, name] : kProvenances) {
        if (value == provenance)
            return name;
    }
    return "";
}

std::optional<CostProvenance> costProvenanceFromName(std::string_view name)
{
    for (const auto &[value, text] : kProvenances) {
        if (text == name)
            return value;
    }
    return std::nullopt;
}

Cost costOf(const Usage &usage, const PriceRule &price, CostProvenance provenance)
{
    if (!usage.input || !usage.output || !usage.isConsistent())
        return {};
    const auto orElse = [](std::optional<std::int64_t> own, std::optional<std::int64_t> fallback) { return own ? own : fallback; };
    const std::int64_t cached = usage.cachedInput.value_or(0);
    const std::int64_t written = usage.cacheWrite.value_or(0);
    const std::int64_t reasoning = usage.reasoning.value_or(0);
    const std::array classes{
        PricedClass{*usage.input - cached - written, price.input},
        PricedClass{cached, orElse(price.cachedInput, price.input)},
        PricedClass{written, orElse(price.cacheWrite, price.input)},
        PricedClass{*usage.output - reasoning, price.output},
        PricedClass{reasoning, orElse(price.reasoning, price.output)},
    };
    Wide sum = 0;
    bool complete = true;
    for (const auto &part : classes) {
        if (part.tokens < 0 || part.price.value_or(0) < 0)
            return {};
        if (part.tokens > 0 && !part.price)
            complete = false;
        sum += static_cast<Wide>(part.tokens) * part.price.value_or(0);
    }
    const auto nano = rounded(sum);
    if (!nano)
        return {};
    const Money money{*nano, price.currency};
    if (!complete)
        return {std::nullopt, money, CostProvenance::Unknown};
    return {money, std::nullopt, provenance};
}

} // namespace lineup
