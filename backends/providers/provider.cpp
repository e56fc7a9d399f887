#include "backends/providers/provider.h"

#include "backends/chat/protocolbackend.h"
#include "backends/net/endpoint.h"

namespace lineup {

std::string ProviderConfig::option(const std::string &id) const
{
    const auto found = options.find(id);
    return found == options.end() ? std::string() : found->second;
}

Result<std::shared_ptr<ChatBackend>> makeProtocolBackend(std::shared_ptr<chat::ChatProtocol> protocol, const std::string &baseUrl, const ProviderConfig &config,
                                                         const ProviderTools &tools, chat::Notes notes, bool isLocal,
                                                         std::shared_ptr<chat::SecretSource> secrets)
{
    const auto endpoint = net::parseEndpoint(baseUrl);
    if (!endpoint)
        return Unexpected{endpoint.error()};
    const bool hasSecret = !config.key.isEmpty() || secrets;
    if (hasSecret && endpoint->scheme == "http" && !endpoint->isLoopback())
        return makeError(ErrorCode::Tls, "a key goes over plain http to this computer only; use https", endpoint->hostAndPort());
    if (!config.key.isEmpty())
        tools.redactor->addSecret(config.key);
    auto context = chat::makeContext(std::move(protocol), endpoint->hostAndPort(), *tools.io, tools.redactor);
    context->notes = std::move(notes);
    context->network = config.network;
    context->limiter = config.limiter;
    context->isOutward = !endpoint->isLoopback();
    context->isSecure = endpoint->scheme == "https";
    context->sendsKey = hasSecret;
    context->secrets = std::move(secrets);
    return std::shared_ptr<ChatBackend>(std::make_shared<chat::ProtocolBackend>(std::move(context), isLocal));
}

} // namespace lineup
