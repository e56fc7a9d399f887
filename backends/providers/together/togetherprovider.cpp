#include "backends/providers/together/togetherprovider.h"

#include "backends/chat/errorclassifier.h"
#include "backends/providers/openaicompatible/dialect.h"
#include "backends/providers/wire/reading.h"

namespace lineup::together {

namespace {

using nlohmann::json;

Error errorOf(const chat::FailedReply &reply)
{
    Error error = chat::classify(reply);
    // "Input validation error: `inputs` tokens + `max_new_tokens` must be <= 8193"
    const std::string said = error.providerMessage.value_or("");
    if (error.code == ErrorCode::BadRequest && said.find("tokens") != std::string::npos && said.find("must be <=") != std::string::npos)
        error.code = ErrorCode::ContextTooLong;
    return error;
}

std::optional<ListedModel> modelOf(const json &item)
{
    const std::string type = wire::stringOf(item, "type");
    auto model = openaicompatible::listedModel(item);
    if (!model || !(type.empty() || type == "chat"))
        return std::nullopt;
    if (const json *pricing = findObject(item, "pricing")) {
        PriceRule price;
        price.input = openaicompatible::nanoOfMillion(pricing->value("input", json()));
        price.output = openaicompatible::nanoOfMillion(pricing->value("output", json()));
        price.source = "Together";
        if (price.input && price.output)
            model->price = std::move(price);
    }
    return model;
}

openaicompatible::Dialect dialect()
{
    openaicompatible::Dialect dialect;
    dialect.quirks.logprobsForm = openaicompatible::Quirks::LogprobsForm::Count;
    dialect.quirks.schemaForm = openaicompatible::Quirks::SchemaForm::Bare;
    dialect.errorOf = errorOf;
    dialect.modelOf = modelOf;
    return dialect;
}

} // namespace

Provider provider()
{
    ProviderDescriptor together;
    together.id = "together";
    together.name = "Together";
    together.defaultBaseUrl = "https://api.together.ai/v1";
    together.keyVariables = {"TOGETHER_API_KEY"};
    together.baseUrlVariables = {"TOGETHER_BASE_URL"};
    together.keyPage = "https://api.together.ai/settings/api-keys";
    for (const Capability each : {Capability::Streaming, Capability::SystemMessage, Capability::Tools, Capability::StructuredOutput, Capability::Logprobs,
                                  Capability::Seed, Capability::Temperature, Capability::TopP, Capability::TopK, Capability::StopWords, Capability::Penalties})
        together.capabilities[each] = {true};
    together.capabilities[Capability::TokenCount] = {false};
    return openaicompatible::dialectProvider(std::move(together), {{"/chat/completions", "/models"}, {}, "/v1"},
                                             [](const ProviderConfig &) { return dialect(); });
}

} // namespace lineup::together
