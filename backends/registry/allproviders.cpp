#include "backends/registry/allproviders.h"

#include "backends/providers/anthropic/anthropicprovider.h"
#include "backends/providers/azure/azureprovider.h"
#include "backends/providers/bedrock/bedrockbackend.h"
#include "backends/providers/cohere/cohereprovider.h"
#include "backends/providers/deepseek/deepseekprovider.h"
#include "backends/providers/gemini/geminiprovider.h"
#include "backends/providers/groq/groqprovider.h"
#include "backends/providers/huggingface/huggingfaceprovider.h"
#include "backends/providers/llamaserver/llamaserverprovider.h"
#include "backends/providers/mistral/mistralprovider.h"
#include "backends/providers/ollama/ollamabackend.h"
#include "backends/providers/openai/openaiprovider.h"
#include "backends/providers/openaicompatible/openaicompatiblebackend.h"
#include "backends/providers/openrouter/openrouterprovider.h"
#include "backends/providers/together/togetherprovider.h"
#include "backends/providers/xai/xaiprovider.h"

namespace lineup {

std::vector<Provider> allProviders()
{
    return {
        openai::chatProvider(),
        openai::responsesProvider(),
        azure::provider(),
        anthropic::provider(),
        gemini::provider(),
        mistral::provider(),
        cohere::provider(),
        deepseek::provider(),
        xai::provider(),
        groq::provider(),
        together::provider(),
        openrouter::provider(),
        huggingface::provider(),
        bedrock::provider(),
        ollama::provider(),
        llamaserver::provider(),
        openaicompatible::provider(),
    };
}

} // namespace lineup
