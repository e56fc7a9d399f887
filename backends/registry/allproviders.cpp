#include "backends/registry/allproviders.h"

#include "backends/providers/anthropic/anthropicprovider.h"
#include "backends/providers/azure/azureprovider.h"
#include "backends/providers/bedrock/bedrockbackend.h"
#include "backends/providers/ollama/ollamabackend.h"
#include "backends/providers/openai/openaiprovider.h"
#include "backends/providers/openaicompatible/openaicompatiblebackend.h"

namespace lineup {

std::vector<Provider> allProviders()
{
    return {
        openai::chatProvider(),
        openai::responsesProvider(),
        azure::provider(),
        anthropic::provider(),
        openaicompatible::provider(),
        ollama::provider(),
        bedrock::provider(),
    };
}

} // namespace lineup
