#pragma once

#include "core/base/error.h"
#include "core/base/secret.h"

#include <QFuture>

#include <optional>
#include <string>
#include <string_view>

namespace lineup {

/// For how long a key store keeps what it is given.
enum class KeyKeeping {
    ForGood, ///< in the key store of the system
    ThisRun, ///< in the memory of this program, until it ends: there is no key store
};

/// A key with the place it was entered for. It goes nowhere else: when the address of its backend changes, the person is asked
/// again.
struct StoredKey {
    Secret secret;
    /// "scheme://host:port"; "" = the provider's own address, whatever it is.
    std::string origin;
    bool operator==(const StoredKey &) const = default;
};

/// Names of secrets in a key store. `backendId` is a ConfiguredBackend::id, which never holds a '/'.
namespace keyname {
inline std::string key(std::string_view backendId) { return std::string(backendId); }
/// "user:password" of the backend's own proxy.
inline std::string proxy(std::string_view backendId) { return std::string(backendId) + "/proxy"; }
/// The pass phrase of the key of the backend's client certificate.
inline std::string certificate(std::string_view backendId) { return std::string(backendId) + "/certificate"; }
} // namespace keyname

/// Where the keys that a person enters for a profile are kept. Main thread; nothing here makes it wait: a key store may ask the
/// person for a password first, so every answer comes later, or at once when it is known already (then the future is finished).
class KeyStore {
public:
    virtual ~KeyStore() = default;

    /// The key of that name; nothing when none was entered. KeyMissing when the key store cannot be asked (it is locked, it does
    /// not answer): that says nothing about whether there is one.
    virtual QFuture<Result<std::optional<StoredKey>>> read(const std::string &name) = 0;
    /// Keeps `key` instead of the one before, and says for how long.
    virtual QFuture<Result<KeyKeeping>> write(const std::string &name, StoredKey key) = 0;
    /// Also of a name that is not there.
    virtual QFuture<Result<void>> remove(const std::string &name) = 0;
    /// For how long a key that is written now would be kept; found out by trying once.
    virtual QFuture<KeyKeeping> keeping() = 0;
};

} // namespace lineup
