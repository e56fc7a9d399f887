#include "core/base/money.h"

#include <limits>

namespace lineup {

namespace {
constexpr std::int64_t kNano = 1'000'000'000;
constexpr std::int64_t kMaxUnits = 9'000'000'000;
bool isDigit(char c) { return c >= '0' && c <= '9'; }
} // namespace

std::optional<std::int64_t> nanoFromDecimal(std::string_view decimal)
{
    std::int64_t units = 0;
    std::int64_t fraction = 0;
    std::size_t i = 0;
    for (; i < decimal.size() && isDigit(decimal[i]); ++i) {
        units = units * 10 + (decimal[i] - '0');
        if (units > kMaxUnits)
            return std::nullopt;
    }
    if (i == 0)
        return std::nullopt;
    if (i == decimal.size())
        return units * kNano;
    if (decimal[i] != '.' || i + 1 == decimal.size())
        return std::nullopt;
    std::int64_t weight = kNano / 10;
    for (++i; i < decimal.size(); ++i) {
        if (!isDigit(decimal[i]) || (weight == 0 && decimal[i] != '0'))
            return std::nullopt;
        fraction += weight * (decimal[i] - '0');
        weight /= 10;
    }
    if (units == kMaxUnits && fraction > 0)
        return std::nullopt;
    return units * kNano + fraction;
}

std::string decimalFromNano(std::int64_t nano)
{
    const bool negative = nano < 0;
    // Through unsigned, because the most negative value has no positive twin.
    const auto magnitude = negative ? 0 - static_cast<std::uint64_t>(nano) : static_cast<std::uint64_t>(nano);
    std::string text = std::to_string(magnitude / kNano);
    if (const auto rest = magnitude % kNano; rest != 0) {
        std::string decimals = std::to_string(rest);
        decimals.insert(0, 9 - decimals.size(), '0');
        decimals.erase(decimals.find_last_not_of('0') + 1);
        text += '.' + decimals;
    }
    return negative ? '-' + text : text;
}

std::optional<Money> add(const Money &left, const Money &right)
{
    std::int64_t sum = 0;
    if (left.currency != right.currency || __builtin_add_overflow(left.nano, right.nano, &sum))
        return std::nullopt;
    return Money{sum, left.currency};
}

} // namespace lineup
