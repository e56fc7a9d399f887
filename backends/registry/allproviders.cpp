#include "backends/registry/allproviders.h"

#include "backends/providers/anthropic/anthropicprovider.h"
#include "backends/providers/cohere/cohereprovider.h"
#include "backends/providers/gemini/geminiprovider.h"
#include "backends/providers/openaicompatible/openaicompatiblebackend.h"

namespace lineup {

std::vector<Provider> allProviders()
{
    return {
        anthropic::provider(),
        gemini::provider(),
        cohere::provider(),
        openaicompatible::provider(),
    };
}

} // namespace lineup
