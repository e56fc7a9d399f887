#pragma once

#include "backends/providers/provider.h"

namespace lineup::gemini {

/// "gemini": Google's Gemini models by the Generative Language API. The key goes into `x-goog-api-key`, never into the address. On
/// this computer it works without a key as well.
Provider provider();

} // namespace lineup::gemini
