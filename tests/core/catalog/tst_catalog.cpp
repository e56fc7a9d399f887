#include "core/catalog/catalog.h"
#include "core/catalog/modelfacts.h"

#include <QTest>

using namespace lineup;

namespace {

const char *const kCards = R"json([
 {"id":"openai/gpt-4.1-mini","display_name":"GPT-4.1 mini","publisher":"OpenAI","openness":"proprietary","status":"deprecated",
  "status_date":"2027-01-14","tasks":["chat"],"context_window":1047576,"max_output":32768,
  "price_usd_per_million":{"input":0.4,"output":1.6,"cached_input":0.1,"cache_write":null,"reasoning":null},
  "price_provider":"OpenAI","price_source":"list","price_as_of":"2026-08-21",
  "supports":{"tools":true,"vision":true,"logprobs":null},
  "providers":[{"provider":"OpenAI API","model_id_at_provider":"gpt-4.1-mini","service_or_model":"service"},
               {"provider":"Azure OpenAI","model_id_at_provider":"gpt-4.1-mini","service_or_model":"service"}]},
 {"id":"anthropic/claude-sonnet-4.5","display_name":"Claude Sonnet 4.5","publisher":"Anthropic","openness":"proprietary","status":"active",
  "tasks":["chat","reasoning"],"price_provider":"Anthropic","price_usd_per_million":{"input":3,"output":15},"price_as_of":"2026-08-21",
  "providers":[{"provider":"Anthropic API","model_id_at_provider":"claude-sonnet-4-5","service_or_model":"service"},
               {"provider":"Amazon Bedrock","model_id_at_provider":"anthropic.claude-sonnet-4-5-20250929-v1:0","service_or_model":"service"}]},
 {"id":"hf/smol-a","display_name":"Smol A","publisher":"HF","openness":"open-source","status":"retired","tasks":[],
  "providers":[{"provider":"Ollama (local)","model_id_at_provider":"smol","service_or_model":"model"}],"local":{"memory_gb_estimate_q4":0.09}},
 {"id":"hf/smol-b","display_name":"Smol B","publisher":"HF","openness":"open-weights","status":"active","tasks":[],
  "providers":[{"provider":"Groq","model_id_at_provider":"smol","service_or_model":"service"}]}
])json";

Catalog catalog()
{
    auto cards = readModelCards(kCards);
    return cards ? Catalog(*std::move(cards)) : Catalog();
}

std::string found(const Catalog &catalog, std::string_view kind, std::string_view model)
{
    const ModelCard *card = catalog.find(kind, model);
    return card ? card->id : std::string("-");
}

} // namespace

