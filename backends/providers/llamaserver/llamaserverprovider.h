#pragma once

#include "backends/providers/provider.h"

namespace lineup::llamaserver {

/// "llama-server": llama.cpp's own server.
Provider provider();

} // namespace lineup::llamaserver
