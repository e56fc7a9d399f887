#include "core/catalog/modelfacts.h"

#include "core/catalog/catalog.h"

namespace lineup {

ModelFacts factsOf(const ProviderDescriptor &provider, const std::string &model, const ListedModel *listed, const ModelCard *card)
{
    ModelFacts facts;
    facts.displayName = model.empty() ? provider.name : model;
    facts.isSelfHosted = provider.isSelfHosted;
    if (listed) {
        if (!listed->name.empty())
            facts.displayName = listed->name;
        facts.capabilities = listed->capabilities;
        facts.contextLength = listed->contextLength;
        facts.maxOutput = listed->maxOutput;
        if (listed->contextLength)
            facts.contextSource = CapabilitySource::Server;
        if (listed->isRetired)
            facts.status = ModelStatus::Retired;
    }
    if (card) {
        if (!listed || listed->name.empty())
            facts.displayName = card->displayName;
        mergeCapabilities(facts.capabilities, card->capabilities);
        if (!facts.contextLength && card->contextWindow) {
            facts.contextLength = card->contextWindow;
            facts.contextSource = CapabilitySource::Catalog;
        }
        if (!facts.maxOutput)
            facts.maxOutput = card->maxOutput;
        facts.openness = card->openness;
        // What the publisher ended may live on where the person runs it.
        if (!provider.isSelfHosted && facts.status == ModelStatus::Active)
            facts.status = card->status;
        facts.statusDate = card->statusDate;
        facts.price = Catalog::priceAt(*card, provider.id);
        facts.cardId = card->id;
    }
    mergeCapabilities(facts.capabilities, provider.capabilities);
    return facts;
}

} // namespace lineup