class TestCatalog : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aCardIsRead()
    {
        const Catalog all = catalog();
        QCOMPARE(all.cards().size(), std::size_t(4));
        const ModelCard &card = *all.byId("openai/gpt-4.1-mini");
        QCOMPARE(card.status, ModelStatus::Deprecated);
        QCOMPARE(card.openness, Openness::Proprietary);
        QCOMPARE(card.contextWindow, std::optional<std::int64_t>(1047576));
        QCOMPARE(card.price->input, std::optional<std::int64_t>(400'000'000));
        QCOMPARE(card.price->cachedInput, std::optional<std::int64_t>(100'000'000));
        QVERIFY(!card.price->reasoning);
        QCOMPARE(card.price->asOf, std::string("2026-08-21"));
        QVERIFY(card.capabilities.at(Capability::Tools).has);
        QVERIFY(!card.capabilities.contains(Capability::Logprobs)); // null is unknown
        QVERIFY(!all.byId("nobody/nothing"));
    }

    void whatIsWrongIsNamed_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QByteArray>("detail");
        QTest::newRow("no list") << QByteArray("{}") << QByteArray("a catalog is a list of cards");
        QTest::newRow("no id") << QByteArray(R"([{"openness":"open-source","status":"active"}])") << QByteArray("[0]: must have an id");
        QTest::newRow("openness") << QByteArray(R"([{"id":"a","openness":"free","status":"active"}])")
                                  << QByteArray("[0].openness: must be open-source, open-weights or proprietary");
        QTest::newRow("price") << QByteArray(R"([{"id":"a","openness":"open-source","status":"active","price_usd_per_million":{"input":-1}}])")
                               << QByteArray("[0].price_usd_per_million.input: must be a price in US dollars");
    }
    void whatIsWrongIsNamed()
    {
        QFETCH(QByteArray, json);
        QFETCH(QByteArray, detail);
        const auto cards = readModelCards(json.toStdString());
        QVERIFY(!cards);
        QCOMPARE(QByteArray::fromStdString(cards.error().detail), detail);
    }

    void modelsAreFoundByTheirNames_data()
    {
        QTest::addColumn<QByteArray>("kind");
        QTest::addColumn<QByteArray>("model");
        QTest::addColumn<QByteArray>("card");
        const auto row = [](const char *kind, const char *model, const char *card) {
            QTest::newRow(model) << QByteArray(kind) << QByteArray(model) << QByteArray(card);
        };
        row("openai", "gpt-4.1-mini", "openai/gpt-4.1-mini");
        row("openai", "GPT-4.1-Mini-2025-04-14", "openai/gpt-4.1-mini");
        row("openrouter", "openai/gpt-4.1-mini", "openai/gpt-4.1-mini");
        row("anthropic", "claude-sonnet-4-5-20250929", "anthropic/claude-sonnet-4.5");
        row("bedrock", "eu.anthropic.claude-sonnet-4-5-20250929-v1:0", "anthropic/claude-sonnet-4.5");
        // A name that means two cards is only found where it means one.
        row("ollama", "smol", "hf/smol-a");
        row("groq", "smol:latest", "hf/smol-b");
        row("mistral", "smol ", "-");
        row("openai", "", "-");
        row("openai", "gpt-4.1-minimal", "-");
    }
    void modelsAreFoundByTheirNames()
    {
        QFETCH(QByteArray, kind);
        QFETCH(QByteArray, model);
        QFETCH(QByteArray, card);
        QCOMPARE(QByteArray::fromStdString(found(catalog(), kind.toStdString(), model.toStdString())), card);
        QCOMPARE(found(catalog(), "mistral", "smol"), std::string("-"));
    }

    void aPriceIsOnlyThatOfItsSeller()
    {
        const Catalog all = catalog();
        const ModelCard &card = *all.byId("anthropic/claude-sonnet-4.5");
        QVERIFY(Catalog::priceAt(card, "anthropic"));
        QVERIFY(!Catalog::priceAt(card, "bedrock"));
        QVERIFY(!Catalog::priceAt(card, "local"));
        QVERIFY(!Catalog::priceAt(card, "openai-compatible"));
    }

    void factsComeFromTheBestSource()
    {
        const Catalog all = catalog();
        ProviderDescriptor provider;
        provider.id = "openai";
        provider.name = "OpenAI";
        provider.capabilities = {{Capability::Tools, {false, CapabilitySource::Provider}}, {Capability::Seed, {true, CapabilitySource::Provider}}};
        ListedModel listed;
        listed.id = "gpt-4.1-mini";
        listed.contextLength = 1000;
        listed.capabilities = {{Capability::Vision, {false, CapabilitySource::Server}}};
        const ModelFacts facts = factsOf(provider, "gpt-4.1-mini", &listed, all.find("openai", "gpt-4.1-mini"));
        QCOMPARE(facts.displayName, std::string("GPT-4.1 mini"));
        QCOMPARE(facts.contextLength, std::optional<std::int64_t>(1000));
        QCOMPARE(facts.contextSource, std::optional(CapabilitySource::Server));
        QVERIFY(facts.capabilities.at(Capability::Vision) == (CapabilityFact{false, CapabilitySource::Server}));
        QVERIFY(facts.capabilities.at(Capability::Tools) == (CapabilityFact{true, CapabilitySource::Catalog}));
        QVERIFY(facts.capabilities.at(Capability::Seed) == (CapabilityFact{true, CapabilitySource::Provider}));
        QCOMPARE(facts.status, ModelStatus::Deprecated);
        QVERIFY(facts.price);
    }

    void aModelThatNobodyKnowsHasItsName()
    {
        ProviderDescriptor provider;
        provider.name = "Server";
        QCOMPARE(factsOf(provider, "x", nullptr, nullptr).displayName, std::string("x"));
        QCOMPARE(factsOf(provider, "", nullptr, nullptr).displayName, std::string("Server"));
        QVERIFY(factsOf(provider, "x", nullptr, nullptr).capabilities.empty());
    }

    void onesOwnMachineRetiresNothing()
    {
        const Catalog all = catalog();
        ProviderDescriptor provider;
        provider.id = "ollama";
        provider.isSelfHosted = true;
        QCOMPARE(factsOf(provider, "smol", nullptr, all.find("ollama", "smol")).status, ModelStatus::Active);
    }
};

QTEST_APPLESS_MAIN(TestCatalog)
#include "tst_catalog.moc"
