#include "backends/providers/anthropic/modeltraits.h"

#include <charconv>
#include <utility>

namespace lineup::anthropic {

namespace {

/// Longer runs of digits are dates.
constexpr std::size_t kMaxVersionDigits = 2;

std::optional<int> versionNumber(std::string_view part)
{
    int number = 0;
    const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), number);
    if (part.empty() || part.size() > kMaxVersionDigits || error != std::errc() || end != part.data() + part.size())
        return std::nullopt;
    return number;
}

/// Major and minor version; nothing when the name is not one of a Claude model.
std::optional<std::pair<int, int>> versionOf(std::string_view model)
{
    const auto start = model.find("claude");
    if (start == std::string_view::npos)
        return std::nullopt;
    std::string_view rest = model.substr(start);
    std::optional<int> major;
    while (true) {
        const auto end = rest.find_first_of("-.@:/");
        const auto number = versionNumber(rest.substr(0, end));
        if (major)
            return std::pair(*major, number.value_or(0));
        major = number;
        if (end == std::string_view::npos)
            break;
        rest.remove_prefix(end + 1);
    }
    return major ? std::optional(std::pair(*major, 0)) : std::nullopt;
}

} // namespace

ModelTraits traitsOf(std::string_view model)
{
    using Thinking = ModelTraits::Thinking;
    ModelTraits traits;
    const auto version = versionOf(model);
    if (!version)
        return traits;
    if (*version < std::pair(3, 7))
        traits.thinking = Thinking::None;
    else if (*version < std::pair(4, 6))
        traits.thinking = Thinking::Budget;
    else
        traits.thinking = Thinking::Adaptive;
    traits.takesEffort = *version >= std::pair(4, 6);
    traits.takesSampling = *version < std::pair(4, 7);
    if (*version < std::pair(3, 5))
        traits.maxOutput = 4096;
    return traits;
}

} // namespace lineup::anthropic
