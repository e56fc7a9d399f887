#include "backends/providers/bedrock/bedrockbackend.h"

#include "backends/net/endpoint.h"
#include "backends/providers/bedrock/bedrockprotocol.h"
#include "backends/providers/bedrock/bedrockrequest.h"
#include "core/net/headers.h"

namespace lineup::bedrock {

namespace {

constexpr const char *kKeyVariable = "AWS_BEARER_TOKEN_BEDROCK";

std::string variable(const ProviderTools &tools, const char *name)
{
    const std::string value = tools.environment ? tools.environment(name).value_or("") : std::string();
    return std::string(trimmed(value));
}

/// A value that goes into a header must not smuggle another one in.
bool isPlain(const std::string &text)
{
    return text.find_first_of("\r\n") == std::string::npos && text.find('\0') == std::string::npos;
}

Result<BedrockProtocol::Identity> identityFor(const ProviderConfig &config, const ProviderTools &tools)
{
    if (!config.key.isEmpty())
        return BedrockProtocol::Identity(config.key);
    AwsCredentials credentials{variable(tools, "AWS_ACCESS_KEY_ID"), Secret(variable(tools, "AWS_SECRET_ACCESS_KEY")),
                               Secret(variable(tools, "AWS_SESSION_TOKEN"))};
    if (credentials.accessKeyId.empty() || credentials.secretKey.isEmpty())
        return makeError(ErrorCode::KeyMissing, "neither a Bedrock API key nor AWS_ACCESS_KEY_ID with AWS_SECRET_ACCESS_KEY is set", kKeyVariable);
    if (!isPlain(credentials.accessKeyId) || !isPlain(credentials.sessionToken.reveal()))
        return makeError(ErrorCode::BadInput, "the credentials hold line ends, which none have", "AWS_ACCESS_KEY_ID");
    for (const Secret &secret : {Secret(credentials.accessKeyId), credentials.secretKey, credentials.sessionToken}) {
        if (!secret.isEmpty())
            tools.redactor->addSecret(secret);
    }
    return BedrockProtocol::Identity(std::move(credentials));
}

Result<std::shared_ptr<ChatBackend>> make(const ProviderConfig &config, const ProviderTools &tools)
{
    auto place = bedrockPlace(config.baseUrl, config.option("region"));
    if (!place)
        return Unexpected{place.error()};
    auto identity = identityFor(config, tools);
    if (!identity)
        return Unexpected{identity.error()};
    const auto endpoint = net::parseEndpoint(place->runtimeUrl);
    if (endpoint && endpoint->scheme == "http" && !endpoint->isLoopback())
        return makeError(ErrorCode::Tls, "credentials go over plain http to this computer only; use https", endpoint->hostAndPort());
    const std::string url = place->runtimeUrl;
    chat::Notes notes = place->notes;
    auto protocol = std::make_shared<BedrockProtocol>(*std::move(place), *std::move(identity), std::make_shared<SystemClock>());
    return makeProtocolBackend(std::move(protocol), url, config, tools, std::move(notes));
}

} // namespace

Provider provider()
{
    ProviderDescriptor descriptor;
    descriptor.id = kProviderId;
    descriptor.name = "Amazon Bedrock";
    descriptor.keyVariables = {kKeyVariable};
    descriptor.baseUrlVariables = {"AWS_ENDPOINT_URL_BEDROCK_RUNTIME", "AWS_ENDPOINT_URL"};
    // Credentials that sign stand in for the key.
    descriptor.needsKey = false;
    ProviderOption region;
    region.id = "region";
    region.label = "Region";
    region.help = "The AWS region that answers, such as eu-central-1.";
    region.variables = {"AWS_REGION", "AWS_DEFAULT_REGION"};
    descriptor.options = {std::move(region)};
    for (const Capability each : {Capability::Streaming, Capability::SystemMessage, Capability::Temperature, Capability::TopP, Capability::StopWords,
                                  Capability::TokenCount})
        descriptor.capabilities[each] = {true};
    for (const Capability each : {Capability::Seed, Capability::Penalties, Capability::Logprobs, Capability::Embeddings})
        descriptor.capabilities[each] = {false};
    descriptor.keyPage = "https://console.aws.amazon.com/bedrock/home#/api-keys";
    return {std::move(descriptor), make};
}

} // namespace lineup::bedrock
