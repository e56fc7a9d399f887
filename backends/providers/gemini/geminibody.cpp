#include "backends/providers/gemini/geminibody.h"

#include "backends/providers/wire/writing.h"
#include "core/base/json.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace lineup::gemini {

namespace {

using nlohmann::json;
using Kind = ThinkingTraits::Kind;

constexpr std::array<std::string_view, 4> kLevels{"minimal", "low", "medium", "high"};

/// Source: Gemini API documentation, "OpenAI compatibility", reasoning_effort.
std::int64_t budgetOf(const std::string &effort)
{
    if (effort == "none")
        return 0;
    if (effort == "minimal" || effort == "low")
        return 1024;
    return effort == "medium" ? 8192 : 24576;
}

/// Writes the conversation, turn by turn.
class ContentWriter {
public:
    ContentWriter(const ChatRequest &request, bool takesSystem, chat::Notes &notes) : m_model(request.model), m_takesSystem(takesSystem), m_notes(notes) {}

    void write(const Message &message)
    {
        if (message.role == Role::System) {
            m_system += plainText(message);
            return;
        }
        json parts = takeResults();
        if (!m_takesSystem && !m_system.empty() && message.role == Role::User) {
            parts.push_back({{"text", std::exchange(m_system, {})}});
            m_notes.push_back("system message: sent before the first message, since this model takes none");
        }
        if (message.role == Role::Assistant)
            writeAnswer(message, parts);
        else
            writeQuestion(message, parts);
        if (!parts.empty())
            m_contents.push_back({{"role", message.role == Role::Assistant ? "model" : "user"}, {"parts", std::move(parts)}});
    }

    void moveInto(json &body)
    {
        if (m_takesSystem && !m_system.empty())
            body["systemInstruction"] = {{"parts", json::array({{{"text", m_system}}})}};
        body["contents"] = std::move(m_contents);
    }

private:
    static void addText(const std::string &text, json &parts)
    {
        if (!text.empty())
            parts.push_back({{"text", text}});
    }
    static void writeQuestion(const Message &message, json &parts)
    {
        for (const ContentBlock &block : message.blocks) {
            if (const auto *text = std::get_if<TextBlock>(&block))
                addText(text->text, parts);
            else if (const auto *image = std::get_if<ImageBlock>(&block))
                parts.push_back({{"inlineData", {{"mimeType", image->mediaType}, {"data", wire::base64(image->bytes)}}}});
        }
    }
    void writeAnswer(const Message &message, json &parts)
    {
        readItems(message);
        for (const ContentBlock &block : message.blocks) {
            if (const auto *text = std::get_if<TextBlock>(&block)) {
                addText(text->text, parts);
            } else if (const auto *refusal = std::get_if<RefusalBlock>(&block)) {
                addText(refusal->text, parts);
            } else if (const auto *call = std::get_if<ToolCallBlock>(&block)) {
                addSignatures(parts);
                addCall(*call, parts);
            }
        }
        addSignatures(parts);
    }
    /// Parts that came with a signature: calls, and what is left of all others.
    void readItems(const Message &message)
    {
        m_signedCalls.clear();
        m_signatures.clear();
        for (const ContentBlock &block : message.blocks) {
            const auto *item = std::get_if<ProviderItemBlock>(&block);
            if (!item || item->provider != kProviderId || item->model != m_model)
                continue;
            auto part = parseJson(item->json, kReplyJsonDepth);
            if (part && part->is_object())
                (findObject(*part, "functionCall") ? m_signedCalls : m_signatures).push_back(*std::move(part));
        }
    }
    void addSignatures(json &parts)
    {
        std::ranges::move(m_signatures, std::back_inserter(parts));
        m_signatures.clear();
    }
    void addCall(const ToolCallBlock &call, json &parts)
    {
        json function{{"name", call.name}, {"args", wire::argumentsOf(call.arguments)}};
        const auto own = std::ranges::find_if(m_signedCalls, [&](const json &part) {
            const json &came = part["functionCall"];
            return came.value("name", json()) == function["name"] && came.value("args", json::object()) == function["args"];
        });
        json result{{"name", call.name}, {"response", {{"error", "not run"}}}};
        if (!call.id.empty())
            function["id"] = result["id"] = call.id;
        m_open.push_back(std::move(result));
        if (own == m_signedCalls.end()) {
            parts.push_back({{"functionCall", std::move(function)}});
            return;
        }
        parts.push_back(std::move(*own));
        m_signedCalls.erase(own);
    }
    /// As many results as there were calls have to follow them.
    json takeResults()
    {
        json parts = json::array();
        for (json &result : m_open)
            parts.push_back({{"functionResponse", std::move(result)}});
        if (!m_open.empty())
            m_notes.push_back("tool calls of earlier turns: sent back with the result \"not run\"");
        m_open.clear();
        return parts;
    }

