#include "backends/providers/bedrock/bedrockrequest.h"

#include "backends/providers/wire/writing.h"
#include "core/base/json.h"

#include <algorithm>
#include <array>

namespace lineup::bedrock {

namespace {

using nlohmann::json;
using wire::setIf;

constexpr std::array<std::string_view, 11> kMakers{"ai21", "amazon", "anthropic", "cohere", "deepseek", "google", "meta", "mistral", "openai", "qwen", "writer"};

json imageOf(const ImageBlock &image)
{
    const auto slash = image.mediaType.find('/');
    const std::string format = slash == std::string::npos ? image.mediaType : image.mediaType.substr(slash + 1);
    return {{"image", {{"format", format == "jpg" ? "jpeg" : format}, {"source", {{"bytes", wire::base64(image.bytes)}}}}}};
}

json callOf(const ToolCallBlock &call, chat::Notes &notes)
{
    json input = json::object();
    if (!call.arguments.empty()) {
        auto arguments = parseJson(call.arguments, kReplyJsonDepth);
        if (arguments && arguments->is_object())
            input = *std::move(arguments);
        else
            notes.push_back("the arguments of an earlier tool call are no JSON object and were left out");
    }
    return {{"toolUse", {{"toolUseId", call.id}, {"name", call.name}, {"input", std::move(input)}}}};
}

json blocksOf(const Message &message, chat::Notes &notes)
{
    json blocks = json::array();
    const auto addText = [&blocks](const std::string &text) {
        if (!text.empty())
            blocks.push_back({{"text", text}});
    };
    for (const ContentBlock &block : message.blocks) {
        if (const auto *text = std::get_if<TextBlock>(&block)) {
            addText(text->text);
        } else if (const auto *refusal = std::get_if<RefusalBlock>(&block)) {
            addText(refusal->text);
        } else if (const auto *image = std::get_if<ImageBlock>(&block)) {
            blocks.push_back(imageOf(*image));
        } else if (const auto *call = std::get_if<ToolCallBlock>(&block)) {
            blocks.push_back(callOf(*call, notes));
        } else if (const auto *item = std::get_if<ProviderItemBlock>(&block)) {
            // A thought with its signature; a thought alone is refused.
            if (auto kept = parseJson(item->json, kReplyJsonDepth); kept && kept->is_object())
                blocks.push_back(*std::move(kept));
        }
    }
    return blocks;
}

json toolsOf(const std::vector<ToolSpec> &tools)
{
    json list = json::array();
    for (const ToolSpec &tool : tools) {
        json spec{{"name", tool.name}, {"inputSchema", {{"json", tool.parameters}}}};
        if (!tool.description.empty())
            spec["description"] = tool.description;
        list.push_back({{"toolSpec", std::move(spec)}});
    }
    return {{"tools", std::move(list)}};
}

/// What all calls have in common: messages, system, tools.
json promptOf(const ChatRequest &request, chat::Notes &notes)
{
    json body = json::object();
    json messages = json::array();
    for (const Message &message : withoutForeignItems(request.messages, kProviderId, request.model)) {
        json blocks = blocksOf(message, notes);
        if (blocks.empty())
            continue;
        if (message.role == Role::System)
            body["system"] = std::move(blocks);
        else
            messages.push_back({{"role", roleName(message.role)}, {"content", std::move(blocks)}});
    }
    body["messages"] = std::move(messages);
    if (!request.parameters.tools.empty())
        body["toolConfig"] = toolsOf(request.parameters.tools);
    return body;
}

/// What the maker calls it; nothing when it has no such parameter.
bool setTopK(json &fields, std::int64_t topK, const std::string &maker)
{
    if (maker == "anthropic" || maker == "mistral")
        fields["top_k"] = topK;
    else if (maker == "cohere")
        fields["k"] = topK;
    else if (maker == "amazon")
        fields["inferenceConfig"]["topK"] = topK;
    else
        return false;
    return true;
}

void setReasoning(json &body, json &fields, const Parameters &parameters, const std::string &maker)
{
    const auto &effort = parameters.reasoningEffort;
    const bool isOff = effort == "none" || (!effort && parameters.reasoningTokens == 0);
    if (maker == "anthropic" && isOff)
        fields["thinking"] = {{"type", "disabled"}};
    else if (maker == "anthropic" && parameters.reasoningTokens.value_or(0) > 0)
        fields["thinking"] = {{"type", "enabled"}, {"budget_tokens", *parameters.reasoningTokens}};
    if (!effort || isOff)
        return;
    if (maker == "openai")
        fields["reasoning_effort"] = *effort;
    else
        body["outputConfig"]["effort"] = *effort;
}

} // namespace

std::string makerOf(std::string_view modelId)
{
    // Of an ARN only the last part is a name.
    if (const auto slash = modelId.rfind('/'); slash != std::string_view::npos)
        modelId.remove_prefix(slash + 1);
    for (int part = 0; part < 2; ++part) {
        const auto dot = modelId.find('.');
        const std::string_view word = modelId.substr(0, dot);
        if (dot != std::string_view::npos && std::ranges::find(kMakers, word) != kMakers.end())
            return std::string(word);
        // "us.", "eu.", "global." stand before the maker in the ids of inference profiles.
        if (dot == std::string_view::npos)
            break;
        modelId.remove_prefix(dot + 1);
    }
    return {};
}

std::string modelSegment(std::string_view modelId)
{
    return wire::percentEncoded(modelId);
}

std::vector<Parameter> notTaken(const ChatRequest &request)
{
    const std::string maker = makerOf(request.model);
    std::vector<Parameter> all;
    for (const Parameter parameter : setParameters(request.parameters)) {
        json unused = json::object();
        bool isTaken = true;
        switch (parameter) {
        case Parameter::Seed:
        case Parameter::PresencePenalty:
        case Parameter::FrequencyPenalty:
        case Parameter::TopLogprobs: isTaken = false; break;
        case Parameter::TopK: isTaken = setTopK(unused, 1, maker); break;
        case Parameter::ReasoningTokens: isTaken = maker == "anthropic"; break;
        // Thinking can be switched off with Anthropic's models only.
        case Parameter::ReasoningEffort: isTaken = maker == "anthropic" || request.parameters.reasoningEffort != "none"; break;
        default: break;
        }
        if (!isTaken)
            all.push_back(parameter);
    }
    return all;
}

std::string converseBody(const ChatRequest &request, chat::Notes &notes)
{
    const Parameters &parameters = request.parameters;
    const std::string maker = makerOf(request.model);
    json body = promptOf(request, notes);
    json inference = json::object();
    setIf(inference, "maxTokens", parameters.maxTokens);
    setIf(inference, "temperature", parameters.temperature);
    setIf(inference, "topP", parameters.topP);
    if (!parameters.stop.empty())
        inference["stopSequences"] = parameters.stop;
    if (!inference.empty())
        body["inferenceConfig"] = std::move(inference);
    json fields = json::object();
    if (parameters.topK)
        setTopK(fields, *parameters.topK, maker);
    setReasoning(body, fields, parameters, maker);
    if (!fields.empty())
        body["additionalModelRequestFields"] = std::move(fields);
    if (parameters.jsonSchema) {
        // The schema is a text here, not an object.
        const json schema{{"name", "answer"}, {"schema", dumpJson(*parameters.jsonSchema)}};
        body["outputConfig"]["textFormat"] = {{"type", "json_schema"}, {"structure", {{"jsonSchema", schema}}}};
    }
    for (const Parameter parameter : notTaken(request))
        notes.push_back(std::string(parameterName(parameter)) + ": not taken by this model");
    if (parameters.extra.is_object())
        body.merge_patch(parameters.extra);
    return dumpJson(body);
}

std::string countBody(const ChatRequest &request)
{
    chat::Notes unused;
    return dumpJson({{"input", {{"converse", promptOf(request, unused)}}}});
}

} // namespace lineup::bedrock
