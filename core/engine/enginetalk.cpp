#include "core/engine/enginetalk.h"

#include <nlohmann/json.hpp>

#include <charconv>
#include <limits>

namespace lineup {

namespace {

constexpr std::size_t kMaxLine = 4096;

std::optional<std::uint16_t> leadingPort(std::string_view text)
{
    unsigned value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || value == 0 || value > std::numeric_limits<std::uint16_t>::max())
        return std::nullopt;
    return static_cast<std::uint16_t>(value);
}

std::string textOf(const nlohmann::json &object, const char *key)
{
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

} // namespace

std::optional<LauncherEvent> parseLauncherLine(std::string_view line)
{
    if (line.empty() || line.front() != '{' || line.size() > kMaxLine)
        return std::nullopt;
    const auto json = nlohmann::json::parse(line, nullptr, false);
    if (!json.is_object())
        return std::nullopt;
    const std::string event = textOf(json, "event");
    if (event == "failed")
        return LauncherFailed{textOf(json, "word"), textOf(json, "detail")};
    const auto port = json.find("port");
    if (event != "ready" || port == json.end() || !port->is_number_unsigned())
        return std::nullopt;
    const auto number = port->get<std::uint64_t>();
    if (number == 0 || number > std::numeric_limits<std::uint16_t>::max())
        return std::nullopt;
    return LauncherReady{static_cast<std::uint16_t>(number)};
}

std::optional<std::uint16_t> listeningPort(std::string_view line)
{
    const std::size_t listening = line.find("listening");
    if (listening == std::string_view::npos)
        return std::nullopt;
    line.remove_prefix(listening);
    for (const std::string_view before : {std::string_view("http://127.0.0.1:"), std::string_view("port: ")}) {
        const std::size_t at = line.find(before);
        if (at != std::string_view::npos)
            return leadingPort(line.substr(at + before.size()));
    }
    return std::nullopt;
}

} // namespace lineup
