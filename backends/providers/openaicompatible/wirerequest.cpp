#include "backends/providers/openaicompatible/wirerequest.h"

#include "backends/providers/openaicompatible/wireparts.h"
#include "core/base/json.h"

#include <algorithm>

namespace lineup::openaicompatible {

namespace {

using nlohmann::json;

json toolCallOf(const ToolCallBlock &call)
{
    return {{"id", call.id}, {"type", "function"}, {"function", {{"name", call.name}, {"arguments", call.arguments.empty() ? "{}" : call.arguments}}}};
}

/// What text and pictures there are, in their order: one string when there is only text, else parts.
json contentOf(const Message &message)
{
    std::string text;
    json parts = json::array();
    const auto addText = [&] {
        if (!text.empty())
            parts.push_back({{"type", "text"}, {"text", std::exchange(text, {})}});
    };
    for (const ContentBlock &block : message.blocks) {
        if (const auto *written = std::get_if<TextBlock>(&block)) {
            text += written->text;
        } else if (const auto *refusal = std::get_if<RefusalBlock>(&block)) {
            text += refusal->text;
        } else if (const auto *image = std::get_if<ImageBlock>(&block)) {
            addText();
            parts.push_back({{"type", "image_url"}, {"image_url", {{"url", dataUrl(*image)}}}});
        }
    }
    if (parts.empty())
        return text;
    addText();
    return parts;
}

/// What of an answer goes back beside its text: calls, and what only this provider understands.
void addOfAnswer(json &wire, const Message &message, const Quirks &quirks)
{
    json calls = json::array();
    for (const ContentBlock &block : message.blocks) {
        if (const auto *call = std::get_if<ToolCallBlock>(&block))
            calls.push_back(toolCallOf(*call));
    }
    if (!calls.empty())
        wire["tool_calls"] = std::move(calls);
    if (const std::string thought = reasoningText(message); !quirks.reasoningBackName.empty() && !thought.empty())
        wire[quirks.reasoningBackName] = thought;
    for (const ContentBlock &block : message.blocks) {
        const auto *item = std::get_if<ProviderItemBlock>(&block);
        if (!item)
            continue;
        // Members of the message, as the reader took them out of it.
        if (const auto members = parseJson(item->json, kReplyJsonDepth); members && members->is_object())
            wire.update(*members);
    }
}

json messagesOf(const ChatRequest &request, const Quirks &quirks)
{
    json messages = json::array();
    for (const Message &message : withoutForeignItems(request.messages, quirks.provider, request.model)) {
        const bool isSystem = message.role == Role::System;
        json wire{{"role", isSystem ? quirks.systemRole : std::string(roleName(message.role))}, {"content", contentOf(message)}};
        if (message.role == Role::Assistant)
            addOfAnswer(wire, message, quirks);
        messages.push_back(std::move(wire));
    }
    return messages;
}

template <class T>
void setIf(json &body, const std::string &name, const std::optional<T> &value)
{
    if (value)
        body[name] = *value;
}

void addReasoning(json &body, const Parameters &parameters, const Quirks &quirks)
{
    if (quirks.effortForm == Quirks::EffortForm::Word) {
        setIf(body, "reasoning_effort", parameters.reasoningEffort);
        return;
    }
    json reasoning = json::object();
    setIf(reasoning, "effort", parameters.reasoningEffort);
    setIf(reasoning, "max_tokens", parameters.reasoningTokens);
    if (!reasoning.empty())
        body["reasoning"] = std::move(reasoning);
}

json responseFormat(const json &schema, Quirks::SchemaForm form)
{
    if (form == Quirks::SchemaForm::JsonObject)
        return {{"type", "json_object"}};
    if (form == Quirks::SchemaForm::Bare)
        return {{"type", "json_schema"}, {"schema", schema}};
    json wrapped{{"name", schemaName(schema)}, {"schema", schema}};
    if (allowsStrict(schema))
        wrapped["strict"] = true;
    return {{"type", "json_schema"}, {"json_schema", std::move(wrapped)}};
}

void addTools(json &body, const std::vector<ToolSpec> &tools)
{
    json list = json::array();
    for (const ToolSpec &tool : tools) {
        json function{{"name", tool.name}, {"parameters", tool.parameters}};
        if (!tool.description.empty())
            function["description"] = tool.description;
        list.push_back({{"type", "function"}, {"function", std::move(function)}});
    }
    if (!list.empty())
        body["tools"] = std::move(list);
}

void addLogprobs(json &body, std::int64_t others, Quirks::LogprobsForm form)
{
    if (form == Quirks::LogprobsForm::Count) {
        // None at all would be none of the token itself either.
        body["logprobs"] = std::max<std::int64_t>(others, 1);
        return;
    }
    body["logprobs"] = true;
    if (others > 0)
        body["top_logprobs"] = others;
}

} // namespace

std::string chatBody(const ChatRequest &request, const Quirks &quirks, chat::Notes &notes)
{
    const Parameters parameters = takenParameters(request.parameters, quirks, notes);
    // Servers of one model ignore the name, but some refuse a request without the member.
    json body{{"model", quirks.wireModel.empty() ? request.model : quirks.wireModel}, {"messages", messagesOf(request, quirks)}, {"stream", parameters.streams}};
    if (parameters.streams && quirks.sendsStreamOptions)
        body["stream_options"] = {{"include_usage", true}};
    setIf(body, "temperature", parameters.temperature);
    setIf(body, "top_p", parameters.topP);
    setIf(body, "top_k", parameters.topK);
    setIf(body, quirks.maxTokensName, parameters.maxTokens);
    setIf(body, quirks.seedName, parameters.seed);
    setIf(body, "presence_penalty", parameters.presencePenalty);
    setIf(body, "frequency_penalty", parameters.frequencyPenalty);
    addReasoning(body, parameters, quirks);
    // Always an array: some servers take nothing else.
    if (!parameters.stop.empty())
        body["stop"] = parameters.stop;
    if (parameters.jsonSchema) {
        body["response_format"] = responseFormat(*parameters.jsonSchema, quirks.schemaForm);
        if (quirks.schemaForm == Quirks::SchemaForm::JsonObject)
            notes.push_back("json-schema: this server is only asked for JSON, it does not take the schema");
    }
    addTools(body, parameters.tools);
    if (parameters.topLogprobs)
        addLogprobs(body, *parameters.topLogprobs, quirks.logprobsForm);
    if (quirks.finish)
        quirks.finish(request, body);
    if (parameters.extra.is_object())
        body.merge_patch(parameters.extra);
    return dumpJson(body);
}

} // namespace lineup::openaicompatible
