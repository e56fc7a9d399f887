#include "backends/providers/openai/openaiprovider.h"

#include "backends/providers/openai/parametertable.h"
#include "backends/providers/openai/responses.h"
#include "backends/providers/openaicompatible/chatcompletions.h"

namespace lineup::openai {

namespace {

using openaicompatible::Quirks;

ProviderDescriptor descriptor(std::string id, std::string name)
{
    ProviderDescriptor descriptor;
    descriptor.id = std::move(id);
    descriptor.name = std::move(name);
    descriptor.defaultBaseUrl = "https://api.openai.com/v1";
    descriptor.keyVariables = {"OPENAI_API_KEY"};
    descriptor.baseUrlVariables = {"OPENAI_BASE_URL"};
    descriptor.keyPage = "https://platform.openai.com/api-keys";
    descriptor.options = {{"organization", "Organization", "Sent as OpenAI-Organization; needed only for a key that belongs to several.",
                           ProviderOption::Kind::Text, {}, {}, {"OPENAI_ORG_ID"}},
                          {"project", "Project", "Sent as OpenAI-Project.", ProviderOption::Kind::Text, {}, {}, {"OPENAI_PROJECT_ID"}}};
    for (const Capability capability : {Capability::Streaming, Capability::SystemMessage, Capability::Vision, Capability::Tools,
                                        Capability::StructuredOutput})
        descriptor.capabilities[capability] = {true};
    descriptor.capabilities[Capability::TopK] = {false};
    return descriptor;
}

std::shared_ptr<chat::ChatProtocol> protocolFor(Api api, const ProviderConfig &config, openaicompatible::ApiBase base)
{
    const auto table = ParameterTable::builtIn();
    Quirks quirks;
    quirks.provider = api == Api::Chat ? "openai" : "openai-responses";
    quirks.maxTokensName = "max_completion_tokens";
    quirks.perModel = [table, api](const ChatRequest &request, Quirks &perModel) { table->apply(api, request, perModel); };
    for (const auto &[option, header] : {std::pair{"organization", "OpenAI-Organization"}, std::pair{"project", "OpenAI-Project"}}) {
        if (std::string value = config.option(option); !value.empty())
            quirks.headers.add(header, std::move(value));
    }
    std::vector<net::SecretHeader> secrets;
    if (!config.key.isEmpty())
        secrets.push_back({"Authorization", "Bearer ", config.key});
    if (api == Api::Chat)
        return std::make_shared<openaicompatible::ChatCompletions>(std::move(base), std::move(secrets), std::move(quirks));
    return std::make_shared<Responses>(std::move(base), std::move(secrets), std::move(quirks), table);
}

Provider::Make maker(Api api)
{
    return [api](const ProviderConfig &config, const ProviderTools &tools) -> Result<std::shared_ptr<ChatBackend>> {
        auto base = openaicompatible::apiBase(config.baseUrl);
        if (!base)
            return Unexpected{base.error()};
        const std::string url = base->url;
        chat::Notes notes = base->notes;
        return makeProtocolBackend(protocolFor(api, config, *std::move(base)), url, config, tools, std::move(notes));
    };
}

} // namespace

Provider chatProvider()
{
    ProviderDescriptor chat = descriptor("openai", "OpenAI");
    chat.capabilities[Capability::Seed] = {true};
    chat.capabilities[Capability::TokenCount] = {false};
    return {std::move(chat), maker(Api::Chat)};
}

Provider responsesProvider()
{
    ProviderDescriptor responses = descriptor("openai-responses", "OpenAI (Responses)");
    responses.capabilities[Capability::TokenCount] = {true};
    for (const Capability capability : {Capability::Seed, Capability::StopWords, Capability::Penalties})
        responses.capabilities[capability] = {false};
    return {std::move(responses), maker(Api::Responses)};
}

} // namespace lineup::openai