    const std::string &m_model;
    bool m_takesSystem;
    chat::Notes &m_notes;
    std::string m_system;
    json m_contents = json::array();
    std::vector<json> m_open; ///< results of the calls of the last turn
    std::vector<json> m_signedCalls;
    std::vector<json> m_signatures;
};

void setBudget(std::int64_t budget, const ThinkingTraits &traits, json &config, chat::Notes &notes)
{
    const bool isOff = budget == 0;
    if (isOff && !traits.canStayOff)
        return wire::noteLeftOut(notes, "reasoning", "cannot be switched off on this model");
    std::int64_t sent = budget;
    if (!isOff && traits.mostBudget > 0)
        sent = std::clamp(budget, traits.leastBudget, traits.mostBudget);
    if (sent != budget)
        notes.push_back("reasoning tokens: sent as " + std::to_string(sent) + ", the " + (sent < budget ? "most" : "least") + " that this model takes");
    config["thinkingConfig"]["thinkingBudget"] = sent;
    if (!isOff)
        config["thinkingConfig"]["includeThoughts"] = true;
}

void setLevel(const std::string &effort, const ThinkingTraits &traits, json &config, chat::Notes &notes)
{
    if (effort == "none" && traits.canStayOff)
        return setBudget(0, traits, config, notes);
    if (effort == "none")
        return wire::noteLeftOut(notes, "reasoning", "cannot be switched off on this model");
    if (std::ranges::find(kLevels, effort) == kLevels.end())
        return wire::noteLeftOut(notes, "reasoning effort", "this protocol takes minimal, low, medium and high");
    std::string level = effort;
    std::ranges::transform(level, level.begin(), [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    config["thinkingConfig"] = {{"thinkingLevel", level}, {"includeThoughts", true}};
}

void setThinking(const Parameters &parameters, const ThinkingTraits &traits, json &config, chat::Notes &notes)
{
    const auto &effort = parameters.reasoningEffort;
    const auto &tokens = parameters.reasoningTokens;
    if (!effort && !tokens)
        return;
    const bool isOff = tokens == 0 || (!tokens && effort == "none");
    if (traits.kind == Kind::None) {
        if (!isOff)
            wire::noteLeftOut(notes, "reasoning", "not taken by this model");
        return;
    }
    const bool takesBudget = traits.kind == Kind::Budget || (traits.kind == Kind::Unknown && tokens);
    if (!takesBudget) {
        if (tokens && *tokens > 0)
            wire::noteLeftOut(notes, "reasoning tokens", "not taken by this model, which has a reasoning effort instead");
        if (effort || tokens == 0)
            setLevel(tokens == 0 ? "none" : *effort, traits, config, notes);
        return;
    }
    // Both at once are refused.
    if (tokens && effort)
        wire::noteLeftOut(notes, "reasoning effort", "not taken beside a number of reasoning tokens");
    if (!tokens && !isOff)
        notes.push_back("reasoning effort: sent as a budget of " + std::to_string(budgetOf(*effort)) + " tokens, since this model takes no effort");
    setBudget(tokens ? *tokens : budgetOf(*effort), traits, config, notes);
}

json configOf(const Parameters &parameters, const ThinkingTraits &traits, chat::Notes &notes)
{
    json config = json::object();
    wire::setIf(config, "temperature", parameters.temperature);
    wire::setIf(config, "topP", parameters.topP);
    wire::setIf(config, "topK", parameters.topK);
    wire::setIf(config, "maxOutputTokens", parameters.maxTokens);
    wire::setIf(config, "seed", parameters.seed);
    wire::setIf(config, "presencePenalty", parameters.presencePenalty);
    wire::setIf(config, "frequencyPenalty", parameters.frequencyPenalty);
    if (!parameters.stop.empty())
        config["stopSequences"] = parameters.stop;
    if (parameters.jsonSchema) {
        config["responseMimeType"] = "application/json";
        config["responseJsonSchema"] = *parameters.jsonSchema;
    }
    if (parameters.topLogprobs) {
        config["responseLogprobs"] = true;
        if (*parameters.topLogprobs > 0)
            config["logprobs"] = *parameters.topLogprobs;
    }
    setThinking(parameters, traits, config, notes);
    return config;
}

json toolsOf(const std::vector<ToolSpec> &tools)
{
    json declarations = json::array();
    for (const ToolSpec &tool : tools) {
        json declaration{{"name", tool.name}};
        if (!tool.description.empty())
            declaration["description"] = tool.description;
        // A schema without properties is refused; without a schema the function has no arguments.
        if (!tool.parameters.empty())
            declaration["parametersJsonSchema"] = tool.parameters;
        declarations.push_back(std::move(declaration));
    }
    return json::array({{{"functionDeclarations", std::move(declarations)}}});
}

} // namespace

json generateBody(const ChatRequest &request, const ModelTraits &traits, chat::Notes &notes)
{
    json body = json::object();
    ContentWriter writer(request, traits.takesSystem, notes);
    for (const Message &message : request.messages)
        writer.write(message);
    writer.moveInto(body);
    if (json config = configOf(request.parameters, traits.thinking, notes); !config.empty())
        body["generationConfig"] = std::move(config);
    if (!request.parameters.tools.empty())
        body["tools"] = toolsOf(request.parameters.tools);
    return body;
}

std::string modelPath(std::string_view model)
{
    for (const std::string_view collection : {"models/", "tunedModels/"}) {
        if (model.starts_with(collection))
            return std::string(collection) + wire::percentEncoded(model.substr(collection.size()));
    }
    return "models/" + wire::percentEncoded(model);
}

json countBody(json body, std::string_view model)
{
    body.erase("generationConfig");
    body["model"] = modelPath(model);
    return json{{"generateContentRequest", std::move(body)}};
}

} // namespace lineup::gemini
