#include "core/catalog/modelcard.h"

#include "core/base/json.h"
#include "core/document/recordreader.h"

#include <array>
#include <cmath>

namespace lineup {

namespace {

constexpr std::array<std::string_view, 3> kOpenness{"open-source", "open-weights", "proprietary"};
constexpr std::array<std::string_view, 3> kStatus{"active", "deprecated", "retired"};
constexpr double kNano = 1e9;

template <std::size_t size>
int indexOf(const std::array<std::string_view, size> &names, std::string_view name)
{
    for (std::size_t i = 0; i < size; ++i) {
        if (names.at(i) == name)
            return static_cast<int>(i);
    }
    return -1;
}

/// US dollars per million tokens as nano-units.
std::optional<std::int64_t> nanoPrice(const RecordReader &reader)
{
    const auto price = reader.number();
    if (!price)
        return std::nullopt;
    if (*price < 0 || *price > 1e6) {
        reader.fail("must be a price in US dollars");
        return std::nullopt;
    }
    return std::llround(*price * kNano);
}

std::optional<PriceRule> readListPrice(const RecordReader &card)
{
    const RecordReader record = card.member("price_usd_per_million");
    if (record.isNull())
        return std::nullopt;
    PriceRule price;
    price.input = nanoPrice(record.member("input"));
    price.output = nanoPrice(record.member("output"));
    price.cachedInput = nanoPrice(record.member("cached_input"));
    price.cacheWrite = nanoPrice(record.member("cache_write"));
    price.reasoning = nanoPrice(record.member("reasoning"));
    price.source = card.textOf("price_source");
    price.asOf = card.textOf("price_as_of");
    return price.input || price.output ? std::optional(price) : std::nullopt;
}

Capabilities readCapabilities(const RecordReader &card)
{
    Capabilities capabilities;
    const RecordReader supports = card.member("supports");
    const auto set = [&](const char *key, Capability capability) {
        if (const auto has = supports.member(key).flag())
            capabilities[capability] = {*has, CapabilitySource::Catalog};
    };
    set("tools", Capability::Tools);
    set("structured_output", Capability::StructuredOutput);
    set("vision", Capability::Vision);
    set("streaming", Capability::Streaming);
    set("logprobs", Capability::Logprobs);
    for (const std::string &task : card.member("tasks").texts()) {
        if (task == "reasoning")
            capabilities[Capability::Reasoning] = {true, CapabilitySource::Catalog};
        if (task == "embeddings")
            capabilities[Capability::Embeddings] = {true, CapabilitySource::Catalog};
    }
    return capabilities;
}

ModelCard readCard(const RecordReader &reader)
{
    ModelCard card;
    card.id = reader.textOf("id");
    if (card.id.empty())
        reader.fail("must have an id");
    card.displayName = reader.textOf("display_name");
    card.family = reader.textOf("family");
    card.publisher = reader.textOf("publisher");
    card.releaseDate = reader.textOf("release_date");
    card.isService = reader.textOf("kind") == "service";
    const auto openness = opennessFromName(reader.textOf("openness"));
    if (!openness)
        reader.member("openness").fail("must be open-source, open-weights or proprietary");
    card.openness = openness.value_or(card.openness);
    const int status = indexOf(kStatus, reader.textOf("status"));
    if (status < 0)
        reader.member("status").fail("must be active, deprecated or retired");
    card.status = static_cast<ModelStatus>(std::max(status, 0));
    card.statusDate = reader.textOf("status_date");
    card.tasks = reader.member("tasks").texts();
    card.parameters = reader.member("parameters").member("total").whole();
    card.contextWindow = reader.member("context_window").whole();
    card.maxOutput = reader.member("max_output").whole();
    card.price = readListPrice(reader);
    card.priceProvider = reader.textOf("price_provider");
    card.capabilities = readCapabilities(reader);
    reader.member("providers").forEach([&](const RecordReader &source) {
        card.sources.push_back({source.textOf("provider"), source.textOf("model_id_at_provider"), source.textOf("service_or_model") != "model"});
    });
    card.memoryGigabytes = reader.member("local").member("memory_gb_estimate_q4").number();
    return card;
}

} // namespace

std::string_view opennessName(Openness openness)
{
    return kOpenness.at(static_cast<std::size_t>(openness));
}

std::optional<Openness> opennessFromName(std::string_view name)
{
    const int index = indexOf(kOpenness, name);
    return index < 0 ? std::nullopt : std::optional(static_cast<Openness>(index));
}

std::string_view modelStatusName(ModelStatus status)
{
    return kStatus.at(static_cast<std::size_t>(status));
}

Result<std::vector<ModelCard>> readModelCards(std::string_view json)
{
    const auto root = parseJson(json, kFileJsonDepth);
    if (!root)
        return Unexpected{root.error()};
    ReadProblem problem;
    const RecordReader reader(*root, problem);
    if (!reader.isArray())
        return makeError(ErrorCode::BadInput, "a catalog is a list of cards");
    std::vector<ModelCard> cards;
    reader.forEach([&](const RecordReader &card) { cards.push_back(readCard(card)); });
    if (problem.isSet())
        return makeError(ErrorCode::BadInput, problem.detail());
    return cards;
}

} // namespace lineup
