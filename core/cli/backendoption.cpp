#include "core/cli/backendoption.h"

#include "core/base/text.h"
#include "core/cli/keyshape.h"
#include "core/cli/nearestname.h"
#include "core/cli/optionvalue.h"
#include "core/cli/settinglist.h"
#include "core/net/headers.h"

#include <algorithm>
#include <array>
#include <limits>
#include <set>

namespace lineup {

namespace {

using settinglist::keyInArgument;
using settinglist::refusal;
using Value = const std::string &;

constexpr std::array<std::string_view, 4> kProxySchemes{"http://", "https://", "socks5://", "socks5h://"};

Result<void> readProxy(NetworkChoice &network, Value value)
{
    if (urlHoldsKey(value))
        return refusal("proxy-password", "proxy", "user name and password of a proxy are given apart from its address");
    if (const auto proxy = proxyFromName(value); proxy && *proxy != NetworkChoice::Proxy::Own) {
        network.proxy = *proxy;
        network.proxyUrl.clear();
        return {};
    }
    network.proxy = NetworkChoice::Proxy::Own;
    network.proxyUrl = value;
    return {};
}

Result<void> readLimit(std::string_view name, Value value, std::optional<std::int64_t> &limit)
{
    if (value == "none") {
        limit.reset();
        return {};
    }
    const auto number = wholeValue(name, value, 1, std::numeric_limits<std::int64_t>::max());
    if (!number)
        return Unexpected{number.error()};
    limit = *number;
    return {};
}

/// One setting by its name; the text is unescaped.
struct Setting {
    std::string_view name;
    Result<void> (*apply)(ConfiguredBackend &backend, std::string_view name, Value value);
};

template <auto Field>
Result<void> setText(ConfiguredBackend &backend, std::string_view, Value value)
{
    backend.*Field = value;
    return {};
}

template <auto Field>
Result<void> setNetworkText(ConfiguredBackend &backend, std::string_view, Value value)
{
    backend.network.*Field = value;
    return {};
}

template <auto Field>
Result<void> setLimit(ConfiguredBackend &backend, std::string_view name, Value value)
{
    return readLimit(name, value, backend.limits.*Field);
}

Result<void> setFlag(std::string_view name, Value value, bool &flag)
{
    const auto read = settinglist::flagValue(name, value);
    if (!read)
        return Unexpected{read.error()};
    flag = *read;
    return {};
}

constexpr std::array kSettings{
    Setting{"kind", setText<&ConfiguredBackend::kind>},
    Setting{"name", setText<&ConfiguredBackend::name>},
    Setting{"base-url", [](ConfiguredBackend &backend, std::string_view name, Value value) { return settinglist::readAddress(name, value, backend.baseUrl); }},
    Setting{"key-env",
            [](ConfiguredBackend &backend, std::string_view name, Value value) -> Result<void> {
                if (value.empty()) {
                    backend.keyEnv.clear();
                    return {};
                }
                return settinglist::readKeyVariable(name, value, backend.keyEnv);
            }},
    Setting{"enabled", [](ConfiguredBackend &backend, std::string_view name, Value value) { return setFlag(name, value, backend.isEnabled); }},
    Setting{"proxy", [](ConfiguredBackend &backend, std::string_view, Value value) { return readProxy(backend.network, value); }},
    Setting{"no-proxy", setNetworkText<&NetworkChoice::noProxy>},
    Setting{"ca-file", setNetworkText<&NetworkChoice::caFile>},
    Setting{"client-certificate", setNetworkText<&NetworkChoice::clientCertificate>},
    Setting{"client-key", setNetworkText<&NetworkChoice::clientKey>},
    Setting{"http1-only", [](ConfiguredBackend &backend, std::string_view name, Value value) { return setFlag(name, value, backend.network.http11Only); }},
    Setting{"parallel-requests", setLimit<&RateLimits::parallelRequests>},
    Setting{"requests-per-minute", setLimit<&RateLimits::requestsPerMinute>},
    Setting{"tokens-per-minute", setLimit<&RateLimits::tokensPerMinute>},
};

bool isTokenCharacter(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
}

class BackendOptionReader {
public:
    BackendOptionReader(ConfiguredBackend backend, const std::vector<std::string> &providerOptions)
        : m_backend(std::move(backend)), m_providerOptions(providerOptions)
    {
    }

    Result<void> readPiece(std::string_view text)
    {
        constexpr std::string_view kHeader = "header.";
        constexpr std::string_view kOption = "option.";
        const auto piece = settinglist::pieceOf(text);
        if (!piece)
            return Unexpected{piece.error()};
        const std::string value = settinglist::unescaped(trimmed(piece->raw), settinglist::Escapes::Basic);
        if (piece->name.starts_with(kHeader))
            return addHeader(piece->name.substr(kHeader.size()), value);
        if (looksLikeKey(value))
            return keyInArgument(piece->name);
        if (!m_seen.insert(piece->name).second)
            return refusal("bad-lane", std::string(piece->name), std::string(piece->name) + " is given twice");
        if (piece->name.starts_with(kOption))
            return setOption(piece->name.substr(kOption.size()), value);
        const auto setting = std::ranges::find(kSettings, piece->name, &Setting::name);
        if (setting != kSettings.end())
            return setting->apply(m_backend, piece->name, value);
        if (std::ranges::find(m_providerOptions, piece->name) != m_providerOptions.end())
            return setOption(piece->name, value);
        return unknownSetting(piece->name);
    }

