#include "backends/providers/bedrock/bedrockmodels.h"

#include "backends/providers/wire/reading.h"
#include "backends/providers/wire/writing.h"
#include "core/base/json.h"
#include "core/base/text.h"

#include <algorithm>

namespace lineup::bedrock {

namespace {

using nlohmann::json;
using wire::stringOf;

/// True when the list is there and does not hold the word.
bool lacks(const json &object, const char *key, const char *word)
{
    const json *list = findArray(object, key);
    return list && !list->empty() && std::ranges::find(*list, json(word)) == list->end();
}

void addFoundationModel(const json &item, std::vector<ListedModel> &models)
{
    ListedModel model;
    model.id = stringOf(item, "modelId");
    if (model.id.empty() || lacks(item, "inferenceTypesSupported", "ON_DEMAND") || lacks(item, "outputModalities", "TEXT"))
        return;
    const std::string provider = stringOf(item, "providerName");
    model.name = provider + (provider.empty() ? "" : " ") + stringOf(item, "modelName");
    if (const auto streams = findBool(item, "responseStreamingSupported"))
        model.capabilities[Capability::Streaming] = {*streams, CapabilitySource::Server};
    if (findArray(item, "inputModalities"))
        model.capabilities[Capability::Vision] = {!lacks(item, "inputModalities", "IMAGE"), CapabilitySource::Server};
    if (const json *lifecycle = findObject(item, "modelLifecycle"))
        model.isRetired = stringOf(*lifecycle, "status") == "LEGACY";
    models.push_back(std::move(model));
}

void addProfile(const json &item, std::vector<ListedModel> &models)
{
    ListedModel model;
    model.id = stringOf(item, "inferenceProfileId");
    model.name = stringOf(item, "inferenceProfileName");
    if (const std::string status = stringOf(item, "status"); !model.id.empty() && (status.empty() || status == "ACTIVE"))
        models.push_back(std::move(model));
}

} // namespace

ListPlace listPlace(const std::string &page)
{
    if (page.empty())
        return {"/foundation-models", "byOutputModality=TEXT"};
    ListPlace place{"/inference-profiles", "maxResults=1000"};
    if (const auto space = page.find(' '); space != std::string::npos)
        place.query += "&nextToken=" + wire::percentEncoded(page.substr(space + 1));
    return place;
}

Result<chat::ModelPage> modelPageOf(std::string_view body)
{
    const auto root = parseJson(body, kReplyJsonDepth, ErrorCode::BadReply);
    if (!root)
        return Unexpected{root.error()};
    chat::ModelPage page;
    if (const json *list = findArray(*root, "modelSummaries")) {
        for (const json &item : *list)
            addFoundationModel(item, page.models);
        page.next = kProfilesPage;
        return page;
    }
    const json *list = findArray(*root, "inferenceProfileSummaries");
    if (!list)
        return makeError(ErrorCode::BadReply, "the reply is not a list of models");
    for (const json &item : *list)
        addProfile(item, page.models);
    if (const std::string token = stringOf(*root, "nextToken"); !token.empty())
        page.next = std::string(kProfilesPage) + ' ' + token;
    return page;
}

} // namespace lineup::bedrock
