#pragma once

#include "backends/providers/provider.h"

namespace lineup::azure {

/// "azure": Azure OpenAI, addressed by deployment and dated api-version, or the v1 way.
Provider provider();

} // namespace lineup::azure
