#pragma once

#include "backends/providers/provider.h"
#include "core/ports/chatbackend.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace lineup {

/// Finds the backend that a lane names, with its key, address and options: what the lane says, else what the provider's own
/// environment variables say, else the provider's default.
///
/// A variable that the lane names must be set: KeyMissing with its name as subject. Blanks around a key are dropped; a key
/// with control characters in it could smuggle header lines into a request and is BadInput. The same settings and key give
/// the same backend, so that what it has learnt and its limits hold for all its lanes.
class RegistryBackendFactory : public BackendFactory {
public:
    explicit RegistryBackendFactory(std::vector<Provider> providers, ProviderTools tools);

    Result<std::shared_ptr<ChatBackend>> backendFor(const BackendRef &ref) override;
    std::vector<ProviderDescriptor> providers() const override;
    /// Of the catalog that comes with the program.
    std::optional<PriceRule> listPrice(const BackendRef &ref, const std::string &model) const override;

    /// The variables of this process.
    static ProviderTools::Environment systemEnvironment();

private:
    struct Made {
        BackendRef ref;
        Secret key;
        std::string baseUrl;
        std::map<std::string, std::string> options;
        std::shared_ptr<ChatBackend> backend;
    };
    std::optional<std::string> firstSet(const std::vector<std::string> &variables) const;
    Result<Secret> keyFor(const BackendRef &ref, const ProviderDescriptor &provider) const;
    Result<ProviderConfig> configFor(const BackendRef &ref, const ProviderDescriptor &provider) const;

    std::vector<Provider> m_providers;
    ProviderTools m_tools;
    std::vector<Made> m_made; ///< the oldest first
};

} // namespace lineup
