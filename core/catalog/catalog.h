#pragma once

#include "core/catalog/modelcard.h"

#include <string_view>
#include <unordered_map>
#include <vector>

namespace lineup {

/// Cards by the names that models have at providers.
class Catalog {
public:
    Catalog() = default;
    explicit Catalog(std::vector<ModelCard> cards);

    const std::vector<ModelCard> &cards() const { return m_cards; }
    const ModelCard *byId(std::string_view id) const;

    /// The card of the model that a backend of `kind` calls `model`; null when there is none.
    ///
    /// In order: the name at this provider; the name at any provider; both again without what providers add (the publisher
    /// before a slash, a date or "-latest" at the end, Bedrock's region and version, an Ollama tag that says the size or the
    /// quantisation, ".gguf"). Case does not matter. The rule is deliberately narrow: a wrong card is worse than none.
    const ModelCard *find(std::string_view kind, std::string_view model) const;
    /// The list price of the card, when it is the price of this kind of backend; nothing for a price of another host.
    static std::optional<PriceRule> priceAt(const ModelCard &card, std::string_view kind);

private:
    const ModelCard *lookUp(std::string_view kind, const std::string &name) const;

    std::vector<ModelCard> m_cards;
    std::unordered_map<std::string, std::size_t> m_byId;
    std::unordered_map<std::string, std::size_t> m_byProviderAndName; ///< "kind\nname"
    std::unordered_map<std::string, std::size_t> m_byName;            ///< only names that mean one card
};

} // namespace lineup
