#include "backends/providers/xai/xaiprovider.h"

#include "backends/chat/errorclassifier.h"
#include "backends/providers/openaicompatible/dialect.h"
#include "core/base/json.h"

namespace lineup::xai {

namespace {

using nlohmann::json;

Error errorOf(const chat::FailedReply &reply)
{
    Error error = chat::classify(reply);
    if (error.code == ErrorCode::Forbidden && error.providerMessage && error.providerMessage->find("usage guideline") != std::string::npos)
        error.code = ErrorCode::ContentFiltered;
    return error;
}

/// Prices are US cents for 100 million tokens, so that one is 100,000 nano-dollars for a million.
std::optional<std::int64_t> priceOf(const json &item, const char *key)
{
    constexpr std::int64_t kNanoOfUnit = 100'000;
    const auto units = findInt(item, key);
    return units && *units < 1'000'000'000 ? std::optional(*units * kNanoOfUnit) : std::nullopt;
}

std::optional<ListedModel> modelOf(const json &item)
{
    auto model = openaicompatible::listedModel(item);
    if (!model)
        return model;
    PriceRule price;
    price.input = priceOf(item, "prompt_text_token_price");
    price.cachedInput = priceOf(item, "cached_prompt_text_token_price");
    price.output = priceOf(item, "completion_text_token_price");
    price.source = "xAI";
    if (price.input && price.output)
        model->price = std::move(price);
    return model;
}

/// These refuse every effort, "none" too.
void applyModel(const ChatRequest &request, openaicompatible::Quirks &quirks)
{
    if (request.model.starts_with("grok-4.20") && request.model.ends_with("reasoning"))
        quirks.notTaken.insert(Parameter::ReasoningEffort);
}

openaicompatible::Dialect dialect()
{
    openaicompatible::Dialect dialect;
    dialect.quirks.maxTokensName = "max_completion_tokens";
    dialect.quirks.notTaken = {Parameter::Stop, Parameter::PresencePenalty, Parameter::FrequencyPenalty, Parameter::TopK, Parameter::ReasoningTokens};
    dialect.quirks.perModel = applyModel;
    dialect.reading.dropsRepeatedThoughts = true;
    dialect.reading.thoughtsAreBesideOutput = true;
    dialect.errorOf = errorOf;
    dialect.richModelsPath = "/language-models";
    dialect.modelOf = modelOf;
    return dialect;
}

} // namespace

Provider provider()
{
    ProviderDescriptor xai;
    xai.id = "xai";
    xai.name = "xAI";
    xai.defaultBaseUrl = "https://api.x.ai/v1";
    xai.keyVariables = {"XAI_API_KEY"};
    xai.keyPage = "https://console.x.ai";
    for (const Capability each : {Capability::Streaming, Capability::SystemMessage, Capability::StructuredOutput, Capability::Tools, Capability::Seed,
                                  Capability::Temperature, Capability::TopP, Capability::Logprobs})
        xai.capabilities[each] = {true};
    for (const Capability each : {Capability::StopWords, Capability::Penalties, Capability::TopK, Capability::TokenCount})
        xai.capabilities[each] = {false};
    return openaicompatible::dialectProvider(std::move(xai), {{"/chat/completions", "/models"}, {}, "/v1"}, [](const ProviderConfig &) { return dialect(); });
}

} // namespace lineup::xai
