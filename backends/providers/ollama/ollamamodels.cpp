#include "backends/providers/ollama/ollamamodels.h"

#include "core/base/json.h"
#include "core/base/text.h"

#include <algorithm>

namespace lineup::ollama {

namespace {

using nlohmann::json;

struct Ability {
    std::string_view word;
    Capability capability;
};
constexpr Ability kAbilities[]{
    {"tools", Capability::Tools}, {"vision", Capability::Vision}, {"thinking", Capability::Reasoning}, {"embedding", Capability::Embeddings}};

/// The list is complete: what is not in it, the model cannot do.
Capabilities abilitiesOf(const json &object)
{
    Capabilities facts;
    const json *list = findArray(object, "capabilities");
    if (!list)
        return facts;
    for (const Ability &ability : kAbilities)
        facts[ability.capability] = {std::ranges::find(*list, json(ability.word)) != list->end(), CapabilitySource::Server};
    return facts;
}

} // namespace

Result<std::vector<ListedModel>> modelsIn(std::string_view body)
{
    const auto root = parseJson(body, kReplyJsonDepth, ErrorCode::BadReply);
    if (!root)
        return Unexpected{root.error()};
    const json *list = findArray(*root, "models");
    if (!list)
        return makeError(ErrorCode::BadReply, "the reply is not a list of models");
    std::vector<ListedModel> models;
    for (const json &item : *list) {
        ListedModel model;
        for (const char *key : {"name", "model"}) {
            if (const std::string *id = findString(item, key); id && model.id.empty())
                model.id = sanitizeUtf8(*id);
        }
        if (const json *details = findObject(item, "details"))
            model.contextLength = findInt(*details, "context_length");
        model.capabilities = abilitiesOf(item);
        if (!model.id.empty())
            models.push_back(std::move(model));
    }
    return models;
}

Result<ListedModel> descriptionIn(std::string_view body)
{
    const auto root = parseJson(body, kReplyJsonDepth, ErrorCode::BadReply);
    if (!root)
        return Unexpected{root.error()};
    if (!root->is_object())
        return makeError(ErrorCode::BadReply, "the reply does not describe a model");
    ListedModel model;
    if (const json *info = findObject(*root, "model_info")) {
        if (const std::string *architecture = findString(*info, "general.architecture"))
            model.contextLength = findInt(*info, *architecture + ".context_length");
    }
    model.capabilities = abilitiesOf(*root);
    return model;
}

} // namespace lineup::ollama
