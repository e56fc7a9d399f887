#include "core/cli/optionvalue.h"

#include "core/base/money.h"

#include <charconv>
#include <cmath>
#include <limits>
#include <optional>
#include <string>

namespace lineup {

namespace {

constexpr double kLongestSeconds = 86400;

template <class Number>
std::optional<Number> wholeNumberIn(std::string_view text)
{
    Number value{};
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (problem != std::errc{} || end != text.data() + text.size())
        return std::nullopt;
    return value;
}

std::optional<double> decimalIn(std::string_view text)
{
    // from_chars also reads "inf", "nan" and "infinity"; a number here begins with a digit, '.' or '-'.
    if (text.empty() || text.find_first_not_of("0123456789.-eE") != std::string_view::npos)
        return std::nullopt;
    const auto value = wholeNumberIn<double>(text);
    return value && std::isfinite(*value) ? value : std::nullopt;
}

/// 2 → "2", 0.001 → "0.001".
std::string shortest(double value)
{
    char buffer[32];
    const auto end = std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::fixed).ptr;
    return {buffer, end};
}

Unexpected<Error> badValue(std::string_view option, const std::string &expected)
{
    Error error;
    error.code = ErrorCode::BadInput;
    error.providerCode = "bad-value";
    error.subject = option;
    error.detail = std::string(option) + " must be " + expected;
    return Unexpected{std::move(error)};
}

} // namespace

Result<double> decimalValue(std::string_view option, std::string_view text, double low, double high)
{
    const auto value = decimalIn(text);
    if (!value || *value < low || *value > high)
        return badValue(option, "a number from " + shortest(low) + " to " + shortest(high));
    return *value;
}

Result<std::int64_t> wholeValue(std::string_view option, std::string_view text, std::int64_t low, std::int64_t high)
{
    const auto value = wholeNumberIn<std::int64_t>(text);
    if (!value || *value < low || *value > high) {
        const bool isOpen = high == std::numeric_limits<std::int64_t>::max();
        const bool isUnbounded = isOpen && low == std::numeric_limits<std::int64_t>::min();
        if (isUnbounded)
            return badValue(option, "a whole number");
        return badValue(option, isOpen ? "a whole number of at least " + std::to_string(low)
                                       : "a whole number from " + std::to_string(low) + " to " + std::to_string(high));
    }
    return *value;
}

Result<std::chrono::milliseconds> secondsValue(std::string_view option, std::string_view text)
{
    const auto seconds = decimalIn(text);
    if (!seconds || *seconds < 0.001 || *seconds > kLongestSeconds)
        return badValue(option, "a number of seconds from 0.001 to " + shortest(kLongestSeconds));
    return std::chrono::milliseconds(std::llround(*seconds * 1000));
}

Result<std::int64_t> priceValue(std::string_view option, std::string_view text)
{
    const auto nano = nanoFromDecimal(text);
    if (!nano)
        return badValue(option, "a price in US dollars per million tokens, such as 0.15");
    return *nano;
}

} // namespace lineup
