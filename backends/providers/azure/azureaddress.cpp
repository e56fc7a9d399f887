#include "backends/providers/azure/azureaddress.h"

#include "backends/providers/wire/writing.h"
#include "core/net/headers.h"

#include <algorithm>

namespace lineup::azure {

namespace {

bool isVersion(std::string_view version)
{
    return std::ranges::all_of(version, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
    });
}

std::string percentDecoded(std::string_view text)
{
    const auto digit = [](char c) { return c >= '0' && c <= '9' ? c - '0' : c >= 'A' && c <= 'F' ? c - 'A' + 10 : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1; };
    std::string decoded;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '%' && i + 2 < text.size() && digit(text[i + 1]) >= 0 && digit(text[i + 2]) >= 0) {
            decoded += static_cast<char>(digit(text[i + 1]) * 16 + digit(text[i + 2]));
            i += 2;
        } else {
            decoded += text[i];
        }
    }
    return decoded;
}

/// What stands in a pasted address beside the resource.
struct Pasted {
    std::string root;
    std::string deployment;
    std::string version;
    bool hasV1 = false;
};

Result<Pasted> takeApart(std::string_view baseUrl)
{
    Pasted pasted;
    const auto question = baseUrl.find('?');
    if (question != std::string_view::npos) {
        constexpr std::string_view kName = "api-version=";
        const std::string_view query = trimmed(baseUrl.substr(question + 1));
        // Any other query may hold a key.
        if (!query.starts_with(kName) || query.find_first_of("&#") != std::string_view::npos)
            return makeError(ErrorCode::BadInput, "a base URL has no query (\"?…\") but the api-version");
        pasted.version = query.substr(kName.size());
        baseUrl = baseUrl.substr(0, question);
    }
    auto base = openaicompatible::apiBase(baseUrl);
    if (!base)
        return Unexpected{base.error()};
    pasted.root = base->url;
    constexpr std::string_view kDeployments = "/openai/deployments/";
    if (const auto at = pasted.root.find(kDeployments); at != std::string::npos) {
        const std::string_view rest = std::string_view(pasted.root).substr(at + kDeployments.size());
        pasted.deployment = percentDecoded(rest.substr(0, rest.find('/')));
        pasted.root.resize(at);
    }
    for (const std::string_view suffix : {"/openai/v1", "/openai"}) {
        if (std::string_view(pasted.root).ends_with(suffix)) {
            pasted.hasV1 = suffix.ends_with("v1");
            pasted.root.resize(pasted.root.size() - suffix.size());
            break;
        }
    }
    return pasted;
}

} // namespace

std::string AzureAddress::chatPath(const std::string &requestDeployment) const
{
    const std::string &name = deployment.empty() ? requestDeployment : deployment;
    return isDated ? "/deployments/" + wire::percentEncoded(name) + "/chat/completions" : "/chat/completions";
}

Result<AzureAddress> azureAddress(std::string_view baseUrl, std::string_view deployment, std::string_view apiVersion)
{
    const auto pasted = takeApart(baseUrl);
    if (!pasted)
        return Unexpected{pasted.error()};
    std::string version(apiVersion.empty() ? std::string_view(pasted->version) : apiVersion);
    if (!isVersion(version))
        return makeError(ErrorCode::BadInput, "an api-version is a date such as 2024-10-21, or preview", "api-version");
    AzureAddress address;
    address.deployment = deployment.empty() ? pasted->deployment : std::string(deployment);
    const bool isOfV1 = version.empty() || version == "v1" || version == "preview" || version == "latest";
    address.isDated = !isOfV1;
    if (!version.empty() && version != "v1")
        address.query = "api-version=" + version;
    address.base.url = pasted->root + (isOfV1 ? "/openai/v1" : "/openai");
    address.base.hasVersion = true; // both ways are complete
    if (!pasted->version.empty() || !pasted->deployment.empty())
        address.base.notes.push_back("base URL: took the deployment or the api-version out of it");
    if (pasted->hasV1 && !isOfV1)
        address.base.notes.push_back("base URL: took off /v1, which does not go with a dated api-version");
    return address;
}

} // namespace lineup::azure
