#pragma once

#include "backends/chat/exchangecontext.h"
#include "core/backend/providerdescriptor.h"
#include "core/base/secret.h"
#include "core/ports/chatbackend.h"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace lineup {

/// The settings of one backend as a provider gets them: defaults and environment are already in.
struct ProviderConfig {
    std::string baseUrl;
    Secret key; ///< empty = none
    /// By ProviderOption::id; what is not in it is not set.
    std::map<std::string, std::string> options;
    chat::NetworkSettings network;
    std::shared_ptr<chat::RateLimiter> limiter; ///< null = no limit of ours

    /// The value of an option, or "".
    std::string option(const std::string &id) const;
    bool operator==(const ProviderConfig &) const = default;
};

/// What every provider is made with. All outlive every backend.
struct ProviderTools {
    using Environment = std::function<std::optional<std::string>(const std::string &name)>;

    net::IoThread *io = nullptr;
    std::shared_ptr<net::Redactor> redactor;
    /// For what is neither key, address nor option (AWS_SECRET_ACCESS_KEY).
    Environment environment;
};

/// One kind of backend: what is known of it, and how it is made.
struct Provider {
    /// BadInput for settings that cannot be used; KeyMissing when it needs a key and has none; nothing is sent.
    using Make = std::function<Result<std::shared_ptr<ChatBackend>>(const ProviderConfig &config, const ProviderTools &tools)>;

    ProviderDescriptor descriptor;
    Make make;
};

/// What the factories of providers have in common: the address is an HTTP one, and a key goes over plain http to this computer
/// only (Tls otherwise). Makes the key known to the redactor.
Result<std::shared_ptr<ChatBackend>> makeProtocolBackend(std::shared_ptr<chat::ChatProtocol> protocol, const std::string &baseUrl, const ProviderConfig &config,
                                                         const ProviderTools &tools, chat::Notes notes = {}, bool isLocal = false,
                                                         std::shared_ptr<chat::SecretSource> secrets = nullptr);

} // namespace lineup
