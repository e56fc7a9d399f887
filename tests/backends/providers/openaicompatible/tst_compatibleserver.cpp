#include "backends/providers/openaicompatible/compatibleserver.h"
#include "backends/providers/openaicompatible/openaicompatiblebackend.h"
#include "tests/backends/providers/dialectchecks.h"

using namespace lineup;
using namespace lineup::test;
using openaicompatible::unsupportedByLiteLlm;

/// What follows from which server it is.
class TestCompatibleServer : public QObject {
    Q_OBJECT
private Q_SLOTS:
    /// llama.cpp says its name with the first reply; from then on it is asked for its progress.
    void progressOnceTheServerHasSaidItsName()
    {
        ProviderBench bench(openaicompatible::provider(), {.path = "/v1"});
        bench.server.always(replyFile("llama-server/stream").script());
        bench.ask(simpleQuestion());
        QVERIFY(!bench.lastBody().contains("return_progress"));
        const Answer second = bench.ask(simpleQuestion());
        QVERIFY(bench.lastBody()["return_progress"].get<bool>());
        bool isReading = false;
        for (const Progress &progress : second.all<Progress>())
            isReading = isReading || progress.step == Progress::Step::ReadingPrompt;
        QVERIFY(isReading);
        // Another server behind the same address is not asked for what it may refuse.
        bench.server.always(replyFile("openai-compatible/groq").script());
        bench.ask(simpleQuestion());
        bench.ask(simpleQuestion());
        QVERIFY(!bench.lastBody().contains("return_progress"));
    }

    /// A LiteLLM proxy names what the model behind it does not take.
    void whatALiteLlmProxyRefuses()
    {
        ProviderBench bench(openaicompatible::provider(), {.path = "/v1"});
        bench.server.then(replyFile("openai-compatible/error-litellm").script());
        bench.server.always(replyFile("openai-compatible/groq").script());
        ChatRequest request = simpleQuestion();
        request.parameters.seed = 1;
        request.parameters.presencePenalty = 1;
        request.parameters.temperature = 0.5;
        const Answer answer = bench.ask(request);
        QCOMPARE(endingOf(answer), std::string("finished"));
        QCOMPARE(answer.end->attempts, 2);
        const auto body = bench.lastBody();
        QVERIFY(body.contains("temperature") && !body.contains("seed") && !body.contains("presence_penalty"));
        QCOMPARE(bench.backend->parametersNotTaken(request), (std::vector<Parameter>{Parameter::Seed, Parameter::PresencePenalty}));
    }

    void namesInARefusal_data()
    {
        QTest::addColumn<QByteArray>("said");
        QTest::addColumn<int>("count");
        QTest::newRow("two") << QByteArray("x does not support parameters: ['seed', 'top_k'], for model=m.") << 2;
        QTest::newRow("one") << QByteArray("x does not support parameters: ['seed']") << 1;
        QTest::newRow("none") << QByteArray("x does not support parameters: []") << 0;
        QTest::newRow("cut") << QByteArray("x does not support parameters: ['seed', 'to") << 1;
        QTest::newRow("something else") << QByteArray("no such model") << 0;
    }
    void namesInARefusal()
    {
        QFETCH(QByteArray, said);
        QFETCH(int, count);
        Error error;
        error.httpStatus = 400;
        error.providerMessage = said.toStdString();
        QCOMPARE(static_cast<int>(unsupportedByLiteLlm(error).size()), count);
        error.httpStatus = 500;
        QVERIFY(unsupportedByLiteLlm(error).empty());
    }

    void traits()
    {
        QVERIFY(openaicompatible::serverTraits({{"Server", "llama.cpp"}}).reportsProgress);
        for (const char *server : {"uvicorn", "ConcedoLlamaForKoboldServer", "", "nginx"})
            QVERIFY2(!openaicompatible::serverTraits({{"Server", server}}).reportsProgress, server);
    }
};

QTEST_GUILESS_MAIN(TestCompatibleServer)
#include "tst_compatibleserver.moc"
