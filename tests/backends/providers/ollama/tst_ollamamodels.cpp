#include "backends/providers/ollama/ollamamodels.h"
#include "tests/support/replyfile.h"

#include <QTest>

using namespace lineup;
using namespace lineup::test;

class TestOllamaModels : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theListOfANewServer()
    {
        const auto models = ollama::modelsIn(replyFile("ollama/tags").body);
        QVERIFY(models.has_value());
        QCOMPARE(models->size(), std::size_t(2));
        const ListedModel &first = models->at(0);
        QCOMPARE(first.id, std::string("qwen3:4b"));
        QCOMPARE(first.contextLength, 262144);
        QCOMPARE(first.capabilities.at(Capability::Tools), (CapabilityFact{true, CapabilitySource::Server}));
        QCOMPARE(first.capabilities.at(Capability::Reasoning), (CapabilityFact{true, CapabilitySource::Server}));
        QCOMPARE(first.capabilities.at(Capability::Vision), (CapabilityFact{false, CapabilitySource::Server}));
        QCOMPARE(models->at(1).id, std::string("old:latest"));
        QVERIFY(!models->at(1).contextLength);
        QVERIFY2(models->at(1).capabilities.empty(), "what is not said is unknown");
    }

    void theListOfAnImitation()
    {
        const auto models = ollama::modelsIn(replyFile("ollama/aimock-tags").body);
        QVERIFY(models.has_value());
        QCOMPARE(models->size(), std::size_t(5));
        QCOMPARE(models->at(1).id, std::string("gpt-4o"));
    }

    void theDescription()
    {
        const auto model = ollama::descriptionIn(replyFile("ollama/show").body);
        QVERIFY(model.has_value());
        QVERIFY(model->id.empty());
        QCOMPARE(model->contextLength, 8192);
        QCOMPARE(model->capabilities.at(Capability::Vision).has, true);
        QCOMPARE(model->capabilities.at(Capability::Tools).has, false);
    }

    void aDescriptionThatSaysLittle()
    {
        const auto empty = ollama::descriptionIn("{}");
        QVERIFY(empty.has_value());
        QCOMPARE(*empty, ListedModel{});
        const auto odd = ollama::descriptionIn(R"({"model_info":{"general.architecture":3},"capabilities":"all"})");
        QVERIFY(odd.has_value());
        QCOMPARE(*odd, ListedModel{});
    }

    void whatIsNoList()
    {
        for (const char *body : {"", "{}", "[]", "{\"models\":3}", "<html>"}) {
            const auto models = ollama::modelsIn(body);
            QVERIFY2(!models && models.error().code == ErrorCode::BadReply, body);
        }
        for (const char *body : {"", "[]", "3"}) {
            const auto model = ollama::descriptionIn(body);
            QVERIFY2(!model && model.error().code == ErrorCode::BadReply, body);
        }
        QVERIFY(ollama::modelsIn("{\"models\":[]}")->empty());
    }
};

QTEST_APPLESS_MAIN(TestOllamaModels)
#include "tst_ollamamodels.moc"
