#pragma once

#include "backends/providers/provider.h"

#include <vector>

namespace lineup {

/// Every provider that is reached over a network, one line each, in the order in which they are shown.
std::vector<Provider> allProviders();

} // namespace lineup
