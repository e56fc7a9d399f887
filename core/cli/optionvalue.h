#pragma once

#include "core/base/error.h"

#include <chrono>
#include <cstdint>
#include <string_view>

namespace lineup {

/// Readers of single values of options. Numbers are read in the C locale ("0.5"), whole, without sign '+', hexadecimal,
/// infinity or NaN. Failures are BadInput whose detail names the option and the range, as the end of a sentence.

/// A decimal in [low, high].
Result<double> decimalValue(std::string_view option, std::string_view text, double low, double high);
/// A whole number in [low, high].
Result<std::int64_t> wholeValue(std::string_view option, std::string_view text, std::int64_t low, std::int64_t high);
/// Seconds with decimals, rounded to milliseconds: 0.001 s to 86,400 s (a day).
Result<std::chrono::milliseconds> secondsValue(std::string_view option, std::string_view text);
/// A price in US dollars per million tokens as nano-units, exactly; see nanoFromDecimal().
Result<std::int64_t> priceValue(std::string_view option, std::string_view text);

} // namespace lineup
