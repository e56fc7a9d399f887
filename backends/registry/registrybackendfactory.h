#pragma once

#include "backends/providers/provider.h"
#include "backends/registry/storedsecrets.h"
#include "core/base/clock.h"
#include "core/ports/backendstore.h"
#include "core/ports/chatbackend.h"
#include "core/ports/keystore.h"
#include "core/ports/stores.h"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace lineup {

/// What a person has set up in a profile, as the factory asks for it. All of it outlives the factory and its backends.
struct ProfileAccess {
    BackendStore &backends;
    KeyStore &keys;
    FileStore &files; ///< for the certificates of companies
    const Clock &clock;
};

/// Finds the backend that a lane names, with its key, address and options: what the lane says, else what was set up, else what
/// the provider's own environment variables say, else the provider's default.
///
/// The key: the one that was entered for the backend that is set up, else the variable that the lane or the backend names, else
/// the provider's own variables. An entered key goes only to the place it was entered for: when the address has changed since, it
/// is KeyMissing ("key-detached"), unless a variable is named. A variable that is named must be set: KeyMissing with its name as
/// subject. Blanks around a key are dropped; a key with control characters in it could smuggle header lines into a request and is
/// BadInput.
///
/// The same settings and key give the same backend, so that what it has learnt holds for all its lanes; all lanes of one backend
/// that is set up share its limits. Main thread.
class RegistryBackendFactory : public BackendFactory {
public:
    /// Without a profile nothing is set up and no key is kept.
    explicit RegistryBackendFactory(std::vector<Provider> providers, ProviderTools tools, std::optional<ProfileAccess> profile = std::nullopt);

    Result<std::shared_ptr<ChatBackend>> backendFor(const BackendRef &ref) override;
    std::vector<ProviderDescriptor> providers() const override;
    /// Of the catalog that comes with the program.
    std::optional<PriceRule> listPrice(const BackendRef &ref, const std::string &model) const override;
    ModelFacts modelFacts(const BackendRef &ref, const std::string &model, const ListedModel *listed) const override;
    Result<BackendRef> completed(BackendRef ref) const override;
    std::string keyOrigin(const BackendRef &ref) const override;
    std::optional<std::string> keyVariable(const BackendRef &ref) const override;

    /// The variables of this process.
    static ProviderTools::Environment systemEnvironment();

private:
    /// A reference with everything that was set up laid under it.
    struct Resolved {
        ConfiguredBackend backend; ///< id "" = nothing is set up: kind and settings of the lane alone
        const Provider *provider = nullptr;
    };
    /// One that was made, with what it was made from.
    struct Made {
        std::string kind;
        ProviderConfig config;
        std::shared_ptr<ChatBackend> backend;
    };
    struct Limited {
        RateLimits limits;
        std::shared_ptr<chat::RateLimiter> limiter;
    };

    const Provider *findProvider(const std::string &kind) const;
    std::string kindOf(const BackendRef &ref) const;
    Error unknown(const char *what, const std::string &name, const std::vector<ConfiguredBackend> &configured) const;
    Result<Resolved> resolved(const BackendRef &ref) const;
    Result<std::shared_ptr<ChatBackend>> make(const Resolved &resolved, const StoredSecrets &secrets);
    Result<ProviderConfig> configFor(const Resolved &resolved, const StoredSecrets &secrets);
    Result<Secret> keyFor(const Resolved &resolved, const StoredSecrets &secrets, const std::string &origin) const;
    Result<chat::NetworkSettings> networkFor(const ConfiguredBackend &backend, const StoredSecrets &secrets) const;
    std::shared_ptr<chat::RateLimiter> limiterFor(const ConfiguredBackend &backend);
    std::string addressOf(const Resolved &resolved) const;
    std::optional<std::string> firstSet(const std::vector<std::string> &variables) const;
    std::optional<std::string> valueOf(const std::string &variable) const;

    std::vector<Provider> m_providers;
    ProviderTools m_tools;
    std::optional<ProfileAccess> m_profile;
    std::vector<Made> m_made; ///< the oldest first
    std::map<std::string, Limited> m_limiters;
    std::shared_ptr<int> m_isAlive = std::make_shared<int>();
};

} // namespace lineup
