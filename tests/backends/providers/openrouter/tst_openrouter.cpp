#include "backends/providers/openrouter/openrouterprovider.h"
#include "tests/backends/providers/dialectchecks.h"
#include "tests/backends/providers/wire/canonical.h"

using namespace lineup;
using namespace lineup::test;

namespace {

const QMap<QByteArray, QByteArray> kReadings{
    {"thinking", "from=m-1 id=c-1\nreasoning=\"Let me see.\"\ntext=\"Yes.\"\nitem={\"reasoning_details\":[{\"format\":\"anthropic-claude-v1\",\"index\":0,\"signature\":\"SIG\",\"text\":\"Let me see.\",\"type\":\"reasoning.text\"},{\"data\":\"QUJD\",\"format\":\"anthropic-claude-v1\",\"id\":\"rs_1\",\"index\":1,\"type\":\"reasoning.encrypted\"}]}\nfinish=stop\nusage=20(5,3)/12(8) cost=123400USD\nend=finished\n"},
    {"details-only", "from=m-1 id=c-1\nreasoning=\"Short.\"\ntext=\"Ok\"\nitem={\"reasoning_details\":[{\"format\":\"anthropic-claude-v1\",\"index\":0,\"summary\":\"Short.\",\"type\":\"reasoning.summary\"}]}\nfinish=stop\nusage=20(5,3)/12(8) cost=123400USD\nend=finished\n"},
    {"error-in-stream", "from=m-1 id=c-1\ntext=\"Some\"\nend=ProviderDown\n"},
    {"filtered-in-stream", "from=m-1 id=c-1\ntext=\"Some\"\nend=ContentFiltered\n"},
    {"error-200", "end=RateLimited\n"},
    {"error-moderation", "end=ContentFiltered\n"},
    {"error-credits", "end=Quota\n"},
    {"error-unavailable", "end=ProviderDown\n"},
    {"error-long", "end=ContextTooLong\n"},
    {"aimock-limit", "end=RateLimited\n"},
    {"aimock-hello", "from=a/b id=gen-xK44qgK7b5cjO43z\ntext=\"Hello! Grüße aus Köln 😀.\"\nfinish=stop\nusage=11(?,?)/7(?)\nend=finished\n"},
    {"aimock-think", "from=a/b id=gen-2tbgDuFGOzQxoL-O\nreasoning=\"Six times seven.\"\ntext=\"It is 42.\"\nfinish=stop\nusage=9(?,?)/12(?)\nend=finished\n"},
    {"aimock-weather", "from=a/b id=gen-Cwlbkhhb9PE9uCSY\ncall 0=call_zvF0bOBZ-PQ5KHr7 get_weather {\"city\":\"Köln\",\"unit\":\"C\"}\n"
     "call 1=call_qCA5w8M2MNFr0sDx get_time {\"zone\":\"CET\"}\nfinish=tool_calls\nusage=2(?,?)/15(?)\nend=tool_call\n"},
};

} // namespace

