#pragma once

#include "core/base/error.h"

#include <string>
#include <string_view>

namespace lineup::net {

/// Where a URL leads, taken apart by libcurl's own parser so that both agree about what the host is.
struct Endpoint {
    std::string scheme; ///< "http" or "https"
    std::string host;   ///< lower case, without brackets; an IPv6 address may have "%zone" behind it
    int port = 0;       ///< explicit or the scheme's
    std::string path;   ///< begins with '/'
    std::string query;  ///< without '?', "" when there is none

    bool isLoopback() const;
    /// "scheme://host:port": what a secret is bound to and what connections are pooled by.
    std::string origin() const;
    /// "host:port", for sentences.
    std::string hostAndPort() const;
    /// The whole URL again, without user, password and fragment.
    std::string url() const;

    bool operator==(const Endpoint &) const = default;
};

/// Error: BadInput for anything but an http or https URL with a host, and for a URL that holds a user or a password.
Result<Endpoint> parseEndpoint(std::string_view url);

/// 127.0.0.0/8, ::1, ::ffff:127.0.0.0/104, "localhost" and names below it (RFC 6761 §6.3).
bool isLoopbackHost(std::string_view host);

} // namespace lineup::net
