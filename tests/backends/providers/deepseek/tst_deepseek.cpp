#include "backends/providers/deepseek/deepseekprovider.h"
#include "tests/backends/providers/dialectchecks.h"
#include "tests/backends/providers/wire/canonical.h"

using namespace lineup;
using namespace lineup::test;

namespace {

const QMap<QByteArray, QByteArray> kReadings{
    {"thinking", "from=m-1 id=c-1\nreasoning=\"Six times seven.\"\ntext=\"42\"\nfinish=stop\nusage=30(24,?)/20(15)\nend=finished\n"},
    {"tools", "from=m-1 id=c-1\nreasoning=\"Ask.\"\ncall 0=call_0 now {\"zone\":\"CET\"}\nfinish=tool_calls\nusage=30(24,?)/20(15)\nend=tool_call\n"},
    {"no-resources", "from=m-1 id=c-1\nend=ProviderDown\n"},
    {"whole", "from=deepseek-chat id=w-1\nreasoning=\"Hm.\"\ntext=\"Hi\"\nfinish=stop\nusage=30(24,?)/20(15)\nend=finished\n"},
    {"error-balance", "end=Quota\n"},
    {"error-key", "end=Unauthorized\n"},
    {"error-parameter", "end=BadRequest\n"},
    {"error-busy", "end=ProviderDown\n"},
};

} // namespace

class TestDeepseek : public QObject {
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
        QCOMPARE(readingOverSocket(deepseek::provider(), std::string("deepseek/") + QTest::currentDataTag()), reading);
    }
    void noReplyIsForgotten() { QCOMPARE(unreadReplies("deepseek", kReadings), QByteArray()); }

    void theBody()
    {
        const SentBody sent = sentBody(deepseek::provider(), fullQuestion(), "deepseek/thinking", {.path = ""});
        QCOMPARE(canonical(sent.body), canonical(R"({"messages":[{"role":"system","content":"S"},{"role":"user","content":"Hi"}],"model":"m","stream":true,"stream_options":{"include_usage":true},"temperature":0.5,"top_p":0.25,"max_tokens":64,
            "presence_penalty":1.5,"frequency_penalty":-1.5,"reasoning_effort":"high","stop":["END"],"response_format":{"type":"json_object"},
            "logprobs":true,"top_logprobs":2,"tools":[{"type":"function","function":{"name":"f","description":"does f","parameters":{"type":"object"}}}]})"));
        QCOMPARE(sent.request.target, std::string("/chat/completions"));
        // Top-k, seed and the number of tokens; and that the schema is not taken.
        QCOMPARE(sent.notes.size(), std::size_t(4));
    }

    void thinkingOff()
    {
        ChatRequest request = simpleQuestion();
        request.parameters.reasoningEffort = "none";
        const SentBody sent = sentBody(deepseek::provider(), request, "deepseek/thinking", {.path = "/v1"});
        QVERIFY(!sent.body.contains("reasoning_effort"));
        QCOMPARE(canonical(sent.body["thinking"]), canonical(R"({"type":"disabled"})"));
        QCOMPARE(sent.request.target, std::string("/v1/chat/completions"));
    }

    /// With calls in the history the thought has to be there, without them it must not.
    void thoughtsGoBackWithCalls()
    {
        ChatRequest request = simpleQuestion();
        const Message thought{Role::Assistant, {ReasoningBlock{"Hm."}, TextBlock{"42"}}};
        request.messages = {textMessage(Role::User, "Hi"), thought, textMessage(Role::User, "And?")};
        QVERIFY(!sentBody(deepseek::provider(), request, "deepseek/thinking").body["messages"][1].contains("reasoning_content"));
        request.messages.push_back({Role::Assistant, {ReasoningBlock{"Ask."}, ToolCallBlock{"c", "now", ""}}});
        const SentBody sent = sentBody(deepseek::provider(), request, "deepseek/thinking");
        QCOMPARE(canonical(sent.body["messages"][1]), canonical(R"({"role":"assistant","content":"42","reasoning_content":"Hm."})"));
        QCOMPARE(sent.body["messages"][3]["reasoning_content"].get<std::string>(), std::string("Ask."));
    }

    void theReasonerTakesLess()
    {
        ChatRequest request = simpleQuestion();
        request.model = "deepseek-reasoner";
        request.parameters.temperature = 1;
        request.parameters.topLogprobs = 1;
        ProviderBench bench(deepseek::provider(), {.path = ""});
        QCOMPARE(bench.backend->parametersNotTaken(request), (std::vector<Parameter>{Parameter::Temperature, Parameter::TopLogprobs}));
    }

    void aResourceThatIsShortIsTriedAgain()
    {
        ProviderBench bench(deepseek::provider(), {.path = ""});
        bench.server.then(replyFile("deepseek/no-resources").script());
        bench.server.always(replyFile("deepseek/thinking").script());
        ChatRequest request = simpleQuestion();
        request.retries = 1;
        const Answer answer = bench.ask(request);
        QCOMPARE(endingOf(answer), std::string("finished"));
        QCOMPARE(answer.end->attempts, 2);
    }

    void models() { QCOMPARE(modelsFrom(deepseek::provider(), {"deepseek/models"}), QByteArray("deepseek-chat ?/?\ndeepseek-reasoner ?/?\n")); }
};

QTEST_GUILESS_MAIN(TestDeepseek)
#include "tst_deepseek.moc"
