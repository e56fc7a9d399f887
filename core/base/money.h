#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace lineup {

/// An amount in nano-units (10^-9) of a currency. Integers only: sums of shown parts add up to the shown sum.
struct Money {
    std::int64_t nano = 0;
    std::string currency = "USD"; ///< ISO 4217

    bool operator==(const Money &) const = default;
};

/// Reads a decimal such as "0.0375" or "12" into nano-units, exactly. Nothing for a sign, an exponent, more than nine
/// decimals that are not zero, or an amount above 9,000,000,000.
std::optional<std::int64_t> nanoFromDecimal(std::string_view decimal);
/// The shortest exact decimal: 37'500'000 → "0.0375", 0 → "0". No grouping, '.' as the separator.
std::string decimalFromNano(std::int64_t nano);
/// Sum; nothing when the currencies differ or the sum overflows.
std::optional<Money> add(const Money &left, const Money &right);

} // namespace lineup
