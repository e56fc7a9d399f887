#pragma once

#include "core/base/error.h"
#include "core/chat/capability.h"
#include "core/pricing/price.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lineup {

enum class Openness {
    OpenSource,  ///< licence on the weights approved by the OSI, data and recipe published
    OpenWeights, ///< weights can be downloaded, under whatever terms
    Proprietary, ///< an interface only
};
/// "open-source", "open-weights", "proprietary".
std::string_view opennessName(Openness openness);
std::optional<Openness> opennessFromName(std::string_view name);

enum class ModelStatus { Active, Deprecated, Retired };
/// "active", "deprecated", "retired".
std::string_view modelStatusName(ModelStatus status);

/// Where a model can be had, and under which name.
struct ModelSource {
    std::string provider; ///< as the catalog writes it: "OpenAI API", "Ollama (local)"
    std::string modelId;
    bool isService = true; ///< else weights to download
    bool operator==(const ModelSource &) const = default;
};

/// What the catalog says of one model, as far as running it depends on it. Source and fields: resources/catalog/README.md.
/// Unknown stays unknown.
struct ModelCard {
    std::string id;          ///< "publisher/model", unique
    std::string displayName; ///< unique
    std::string family;
    std::string publisher;
    std::string releaseDate; ///< YYYY-MM
    bool isService = false;  ///< a product around models rather than a model
    Openness openness = Openness::Proprietary;
    ModelStatus status = ModelStatus::Active;
    std::string statusDate;  ///< YYYY-MM-DD of the end, past or announced; "" = unknown
    std::vector<std::string> tasks;
    std::optional<std::int64_t> parameters;    ///< in all
    std::optional<std::int64_t> contextWindow; ///< tokens
    std::optional<std::int64_t> maxOutput;     ///< tokens
    std::optional<PriceRule> price;
    std::string priceProvider; ///< whose price it is
    Capabilities capabilities; ///< source Catalog
    std::vector<ModelSource> sources;
    std::optional<double> memoryGigabytes; ///< needed on this computer with 4-bit weights; only for downloadable ones

    bool operator==(const ModelCard &) const = default;
};

/// The cards of a catalog in its order. BadInput with the place of the first thing that is wrong.
Result<std::vector<ModelCard>> readModelCards(std::string_view json);

} // namespace lineup
