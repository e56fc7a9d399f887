#include "backends/providers/openai/responsesrequest.h"

#include "backends/providers/openaicompatible/wireparts.h"
#include "core/base/json.h"

namespace lineup::openai {

namespace {

using nlohmann::json;
using openaicompatible::Quirks;

/// What a user says: one string, or parts when pictures are among it.
json contentOf(const Message &message)
{
    std::string text;
    json parts = json::array();
    const auto addText = [&] {
        if (!text.empty())
            parts.push_back({{"type", "input_text"}, {"text", std::exchange(text, {})}});
    };
    for (const ContentBlock &block : message.blocks) {
        if (const auto *written = std::get_if<TextBlock>(&block)) {
            text += written->text;
        } else if (const auto *image = std::get_if<ImageBlock>(&block)) {
            addText();
            parts.push_back({{"type", "input_image"}, {"image_url", openaicompatible::dataUrl(*image)}});
        }
    }
    if (parts.empty())
        return text;
    addText();
    return parts;
}

/// An item as the provider gave it. Members without a value are left out: given as null they are refused.
void addKept(json &input, const std::string &text)
{
    const auto kept = parseJson(text, kReplyJsonDepth);
    if (!kept || !kept->is_object())
        return;
    json item = json::object();
    for (const auto &[key, value] : kept->items()) {
        if (!value.is_null())
            item[key] = value;
    }
    input.push_back(std::move(item));
}

/// The answer's items in the order in which they came: text, calls, and what the model thought as it was given.
void addAnswer(json &input, const Message &message)
{
    std::string text;
    const auto addText = [&] {
        if (!text.empty())
            input.push_back({{"type", "message"}, {"role", "assistant"}, {"content", std::exchange(text, {})}});
    };
    for (const ContentBlock &block : message.blocks) {
        if (const auto *written = std::get_if<TextBlock>(&block)) {
            text += written->text;
        } else if (const auto *refusal = std::get_if<RefusalBlock>(&block)) {
            text += refusal->text;
        } else if (const auto *call = std::get_if<ToolCallBlock>(&block)) {
            addText();
            input.push_back({{"type", "function_call"}, {"call_id", call->id}, {"name", call->name},
                             {"arguments", call->arguments.empty() ? "{}" : call->arguments}});
        } else if (const auto *item = std::get_if<ProviderItemBlock>(&block)) {
            addText();
            addKept(input, item->json);
        }
    }
    addText();
}

/// Messages name their type although they need not: llama-server takes an assistant's for nothing otherwise.
json inputOf(const ChatRequest &request, const Quirks &quirks)
{
    json input = json::array();
    for (const Message &message : withoutForeignItems(request.messages, quirks.provider, request.model)) {
        if (message.role == Role::Assistant)
            addAnswer(input, message);
        else if (message.role == Role::User)
            input.push_back({{"type", "message"}, {"role", "user"}, {"content", contentOf(message)}});
    }
    return input;
}

template <class T>
void setIf(json &body, const char *name, const std::optional<T> &value)
{
    if (value)
        body[name] = *value;
}

json textFormat(const json &schema)
{
    json format{{"type", "json_schema"}, {"name", openaicompatible::schemaName(schema)}, {"schema", schema}};
    format["strict"] = openaicompatible::allowsStrict(schema);
    return {{"format", std::move(format)}};
}

json toolsOf(const std::vector<ToolSpec> &tools)
{
    json list = json::array();
    for (const ToolSpec &tool : tools) {
        // Without a word the API would make every schema a strict one.
        json function{{"type", "function"}, {"name", tool.name}, {"parameters", tool.parameters},
                      {"strict", openaicompatible::allowsStrict(tool.parameters)}};
        if (!tool.description.empty())
            function["description"] = tool.description;
        list.push_back(std::move(function));
    }
    return list;
}

/// What both calls have: everything that the model reads.
json readBody(const ChatRequest &request, const Parameters &parameters, const Quirks &quirks)
{
    json body{{"model", request.model}, {"input", inputOf(request, quirks)}};
    for (const Message &message : request.messages) {
        if (message.role == Role::System)
            body["instructions"] = plainText(message);
    }
    if (parameters.jsonSchema)
        body["text"] = textFormat(*parameters.jsonSchema);
    if (!parameters.tools.empty())
        body["tools"] = toolsOf(parameters.tools);
    if (parameters.reasoningEffort)
        body["reasoning"] = {{"effort", *parameters.reasoningEffort}};
    return body;
}

} // namespace

std::string responsesBody(const ChatRequest &request, const Quirks &quirks, const ResponsesExtras &extras, chat::Notes &notes)
{
    const Parameters parameters = openaicompatible::takenParameters(request.parameters, quirks, notes);
    json body = readBody(request, parameters, quirks);
    body["stream"] = parameters.streams;
    body["store"] = false;
    setIf(body, "max_output_tokens", parameters.maxTokens);
    setIf(body, "temperature", parameters.temperature);
    setIf(body, "top_p", parameters.topP);
    if (extras.wantsSummary && parameters.reasoningEffort != "none")
        body["reasoning"]["summary"] = "auto";
    json include = json::array();
    if (extras.wantsEncryptedReasoning)
        include.push_back("reasoning.encrypted_content");
    if (parameters.topLogprobs) {
        include.push_back("message.output_text.logprobs");
        body["top_logprobs"] = *parameters.topLogprobs;
    }
    if (!include.empty())
        body["include"] = std::move(include);
    if (parameters.extra.is_object())
        body.merge_patch(parameters.extra);
    return dumpJson(body);
}

std::string inputTokensBody(const ChatRequest &request, const Quirks &quirks)
{
    chat::Notes notes;
    return dumpJson(readBody(request, openaicompatible::takenParameters(request.parameters, quirks, notes), quirks));
}

} // namespace lineup::openai
