#include "backends/providers/anthropic/anthropicprovider.h"

#include "backends/net/endpoint.h"
#include "backends/providers/anthropic/messagesbody.h"
#include "backends/providers/anthropic/messagesprotocol.h"
#include "backends/providers/wire/baseaddress.h"
#include "core/net/headers.h"

namespace lineup::anthropic {

namespace {

constexpr const char *kTokenVariable = "ANTHROPIC_AUTH_TOKEN";

bool isBearer(const ProviderConfig &config, const ProviderTools &tools)
{
    const std::string wish = config.option("auth");
    if (!wish.empty())
        return wish == "bearer";
    if (config.key.reveal().starts_with("sk-ant-oat"))
        return true;
    const auto valueOf = [&](const char *name) { return tools.environment ? tools.environment(name).value_or("") : std::string(); };
    // The setting does not say which variable the key is from.
    return trimmed(valueOf(kTokenVariable)) == config.key.reveal() && trimmed(valueOf("ANTHROPIC_API_KEY")) != config.key.reveal();
}

Result<std::shared_ptr<ChatBackend>> make(const ProviderConfig &config, const ProviderTools &tools)
{
    auto address = wire::baseAddress(config.baseUrl, {{"/messages/count_tokens", "/messages", "/models"}, {"/v1"}, {}});
    if (!address)
        return Unexpected{address.error()};
    std::vector<net::SecretHeader> secrets;
    if (!config.key.isEmpty() && isBearer(config, tools))
        secrets.push_back({"Authorization", "Bearer ", config.key});
    else if (!config.key.isEmpty())
        secrets.push_back({"x-api-key", {}, config.key});
    else if (const auto endpoint = net::parseEndpoint(address->url); endpoint && !endpoint->isLoopback())
        return makeError(ErrorCode::KeyMissing, "Anthropic needs a key", "ANTHROPIC_API_KEY");
    const std::string root = address->url;
    return makeProtocolBackend(std::make_shared<MessagesProtocol>(root, std::move(secrets), config.option("beta")), root, config, tools,
                               std::move(address->notes));
}

} // namespace

Provider provider()
{
    ProviderDescriptor descriptor;
    descriptor.id = kProviderId;
    descriptor.name = "Anthropic";
    descriptor.defaultBaseUrl = "https://api.anthropic.com";
    descriptor.keyVariables = {"ANTHROPIC_API_KEY", kTokenVariable};
    descriptor.baseUrlVariables = {"ANTHROPIC_BASE_URL"};
    descriptor.options = {
        {"auth", "Header for the key", "Where the key goes; by itself an access token is told from a key.", ProviderOption::Kind::Choice,
         {"x-api-key", "bearer"}, {}, {}},
        {"beta", "Beta features", "Names of beta features, separated by commas, for the header anthropic-beta.", ProviderOption::Kind::Text, {}, {}, {}},
    };
    for (const Capability capability : {Capability::Streaming, Capability::SystemMessage, Capability::Vision, Capability::Tools,
                                        Capability::StructuredOutput, Capability::Reasoning, Capability::StopWords, Capability::TokenCount})
        descriptor.capabilities[capability] = {true};
    for (const Capability capability : {Capability::Logprobs, Capability::Seed, Capability::Penalties, Capability::Embeddings})
        descriptor.capabilities[capability] = {false};
    descriptor.keyPage = "https://console.anthropic.com/settings/keys";
    return {std::move(descriptor), make};
}

} // namespace lineup::anthropic
