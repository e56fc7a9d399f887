#include "backends/providers/bedrock/bedrockplace.h"

#include "backends/net/endpoint.h"
#include "core/net/headers.h"

#include <algorithm>

namespace lineup::bedrock {

namespace {

constexpr std::string_view kRuntime = "bedrock-runtime";
constexpr std::string_view kControl = "bedrock";

bool isRegion(std::string_view text)
{
    return !text.empty() && std::ranges::all_of(text, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; });
}

/// "eu-west-1" of "bedrock-runtime.eu-west-1.amazonaws.com", or "".
std::string_view regionOfHost(std::string_view host)
{
    const auto service = host.find(kRuntime);
    const auto dot = service == std::string_view::npos ? service : host.find('.', service);
    const auto end = dot == std::string_view::npos ? dot : host.find('.', dot + 1);
    return end == std::string_view::npos || host.find(".amazonaws.com") == std::string_view::npos ? std::string_view() : host.substr(dot + 1, end - dot - 1);
}

void forgive(std::string &url, std::vector<std::string> &notes)
{
    const auto path = url.find('/', url.find("://") + 3);
    if (const auto model = path == std::string::npos ? path : url.find("/model", path); model != std::string::npos) {
        url.resize(model);
        notes.emplace_back("base URL: took off /model and what stood behind it");
    }
    while (url.ends_with('/'))
        url.pop_back();
}

} // namespace

Result<BedrockPlace> bedrockPlace(std::string_view baseUrl, std::string_view region)
{
    BedrockPlace place;
    place.region = trimmed(region);
    baseUrl = trimmed(baseUrl);
    if (!baseUrl.empty()) {
        const auto endpoint = net::parseEndpoint(baseUrl);
        if (!endpoint)
            return Unexpected{endpoint.error()};
        if (!endpoint->query.empty())
            return makeError(ErrorCode::BadInput, "a base URL has no query (\"?…\")");
        place.runtimeUrl = endpoint->url();
        forgive(place.runtimeUrl, place.notes);
        if (place.region.empty())
            place.region = regionOfHost(endpoint->host);
    }
    if (place.region.empty())
        return makeError(ErrorCode::BadInput, "Bedrock needs a region, such as eu-central-1: the setting \"region\" or AWS_REGION");
    if (!isRegion(place.region))
        return makeError(ErrorCode::BadInput, "a region is written in small letters, digits and hyphens");
    if (place.runtimeUrl.empty()) {
        const char *suffix = place.region.starts_with("cn-") ? ".amazonaws.com.cn" : ".amazonaws.com";
        place.runtimeUrl = "https://" + std::string(kRuntime) + '.' + place.region + suffix;
    }
    place.controlUrl = place.runtimeUrl;
    const auto host = place.controlUrl.find("://") + 3;
    if (std::string_view(place.controlUrl).substr(host).starts_with(kRuntime))
        place.controlUrl.replace(host, kRuntime.size(), kControl);
    return place;
}

} // namespace lineup::bedrock
