#include "backends/providers/xai/xaiprovider.h"
#include "tests/backends/providers/dialectchecks.h"
#include "tests/backends/providers/wire/canonical.h"
#include "tests/support/httpreply.h"

using namespace lineup;
using namespace lineup::test;

namespace {

const QMap<QByteArray, QByteArray> kReadings{
    {"thinking", "from=m-1 id=c-1\nreasoning=\"Think moreThink\"\ntext=\"haha\"\nfinish=stop\nusage=12(4,?)/32(30)\nend=finished\n"},
    {"cached-beside", "from=m-1 id=c-1\ntext=\"Ok\"\nfinish=stop\nusage=105(100,?)/1(?)\nend=finished\n"},
    {"tools", "from=m-1 id=c-1\ncall 0=call_1 now {}\nfinish=tool_calls\nend=tool_call\n"},
    {"error-200", "end=ProviderDown\n"},
    {"error-guidelines", "end=ContentFiltered\n"},
    {"error-key", "end=BadRequest\n"},
    {"error-text", "end=RateLimited\n"},
};

} // namespace

class TestXai : public QObject {
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
        QCOMPARE(readingOverSocket(xai::provider(), std::string("xai/") + QTest::currentDataTag()), reading);
    }
    void noReplyIsForgotten() { QCOMPARE(unreadReplies("xai", kReadings), QByteArray()); }

    void theBody()
    {
        const SentBody sent = sentBody(xai::provider(), fullQuestion(), "xai/thinking");
        QCOMPARE(canonical(sent.body), canonical(R"({"messages":[{"role":"system","content":"S"},{"role":"user","content":"Hi"}],"model":"m","stream":true,"stream_options":{"include_usage":true},"temperature":0.5,"top_p":0.25,
            "max_completion_tokens":64,"seed":5,"reasoning_effort":"high","response_format":{"type":"json_schema","json_schema":{"name":"answer","schema":{"type":"object"}}},"logprobs":true,"top_logprobs":2,"tools":[{"type":"function","function":{"name":"f","description":"does f","parameters":{"type":"object"}}}]})"));
        QCOMPARE(sent.notes.size(), std::size_t(5));
    }

    void someModelsTakeNoEffort()
    {
        ProviderBench bench(xai::provider(), {.path = "/v1"});
        ChatRequest request = simpleQuestion();
        request.parameters.reasoningEffort = "none";
        for (const char *model : {"grok-4.20-reasoning", "grok-4.20-0309-non-reasoning"}) {
            request.model = model;
            QCOMPARE(bench.backend->parametersNotTaken(request), std::vector<Parameter>{Parameter::ReasoningEffort});
        }
        request.model = "grok-4.3";
        QVERIFY(bench.backend->parametersNotTaken(request).empty());
    }

    void modelsWithPrices()
    {
        std::vector<std::string> targets;
        QCOMPARE(modelsFrom(xai::provider(), {"xai/language-models"}, &targets),
                 QByteArray("grok-4 ?/? vision+ 3|0.75|-0.000000001|15 USD\ngrok-3-mini ?/? vision-\n"));
        QCOMPARE(targets, std::vector<std::string>{"/v1/language-models"});
    }

    /// A gateway has the plain list only.
    void thePlainListWhereThereIsNoOther()
    {
        ProviderBench bench(xai::provider(), {.path = "/v1"});
        bench.server.answer([](const RecordedRequest &request) {
            return request.target == "/v1/models" ? replyFile("xai/models").script() : Script{send(reply(404, "application/json", "{}"))};
        });
        for (int round = 0; round < 2; ++round) {
            const auto models = bench.models();
            QVERIFY(models.has_value());
            QCOMPARE(models->at(0).id, std::string("grok-4"));
        }
        QCOMPARE(bench.server.requests().size(), std::size_t(3));
    }

    void errorsInEveryForm()
    {
        ProviderBench bench(xai::provider(), {.path = "/v1"});
        bench.server.always(replyFile("xai/error-200").script());
        const Error error = *bench.ask(simpleQuestion()).end->error;
        QCOMPARE(error.providerCode, std::string("The service is currently unavailable"));
        QVERIFY(error.providerMessage->starts_with("The model is at capacity"));
    }
};

QTEST_GUILESS_MAIN(TestXai)
#include "tst_xai.moc"
