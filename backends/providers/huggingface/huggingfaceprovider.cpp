#include "backends/providers/huggingface/huggingfaceprovider.h"

#include "backends/providers/openaicompatible/dialect.h"
#include "backends/providers/wire/reading.h"

#include <algorithm>

namespace lineup::huggingface {

namespace {

using nlohmann::json;

/// What one provider of a model says, as far as it is alive.
void addProvider(const json &provider, ListedModel &model, std::vector<PriceRule> &prices)
{
    const std::string status = wire::stringOf(provider, "status");
    if (!status.empty() && status != "live")
        return;
    // The widest window: which provider is asked is known only then.
    if (const auto length = findInt(provider, "context_length"))
        model.contextLength = std::max(model.contextLength.value_or(0), *length);
    for (const auto &[name, capability] : {std::pair{"supports_tools", Capability::Tools}, std::pair{"supports_structured_output", Capability::StructuredOutput}}) {
        if (const auto has = findBool(provider, name))
            model.capabilities[capability] = {*has || model.capabilities[capability].has, CapabilitySource::Server};
    }
    PriceRule price;
    if (const json *pricing = findObject(provider, "pricing")) {
        price.input = openaicompatible::nanoOfMillion(pricing->value("input", json()));
        price.output = openaicompatible::nanoOfMillion(pricing->value("output", json()));
    }
    price.source = "Hugging Face, " + wire::stringOf(provider, "provider");
    prices.push_back(std::move(price));
}

std::optional<ListedModel> modelOf(const json &item)
{
    auto model = openaicompatible::listedModel(item);
    const json *providers = findArray(item, "providers");
    if (!model || !providers)
        return model;
    std::vector<PriceRule> prices;
    for (const json &provider : *providers)
        addProvider(provider, *model, prices);
    // Of several providers each has a price of its own: then none is the model's.
    if (prices.size() == 1 && prices[0].input && prices[0].output)
        model->price = prices[0];
    model->isRetired = model->isRetired || prices.empty();
    return model;
}

openaicompatible::Dialect dialectFor(const ProviderConfig &config)
{
    openaicompatible::Dialect dialect;
    if (std::string organization = config.option("bill-to"); !organization.empty())
        dialect.quirks.headers.add("X-HF-Bill-To", std::move(organization));
    dialect.modelOf = modelOf;
    return dialect;
}

} // namespace

Provider provider()
{
    ProviderDescriptor hub;
    hub.id = "huggingface";
    hub.name = "Hugging Face";
    hub.defaultBaseUrl = "https://router.huggingface.co/v1";
    hub.keyVariables = {"HF_TOKEN"};
    hub.keyPage = "https://huggingface.co/settings/tokens";
    hub.options = {{"bill-to", "Bill to", "The organisation that pays, sent as X-HF-Bill-To.", ProviderOption::Kind::Text, {}, {}, {}}};
    for (const Capability each : {Capability::Streaming, Capability::SystemMessage})
        hub.capabilities[each] = {true};
    hub.capabilities[Capability::TokenCount] = {false};
    return openaicompatible::dialectProvider(std::move(hub), {{"/chat/completions", "/models"}, {}, "/v1"}, dialectFor);
}

} // namespace lineup::huggingface
