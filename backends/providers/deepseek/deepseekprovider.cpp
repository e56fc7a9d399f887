#include "backends/providers/deepseek/deepseekprovider.h"

#include "backends/providers/openaicompatible/dialect.h"

#include <algorithm>

namespace lineup::deepseek {

namespace {

using nlohmann::json;
using openaicompatible::Quirks;

bool hasToolCalls(const ChatRequest &request)
{
    return std::ranges::any_of(request.messages, [](const Message &message) {
        return std::ranges::any_of(message.blocks, [](const ContentBlock &block) { return std::holds_alternative<ToolCallBlock>(block); });
    });
}

void applyModel(const ChatRequest &request, Quirks &quirks)
{
    // With calls in the history a thought that is missing is a 400; without them one that is there was, for the older models.
    if (hasToolCalls(request))
        quirks.reasoningBackName = "reasoning_content";
    if (request.model.find("reasoner") != std::string::npos)
        quirks.notTaken.merge(ParameterSet{Parameter::Temperature, Parameter::TopP, Parameter::PresencePenalty, Parameter::FrequencyPenalty,
                                           Parameter::TopLogprobs});
}

/// Thinking is switched off by a member of its own.
void finish(const ChatRequest &, json &body)
{
    if (body.value("reasoning_effort", std::string()) != "none")
        return;
    body.erase("reasoning_effort");
    body["thinking"] = {{"type", "disabled"}};
}

openaicompatible::Dialect dialect()
{
    openaicompatible::Dialect dialect;
    dialect.quirks.schemaForm = Quirks::SchemaForm::JsonObject;
    dialect.quirks.notTaken = {Parameter::TopK, Parameter::Seed, Parameter::ReasoningTokens};
    dialect.quirks.perModel = applyModel;
    dialect.quirks.finish = finish;
    return dialect;
}

} // namespace

Provider provider()
{
    ProviderDescriptor deepseek;
    deepseek.id = "deepseek";
    deepseek.name = "DeepSeek";
    deepseek.defaultBaseUrl = "https://api.deepseek.com";
    deepseek.keyVariables = {"DEEPSEEK_API_KEY"};
    deepseek.keyPage = "https://platform.deepseek.com/api_keys";
    for (const Capability each : {Capability::Streaming, Capability::SystemMessage, Capability::Tools, Capability::StopWords})
        deepseek.capabilities[each] = {true};
    for (const Capability each : {Capability::StructuredOutput, Capability::Seed, Capability::TopK, Capability::TokenCount, Capability::Vision})
        deepseek.capabilities[each] = {false};
    // The address has no version; "/v1" and "/beta" are other doors to the same.
    return openaicompatible::dialectProvider(std::move(deepseek), {{"/chat/completions", "/models"}, {}, {}}, [](const ProviderConfig &) { return dialect(); });
}

} // namespace lineup::deepseek