class TestOpenrouter : public QObject {
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
        QCOMPARE(readingOverSocket(openrouter::provider(), std::string("openrouter/") + QTest::currentDataTag()), reading);
    }
    void noReplyIsForgotten() { QCOMPARE(unreadReplies("openrouter", kReadings), QByteArray()); }

    void theBody()
    {
        const SentBody sent = sentBody(openrouter::provider(), fullQuestion(), "openrouter/thinking", {.path = "/api/v1"});
        QCOMPARE(canonical(sent.body), canonical(R"({"messages":[{"role":"system","content":"S"},{"role":"user","content":"Hi"}],"model":"m","stream":true,"stream_options":{"include_usage":true},"temperature":0.5,"top_p":0.25,"top_k":7,"max_tokens":64,
            "seed":5,"presence_penalty":1.5,"frequency_penalty":-1.5,"reasoning":{"effort":"high","max_tokens":100},"stop":["END"],"response_format":{"type":"json_schema","json_schema":{"name":"answer","schema":{"type":"object"}}},
            "logprobs":true,"top_logprobs":2,"tools":[{"type":"function","function":{"name":"f","description":"does f","parameters":{"type":"object"}}}]})"));
        QVERIFY(sent.notes.empty());
        // Who uses it is nobody's business.
        QVERIFY(sent.request.header("http-referer").empty() && sent.request.header("x-title").empty());
    }

    /// What it thought goes back as it came, to the same model only.
    void detailsGoBack()
    {
        ProviderBench bench(openrouter::provider(), {.path = "/v1"});
        bench.server.always(replyFile("openrouter/thinking").script());
        const auto items = bench.ask(simpleQuestion()).all<ProviderItem>();
        QCOMPARE(items.size(), std::size_t(1));
        ChatRequest request = simpleQuestion();
        request.messages.push_back({Role::Assistant, {ProviderItemBlock{"openrouter", "m", items[0].json}, TextBlock{"Yes."}}});
        request.messages.push_back(textMessage(Role::User, "Why?"));
        bench.ask(request);
        QCOMPARE(canonical(bench.lastBody()["messages"][1]),
                 canonical(R"({"role":"assistant","content":"Yes.","reasoning_details":[
                     {"format":"anthropic-claude-v1","index":0,"signature":"SIG","text":"Let me see.","type":"reasoning.text"},
                     {"data":"QUJD","format":"anthropic-claude-v1","id":"rs_1","index":1,"type":"reasoning.encrypted"}]})"));
        request.model = "another";
        bench.ask(request);
        QVERIFY(!bench.lastBody()["messages"][1].contains("reasoning_details"));
    }

    /// The rare ones are kept as they came: the first, the finish with its own word for it, usage.
    void whoAnsweredIsInTheRecord()
    {
        ProviderBench bench(openrouter::provider(), {.path = "/v1"});
        bench.server.always(replyFile("openrouter/thinking").script());
        const auto kept = bench.ask(simpleQuestion()).all<Envelope>();
        QCOMPARE(kept.size(), std::size_t(3));
        QVERIFY(kept[0].json.find("\"provider\":\"Anthropic\"") != std::string::npos);
        QVERIFY(kept[1].json.find("\"native_finish_reason\":\"end_turn\"") != std::string::npos);
        QVERIFY(kept[2].json.find("\"is_byok\":false") != std::string::npos);
    }

    void whatErrorsSay()
    {
        ProviderBench bench(openrouter::provider(), {.path = "/v1"});
        bench.server.always(replyFile("openrouter/error-unavailable").script());
        const Error away = *bench.ask(simpleQuestion()).end->error;
        QCOMPARE(away.retryAfter, std::chrono::milliseconds(2500));
        QCOMPARE(away.providerCode, std::string("provider_overloaded"));
        bench.server.always(replyFile("openrouter/filtered-in-stream").script());
        QCOMPARE(bench.ask(simpleQuestion()).end->error->providerMessage, std::string("No."));
    }

    void models()
    {
        std::vector<std::string> targets;
        QCOMPARE(modelsFrom(openrouter::provider(), {"openrouter/models", "openrouter/models-last"}, &targets),
                 QByteArray("anthropic/claude-sonnet-4 (Anthropic: Claude Sonnet 4) 200000/64000 vision+ tools+ structured_output- reasoning+ logprobs- seed- "
                            "temperature+ top_p- top_k+ stop+ penalties- 3|0.3|3.75|15 USD\n"
                            "openrouter/auto (Auto Router) 2000000/?\n"
                            "old/model ?/? 0.0375|-0.000000001|-0.000000001|0.15 USD retired\n"
                            "x/y:free ?/? 0|-0.000000001|-0.000000001|0 USD\n"));
        QCOMPARE(targets, (std::vector<std::string>{"/v1/models", "/v1/models?offset=3"}));
    }

    void addresses()
    {
        for (const char *path : {"", "/api", "/api/v1"}) {
            const SentBody sent = sentBody(openrouter::provider(), simpleQuestion(), "openrouter/thinking", {.path = path});
            QCOMPARE(sent.request.target, std::string("/api/v1/chat/completions"));
        }
    }
};

QTEST_GUILESS_MAIN(TestOpenrouter)
#include "tst_openrouter.moc"
