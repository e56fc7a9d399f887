#include "backends/providers/llamaserver/llamaserverprovider.h"

#include "backends/providers/llamaserver/llamaserver.h"
#include "backends/providers/wire/baseaddress.h"

namespace lineup::llamaserver {

namespace {

Result<std::shared_ptr<ChatBackend>> make(const ProviderConfig &config, const ProviderTools &tools)
{
    auto address = wire::baseAddress(config.baseUrl, {{"/chat/completions", "/models", "/completion"}, {"/v1"}, {}});
    if (!address)
        return Unexpected{address.error()};
    std::vector<net::SecretHeader> secrets;
    if (!config.key.isEmpty())
        secrets.push_back({"Authorization", "Bearer ", config.key});
    const openaicompatible::ApiBase base{address->url, {}, true};
    return makeProtocolBackend(std::make_shared<LlamaServer>(base, std::move(secrets)), address->url, config, tools, std::move(address->notes));
}

} // namespace

Provider provider()
{
    ProviderDescriptor llama;
    llama.id = "llama-server";
    llama.name = "llama-server";
    // What nearly every installed one listens at; since autumn 2026 new ones have 9931.
    llama.defaultBaseUrl = "http://127.0.0.1:8080";
    llama.keyVariables = {"LLAMA_API_KEY"};
    llama.needsKey = false;
    llama.isSelfHosted = true;
    for (const Capability each : {Capability::Streaming, Capability::SystemMessage, Capability::StructuredOutput, Capability::Logprobs, Capability::Seed,
                                  Capability::Temperature, Capability::TopP, Capability::TopK, Capability::StopWords, Capability::Penalties,
                                  Capability::TokenCount})
        llama.capabilities[each] = {true};
    return {std::move(llama), make};
}

} // namespace lineup::llamaserver
