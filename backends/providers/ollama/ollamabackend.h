#pragma once

#include "backends/providers/provider.h"

namespace lineup::ollama {

/// "ollama": a server of Ollama, by its own protocol. A key goes as a bearer token and over https only: a server at home has
/// none, and a key for ollama.com is not for it.
Provider provider();

} // namespace lineup::ollama
