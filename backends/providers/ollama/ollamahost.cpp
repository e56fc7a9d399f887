#include "backends/providers/ollama/ollamahost.h"

#include "core/net/headers.h"

#include <algorithm>
#include <charconv>
#include <optional>

namespace lineup::ollama {

namespace {

constexpr std::string_view kDefaultHost = "127.0.0.1";

/// The server's own rule: blanks and quotes around a value are dropped.
std::string_view unquoted(std::string_view text)
{
    text = trimmed(text);
    while (!text.empty() && (text.front() == '"' || text.front() == '\''))
        text.remove_prefix(1);
    while (!text.empty() && (text.back() == '"' || text.back() == '\''))
        text.remove_suffix(1);
    return trimmed(text);
}

std::optional<int> portOf(std::string_view text)
{
    int port = 0;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), port);
    const bool isWhole = failure == std::errc() && end == text.data() + text.size();
    return isWhole && port >= 1 && port <= 65535 ? std::optional(port) : std::nullopt;
}

struct Place {
    std::string host;
    int port = 0;
};

Place placeOf(std::string_view text, int defaultPort)
{
    Place place{std::string(text), defaultPort};
    const auto bracket = text.find(']');
    const auto colon = text.rfind(':');
    // More than one colon without brackets is an IPv6 address.
    const bool isBare = bracket == std::string_view::npos && text.find(':') != colon;
    const bool hasPort = colon != std::string_view::npos && !isBare && (bracket == std::string_view::npos || colon > bracket);
    if (hasPort) {
        place.host = text.substr(0, colon);
        place.port = portOf(text.substr(colon + 1)).value_or(defaultPort);
    }
    if (isBare)
        place.host = '[' + place.host + ']';
    if (place.host.empty() || place.host == "0.0.0.0")
        place.host = kDefaultHost;
    else if (place.host == "[::]" || place.host == "[::0]")
        place.host = "[::1]";
    return place;
}

} // namespace

Result<OllamaHost> ollamaHost(std::string_view text)
{
    std::string_view rest = unquoted(text);
    if (rest.find_first_of("?#") != std::string_view::npos)
        return makeError(ErrorCode::BadInput, "the address of an Ollama server has no query (\"?…\") and no fragment (\"#…\")");
    std::string scheme = "http";
    int defaultPort = 11434;
    if (const auto mark = rest.find("://"); mark != std::string_view::npos) {
        scheme = rest.substr(0, mark);
        rest.remove_prefix(mark + 3);
        if (scheme != "http" && scheme != "https")
            return makeError(ErrorCode::BadInput, "the address of an Ollama server begins with http:// or https://, or is a host and a port");
        defaultPort = scheme == "http" ? 80 : 443;
    } else if (rest == "ollama.com") {
        // The one place that is never reached by plain http.
        scheme = "https";
        defaultPort = 443;
    }
    const auto slash = rest.find('/');
    const Place place = placeOf(rest.substr(0, slash), defaultPort);
    std::string path(slash == std::string_view::npos ? std::string_view() : rest.substr(slash));
    OllamaHost host;
    const auto trimSlashes = [&path] {
        while (path.ends_with('/'))
            path.pop_back();
    };
    trimSlashes();
    for (const std::string_view suffix : {"/api/chat", "/api/tags", "/api", "/v1"}) {
        if (!std::string_view(path).ends_with(suffix))
            continue;
        path.resize(path.size() - suffix.size());
        trimSlashes();
        host.notes.push_back("base URL: took off " + std::string(suffix));
    }
    host.url = scheme + "://" + place.host + ':' + std::to_string(place.port) + path;
    return host;
}

} // namespace lineup::ollama
