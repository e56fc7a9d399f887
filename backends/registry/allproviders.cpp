#include "backends/registry/allproviders.h"

#include "backends/providers/openaicompatible/openaicompatiblebackend.h"

namespace lineup {

std::vector<Provider> allProviders()
{
    return {
        openaicompatible::provider(),
    };
}

} // namespace lineup
