#include "backends/providers/ollama/ollamabackend.h"

#include "backends/providers/ollama/ollamahost.h"
#include "backends/providers/ollama/ollamaprotocol.h"

namespace lineup::ollama {

namespace {

Result<std::shared_ptr<ChatBackend>> make(const ProviderConfig &config, const ProviderTools &tools)
{
    auto host = ollamaHost(config.baseUrl);
    if (!host)
        return Unexpected{host.error()};
    ProviderConfig used = config;
    std::vector<net::SecretHeader> secrets;
    if (!config.key.isEmpty() && host->url.starts_with("https://")) {
        secrets.push_back({"Authorization", "Bearer ", config.key});
    } else if (!config.key.isEmpty()) {
        used.key = {};
        host->notes.push_back("key: not sent, because it goes over https only");
    }
    auto protocol = std::make_shared<OllamaProtocol>(host->url, std::move(secrets));
    return makeProtocolBackend(std::move(protocol), host->url, used, tools, std::move(host->notes));
}

} // namespace

Provider provider()
{
    ProviderDescriptor descriptor;
    descriptor.id = "ollama";
    descriptor.name = "Ollama";
    descriptor.defaultBaseUrl = "http://127.0.0.1:11434";
    descriptor.keyVariables = {"OLLAMA_API_KEY"};
    descriptor.baseUrlVariables = {"OLLAMA_HOST"};
    descriptor.needsKey = false;
    descriptor.isSelfHosted = true;
    for (const Capability each : {Capability::Streaming, Capability::SystemMessage, Capability::StructuredOutput, Capability::Logprobs, Capability::Seed,
                                  Capability::Temperature, Capability::TopP, Capability::TopK, Capability::StopWords, Capability::Penalties})
        descriptor.capabilities[each] = {true};
    descriptor.keyPage = "https://ollama.com/settings/keys";
    return {std::move(descriptor), make};
}

} // namespace lineup::ollama
