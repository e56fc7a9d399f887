#pragma once

#include "core/base/secret.h"
#include "core/ports/chatbackend.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace lineup {

/// One kind of backend: how its name is written and how it is made.
struct BackendKind {
    /// BadInput for an address that cannot be used. `key` is empty when there is none.
    using Make = std::function<Result<std::shared_ptr<ChatBackend>>(const BackendRef &ref, Secret key)>;

    std::string id; ///< "local", "openai-compatible", …
    /// Read when the lane names no variable; empty = no key then.
    std::string usualKeyEnv;
    Make make;
};

/// Finds the backend that a lane names, with its key from the environment.
///
/// A variable that the lane names must be set: KeyMissing with its name as subject. Blanks around a key are dropped; a key
/// with control characters in it could smuggle header lines into a request and is BadInput. The factory keeps no key.
class RegistryBackendFactory : public BackendFactory {
public:
    using Environment = std::function<std::optional<std::string>(const std::string &name)>;

    explicit RegistryBackendFactory(std::vector<BackendKind> kinds, Environment environment = systemEnvironment());

    Result<std::shared_ptr<ChatBackend>> backendFor(const BackendRef &ref) override;

    /// The variables of this process.
    static Environment systemEnvironment();

private:
    Result<Secret> keyFor(const BackendRef &ref, const BackendKind &kind) const;

    std::vector<BackendKind> m_kinds;
    Environment m_environment;
};

} // namespace lineup
