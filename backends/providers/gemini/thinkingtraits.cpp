#include "backends/providers/gemini/thinkingtraits.h"

#include <charconv>
#include <optional>

namespace lineup::gemini {

namespace {

struct Version {
    int major = 0;
    int minor = 0;
    bool operator<(const Version &other) const { return major != other.major ? major < other.major : minor < other.minor; }
};

/// "2.5" of "gemini-2.5-pro"; nothing for "gemini-flash-latest" and for models of another family.
std::optional<Version> versionOf(std::string_view model)
{
    constexpr std::string_view family = "gemini-";
    const auto start = model.find(family);
    if (start == std::string_view::npos)
        return std::nullopt;
    const std::string_view rest = model.substr(start + family.size());
    Version version;
    const char *end = rest.data() + rest.size();
    const auto major = std::from_chars(rest.data(), end, version.major);
    if (major.ec != std::errc())
        return std::nullopt;
    if (major.ptr != end && *major.ptr == '.')
        std::from_chars(major.ptr + 1, end, version.minor);
    return version;
}

bool holds(std::string_view text, std::string_view word)
{
    return text.find(word) != std::string_view::npos;
}

} // namespace

ThinkingTraits thinkingTraitsOf(std::string_view model)
{
    using Kind = ThinkingTraits::Kind;
    const auto version = versionOf(model);
    if (!version)
        return {holds(model, "gemma-3") ? Kind::None : Kind::Unknown, true, 0, 0};
    if (*version < Version{2, 5})
        return {Kind::None, true, 0, 0};
    if (!(*version < Version{3, 0}))
        return {Kind::Level, false, 0, 0};
    if (holds(model, "pro"))
        return {Kind::Budget, false, 128, 32768};
    if (holds(model, "lite"))
        return {Kind::Budget, true, 512, 24576};
    return {Kind::Budget, true, 1, 24576};
}

} // namespace lineup::gemini
