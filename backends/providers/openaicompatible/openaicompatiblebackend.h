#pragma once

#include "backends/net/iothread.h"
#include "backends/net/redaction.h"
#include "core/base/secret.h"
#include "core/ports/chatbackend.h"

#include <memory>
#include <string>

namespace lineup::openaicompatible {

struct BackendConfig {
    std::string baseUrl;  ///< as apiBase() takes it
    Secret key;           ///< empty = no Authorization header
    bool isLocal = false; ///< the engine of this application: nothing is charged, nothing leaves this computer
};

/// A server that speaks Chat Completions. BadInput for a bad base URL; Tls when a key would go over plain http to another
/// machine. `io` must outlive the backend and all its streams.
Result<std::shared_ptr<ChatBackend>> makeBackend(BackendConfig config, net::IoThread &io, std::shared_ptr<net::Redactor> redactor);

} // namespace lineup::openaicompatible