    ConfiguredBackend taken() { return std::move(m_backend); }

private:
    Result<void> setOption(std::string_view name, Value value)
    {
        if (name.empty() || isKeyName(name))
            return name.empty() ? refusal("bad-lane", "option.", "option. needs a name, as in option.region=VALUE") : keyInArgument(name);
        if (value.empty())
            m_backend.options.erase(std::string(name));
        else
            m_backend.options[std::string(name)] = value;
        return {};
    }

    /// The first one takes the place of those that were there.
    Result<void> addHeader(std::string_view name, Value value)
    {
        if (!m_hasHeaders)
            m_backend.network.headers.clear();
        m_hasHeaders = true;
        m_backend.network.headers.add(std::string(name), value);
        return {};
    }

    Result<void> unknownSetting(std::string_view name) const
    {
        std::vector<std::string_view> names{"option.NAME", "header.NAME"};
        for (const Setting &setting : kSettings)
            names.push_back(setting.name);
        names.insert(names.end(), m_providerOptions.begin(), m_providerOptions.end());
        const auto meant = nearestName(name, names);
        return refusal("unknown-setting", std::string(name),
                       "there is no setting " + settinglist::quoted(name) + (meant ? " (did you mean \"" + std::string(*meant) + "\"?)" : ""));
    }

    ConfiguredBackend m_backend;
    const std::vector<std::string> &m_providerOptions;
    std::set<std::string_view> m_seen;
    bool m_hasHeaders = false;
};

Unexpected<Error> badBackend(std::string subject, std::string detail)
{
    return refusal("bad-backend", std::move(subject), std::move(detail));
}

Result<void> checkHeaders(const Headers &headers)
{
    for (const Headers::Field &field : headers.fields()) {
        if (field.name.empty() || !std::all_of(field.name.begin(), field.name.end(), isTokenCharacter))
            return badBackend("header", "the name of a header field is letters, digits and '-'");
        if (isSecretHeader(field.name, field.value))
            return refusal("secret-header", field.name, "it looks like a secret, and settings are kept in a plain file");
        if (std::any_of(field.value.begin(), field.value.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\t'; }))
            return badBackend(field.name, "a header field holds no line breaks and control characters");
    }
    return {};
}

Result<void> checkNetwork(const NetworkChoice &network)
{
    if (network.proxy == NetworkChoice::Proxy::Own) {
        const auto startsWith = [&](std::string_view scheme) { return network.proxyUrl.starts_with(scheme) && network.proxyUrl.size() > scheme.size(); };
        if (std::none_of(kProxySchemes.begin(), kProxySchemes.end(), startsWith))
            return badBackend("proxy", "a proxy is system, none, or an address that begins with http://, https://, socks5:// or socks5h://");
        if (urlHoldsKey(network.proxyUrl))
            return refusal("proxy-password", "proxy", "user name and password of a proxy are given apart from its address");
    }
    if (!network.clientKey.empty() && network.clientCertificate.empty())
        return badBackend("client-key", "a key without client-certificate= is of no use");
    return checkHeaders(network.headers);
}

} // namespace

Result<ConfiguredBackend> parseBackendOption(ConfiguredBackend backend, std::string_view settings, const std::vector<std::string> &providerOptions)
{
    if (!isValidUtf8(settings))
        return refusal("bad-lane", "", "it is not UTF-8 text");
    BackendOptionReader reader(std::move(backend), providerOptions);
    if (!trimmed(settings).empty()) {
        for (const std::string_view piece : settinglist::splitAtCommas(settings)) {
            if (const auto read = reader.readPiece(piece); !read)
                return Unexpected{read.error()};
        }
    }
    ConfiguredBackend taken = reader.taken();
    if (const auto checked = checkBackend(taken); !checked)
        return Unexpected{checked.error()};
    return taken;
}

Result<void> checkBackend(const ConfiguredBackend &backend)
{
    if (!isBackendId(backend.id))
        return badBackend("backend", "its name is small letters, digits, '.', '_' and '-', and not local");
    if (looksLikeKey(backend.id) || looksLikeKey(backend.name))
        return keyInArgument("name");
    if (backend.kind.empty() || backend.kind == "local")
        return badBackend("kind", "kind= must say the kind of server: openai, ollama, openai-compatible, …");
    if (urlHoldsKey(backend.baseUrl))
        return keyInArgument("base-url");
    if (!backend.keyEnv.empty() && !settinglist::isKeyVariable(backend.keyEnv))
        return keyInArgument("key-env");
    for (const auto &[name, value] : backend.options) {
        if (isKeyName(name) || looksLikeKey(value))
            return keyInArgument(name);
    }
    for (const auto *limit : {&backend.limits.parallelRequests, &backend.limits.requestsPerMinute, &backend.limits.tokensPerMinute}) {
        if (*limit && **limit < 1)
            return badBackend("limits", "a limit is 1 or more");
    }
    return checkNetwork(backend.network);
}

} // namespace lineup
