#include "core/catalog/catalog.h"

#include <algorithm>
#include <array>

namespace lineup {

namespace {

struct KindNames {
    std::string_view kind;
    std::string_view source; ///< ModelSource::provider
    std::string_view seller; ///< ModelCard::priceProvider
};
/// How the catalog calls what is a kind of backend here.
constexpr std::array kKinds{
    KindNames{"openai", "OpenAI API", "OpenAI"},
    KindNames{"openai-responses", "OpenAI API", "OpenAI"},
    KindNames{"azure", "Azure OpenAI", "Azure"},
    KindNames{"anthropic", "Anthropic API", "Anthropic"},
    KindNames{"gemini", "Google AI (Gemini API)", "Google"},
    KindNames{"mistral", "Mistral API", "Mistral AI"},
    KindNames{"cohere", "Cohere API", "Cohere"},
    KindNames{"deepseek", "DeepSeek API", "DeepSeek"},
    KindNames{"xai", "xAI API", "xAI"},
    KindNames{"groq", "Groq", "Groq"},
    KindNames{"together", "Together AI", "Together AI"},
    KindNames{"openrouter", "OpenRouter", "OpenRouter"},
    KindNames{"huggingface", "Hugging Face (weights)", ""},
    KindNames{"bedrock", "Amazon Bedrock", "Amazon Bedrock"},
    KindNames{"ollama", "Ollama (local)", ""},
};

std::string lowered(std::string_view text)
{
    std::string out(text);
    std::ranges::transform(out, out.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return out;
}

bool isDigits(std::string_view text)
{
    return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

void dropSuffix(std::string &name, std::string_view suffix)
{
    if (name.size() > suffix.size() && name.ends_with(suffix))
        name.resize(name.size() - suffix.size());
}

/// "-20250514", "-2025-04-14".
void dropDate(std::string &name)
{
    const std::string_view text = name;
    if (text.size() > 9 && text[text.size() - 9] == '-' && isDigits(text.substr(text.size() - 8))) {
        name.resize(text.size() - 9);
        return;
    }
    constexpr std::size_t kDashed = 11;
    if (text.size() <= kDashed || text[text.size() - kDashed] != '-')
        return;
    const std::string_view date = text.substr(text.size() - kDashed + 1);
    if (isDigits(date.substr(0, 4)) && date[4] == '-' && isDigits(date.substr(5, 2)) && date[7] == '-' && isDigits(date.substr(8)))
        name.resize(text.size() - kDashed);
}

/// "eu.anthropic.claude-x-v1:0" → "claude-x".
void dropBedrock(std::string &name)
{
    for (const std::string_view region : {"us.", "eu.", "apac.", "global."}) {
        if (name.starts_with(region))
            name.erase(0, region.size());
    }
    const auto colon = name.rfind(':');
    if (colon != std::string::npos && isDigits(std::string_view(name).substr(colon + 1)))
        name.resize(colon);
    const auto version = name.rfind("-v");
    if (version != std::string::npos && isDigits(std::string_view(name).substr(version + 2)))
        name.resize(version);
    for (const std::string_view maker : {"anthropic.", "amazon.", "meta.", "mistral.", "cohere."}) {
        if (name.starts_with(maker))
            name.erase(0, maker.size());
    }
}

/// The name without what providers add to it; the same for a name that has nothing added.
std::string bareName(std::string name)
{
    if (name.starts_with("models/"))
        name.erase(0, 7);
    if (const auto slash = name.rfind('/'); slash != std::string::npos)
        name.erase(0, slash + 1);
    dropBedrock(name);
    for (const std::string_view suffix : {":free", ":latest", "-latest", ".gguf"})
        dropSuffix(name, suffix);
    dropDate(name);
    return name;
}

std::string keyOf(std::string_view kind, std::string_view name)
{
    return std::string(kind) + '\n' + std::string(name);
}

} // namespace

Catalog::Catalog(std::vector<ModelCard> cards) : m_cards(std::move(cards))
{
    constexpr std::size_t kAmbiguous = static_cast<std::size_t>(-1);
    const auto addName = [this](const std::string &name, std::size_t card) {
        const auto [known, isNew] = m_byName.emplace(name, card);
        if (!isNew && known->second != card)
            known->second = kAmbiguous;
    };
    for (std::size_t i = 0; i < m_cards.size(); ++i) {
        const ModelCard &card = m_cards[i];
        m_byId.emplace(card.id, i);
        addName(lowered(card.id), i);
        for (const ModelSource &source : card.sources) {
            const std::string name = lowered(source.modelId);
            addName(name, i);
            if (const std::string bare = bareName(name); bare != name)
                addName(bare, i);
            for (const KindNames &names : kKinds) {
                if (names.source == source.provider)
                    m_byProviderAndName.emplace(keyOf(names.kind, name), i);
            }
        }
    }
    std::erase_if(m_byName, [](const auto &entry) { return entry.second == kAmbiguous; });
}

const ModelCard *Catalog::byId(std::string_view id) const
{
    const auto found = m_byId.find(std::string(id));
    return found == m_byId.end() ? nullptr : &m_cards[found->second];
}

const ModelCard *Catalog::lookUp(std::string_view kind, const std::string &name) const
{
    if (const auto found = m_byProviderAndName.find(keyOf(kind, name)); found != m_byProviderAndName.end())
        return &m_cards[found->second];
    const auto found = m_byName.find(name);
    return found == m_byName.end() ? nullptr : &m_cards[found->second];
}

const ModelCard *Catalog::find(std::string_view kind, std::string_view model) const
{
    const std::string name = lowered(model);
    if (name.empty())
        return nullptr;
    if (const ModelCard *card = lookUp(kind, name))
        return card;
    return lookUp(kind, bareName(name));
}

std::optional<PriceRule> Catalog::priceAt(const ModelCard &card, std::string_view kind)
{
    const auto names = std::ranges::find(kKinds, kind, &KindNames::kind);
    if (names == kKinds.end() || names->seller.empty() || card.priceProvider != names->seller)
        return std::nullopt;
    return card.price;
}

} // namespace lineup
