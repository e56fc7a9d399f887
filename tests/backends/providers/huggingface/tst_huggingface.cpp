#include "backends/providers/huggingface/huggingfaceprovider.h"
#include "tests/backends/providers/dialectchecks.h"
#include "tests/backends/providers/wire/canonical.h"

using namespace lineup;
using namespace lineup::test;

namespace {

const QMap<QByteArray, QByteArray> kReadings{
    {"text", "from=m-1 id=c-1\ntext=\"Hi\"\nfinish=stop\nusage=4(?,?)/1(?)\nend=finished\n"},
    {"error-credits", "end=Quota\n"},
    {"error-model", "end=ModelGone\n"},
};

} // namespace

class TestHuggingface : public QObject {
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
        QCOMPARE(readingOverSocket(huggingface::provider(), std::string("huggingface/") + QTest::currentDataTag()), reading);
    }
    void noReplyIsForgotten() { QCOMPARE(unreadReplies("huggingface", kReadings), QByteArray()); }

    void theBody()
    {
        const SentBody sent = sentBody(huggingface::provider(), fullQuestion(), "huggingface/text", {.path = "/v1", .options = {{"bill-to", "my-org"}}});
        QCOMPARE(canonical(sent.body), canonical(R"({"messages":[{"role":"system","content":"S"},{"role":"user","content":"Hi"}],"model":"m","stream":true,"stream_options":{"include_usage":true},"temperature":0.5,"top_p":0.25,"top_k":7,"max_tokens":64,
            "seed":5,"presence_penalty":1.5,"frequency_penalty":-1.5,"reasoning_effort":"high","stop":["END"],"response_format":{"type":"json_schema","json_schema":{"name":"answer","schema":{"type":"object"}}},"logprobs":true,"top_logprobs":2,"tools":[{"type":"function","function":{"name":"f","description":"does f","parameters":{"type":"object"}}}]})"));
        QCOMPARE(sent.request.header("x-hf-bill-to"), std::string("my-org"));
        QVERIFY(sentBody(huggingface::provider(), simpleQuestion(), "huggingface/text").request.header("x-hf-bill-to").empty());
    }

    /// The router takes the provider as a suffix of the model's name.
    void theModelIsSentAsItIs()
    {
        ChatRequest request = simpleQuestion();
        request.model = "openai/gpt-oss-120b:cheapest";
        QCOMPARE(sentBody(huggingface::provider(), request, "huggingface/text").body["model"].get<std::string>(), request.model);
    }

    void models()
    {
        QCOMPARE(modelsFrom(huggingface::provider(), {"huggingface/models"}),
                 QByteArray("openai/gpt-oss-120b 131072/? vision- tools+ structured_output-\n"
                            "one/provider ?/? vision+ 0.04|-0.000000001|-0.000000001|0.13 USD\n"
                            "nobody/home ?/? retired\n"));
    }
};

QTEST_GUILESS_MAIN(TestHuggingface)
#include "tst_huggingface.moc"
