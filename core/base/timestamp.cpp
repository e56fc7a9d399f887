#include "core/base/timestamp.h"

#include <array>
#include <cstdio>

namespace lineup {

namespace {

/// The number that the digits at [from, from + count) spell, or −1.
int digitsAt(std::string_view text, std::size_t from, std::size_t count)
{
    if (from + count > text.size())
        return -1;
    int number = 0;
    for (const char c : text.substr(from, count)) {
        if (c < '0' || c > '9')
            return -1;
        number = number * 10 + (c - '0');
    }
    return number;
}

/// Milliseconds of ".123Z", ".1Z", ".123456Z" or "Z"; −1 for anything else.
int fractionOf(std::string_view text)
{
    if (text == "Z")
        return 0;
    if (text.size() < 3 || text.front() != '.' || text.back() != 'Z')
        return -1;
    int milliseconds = 0;
    int weight = 100;
    for (const char c : text.substr(1, text.size() - 2)) {
        if (c < '0' || c > '9')
            return -1;
        milliseconds += weight * (c - '0');
        weight /= 10;
    }
    return milliseconds;
}

} // namespace

std::string formatUtc(std::chrono::system_clock::time_point time)
{
    const auto moment = std::chrono::floor<std::chrono::milliseconds>(time);
    const auto day = std::chrono::floor<std::chrono::days>(moment);
    const std::chrono::year_month_day date(day);
    const std::chrono::hh_mm_ss clock(moment - day);
    std::array<char, 40> text{};
    std::snprintf(text.data(), text.size(), "%04d-%02u-%02uT%02d:%02d:%02d.%03dZ", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), static_cast<int>(clock.hours().count()),
                  static_cast<int>(clock.minutes().count()), static_cast<int>(clock.seconds().count()),
                  static_cast<int>(clock.subseconds().count()));
    return text.data();
}

std::optional<std::chrono::system_clock::time_point> parseUtc(std::string_view text)
{
    constexpr std::string_view kShape = "0000-00-00T00:00:00";
    if (text.size() <= kShape.size())
        return std::nullopt;
    for (std::size_t i = 0; i < kShape.size(); ++i) {
        if (kShape[i] != '0' && kShape[i] != text[i])
            return std::nullopt;
    }
    const int year = digitsAt(text, 0, 4);
    const int month = digitsAt(text, 5, 2);
    const int day = digitsAt(text, 8, 2);
    const int hour = digitsAt(text, 11, 2);
    const int minute = digitsAt(text, 14, 2);
    const int second = digitsAt(text, 17, 2);
    const int milliseconds = fractionOf(text.substr(kShape.size()));
    if (year < 1700 || year > 2200 || month < 1 || day < 1 || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0
        || second > 59 || milliseconds < 0)
        return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                                           std::chrono::day(static_cast<unsigned>(day))};
    if (!date.ok())
        return std::nullopt;
    return std::chrono::sys_days(date) + std::chrono::hours(hour) + std::chrono::minutes(minute) + std::chrono::seconds(second)
        + std::chrono::milliseconds(milliseconds);
}

} // namespace lineup
