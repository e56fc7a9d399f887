#include "core/modellist/modellistcodec.h"

#include "core/base/json.h"
#include "core/base/timestamp.h"

namespace lineup {

namespace {

using Json = nlohmann::json;

constexpr std::string_view kFormat = "lineup-model-lists";
constexpr std::int64_t kVersion = 1;
/// A provider with more models is mistaken.
constexpr std::size_t kMostModels = 10'000;

Json capabilitiesJson(const Capabilities &capabilities)
{
    Json record = Json::object();
    for (const auto &[capability, fact] : capabilities)
        record[std::string(capabilityName(capability))] = fact.has;
    return record;
}

Capabilities readCapabilities(const Json &record)
{
    Capabilities capabilities;
    for (const auto &[name, has] : record.items()) {
        const auto capability = capabilityFromName(name);
        if (capability && has.is_boolean())
            capabilities[*capability] = {has.get<bool>(), CapabilitySource::Server};
    }
    return capabilities;
}

Json modelJson(const ListedModel &model)
{
    Json record = {{"id", model.id}};
    if (!model.name.empty())
        record["name"] = model.name;
    if (model.contextLength)
        record["context_length"] = *model.contextLength;
    if (model.maxOutput)
        record["max_output"] = *model.maxOutput;
    if (!model.capabilities.empty())
        record["capabilities"] = capabilitiesJson(model.capabilities);
    if (model.isRetired)
        record["retired"] = true;
    return record;
}

ListedModel readModel(const Json &record, const std::string &id)
{
    ListedModel model;
    model.id = id;
    if (const std::string *name = findString(record, "name"))
        model.name = *name;
    model.contextLength = findInt(record, "context_length");
    model.maxOutput = findInt(record, "max_output");
    if (const Json *capabilities = findObject(record, "capabilities"))
        model.capabilities = readCapabilities(*capabilities);
    model.isRetired = findBool(record, "retired").value_or(false);
    return model;
}

} // namespace

std::string writeModelLists(const KeptModelLists &lists)
{
    Json places = Json::object();
    for (const auto &[place, list] : lists) {
        Json models = Json::array();
        for (const ListedModel &model : list.models)
            models.push_back(modelJson(model));
        places[place] = {{"asked_at", formatUtc(list.askedAt)}, {"models", std::move(models)}};
    }
    return dumpJson({{"format", kFormat}, {"version", kVersion}, {"lists", std::move(places)}}) + '\n';
}

KeptModelLists readModelLists(std::string_view bytes)
{
    const auto record = parseJson(bytes, kReplyJsonDepth);
    const std::string *format = record ? findString(*record, "format") : nullptr;
    const Json *places = record ? findObject(*record, "lists") : nullptr;
    if (!format || *format != kFormat || findInt(*record, "version") != kVersion || !places)
        return {};
    KeptModelLists lists;
    for (const auto &[place, kept] : places->items()) {
        const std::string *stamp = findString(kept, "asked_at");
        const auto askedAt = stamp ? parseUtc(*stamp) : std::nullopt;
        const Json *models = findArray(kept, "models");
        if (!askedAt || !models || models->size() > kMostModels)
            continue;
        KeptModelList list;
        list.askedAt = *askedAt;
        for (const Json &model : *models) {
            if (const std::string *id = findString(model, "id"))
                list.models.push_back(readModel(model, *id));
        }
        lists.emplace(place, std::move(list));
    }
    return lists;
}

} // namespace lineup
