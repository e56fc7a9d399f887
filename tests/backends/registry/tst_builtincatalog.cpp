#include "backends/catalog/builtincatalog.h"

#include <QTest>

#include <set>

using namespace lineup;

/// The catalog that comes with the program, as a whole.
class TestBuiltInCatalog : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyCardIsThere()
    {
        const Catalog &catalog = builtInCatalog();
        QCOMPARE(catalog.cards().size(), std::size_t(295));
        std::set<std::string> ids;
        for (const ModelCard &card : catalog.cards()) {
            QVERIFY2(ids.insert(card.id).second, card.id.c_str());
            QVERIFY2(!card.displayName.empty() && !card.publisher.empty(), card.id.c_str());
            QVERIFY2(!card.price || !card.price->asOf.empty(), card.id.c_str());
        }
    }

    void everyNameAtAProviderFindsItsCard()
    {
        const Catalog &catalog = builtInCatalog();
        const std::map<std::string, std::string> kinds{{"OpenAI API", "openai"}, {"Anthropic API", "anthropic"}, {"Google AI (Gemini API)", "gemini"},
                                                       {"Mistral API", "mistral"}, {"Cohere API", "cohere"}, {"Amazon Bedrock", "bedrock"},
                                                       {"Ollama (local)", "ollama"}};
        int asked = 0;
        for (const ModelCard &card : catalog.cards()) {
            for (const ModelSource &source : card.sources) {
                const auto kind = kinds.find(source.provider);
                if (kind == kinds.end())
                    continue;
                const ModelCard *found = catalog.find(kind->second, source.modelId);
                // Two cards may have one name (a model and the service around it): then it is one of them.
                QVERIFY2(found, (kind->second + ' ' + source.modelId).c_str());
                ++asked;
            }
        }
        QVERIFY(asked > 150);
    }

    void theBuiltInModelHasACard()
    {
        const ModelCard *card = builtInCatalog().find("local", "SmolLM2-135M-Instruct");
        QVERIFY(card);
        QCOMPARE(card->id, std::string("huggingface/smollm2-135m-instruct"));
        QCOMPARE(card->openness, Openness::OpenSource);
    }
};

QTEST_APPLESS_MAIN(TestBuiltInCatalog)
#include "tst_builtincatalog.moc"
