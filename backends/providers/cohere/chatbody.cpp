#include "backends/providers/cohere/chatbody.h"

#include "backends/providers/wire/writing.h"

#include <algorithm>

namespace lineup::cohere {

namespace {

using nlohmann::json;

constexpr std::size_t kMostStopWords = 5;
constexpr double kLeastTopP = 0.01;
constexpr double kMostTopP = 0.99;
constexpr double kMostTopK = 500;

/// Writes the conversation, turn by turn.
class MessageWriter {
public:
    explicit MessageWriter(chat::Notes &notes) : m_notes(notes) {}

    void write(const Message &message)
    {
        writeResults();
        if (message.role == Role::Assistant)
            return writeAnswer(message);
        const bool hasImages = std::ranges::any_of(message.blocks, [](const auto &block) { return std::holds_alternative<ImageBlock>(block); });
        json content = hasImages ? contentOf(message) : json(plainText(message));
        if (!content.empty() && content != "")
            m_messages.push_back({{"role", roleName(message.role)}, {"content", std::move(content)}});
    }
    json takeMessages() { return std::move(m_messages); }

private:
    static json contentOf(const Message &message)
    {
        json content = json::array();
        for (const ContentBlock &block : message.blocks) {
            if (const auto *text = std::get_if<TextBlock>(&block); text && !text->text.empty())
                content.push_back({{"type", "text"}, {"text", text->text}});
            else if (const auto *image = std::get_if<ImageBlock>(&block))
                content.push_back({{"type", "image_url"}, {"image_url", {{"url", "data:" + image->mediaType + ";base64," + wire::base64(image->bytes)}}}});
        }
        return content;
    }
    void writeAnswer(const Message &message)
    {
        json wire{{"role", "assistant"}};
        std::string text;
        for (const ContentBlock &block : message.blocks) {
            if (const auto *part = std::get_if<TextBlock>(&block))
                text += part->text;
            else if (const auto *refusal = std::get_if<RefusalBlock>(&block))
                text += refusal->text;
            else if (const auto *call = std::get_if<ToolCallBlock>(&block))
                wire["tool_calls"].push_back(callOf(*call));
        }
        if (!text.empty())
            wire["content"] = text;
        // An answer of nothing but thoughts has nothing to be sent back.
        if (wire.size() > 1)
            m_messages.push_back(std::move(wire));
    }
    json callOf(const ToolCallBlock &call)
    {
        ++m_calls;
        const std::string id = call.id.empty() ? "call_" + std::to_string(m_calls) : call.id;
        m_open.push_back(id);
        return {{"id", id}, {"type", "function"}, {"function", {{"name", call.name}, {"arguments", call.arguments.empty() ? "{}" : call.arguments}}}};
    }
    /// Every call has to be followed by its result.
    void writeResults()
    {
        for (const std::string &id : m_open)
            m_messages.push_back({{"role", "tool"}, {"tool_call_id", id}, {"content", "not run"}});
        if (!m_open.empty())
            m_notes.push_back("tool calls of earlier turns: sent back with the result \"not run\"");
        m_open.clear();
    }

    chat::Notes &m_notes;
    json m_messages = json::array();
    std::vector<std::string> m_open; ///< calls of the last turn
    std::size_t m_calls = 0;
};

void setThinking(const Parameters &parameters, json &body, chat::Notes &notes)
{
    const auto &effort = parameters.reasoningEffort;
    const auto &tokens = parameters.reasoningTokens;
    if (!effort && !tokens)
        return;
    const bool isOff = tokens == 0 || (!tokens && effort == "none");
    body["thinking"]["type"] = isOff ? "disabled" : "enabled";
    if (!isOff && tokens)
        body["thinking"]["token_budget"] = *tokens;
    if (!isOff && effort)
        wire::noteLeftOut(notes, "reasoning effort", "this protocol takes on, off and a number of tokens");
}

void setSampling(const Parameters &parameters, json &body, chat::Notes &notes)
{
    const auto set = [&](const char *name, const char *said, const std::optional<double> &value, double least, double most) {
        if (value)
            body[name] = wire::limited(*value, least, most, said, notes);
    };
    set("temperature", "temperature", parameters.temperature, 0, 1);
    set("p", "top_p", parameters.topP, kLeastTopP, kMostTopP);
    set("presence_penalty", "presence penalty", parameters.presencePenalty, 0, 1);
    set("frequency_penalty", "frequency penalty", parameters.frequencyPenalty, 0, 1);
    if (parameters.topK)
        body["k"] = static_cast<std::int64_t>(wire::limited(static_cast<double>(*parameters.topK), 0, kMostTopK, "top_k", notes));
    wire::setIf(body, "max_tokens", parameters.maxTokens);
    wire::setIf(body, "seed", parameters.seed);
    if (parameters.stop.empty())
        return;
    std::vector<std::string> stop = parameters.stop;
    if (stop.size() > kMostStopWords) {
        stop.resize(kMostStopWords);
        notes.push_back("stop words: only the first 5 are sent, the most that this protocol takes");
    }
    body["stop_sequences"] = stop;
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

} // namespace

json chatBody(const ChatRequest &request, chat::Notes &notes)
{
    const Parameters &parameters = request.parameters;
    MessageWriter writer(notes);
    for (const Message &message : request.messages)
        writer.write(message);
    json body{{"model", request.model}, {"messages", writer.takeMessages()}, {"stream", parameters.streams}};
    setSampling(parameters, body, notes);
    setThinking(parameters, body, notes);
    if (parameters.jsonSchema)
        body["response_format"] = {{"type", "json_object"}, {"json_schema", *parameters.jsonSchema}};
    if (!parameters.tools.empty())
        body["tools"] = toolsOf(parameters.tools);
    if (parameters.topLogprobs)
        body["logprobs"] = true;
    if (parameters.topLogprobs.value_or(0) > 0)
        wire::noteLeftOut(notes, "log probabilities of other tokens", "not given by this protocol");
    return body;
}

} // namespace lineup::cohere
