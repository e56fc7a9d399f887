#include "backends/providers/azure/azureprovider.h"

#include "backends/providers/azure/azureopenai.h"
#include "backends/providers/openai/parametertable.h"
#include "core/net/headers.h"

#include <algorithm>

namespace lineup::azure {

namespace {

constexpr char kTokenVariable[] = "AZURE_OPENAI_AD_TOKEN";

ProviderDescriptor descriptor()
{
    ProviderDescriptor azure;
    azure.id = "azure";
    azure.name = "Azure OpenAI";
    azure.keyVariables = {kTokenVariable, "AZURE_OPENAI_API_KEY"};
    azure.baseUrlVariables = {"AZURE_OPENAI_ENDPOINT"};
    azure.needsKey = false; // a command may print a token instead; without both nothing is made
    azure.options = {{"deployment", "Deployment", "Name of the deployment; without it the model's name is taken for it.", ProviderOption::Kind::Text, {}, {}, {}},
                     {"api-version", "API version", "A date such as 2024-10-21 for addresses with the deployment in them; empty for the v1 API.",
                      ProviderOption::Kind::Text, {}, {}, {"OPENAI_API_VERSION"}},
                     {"token-command", "Token command", "Prints an Entra token, such as: az account get-access-token --resource https://cognitiveservices.azure.com",
                      ProviderOption::Kind::Command, {}, {}, {}}};
    for (const Capability capability : {Capability::Streaming, Capability::SystemMessage, Capability::Vision, Capability::Tools,
                                        Capability::StructuredOutput, Capability::Seed})
        azure.capabilities[capability] = {true};
    azure.capabilities[Capability::TopK] = {false};
    azure.capabilities[Capability::TokenCount] = {false};
    azure.keyPage = "https://portal.azure.com";
    return azure;
}

/// An Entra token is a JSON Web Token: three parts in base64url, of which the first begins with {"
bool isToken(const std::string &key, const ProviderTools &tools)
{
    if (key.starts_with("eyJ") && std::ranges::count(key, '.') == 2)
        return true;
    const auto token = tools.environment ? tools.environment(kTokenVariable) : std::nullopt;
    return token && trimmed(*token) == key;
}

openaicompatible::Quirks quirksFor()
{
    openaicompatible::Quirks quirks;
    quirks.provider = "azure";
    quirks.maxTokensName = "max_completion_tokens";
    quirks.perModel = [table = openai::ParameterTable::builtIn()](const ChatRequest &request, openaicompatible::Quirks &perModel) {
        table->apply(openai::Api::Chat, request, perModel);
    };
    return quirks;
}

Result<std::shared_ptr<ChatBackend>> make(ProviderConfig config, const ProviderTools &tools)
{
    auto address = azureAddress(config.baseUrl, config.option("deployment"), config.option("api-version"));
    if (!address)
        return Unexpected{address.error()};
    chat::Notes notes = address->base.notes;
    std::shared_ptr<chat::TokenCommand> tokens;
    std::vector<net::SecretHeader> secrets;
    if (const std::string command = config.option("token-command"); !command.empty()) {
        auto made = chat::TokenCommand::make(command, tools.redactor);
        if (!made)
            return Unexpected{made.error()};
        tokens = *std::move(made);
        // Two identities are never mixed: the command was named on purpose, a key may only happen to be in the environment.
        if (!config.key.isEmpty())
            notes.push_back("the key was not used: the token command is");
        config.key = Secret();
    } else if (config.key.isEmpty()) {
        return makeError(ErrorCode::KeyMissing, "the variable is not set or empty, and no token-command is given", "AZURE_OPENAI_API_KEY");
    } else if (isToken(config.key.reveal(), tools)) {
        secrets.push_back({"Authorization", "Bearer ", config.key});
    } else {
        secrets.push_back({"api-key", "", config.key});
    }
    const std::string url = address->base.url;
    auto protocol = std::make_shared<AzureOpenAi>(*std::move(address), std::move(secrets), quirksFor(), tokens);
    return makeProtocolBackend(std::move(protocol), url, config, tools, std::move(notes), false, tokens);
}

} // namespace

Provider provider()
{
    return {descriptor(), [](const ProviderConfig &config, const ProviderTools &tools) { return make(config, tools); }};
}

} // namespace lineup::azure
