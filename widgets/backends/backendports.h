#pragma once

#include "core/ports/backendstore.h"
#include "core/ports/backendtester.h"
#include "core/ports/discovery.h"
#include "core/ports/keystore.h"

namespace lineup {

/// What setting up backends needs from outside; all of it outlives the window.
struct BackendPorts {
    BackendStore &store;
    KeyStore &keys;
    BackendTester &tester;
    Discovery &discovery;
};

} // namespace lineup
