#include "core/backend/configuredbackend.h"

#include <algorithm>
#include <array>
#include <utility>

namespace lineup {

namespace {

constexpr std::size_t kLongestId = 64;

constexpr std::array kProxies{std::pair{NetworkChoice::Proxy::System, std::string_view("system")}, std::pair{NetworkChoice::Proxy::None, std::string_view("none")},
                              std::pair{NetworkChoice::Proxy::Own, std::string_view("own")}};

bool isSmallLetterOrDigit(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/// Everything else becomes one '-' between what is left.
std::string idFrom(std::string_view text)
{
    std::string id;
    for (const char c : text) {
        const char small = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        if (isSmallLetterOrDigit(small))
            id += small;
        else if (!id.empty() && id.back() != '-')
            id += '-';
    }
    // Room for a number behind it.
    id.resize(std::min(id.size(), kLongestId - 8));
    while (!id.empty() && id.back() == '-')
        id.pop_back();
    return id.empty() ? "backend" : id;
}

} // namespace

bool isBackendId(std::string_view id)
{
    const auto isAllowed = [](char c) { return isSmallLetterOrDigit(c) || c == '.' || c == '_' || c == '-'; };
    return !id.empty() && id.size() <= kLongestId && isSmallLetterOrDigit(id.front()) && std::all_of(id.begin(), id.end(), isAllowed) && id != "local";
}

std::string freeBackendId(std::string_view wanted, const std::vector<ConfiguredBackend> &taken)
{
    const std::string base = idFrom(wanted);
    std::string id = base;
    for (int number = 2; findBackend(taken, id) || !isBackendId(id); ++number)
        id = base + '-' + std::to_string(number);
    return id;
}

const ConfiguredBackend *findBackend(const std::vector<ConfiguredBackend> &backends, std::string_view id)
{
    const auto found = std::ranges::find(backends, id, &ConfiguredBackend::id);
    return found == backends.end() ? nullptr : &*found;
}

std::string_view proxyName(NetworkChoice::Proxy proxy)
{
    return std::ranges::find(kProxies, proxy, [](const auto &row) { return row.first; })->second;
}

std::optional<NetworkChoice::Proxy> proxyFromName(std::string_view name)
{
    const auto *found = std::ranges::find(kProxies, name, [](const auto &row) { return row.second; });
    return found == kProxies.end() ? std::nullopt : std::optional(found->first);
}

} // namespace lineup
