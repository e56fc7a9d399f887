#include "backends/providers/openaicompatible/openaicompatiblebackend.h"

#include "backends/providers/openaicompatible/compatibleserver.h"
#include "backends/providers/openaicompatible/completions.h"

namespace lineup::openaicompatible {

namespace {

constexpr char kRoute[] = "route";
constexpr char kCompletions[] = "completions";

Result<std::shared_ptr<ChatBackend>> make(const ProviderConfig &config, const ProviderTools &tools, bool isLocal, bool continuesText)
{
    auto base = apiBase(config.baseUrl);
    if (!base)
        return Unexpected{base.error()};
    std::vector<net::SecretHeader> secrets;
    if (!config.key.isEmpty())
        secrets.push_back({"Authorization", "Bearer ", config.key});
    const std::string url = base->url;
    chat::Notes notes = base->notes;
    std::shared_ptr<chat::ChatProtocol> protocol;
    if (continuesText)
        protocol = std::make_shared<Completions>(*std::move(base), std::move(secrets));
    else
        protocol = std::make_shared<CompatibleServer>(*std::move(base), std::move(secrets));
    return makeProtocolBackend(std::move(protocol), url, config, tools, std::move(notes), isLocal);
}

} // namespace

Provider provider()
{
    ProviderDescriptor descriptor;
    descriptor.id = "openai-compatible";
    descriptor.name = "OpenAI-compatible server";
    descriptor.needsKey = false;
    descriptor.capabilities = {{Capability::Streaming, {true}}, {Capability::SystemMessage, {true}}};
    descriptor.options = {{kRoute, "Route", "How prompts are sent: as a chat, or as a text that a base model continues.", ProviderOption::Kind::Choice,
                           {"chat", kCompletions}, "chat", {}}};
    return {std::move(descriptor),
            [](const ProviderConfig &config, const ProviderTools &tools) { return make(config, tools, false, config.option(kRoute) == kCompletions); }};
}

Result<std::shared_ptr<ChatBackend>> makeBackend(BackendConfig config, net::IoThread &io, std::shared_ptr<net::Redactor> redactor)
{
    ProviderConfig settings;
    settings.baseUrl = std::move(config.baseUrl);
    settings.key = std::move(config.key);
    return make(settings, {&io, std::move(redactor), {}}, config.isLocal, config.continuesText);
}

} // namespace lineup::openaicompatible
