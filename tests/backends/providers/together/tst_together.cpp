#include "backends/providers/together/togetherprovider.h"
#include "tests/backends/providers/dialectchecks.h"
#include "tests/backends/providers/wire/canonical.h"

using namespace lineup;
using namespace lineup::test;

namespace {

const QMap<QByteArray, QByteArray> kReadings{
    {"text", "from=m-1 id=c-1\ntext=\"Hello\"\nlogprob=\"Hel\" -0.25\nlogprob=\"lo\" -1.5\nfinish=eos\nusage=7(?,?)/2(?)\nend=finished\n"},
    {"thinking", "from=m-1 id=c-1\nreasoning=\"Hm.\"\ntext=\"Ok\"\nfinish=stop\nusage=7(?,?)/3(?)\nend=finished\n"},
    {"whole", "from=m-1 id=t-1\ntext=\"Yes.\"\nlogprob=\"Yes\" -0.5, \"Yes\" -0.5, \"No\" -1.5\nlogprob=\".\" -2.0, \".\" -2.0\nfinish=length\nusage=3(?,?)/2(?)\nend=length\n"},
    {"error-long", "end=ContextTooLong\n"},
    {"error-model", "end=ModelGone\n"},
    {"error-rate", "end=RateLimited\n"},
};

} // namespace

class TestTogether : public QObject {
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
        QCOMPARE(readingOverSocket(together::provider(), std::string("together/") + QTest::currentDataTag()), reading);
    }
    void noReplyIsForgotten() { QCOMPARE(unreadReplies("together", kReadings), QByteArray()); }

    void theBody()
    {
        const SentBody sent = sentBody(together::provider(), fullQuestion(), "together/text");
        QCOMPARE(canonical(sent.body), canonical(R"({"messages":[{"role":"system","content":"S"},{"role":"user","content":"Hi"}],"model":"m","stream":true,"stream_options":{"include_usage":true},"temperature":0.5,"top_p":0.25,"top_k":7,"max_tokens":64,
            "seed":5,"presence_penalty":1.5,"frequency_penalty":-1.5,"reasoning_effort":"high","stop":["END"],
            "response_format":{"type":"json_schema","schema":{"type":"object"}},"logprobs":2,"tools":[{"type":"function","function":{"name":"f","description":"does f","parameters":{"type":"object"}}}]})"));
        QCOMPARE(sent.notes, std::vector<std::string>{"reasoning-tokens: not taken by this model"});
    }

    /// What says nothing but text is kept as its text, however it is dressed.
    void ordinaryChunksAreNotKeptTwice()
    {
        ProviderBench bench(together::provider(), {.path = "/v1"});
        bench.server.always(replyFile("together/text").script());
        // The first and the last.
        QCOMPARE(bench.ask(simpleQuestion()).all<Envelope>().size(), std::size_t(2));
    }

    void models()
    {
        QCOMPARE(modelsFrom(together::provider(), {"together/models"}),
                 QByteArray("meta-llama/Llama-3.3-70B-Instruct-Turbo (Llama 3.3 70B) 131072/? 0.88|-0.000000001|-0.000000001|0.88 USD\n"
                            "free/model ?/? 0|-0.000000001|-0.000000001|0 USD\n"
                            "odd ?/?\n"));
    }
};

QTEST_GUILESS_MAIN(TestTogether)
#include "tst_together.moc"
