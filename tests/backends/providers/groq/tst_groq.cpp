#include "backends/providers/groq/groqprovider.h"
#include "tests/backends/providers/dialectchecks.h"
#include "tests/backends/providers/wire/canonical.h"

using namespace lineup;
using namespace lineup::test;

namespace {

const QMap<QByteArray, QByteArray> kReadings{
    {"thinking", "from=m-1 id=c-1\nreasoning=\"Hm.\"\ntext=\"Yes\"\nfinish=stop\nusage=20(8,?)/9(5)\ntimings=20/9\nend=finished\n"},
    {"usage-twice", "from=m-1 id=c-1\ntext=\"Hi\"\nfinish=stop\nusage=20(8,?)/9(5)\ntimings=20/9\nend=finished\n"},
    {"stopped-early", "from=m-1 id=c-1\ntext=\"Ha\"\nend=ProviderDown\n"},
    {"tools", "from=m-1 id=c-1\ncall 0=call_x now {\"zone\":\"UTC\"}\nfinish=tool_calls\nusage=20(8,?)/9(5)\ntimings=20/9\nend=tool_call\n"},
    {"error-tool-use", "end=BadRequest\n"},
    {"error-large", "end=ContextTooLong\n"},
    {"error-rate", "end=RateLimited\n"},
    {"error-flex", "end=ProviderDown\n"},
};

} // namespace

class TestGroq : public QObject {
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
        QCOMPARE(readingOverSocket(groq::provider(), std::string("groq/") + QTest::currentDataTag()), reading);
    }
    void noReplyIsForgotten() { QCOMPARE(unreadReplies("groq", kReadings), QByteArray()); }

    void theBody()
    {
        const SentBody sent = sentBody(groq::provider(), fullQuestion(), "groq/thinking", {.path = "/openai/v1"});
        QCOMPARE(canonical(sent.body), canonical(R"({"messages":[{"role":"system","content":"S"},{"role":"user","content":"Hi"}],"model":"m","stream":true,"stream_options":{"include_usage":true},"temperature":0.5,"top_p":0.25,
            "max_completion_tokens":64,"seed":5,"reasoning_effort":"high","stop":["END"],"response_format":{"type":"json_schema","json_schema":{"name":"answer","schema":{"type":"object"}}},"tools":[{"type":"function","function":{"name":"f","description":"does f","parameters":{"type":"object"}}}]})"));
        QCOMPARE(sent.notes.size(), std::size_t(5));
    }

    /// Groq's own client takes the address without the path.
    void addresses_data()
    {
        QTest::addColumn<QByteArray>("target");
        QTest::newRow("") << QByteArray("/openai/v1/chat/completions");
        QTest::newRow("/openai") << QByteArray("/openai/v1/chat/completions");
        QTest::newRow("/openai/v1/") << QByteArray("/openai/v1/chat/completions");
        QTest::newRow("/v1") << QByteArray("/v1/chat/completions");
    }
    void addresses()
    {
        QFETCH(QByteArray, target);
        const SentBody sent = sentBody(groq::provider(), simpleQuestion(), "groq/thinking", {.path = QTest::currentDataTag()});
        QCOMPARE(QByteArray::fromStdString(sent.request.target), target);
    }

    void timesOfTheEngine()
    {
        ProviderBench bench(groq::provider(), {.path = "/v1"});
        bench.server.always(replyFile("groq/thinking").script());
        const auto timings = bench.ask(simpleQuestion()).all<EngineTimings>();
        QCOMPARE(timings, (std::vector<EngineTimings>{{2.0, 20, 30.0, 9}}));
    }

    void whatItSaysWhenItStopsEarly()
    {
        ProviderBench bench(groq::provider(), {.path = "/v1"});
        bench.server.always(replyFile("groq/stopped-early").script());
        QCOMPARE(bench.ask(simpleQuestion()).end->error->providerMessage, std::string("the engine was restarted"));
        bench.server.always(replyFile("groq/error-rate").script());
        QCOMPARE(bench.ask(simpleQuestion()).end->error->retryAfter, std::chrono::milliseconds(179000));
        bench.server.always(replyFile("groq/error-tool-use").script());
        QVERIFY(bench.ask(simpleQuestion()).end->error->excerpt.find("failed_generation") != std::string::npos);
    }

    void models()
    {
        QCOMPARE(modelsFrom(groq::provider(), {"groq/models"}), QByteArray("openai/gpt-oss-20b 131072/65536\nold-model 8192/? retired\n"));
    }
};

QTEST_GUILESS_MAIN(TestGroq)
#include "tst_groq.moc"
