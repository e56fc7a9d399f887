#pragma once

#include "core/backend/configuredbackend.h"
#include "core/base/error.h"
#include "core/ports/keystore.h"

#include <QFuture>

#include <optional>

namespace lineup {

/// What the key store has for one backend.
struct StoredSecrets {
    std::optional<StoredKey> key;
    std::optional<StoredKey> proxy;       ///< origin = the address of the proxy
    std::optional<StoredKey> certificate; ///< origin = the file of the certificate
    /// Why the key store could not be asked; then nothing is known of what it has.
    std::optional<Error> problem;
};

/// Asks the key store for what `backend` may need: its key, and the secrets of a proxy of its own and of a client certificate
/// when it has them. Finished at once when everything is known already. Main thread; `keys` must live until it is finished.
QFuture<StoredSecrets> readStoredSecrets(KeyStore &keys, const ConfiguredBackend &backend);

} // namespace lineup
