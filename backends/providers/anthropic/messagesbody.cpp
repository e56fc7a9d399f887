#include "backends/providers/anthropic/messagesbody.h"

#include "backends/providers/wire/writing.h"
#include "core/base/json.h"

#include <algorithm>
#include <array>

namespace lineup::anthropic {

namespace {

using nlohmann::json;
using Thinking = ModelTraits::Thinking;

constexpr std::int64_t kDefaultMaxTokens = 8192;
/// Thinking counts as output.
constexpr std::int64_t kDefaultMaxTokensThinking = 16384;
constexpr std::int64_t kLeastBudget = 1024;
constexpr std::array<std::string_view, 4> kImageTypes{"image/jpeg", "image/png", "image/gif", "image/webp"};

/// The share of max_tokens that an effort may think, for models that take a budget only.
/// Source: OpenRouter documentation, "Reasoning tokens", which does the same for these models.
double shareOf(const std::string &effort)
{
    if (effort == "minimal")
        return 0.1;
    if (effort == "low")
        return 0.2;
    if (effort == "medium")
        return 0.5;
    return effort == "high" ? 0.8 : 0.95;
}

/// Ids of other providers hold characters that this one refuses.
std::string callId(const ToolCallBlock &call, std::size_t position)
{
    if (call.id.empty())
        return "call_" + std::to_string(position);
    std::string id = call.id;
    std::ranges::replace_if(
        id, [](char c) { return !((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-'); }, '_');
    return id;
}

/// Writes the conversation, turn by turn.
class MessageWriter {
public:
    MessageWriter(const std::string &model, chat::Notes &notes) : m_model(model), m_notes(notes) {}

    Result<void> write(const Message &message)
    {
        if (message.role == Role::System) {
            m_system += plainText(message);
            return {};
        }
        json content = takeResults();
        if (message.role == Role::Assistant)
            addItems(message, content);
        for (const ContentBlock &block : message.blocks) {
            if (auto added = addBlock(block, message.role, content); !added)
                return added;
        }
        // A turn without content is refused; the roles need not alternate.
        if (!content.empty())
            m_messages.push_back({{"role", roleName(message.role)}, {"content", std::move(content)}});
        return {};
    }

    void moveInto(json &body)
    {
        if (!m_system.empty())
            body["system"] = std::move(m_system);
        body["messages"] = std::move(m_messages);
    }

private:
    bool isOwn(const ContentBlock &block) const
    {
        const auto *item = std::get_if<ProviderItemBlock>(&block);
        return item && item->provider == kProviderId && item->model == m_model;
    }
    /// The service wants what it thought before the text. Items that stand in their place already stay there.
    void addItems(const Message &message, json &content)
    {
        const auto first = std::ranges::find_if(message.blocks, [](const auto &block) { return !std::holds_alternative<ReasoningBlock>(block); });
        m_itemsAreInPlace = first != message.blocks.end() && isOwn(*first);
        if (m_itemsAreInPlace)
            return;
        for (const ContentBlock &block : message.blocks)
            addItem(block, content);
    }
    void addItem(const ContentBlock &block, json &content)
    {
        if (!isOwn(block))
            return;
        if (auto item = parseJson(std::get<ProviderItemBlock>(block).json, kReplyJsonDepth); item && item->is_object())
            content.push_back(*std::move(item));
    }
    Result<void> addBlock(const ContentBlock &block, Role role, json &content)
    {
        if (const auto *text = std::get_if<TextBlock>(&block))
            return addText(text->text, content);
        if (const auto *refusal = std::get_if<RefusalBlock>(&block))
            return addText(refusal->text, content);
        if (const auto *image = std::get_if<ImageBlock>(&block))
            return addImage(*image, content);
        if (const auto *call = std::get_if<ToolCallBlock>(&block); call && role == Role::Assistant)
            addCall(*call, content);
        if (m_itemsAreInPlace && role == Role::Assistant)
            addItem(block, content);
        return {};
    }
    static Result<void> addText(const std::string &text, json &content)
    {
        // An empty block is refused.
        if (!text.empty())
            content.push_back({{"type", "text"}, {"text", text}});
        return {};
    }
    static Result<void> addImage(const ImageBlock &image, json &content)
    {
        if (std::ranges::find(kImageTypes, image.mediaType) == kImageTypes.end())
            return makeError(ErrorCode::BadInput, "Anthropic takes JPEG, PNG, GIF and WebP pictures, not " + image.mediaType);
        content.push_back({{"type", "image"}, {"source", {{"type", "base64"}, {"media_type", image.mediaType}, {"data", wire::base64(image.bytes)}}}});
        return {};
    }
    void addCall(const ToolCallBlock &call, json &content)
    {
        const std::string id = callId(call, ++m_calls);
        content.push_back({{"type", "tool_use"}, {"id", id}, {"name", call.name}, {"input", wire::argumentsOf(call.arguments)}});
        m_open.push_back(id);
    }
    /// The turn after a call has to begin with its result.
    json takeResults()
    {
        json content = json::array();
        for (const std::string &id : m_open)
            content.push_back({{"type", "tool_result"}, {"tool_use_id", id}, {"content", "not run"}, {"is_error", true}});
        if (!m_open.empty())
            m_notes.push_back("tool calls of earlier turns: sent back with the result \"not run\"");
        m_open.clear();
        return content;
    }

    const std::string &m_model;
    chat::Notes &m_notes;
    std::string m_system;
    json m_messages = json::array();
    std::vector<std::string> m_open; ///< calls of the last turn
    std::size_t m_calls = 0;
    bool m_itemsAreInPlace = false;
};

/// What is wanted of the model's thinking.
struct Wish {
    bool isSet = false;
    bool isOff = false;
    explicit Wish(const Parameters &parameters)
        : isSet(parameters.reasoningEffort || parameters.reasoningTokens),
          isOff(parameters.reasoningTokens == 0 || (!parameters.reasoningTokens && parameters.reasoningEffort == "none"))
    {
    }
};

std::int64_t maxTokensFor(const Parameters &parameters, const ModelTraits &traits, chat::Notes &notes)
{
    if (parameters.maxTokens)
        return *parameters.maxTokens;
    const Wish wish(parameters);
    std::int64_t most = kDefaultMaxTokens;
    if (wish.isSet && !wish.isOff && traits.thinking != Thinking::None)
        most = std::max(kDefaultMaxTokensThinking, parameters.reasoningTokens.value_or(0) + kDefaultMaxTokens);
    if (traits.maxOutput)
        most = std::min(most, *traits.maxOutput);
    notes.push_back("max_tokens: sent as " + std::to_string(most) + ", since this protocol wants one");
    return most;
}

void setBudget(const Parameters &parameters, json &body, chat::Notes &notes)
{
    const std::int64_t maxTokens = body["max_tokens"];
    if (maxTokens <= kLeastBudget)
        return wire::noteLeftOut(notes, "reasoning", "needs a max_tokens above 1024");
    std::int64_t budget = 0;
    if (parameters.reasoningTokens) {
        budget = std::clamp(*parameters.reasoningTokens, kLeastBudget, maxTokens - 1);
        if (budget != *parameters.reasoningTokens)
            notes.push_back("reasoning tokens: sent as " + std::to_string(budget) + ", within 1024 and max_tokens");
        if (parameters.reasoningEffort)
            wire::noteLeftOut(notes, "reasoning effort", "not taken beside a number of reasoning tokens");
    } else {
        const auto share = static_cast<std::int64_t>(static_cast<double>(maxTokens) * shareOf(*parameters.reasoningEffort));
        budget = std::clamp(share, kLeastBudget, maxTokens - 1);
        notes.push_back("reasoning effort: sent as a budget of " + std::to_string(budget) + " tokens, since this model takes no effort");
    }
    body["thinking"] = {{"type", "enabled"}, {"budget_tokens", budget}};
}

void setAdaptive(const Parameters &parameters, const ModelTraits &traits, json &body, chat::Notes &notes)
{
    // Without it the newest models think in silence.
    body["thinking"] = {{"type", "adaptive"}, {"display", "summarized"}};
    if (parameters.reasoningTokens)
        wire::noteLeftOut(notes, "reasoning tokens", "not taken by this model, which has a reasoning effort instead");
    if (!parameters.reasoningEffort || parameters.reasoningEffort == "none")
        return;
    if (traits.takesEffort)
        body["output_config"]["effort"] = *parameters.reasoningEffort;
    else
        wire::noteLeftOut(notes, "reasoning effort", "not taken by this model");
}

void setThinking(const Parameters &parameters, const ModelTraits &traits, json &body, chat::Notes &notes)
{
    const Wish wish(parameters);
    if (!wish.isSet)
        return;
    if (wish.isOff) {
        if (traits.thinking == Thinking::None)
            return;
        if (traits.canStayOff)
            body["thinking"] = {{"type", "disabled"}};
        else
            wire::noteLeftOut(notes, "reasoning", "cannot be switched off on this model");
        return;
    }
    switch (traits.thinking) {
    case Thinking::None: return wire::noteLeftOut(notes, "reasoning", "not taken by this model");
    case Thinking::Budget: return setBudget(parameters, body, notes);
    case Thinking::Adaptive: return setAdaptive(parameters, traits, body, notes);
    case Thinking::Unknown: break;
    }
    if (parameters.reasoningTokens)
        setBudget(parameters, body, notes);
    else
        setAdaptive(parameters, traits, body, notes);
}

void setSampling(const Parameters &parameters, const ModelTraits &traits, json &body, chat::Notes &notes)
{
    const json *thinking = findObject(body, "thinking");
    const bool thinks = thinking && (*thinking)["type"] != "disabled";
    const char *reason = !traits.takesSampling ? "not taken by this model" : thinks ? "not taken while the model thinks" : nullptr;
    if (reason) {
        for (const wire::Unknown &each : {wire::Unknown{"temperature", parameters.temperature.has_value()},
                                          {"top_p", parameters.topP.has_value()}, {"top_k", parameters.topK.has_value()}}) {
            if (each.isSet)
                wire::noteLeftOut(notes, each.name, reason);
        }
        return;
    }
    if (parameters.temperature)
        body["temperature"] = wire::limited(*parameters.temperature, 0, 1, "temperature", notes);
    wire::setIf(body, "top_p", parameters.topP);
    wire::setIf(body, "top_k", parameters.topK);
}

json toolsOf(const std::vector<ToolSpec> &tools)
{
    json list = json::array();
    for (const ToolSpec &tool : tools) {
        json wire{{"name", tool.name}, {"input_schema", tool.parameters}};
        if (!tool.description.empty())
            wire["description"] = tool.description;
        // A schema that says nothing still has to say that arguments are an object.
        if (tool.parameters.is_object() && !tool.parameters.contains("type"))
            wire["input_schema"]["type"] = "object";
        list.push_back(std::move(wire));
    }
    return list;
}

} // namespace

Result<json> messagesBody(const ChatRequest &request, const ModelTraits &traits, chat::Notes &notes)
{
    const Parameters &parameters = request.parameters;
    json body{{"model", request.model}, {"max_tokens", maxTokensFor(parameters, traits, notes)}};
    MessageWriter writer(request.model, notes);
    for (const Message &message : request.messages) {
        if (auto written = writer.write(message); !written)
            return Unexpected{written.error()};
    }
    writer.moveInto(body);
    if (parameters.streams)
        body["stream"] = true;
    setThinking(parameters, traits, body, notes);
    setSampling(parameters, traits, body, notes);
    if (!parameters.stop.empty())
        body["stop_sequences"] = parameters.stop;
    if (parameters.jsonSchema)
        body["output_config"]["format"] = {{"type", "json_schema"}, {"schema", *parameters.jsonSchema}};
    if (!parameters.tools.empty())
        body["tools"] = toolsOf(parameters.tools);
    wire::noteUnknown(notes, {{"seed", parameters.seed.has_value()},
                              {"presence penalty", parameters.presencePenalty.has_value()},
                              {"frequency penalty", parameters.frequencyPenalty.has_value()},
                              {"log probabilities", parameters.topLogprobs.has_value()}});
    return body;
}

json countBody(json body)
{
    for (const char *name : {"max_tokens", "stream", "temperature", "top_p", "top_k", "stop_sequences", "metadata", "service_tier", "container",
                             "inference_geo"})
        body.erase(name);
    return body;
}

} // namespace lineup::anthropic
