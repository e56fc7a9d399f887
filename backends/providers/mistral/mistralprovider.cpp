#include "backends/providers/mistral/mistralprovider.h"

#include "backends/chat/errorclassifier.h"
#include "backends/providers/openaicompatible/dialect.h"
#include "core/base/json.h"

namespace lineup::mistral {

namespace {

using nlohmann::json;

Error errorOf(const chat::FailedReply &reply)
{
    Error error = chat::classify(reply);
    // {"object":"error","message":"Invalid model: x","type":"invalid_model","code":"1500"}
    if (error.code == ErrorCode::BadRequest && reply.body.find("invalid_model") != std::string_view::npos)
        error.code = ErrorCode::ModelGone;
    return error;
}

std::optional<ListedModel> modelOf(const json &item)
{
    auto model = openaicompatible::listedModel(item);
    const json *abilities = findObject(item, "capabilities");
    if (!model || !abilities)
        return model;
    if (findBool(*abilities, "completion_chat") == false)
        return std::nullopt;
    for (const auto &[name, capability] : {std::pair{"vision", Capability::Vision}, std::pair{"function_calling", Capability::Tools},
                                           std::pair{"reasoning", Capability::Reasoning}}) {
        if (const auto has = findBool(*abilities, name))
            model->capabilities[capability] = {*has, CapabilitySource::Server};
    }
    return model;
}

openaicompatible::Dialect dialect()
{
    openaicompatible::Dialect dialect;
    dialect.quirks.seedName = "random_seed";
    // The last chunk carries usage without being asked, and unknown members are refused.
    dialect.quirks.sendsStreamOptions = false;
    dialect.quirks.notTaken = {Parameter::TopK, Parameter::TopLogprobs, Parameter::ReasoningTokens};
    dialect.quirks.efforts = {"high", "none"};
    dialect.errorOf = errorOf;
    dialect.modelOf = modelOf;
    return dialect;
}

} // namespace

Provider provider()
{
    ProviderDescriptor mistral;
    mistral.id = "mistral";
    mistral.name = "Mistral";
    mistral.defaultBaseUrl = "https://api.mistral.ai/v1";
    mistral.keyVariables = {"MISTRAL_API_KEY"};
    mistral.keyPage = "https://console.mistral.ai/api-keys";
    for (const Capability each : {Capability::Streaming, Capability::SystemMessage, Capability::StructuredOutput, Capability::Seed, Capability::Temperature,
                                  Capability::TopP, Capability::StopWords, Capability::Penalties})
        mistral.capabilities[each] = {true};
    for (const Capability each : {Capability::TopK, Capability::Logprobs, Capability::TokenCount})
        mistral.capabilities[each] = {false};
    return openaicompatible::dialectProvider(std::move(mistral), {{"/chat/completions", "/models"}, {}, "/v1"},
                                             [](const ProviderConfig &) { return dialect(); });
}

} // namespace lineup::mistral
