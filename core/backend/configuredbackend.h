#pragma once

#include "core/net/headers.h"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lineup {

/// How the requests of one backend go out. Never holds a secret: those of the proxy and of the client certificate lie in the
/// key store (keyname::proxy(), keyname::certificate()).
struct NetworkChoice {
    enum class Proxy {
        System, ///< what the environment says (http_proxy, https_proxy, ALL_PROXY, NO_PROXY)
        None,   ///< straight to the server
        Own,    ///< `proxyUrl`
    };
    Proxy proxy = Proxy::System;
    std::string proxyUrl;          ///< http, https, socks5 or socks5h (which lets the proxy look names up); with Own only
    std::string noProxy;           ///< hosts, domains and CIDR blocks that Own does not hold for, with commas between
    std::string caFile;            ///< PEM file trusted beside the system's authorities; "" = none
    std::string clientCertificate; ///< PEM or PKCS #12 (.p12, .pfx) file; "" = none
    std::string clientKey;         ///< PEM file of the certificate's key; "" = inside the certificate's file
    Headers headers;               ///< sent with every request; nothing that is secret
    bool http11Only = false;       ///< for proxies that hold HTTP/2 streams back

    bool operator==(const NetworkChoice &) const = default;
};

/// How much a backend may be asked at once. Not set = no limit of ours.
struct RateLimits {
    std::optional<std::int64_t> parallelRequests;  ///< ≥ 1
    std::optional<std::int64_t> requestsPerMinute; ///< ≥ 1, each attempt counts
    std::optional<std::int64_t> tokensPerMinute;   ///< ≥ 1, input and output together

    bool isUnlimited() const { return !parallelRequests && !requestsPerMinute && !tokensPerMinute; }
    bool operator==(const RateLimits &) const = default;
};

/// A backend that the person has set up: which provider, where, with what settings. A lane names it by its id. Never holds a
/// key.
struct ConfiguredBackend {
    std::string id;      ///< see isBackendId(); unique in a profile, never changes
    std::string name;    ///< what the person calls it; "" = shown by its id
    std::string kind;    ///< ProviderDescriptor::id
    std::string baseUrl; ///< "" = the provider's default
    std::string keyEnv;  ///< name of the environment variable that holds the key; "" = the provider's own
    std::map<std::string, std::string> options; ///< by ProviderOption::id
    NetworkChoice network;
    RateLimits limits;
    bool isEnabled = true; ///< off: kept, but not offered and not asked
    /// Members of its record that this version does not know, those of "network" and "limits" below these names; written back
    /// unchanged.
    nlohmann::json unknown = nlohmann::json::object();

    bool operator==(const ConfiguredBackend &) const = default;
};

/// Small letters, digits, '.', '_' and '-', beginning with a letter or digit, 64 at most. "local" is none: that name belongs to
/// the engine of this application.
bool isBackendId(std::string_view id);
/// An id made of `wanted` ("My Server" → "my-server", then "my-server-2") that is not in `taken`.
std::string freeBackendId(std::string_view wanted, const std::vector<ConfiguredBackend> &taken);
/// Null when there is none of that id. Points into `backends`.
const ConfiguredBackend *findBackend(const std::vector<ConfiguredBackend> &backends, std::string_view id);
/// "System", "None", "Own" as they are spelled in files: "system", "none", "own".
std::string_view proxyName(NetworkChoice::Proxy proxy);
std::optional<NetworkChoice::Proxy> proxyFromName(std::string_view name);

} // namespace lineup
