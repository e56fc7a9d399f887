#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace lineup {

/// A moment as files keep it: "2026-11-24T20:38:59.123Z" (RFC 3339, UTC, milliseconds, rounded down).
std::string formatUtc(std::chrono::system_clock::time_point time);
/// Reads what formatUtc() writes; the fraction may be missing or longer (what is finer than a millisecond is dropped).
/// Nothing for another zone, a date that does not exist, a leap second, or a year outside 1700…2200.
std::optional<std::chrono::system_clock::time_point> parseUtc(std::string_view text);

} // namespace lineup
