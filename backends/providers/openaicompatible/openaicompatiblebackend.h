#pragma once

#include "backends/providers/provider.h"

#include <memory>
#include <string>

namespace lineup::openaicompatible {

/// "openai-compatible": any server that speaks Chat Completions; the key is optional and goes as a bearer token.
Provider provider();

struct BackendConfig {
    std::string baseUrl;  ///< as apiBase() takes it
    Secret key;           ///< empty = no Authorization header
    bool isLocal = false; ///< the engine of this application: nothing is charged, nothing leaves this computer
    bool continuesText = false; ///< a base model: the route /completions instead of /chat/completions
};

/// A server that speaks Chat Completions. BadInput for a bad base URL; Tls when a key would go over plain http to another
/// machine. `io` must outlive the backend and all its streams.
Result<std::shared_ptr<ChatBackend>> makeBackend(BackendConfig config, net::IoThread &io, std::shared_ptr<net::Redactor> redactor);

} // namespace lineup::openaicompatible
