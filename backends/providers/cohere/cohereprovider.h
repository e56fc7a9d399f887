#pragma once

#include "backends/providers/provider.h"

namespace lineup::cohere {

/// "cohere": Cohere's chat API, version 2. The key goes as a bearer token. On this computer it works without a key as well.
Provider provider();

} // namespace lineup::cohere
