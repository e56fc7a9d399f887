#include "backends/providers/openaicompatible/openaicompatiblebackend.h"

#include "backends/chat/protocolbackend.h"
#include "backends/net/endpoint.h"
#include "backends/providers/openaicompatible/chatcompletions.h"

namespace lineup::openaicompatible {

Result<std::shared_ptr<ChatBackend>> makeBackend(BackendConfig config, net::IoThread &io, std::shared_ptr<net::Redactor> redactor)
{
    auto base = apiBase(config.baseUrl);
    if (!base)
        return Unexpected{base.error()};
    const auto endpoint = net::parseEndpoint(base->url);
    if (!endpoint)
        return Unexpected{endpoint.error()};
    if (!config.key.isEmpty() && endpoint->scheme == "http" && !endpoint->isLoopback())
        return makeError(ErrorCode::Tls, "a key goes over plain http to this computer only; use https", endpoint->hostAndPort());
    std::vector<net::SecretHeader> secrets;
    if (!config.key.isEmpty()) {
        redactor->addSecret(config.key);
        secrets.push_back({"Authorization", "Bearer ", config.key});
    }
    chat::Notes notes = base->notes;
    auto protocol = std::make_shared<ChatCompletions>(*std::move(base), std::move(secrets));
    auto context = chat::makeContext(std::move(protocol), endpoint->hostAndPort(), io, std::move(redactor));
    context->notes = std::move(notes);
    return std::shared_ptr<ChatBackend>(std::make_shared<chat::ProtocolBackend>(std::move(context), config.isLocal));
}

} // namespace lineup::openaicompatible
