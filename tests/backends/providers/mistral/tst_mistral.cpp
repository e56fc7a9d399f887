#include "backends/providers/mistral/mistralprovider.h"
#include "tests/backends/providers/dialectchecks.h"
#include "tests/backends/providers/wire/canonical.h"

using namespace lineup;
using namespace lineup::test;

namespace {

const QMap<QByteArray, QByteArray> kReadings{
    {"text", "from=m-1 id=c-1\ntext=\"Salut, ça va ?\"\nfinish=stop\nusage=8(4,?)/5(?)\nend=finished\n"},
    {"thinking", "from=m-1 id=c-1\nreasoning=\"Let me see.\"\ntext=\"42.\"\nfinish=stop\nusage=9(2,?)/7(?)\nend=finished\n"},
    {"tools", "from=m-1 id=c-1\ncall 0=9ab3Xy7qZ get_weather {\"city\":\"Paris\"}\nfinish=tool_calls\nusage=90(?,?)/12(?)\nend=tool_call\n"},
    {"window", "from=m-1 id=c-1\ntext=\"One two\"\nfinish=model_length\nend=length\n"},
    {"error-finish", "from=m-1 id=c-1\nend=ProviderDown\n"},
    {"error-model", "end=ModelGone\n"},
    {"error-validation", "end=BadRequest\n"},
    {"error-key", "end=Unauthorized\n"},
    {"error-long", "end=ContextTooLong\n"},
    {"error-rate", "end=RateLimited\n"},
};

} // namespace

class TestMistral : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void replies_data()
    {
        QTest::addColumn<QByteArray>("reading");
        for (auto each = kReadings.begin(); each != kReadings.end(); ++each)
            QTest::newRow(each.key().constData()) << each.value();
    }
    void replies()
    {
        QFETCH(QByteArray, reading);
        QCOMPARE(readingOverSocket(mistral::provider(), std::string("mistral/") + QTest::currentDataTag()), reading);
    }
    void noReplyIsForgotten() { QCOMPARE(unreadReplies("mistral", kReadings), QByteArray()); }

    void theBody()
    {
        const SentBody sent = sentBody(mistral::provider(), fullQuestion(), "mistral/text");
        QCOMPARE(canonical(sent.body), canonical(R"({"messages":[{"role":"system","content":"S"},{"role":"user","content":"Hi"}],"model":"m","stream":true,"temperature":0.5,"top_p":0.25,"max_tokens":64,"random_seed":5,"presence_penalty":1.5,
            "frequency_penalty":-1.5,"reasoning_effort":"high","stop":["END"],"response_format":{"type":"json_schema","json_schema":{"name":"answer","schema":{"type":"object"}}},"tools":[{"type":"function","function":{"name":"f","description":"does f","parameters":{"type":"object"}}}]})"));
        QCOMPARE(sent.notes.size(), std::size_t(3));
        QCOMPARE(sent.request.target, std::string("/v1/chat/completions"));
        QCOMPARE(sent.request.header("authorization"), std::string("Bearer sk-planted-0123456789"));
    }

    void onlyItsOwnEfforts()
    {
        ChatRequest request = simpleQuestion();
        request.parameters.reasoningEffort = "low";
        const SentBody sent = sentBody(mistral::provider(), request, "mistral/text");
        QCOMPARE(canonical(sent.body), canonical(R"({"messages":[{"role":"user","content":"Hi"}],"model":"m","stream":true})"));
        QCOMPARE(sent.notes.size(), std::size_t(1));
    }

    /// A parameter that a model refuses is learnt, and the answer comes all the same.
    void whatIsRefusedIsLearnt()
    {
        ProviderBench bench(mistral::provider(), {.path = "/v1"});
        bench.server.then(replyFile("mistral/error-validation").script());
        bench.server.always(replyFile("mistral/text").script());
        ChatRequest request = simpleQuestion();
        request.parameters.extra = nlohmann::json{{"top_k", 3}};
        QCOMPARE(endingOf(bench.ask(request)), std::string("BadRequest"));
        QCOMPARE(endingOf(bench.ask(simpleQuestion())), std::string("finished"));
    }

    void models()
    {
        QCOMPARE(modelsFrom(mistral::provider(), {"mistral/models"}),
                 QByteArray("mistral-large-2411 (Mistral Large) 131072/? vision- tools+ reasoning-\n"
                            "pixtral-12b 131072/? vision+ retired\n"
                            "bare ?/?\n"));
    }

    void addresses()
    {
        for (const char *path : {"", "/v1/", "/v1/chat/completions"}) {
            ProviderBench bench(mistral::provider(), {.path = path});
            bench.server.always(replyFile("mistral/text").script());
            const Answer answer = bench.ask(simpleQuestion());
            QCOMPARE(bench.server.requests().at(0).target, std::string("/v1/chat/completions"));
            QCOMPARE(answer.end->notes.size(), std::size_t(1));
        }
    }
};

QTEST_GUILESS_MAIN(TestMistral)
#include "tst_mistral.moc"
