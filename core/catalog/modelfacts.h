#pragma once

#include "core/backend/providerdescriptor.h"
#include "core/catalog/modelcard.h"
#include "core/chat/listedmodel.h"

#include <optional>
#include <string>

namespace lineup {

/// What is known of one model at one backend, from three sources in order: what the server says, the catalog's card, the
/// provider in general. Every capability says which.
struct ModelFacts {
    std::string displayName; ///< never empty
    Capabilities capabilities;
    std::optional<std::int64_t> contextLength; ///< tokens
    std::optional<CapabilitySource> contextSource;
    std::optional<std::int64_t> maxOutput;     ///< tokens
    std::optional<Openness> openness;
    ModelStatus status = ModelStatus::Active;
    std::string statusDate;
    std::optional<PriceRule> price; ///< list price at this kind of backend
    std::string cardId;             ///< "" = the catalog does not know it
    bool isSelfHosted = false;

    bool operator==(const ModelFacts &) const = default;
};

/// `listed` and `card` may be null.
ModelFacts factsOf(const ProviderDescriptor &provider, const std::string &model, const ListedModel *listed, const ModelCard *card);

} // namespace lineup
