#include "backends/desktop/desktoplinkopener.h"

#include <QProcess>

#include <algorithm>
#include <optional>

namespace lineup {

namespace {

constexpr std::size_t kMaxLength = 8192;
constexpr std::string_view kUnwelcome = "\"'`\\<>{}|^";

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

std::string lowered(std::string_view text)
{
    std::string copy(text);
    std::transform(copy.begin(), copy.end(), copy.begin(), lower);
    return copy;
}

/// The text behind `scheme`, which ends with a colon, or nothing when it has another scheme.
std::optional<std::string_view> afterScheme(std::string_view url, std::string_view scheme)
{
    if (lowered(url.substr(0, scheme.size())) != scheme)
        return std::nullopt;
    return url.substr(scheme.size());
}

bool isPlain(std::string_view url)
{
    return std::all_of(url.begin(), url.end(), [](char c) { return c > ' ' && c < 0x7F && kUnwelcome.find(c) == std::string_view::npos; });
}

bool hasHost(std::string_view rest)
{
    if (rest.substr(0, 2) != "//")
        return false;
    std::string_view authority = rest.substr(2);
    authority = authority.substr(0, authority.find_first_of("/?#"));
    if (const std::size_t at = authority.rfind('@'); at != std::string_view::npos)
        authority.remove_prefix(at + 1);
    return !authority.empty() && authority.front() != ':';
}

/// Every parameter whose name begins with "attach", also when letters of it are percent-encoded: then it is refused, since no
/// honest link spells a name so.
bool namesAnAttachment(std::string_view address)
{
    std::size_t at = address.find('?');
    while (at != std::string_view::npos) {
        const std::string_view parameter = address.substr(at + 1);
        const std::string name = lowered(parameter.substr(0, parameter.find_first_of("=&;")));
        if (name.starts_with("attach") || name.find('%') != std::string::npos)
            return true;
        at = address.find_first_of("&;?", at + 1);
    }
    return false;
}

} // namespace

bool isOpenableLink(std::string_view url)
{
    if (url.size() > kMaxLength || !isPlain(url))
        return false;
    if (const auto address = afterScheme(url, "mailto:"))
        return !address->empty() && !namesAnAttachment(*address);
    for (const std::string_view scheme : {"https:", "http:"}) {
        if (const auto rest = afterScheme(url, scheme))
            return hasHost(*rest);
    }
    return false;
}

bool DesktopLinkOpener::open(const std::string &url)
{
    return isOpenableLink(url) && QProcess::startDetached(m_program, {QString::fromStdString(url)});
}

} // namespace lineup
