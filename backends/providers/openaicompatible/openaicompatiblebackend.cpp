#include "backends/providers/openaicompatible/openaicompatiblebackend.h"

#include "backends/providers/openaicompatible/compatibleserver.h"

namespace lineup::openaicompatible {

namespace {

Result<std::shared_ptr<ChatBackend>> make(const ProviderConfig &config, const ProviderTools &tools, bool isLocal)
{
    auto base = apiBase(config.baseUrl);
    if (!base)
        return Unexpected{base.error()};
    std::vector<net::SecretHeader> secrets;
    if (!config.key.isEmpty())
        secrets.push_back({"Authorization", "Bearer ", config.key});
    const std::string url = base->url;
    chat::Notes notes = base->notes;
    return makeProtocolBackend(std::make_shared<CompatibleServer>(*std::move(base), std::move(secrets)), url, config, tools, std::move(notes), isLocal);
}

} // namespace

Provider provider()
{
    ProviderDescriptor descriptor;
    descriptor.id = "openai-compatible";
    descriptor.name = "OpenAI-compatible server";
    descriptor.needsKey = false;
    descriptor.capabilities = {{Capability::Streaming, {true}}, {Capability::SystemMessage, {true}}};
    return {std::move(descriptor), [](const ProviderConfig &config, const ProviderTools &tools) { return make(config, tools, false); }};
}

Result<std::shared_ptr<ChatBackend>> makeBackend(BackendConfig config, net::IoThread &io, std::shared_ptr<net::Redactor> redactor)
{
    ProviderConfig settings;
    settings.baseUrl = std::move(config.baseUrl);
    settings.key = std::move(config.key);
    return make(settings, {&io, std::move(redactor), {}}, config.isLocal);
}

} // namespace lineup::openaicompatible
