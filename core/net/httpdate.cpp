#include "core/net/httpdate.h"

#include "core/net/headers.h"

#include <array>
#include <charconv>
#include <vector>

namespace lineup {

namespace {

constexpr std::array<std::string_view, 12> kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                   "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

std::vector<std::string_view> words(std::string_view text)
{
    std::vector<std::string_view> found;
    while (!text.empty()) {
        const auto begin = text.find_first_not_of(" ,-");
        if (begin == std::string_view::npos)
            break;
        auto end = text.find_first_of(" ,-", begin);
        if (end == std::string_view::npos)
            end = text.size();
        found.push_back(text.substr(begin, end - begin));
        text.remove_prefix(end);
    }
    return found;
}

std::optional<int> number(std::string_view text)
{
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || value < 0)
        return std::nullopt;
    return value;
}

std::optional<unsigned> month(std::string_view text)
{
    for (unsigned i = 0; i < kMonths.size(); ++i) {
        if (kMonths[i] == text)
            return i + 1;
    }
    return std::nullopt;
}

std::optional<std::chrono::seconds> timeOfDay(std::string_view text)
{
    if (text.size() != 8 || text[2] != ':' || text[5] != ':')
        return std::nullopt;
    const auto hours = number(text.substr(0, 2));
    const auto minutes = number(text.substr(3, 2));
    const auto seconds = number(text.substr(6, 2));
    if (!hours || !minutes || !seconds || *hours > 23 || *minutes > 59 || *seconds > 60)
        return std::nullopt;
    return std::chrono::hours(*hours) + std::chrono::minutes(*minutes) + std::chrono::seconds(*seconds);
}

std::optional<int> year(std::string_view text)
{
    const auto value = number(text);
    if (!value)
        return std::nullopt;
    if (text.size() == 2)
        return *value < 70 ? 2000 + *value : 1900 + *value;
    if (text.size() != 4)
        return std::nullopt;
    return value;
}

} // namespace

std::optional<std::chrono::sys_seconds> parseHttpDate(std::string_view text)
{
    const auto parts = words(trimmed(text));
    std::string_view dayText, monthText, yearText, timeText;
    if (parts.size() == 6 && parts[5] == "GMT") {
        dayText = parts[1], monthText = parts[2], yearText = parts[3], timeText = parts[4];
    } else if (parts.size() == 5) {
        monthText = parts[1], dayText = parts[2], timeText = parts[3], yearText = parts[4];
    } else {
        return std::nullopt;
    }
    const auto days = number(dayText);
    const auto months = month(monthText);
    const auto years = year(yearText);
    const auto time = timeOfDay(timeText);
    if (!days || !months || !years || !time)
        return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year(*years), std::chrono::month(*months),
                                           std::chrono::day(static_cast<unsigned>(*days))};
    if (!date.ok())
        return std::nullopt;
    return std::chrono::sys_days(date) + *time;
}

} // namespace lineup
