#include "backends/providers/cohere/cohereprovider.h"

#include "backends/net/endpoint.h"
#include "backends/providers/cohere/cohereprotocol.h"
#include "backends/providers/wire/baseaddress.h"

namespace lineup::cohere {

namespace {

Result<std::shared_ptr<ChatBackend>> make(const ProviderConfig &config, const ProviderTools &tools)
{
    auto address = wire::baseAddress(config.baseUrl, {{"/chat", "/models"}, {"/v2", "/v1"}, {}});
    if (!address)
        return Unexpected{address.error()};
    std::vector<net::SecretHeader> secrets;
    if (!config.key.isEmpty())
        secrets.push_back({"Authorization", "Bearer ", config.key});
    else if (const auto endpoint = net::parseEndpoint(address->url); endpoint && !endpoint->isLoopback())
        return makeError(ErrorCode::KeyMissing, "Cohere needs a key", "CO_API_KEY");
    return makeProtocolBackend(std::make_shared<CohereProtocol>(address->url, std::move(secrets)), address->url, config, tools, std::move(address->notes));
}

} // namespace

Provider provider()
{
    ProviderDescriptor descriptor;
    descriptor.id = "cohere";
    descriptor.name = "Cohere";
    descriptor.defaultBaseUrl = "https://api.cohere.com";
    descriptor.keyVariables = {"CO_API_KEY", "COHERE_API_KEY"};
    descriptor.baseUrlVariables = {"CO_API_URL"};
    for (const Capability capability : {Capability::Streaming, Capability::SystemMessage, Capability::Tools, Capability::StructuredOutput,
                                        Capability::Logprobs, Capability::Seed, Capability::Temperature, Capability::TopP, Capability::TopK,
                                        Capability::StopWords, Capability::Penalties})
        descriptor.capabilities[capability] = {true};
    descriptor.capabilities[Capability::TokenCount] = {false};
    descriptor.keyPage = "https://dashboard.cohere.com/api-keys";
    return {std::move(descriptor), make};
}

} // namespace lineup::cohere
