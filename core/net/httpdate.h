#pragma once

#include <chrono>
#include <optional>
#include <string_view>

namespace lineup {

/// Reads the three forms of RFC 9110 §5.6.7: "Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT",
/// "Sun Nov  6 08:49:37 1994". The name of the day is not checked. A two-digit year below 70 is of this century.
/// Anything else is nullopt.
std::optional<std::chrono::sys_seconds> parseHttpDate(std::string_view text);

} // namespace lineup
