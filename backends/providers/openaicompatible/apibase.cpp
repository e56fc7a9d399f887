#include "backends/providers/openaicompatible/apibase.h"

#include <cctype>

namespace lineup::openaicompatible {

namespace {

bool endsWithVersion(std::string_view path)
{
    const auto slash = path.rfind('/');
    const std::string_view last = slash == std::string_view::npos ? path : path.substr(slash + 1);
    return last.size() >= 2 && last[0] == 'v' && std::isdigit(static_cast<unsigned char>(last[1])) != 0;
}

bool removeSuffix(std::string &text, std::string_view suffix)
{
    if (!std::string_view(text).ends_with(suffix))
        return false;
    text.resize(text.size() - suffix.size());
    return true;
}

} // namespace

Result<ApiBase> apiBase(std::string_view baseUrl)
{
    while (!baseUrl.empty() && std::isspace(static_cast<unsigned char>(baseUrl.front())) != 0)
        baseUrl.remove_prefix(1);
    while (!baseUrl.empty() && std::isspace(static_cast<unsigned char>(baseUrl.back())) != 0)
        baseUrl.remove_suffix(1);
    std::string url(baseUrl);
    const auto scheme = url.find("://");
    if (scheme == std::string::npos || (url.compare(0, 7, "http://") != 0 && url.compare(0, 8, "https://") != 0))
        return makeError(ErrorCode::BadInput, "a base URL begins with http:// or https://");
    if (url.find_first_of("?#") != std::string::npos)
        return makeError(ErrorCode::BadInput, "a base URL has no query (\"?…\") and no fragment (\"#…\")");
    ApiBase base;
    const auto trimSlashes = [&url, scheme] {
        while (url.size() > scheme + 3 && url.back() == '/')
            url.pop_back();
    };
    trimSlashes();
    for (const std::string_view suffix : {"/chat/completions", "/responses", "/models"}) {
        if (removeSuffix(url, suffix)) {
            trimSlashes();
            base.notes.push_back("base URL: took off " + std::string(suffix));
        }
    }
    if (url.size() <= scheme + 3)
        return makeError(ErrorCode::BadInput, "the base URL has no host");
    const auto path = url.find('/', scheme + 3);
    base.hasVersion = path != std::string::npos && endsWithVersion(std::string_view(url).substr(path));
    // "/v1/v1", as two places each add one.
    if (path != std::string::npos && base.hasVersion) {
        const std::string version = url.substr(url.rfind('/'));
        if (std::string_view(url).ends_with(version + version)) {
            url.resize(url.size() - version.size());
            base.notes.push_back("base URL: took off a doubled " + version);
        }
    }
    base.url = std::move(url);
    return base;
}

} // namespace lineup::openaicompatible
