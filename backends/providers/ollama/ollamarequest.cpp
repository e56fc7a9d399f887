#include "backends/providers/ollama/ollamarequest.h"

#include "backends/providers/wire/writing.h"
#include "core/base/json.h"

namespace lineup::ollama {

namespace {

using nlohmann::json;
using wire::setIf;

json argumentsOf(const ToolCallBlock &call, chat::Notes &notes)
{
    if (call.arguments.empty())
        return json::object();
    auto arguments = parseJson(call.arguments, kReplyJsonDepth);
    if (arguments && arguments->is_object())
        return *std::move(arguments);
    notes.push_back("the arguments of an earlier tool call are no JSON object and were left out");
    return json::object();
}

json messageOf(const Message &message, chat::Notes &notes)
{
    std::string content;
    std::string thinking;
    json images = json::array();
    json calls = json::array();
    for (const ContentBlock &block : message.blocks) {
        if (const auto *text = std::get_if<TextBlock>(&block))
            content += text->text;
        else if (const auto *refusal = std::get_if<RefusalBlock>(&block))
            content += refusal->text;
        else if (const auto *reasoning = std::get_if<ReasoningBlock>(&block))
            thinking += reasoning->text;
        else if (const auto *image = std::get_if<ImageBlock>(&block))
            images.push_back(wire::base64(image->bytes));
        else if (const auto *call = std::get_if<ToolCallBlock>(&block))
            calls.push_back({{"function", {{"name", call->name}, {"arguments", argumentsOf(*call, notes)}}}});
    }
    json wire{{"role", roleName(message.role)}, {"content", content}};
    // The model's template decides what becomes of an earlier thought.
    if (!thinking.empty())
        wire["thinking"] = thinking;
    if (!images.empty())
        wire["images"] = std::move(images);
    if (!calls.empty())
        wire["tool_calls"] = std::move(calls);
    return wire;
}

json toolsOf(const std::vector<ToolSpec> &tools)
{
    json list = json::array();
    for (const ToolSpec &tool : tools) {
        json function{{"name", tool.name}, {"parameters", tool.parameters}};
        if (!tool.description.empty())
            function["description"] = tool.description;
        list.push_back({{"type", "function"}, {"function", std::move(function)}});
    }
    return list;
}

json optionsOf(const Parameters &parameters)
{
    json options = json::object();
    setIf(options, "temperature", parameters.temperature);
    setIf(options, "top_p", parameters.topP);
    setIf(options, "top_k", parameters.topK);
    setIf(options, "num_predict", parameters.maxTokens);
    setIf(options, "seed", parameters.seed);
    setIf(options, "presence_penalty", parameters.presencePenalty);
    setIf(options, "frequency_penalty", parameters.frequencyPenalty);
    if (!parameters.stop.empty())
        options["stop"] = parameters.stop;
    return options;
}

/// `think` is a switch, or how much: words are the server's business.
void setThinking(json &body, const Parameters &parameters, chat::Notes &notes)
{
    if (parameters.reasoningEffort)
        body["think"] = *parameters.reasoningEffort == "none" ? json(false) : json(*parameters.reasoningEffort);
    else if (parameters.reasoningTokens)
        body["think"] = *parameters.reasoningTokens > 0;
    if (parameters.reasoningTokens.value_or(0) > 0)
        notes.push_back("reasoning-tokens: not taken by Ollama, where thinking is on or off");
}

} // namespace

std::string chatBody(const ChatRequest &request, chat::Notes &notes)
{
    const Parameters &parameters = request.parameters;
    json messages = json::array();
    for (const Message &message : request.messages)
        messages.push_back(messageOf(message, notes));
    json body{{"model", request.model}, {"messages", std::move(messages)}, {"stream", parameters.streams}, {"truncate", false}};
    if (json options = optionsOf(parameters); !options.empty())
        body["options"] = std::move(options);
    if (parameters.jsonSchema)
        body["format"] = *parameters.jsonSchema;
    if (!parameters.tools.empty())
        body["tools"] = toolsOf(parameters.tools);
    setThinking(body, parameters, notes);
    if (parameters.topLogprobs) {
        body["logprobs"] = true;
        body["top_logprobs"] = *parameters.topLogprobs;
    }
    if (parameters.extra.is_object())
        body.merge_patch(parameters.extra);
    return dumpJson(body);
}

} // namespace lineup::ollama
