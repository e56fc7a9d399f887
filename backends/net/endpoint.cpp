#include "backends/net/endpoint.h"

#include "core/net/headers.h"

#include <curl/curl.h>

#include <algorithm>
#include <charconv>
#include <memory>

namespace lineup::net {

namespace {

struct UrlDeleter {
    void operator()(CURLU *url) const { curl_url_cleanup(url); }
};
using UrlPointer = std::unique_ptr<CURLU, UrlDeleter>;

std::string part(CURLU *url, CURLUPart which, unsigned flags = 0)
{
    char *text = nullptr;
    if (curl_url_get(url, which, &text, flags) != CURLUE_OK)
        return {};
    std::string copy(text);
    curl_free(text);
    return copy;
}

} // namespace

bool isLoopbackHost(std::string_view host)
{
    if (host.size() > 2 && host.front() == '[' && host.back() == ']')
        host = host.substr(1, host.size() - 2);
    if (host.ends_with('.'))
        host.remove_suffix(1);
    constexpr std::string_view name = "localhost";
    if (equalsIgnoringCase(host, name))
        return true;
    if (host.size() > name.size() + 1 && host[host.size() - name.size() - 1] == '.'
        && equalsIgnoringCase(host.substr(host.size() - name.size()), name))
        return true;
    if (host == "::1" || host == "0:0:0:0:0:0:0:1")
        return true;
    constexpr std::string_view mapped = "::ffff:";
    if (host.size() > mapped.size() && equalsIgnoringCase(host.substr(0, mapped.size()), mapped))
        host.remove_prefix(mapped.size());
    // Four numbers, the first of them 127: a name such as "127.example.org" must not pass.
    if (!host.starts_with("127.") || std::count(host.begin(), host.end(), '.') != 3)
        return false;
    return host.find_first_not_of("0123456789.") == std::string_view::npos;
}

bool Endpoint::isLoopback() const
{
    return isLoopbackHost(host);
}

std::string Endpoint::hostAndPort() const
{
    const bool isIpv6 = host.find(':') != std::string::npos;
    return (isIpv6 ? "[" + host + "]" : host) + ":" + std::to_string(port);
}

std::string Endpoint::origin() const
{
    return scheme + "://" + hostAndPort();
}

std::string Endpoint::url() const
{
    std::string place = origin();
    // RFC 6874: the '%' of a zone is itself escaped in a URL.
    if (const auto zone = place.find('%'); zone != std::string::npos)
        place.insert(zone + 1, "25");
    return place + path + (query.empty() ? std::string() : "?" + query);
}

Result<Endpoint> parseEndpoint(std::string_view url)
{
    const std::string text(trimmed(url));
    if (!text.starts_with("http://") && !text.starts_with("https://")
        && !equalsIgnoringCase(std::string_view(text).substr(0, 7), "http://")
        && !equalsIgnoringCase(std::string_view(text).substr(0, 8), "https://"))
        return makeError(ErrorCode::BadInput, "the address does not begin with http:// or https://");
    const UrlPointer parsed(curl_url());
    if (!parsed)
        return makeError(ErrorCode::BadInput, "no memory to read the address");
    if (const CURLUcode code = curl_url_set(parsed.get(), CURLUPART_URL, text.c_str(), 0); code != CURLUE_OK)
        return makeError(ErrorCode::BadInput, std::string("the address cannot be read: ") + curl_url_strerror(code));
    if (!part(parsed.get(), CURLUPART_USER).empty() || !part(parsed.get(), CURLUPART_PASSWORD).empty())
        return makeError(ErrorCode::BadInput, "the address holds a user name or password; give the key separately");

    Endpoint endpoint;
    endpoint.scheme = part(parsed.get(), CURLUPART_SCHEME);
    endpoint.host = part(parsed.get(), CURLUPART_HOST);
    std::transform(endpoint.host.begin(), endpoint.host.end(), endpoint.host.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    if (endpoint.host.size() > 2 && endpoint.host.front() == '[')
        endpoint.host = endpoint.host.substr(1, endpoint.host.size() - 2);
    if (const std::string zone = part(parsed.get(), CURLUPART_ZONEID); !zone.empty())
        endpoint.host += '%' + zone;
    const std::string port = part(parsed.get(), CURLUPART_PORT, CURLU_DEFAULT_PORT);
    std::from_chars(port.data(), port.data() + port.size(), endpoint.port);
    endpoint.path = part(parsed.get(), CURLUPART_PATH);
    endpoint.query = part(parsed.get(), CURLUPART_QUERY);
    if (endpoint.host.empty())
        return makeError(ErrorCode::BadInput, "the address names no host");
    return endpoint;
}

} // namespace lineup::net
