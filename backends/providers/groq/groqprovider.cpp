#include "backends/providers/groq/groqprovider.h"

#include "backends/chat/errorclassifier.h"
#include "backends/providers/openaicompatible/dialect.h"
#include "core/base/json.h"

namespace lineup::groq {

namespace {

/// "Flex tier capacity exceeded": passes by waiting.
constexpr int kNoCapacity = 498;

Error errorOf(const chat::FailedReply &reply)
{
    Error error = chat::classify(reply);
    if (reply.status == kNoCapacity)
        error.code = ErrorCode::ProviderDown;
    return error;
}

std::optional<ListedModel> modelOf(const nlohmann::json &item)
{
    auto model = openaicompatible::listedModel(item);
    // The list does not say what a model is for; those that hear and speak are known by their names.
    const bool chats = model && !model->id.starts_with("whisper-") && model->id.find("-tts") == std::string::npos;
    if (!chats)
        return std::nullopt;
    model->isRetired = model->isRetired || findBool(item, "active") == false;
    return model;
}

openaicompatible::Dialect dialect()
{
    openaicompatible::Dialect dialect;
    dialect.quirks.maxTokensName = "max_completion_tokens";
    dialect.quirks.notTaken = {Parameter::TopLogprobs, Parameter::PresencePenalty, Parameter::FrequencyPenalty, Parameter::TopK, Parameter::ReasoningTokens};
    dialect.errorOf = errorOf;
    dialect.modelOf = modelOf;
    return dialect;
}

} // namespace

Provider provider()
{
    ProviderDescriptor groq;
    groq.id = "groq";
    groq.name = "Groq";
    groq.defaultBaseUrl = "https://api.groq.com/openai/v1";
    groq.keyVariables = {"GROQ_API_KEY"};
    groq.baseUrlVariables = {"GROQ_BASE_URL"};
    groq.keyPage = "https://console.groq.com/keys";
    for (const Capability each : {Capability::Streaming, Capability::SystemMessage, Capability::Tools, Capability::StructuredOutput, Capability::Seed,
                                  Capability::Temperature, Capability::TopP, Capability::StopWords})
        groq.capabilities[each] = {true};
    for (const Capability each : {Capability::Logprobs, Capability::Penalties, Capability::TopK, Capability::TokenCount})
        groq.capabilities[each] = {false};
    // Groq's own client takes the address without "/openai/v1".
    return openaicompatible::dialectProvider(std::move(groq), {{"/chat/completions", "/models", "/openai"}, {}, "/openai/v1"},
                                             [](const ProviderConfig &) { return dialect(); });
}

} // namespace lineup::groq
