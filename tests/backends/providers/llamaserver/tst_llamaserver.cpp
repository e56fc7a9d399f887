#include "backends/providers/llamaserver/llamaserverprovider.h"
#include "tests/backends/providers/dialectchecks.h"
#include "tests/backends/providers/wire/canonical.h"
#include "tests/support/httpreply.h"

using namespace lineup;
using namespace lineup::test;

namespace {

const std::string kKey = "planted-llama-key-0123456789";

} // namespace

class TestLlamaServer : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theBody()
    {
        const SentBody sent = sentBody(llamaserver::provider(), fullQuestion(), "llama-server/stream", {.path = "", .key = kKey});
        QCOMPARE(canonical(sent.body), canonical(R"({"messages":[{"role":"system","content":"S"},{"role":"user","content":"Hi"}],"model":"m","stream":true,
            "stream_options":{"include_usage":true},"return_progress":true,"temperature":0.5,"top_p":0.25,"top_k":7,"max_tokens":64,"seed":5,
            "presence_penalty":1.5,"frequency_penalty":-1.5,"reasoning_effort":"high","stop":["END"],
            "response_format":{"type":"json_schema","json_schema":{"name":"answer","schema":{"type":"object"}}},"logprobs":true,"top_logprobs":2,
            "tools":[{"type":"function","function":{"name":"f","description":"does f","parameters":{"type":"object"}}}]})"));
        QCOMPARE(sent.notes, std::vector<std::string>{"reasoning-tokens: not taken by this model"});
        QCOMPARE(sent.request.target, std::string("/v1/chat/completions"));
        QCOMPARE(sent.request.header("authorization"), "Bearer " + kKey);
    }

    void withoutStreamingThereIsNoProgress()
    {
        ChatRequest request = simpleQuestion();
        request.parameters.streams = false;
        QVERIFY(!sentBody(llamaserver::provider(), request, "llama-server/stream").body.contains("return_progress"));
        request = simpleQuestion();
        request.parameters.extra = nlohmann::json{{"return_progress", nullptr}};
        QVERIFY(!sentBody(llamaserver::provider(), request, "llama-server/stream").body.contains("return_progress"));
    }

    void anAnswerWithItsProgressAndTimes()
    {
        const QByteArray reading = readingOverSocket(llamaserver::provider(), "llama-server/stream", {.path = ""});
        QCOMPARE(reading, QByteArray("from=smollm2 id=chatcmpl-lwQSKZyPJfqdVFs5pcIgQbZvWASo00XJ\nreading=0/25\nreading=25/25\n"
                                     "text=\"Zoë, what's your pleasure? I'm Zo\"\nfinish=length\nusage=25(0,?)/12(?)\ntimings=25/12\nend=length\n"));
    }

    void addresses()
    {
        for (const char *path : {"", "/v1", "/v1/chat/completions", "/prefix/v1/"}) {
            const SentBody sent = sentBody(llamaserver::provider(), simpleQuestion(), "llama-server/stream", {.path = path});
            QCOMPARE(sent.request.target, std::string(std::string_view(path).starts_with("/prefix") ? "/prefix" : "") + "/v1/chat/completions");
        }
    }

    /// As many as the server counted itself for the same conversation (usage of stream.txt).
    void tokensAreCountedInTwoCalls()
    {
        ProviderBench bench(llamaserver::provider(), {.path = "/v1", .key = kKey});
        bench.server.then(replyFile("llama-server/apply-template").script());
        bench.server.then(replyFile("llama-server/tokenize").script());
        ChatRequest request = fullQuestion();
        request.messages = {textMessage(Role::System, "Be short."), textMessage(Role::User, "Say hi to Zoë 😀.")};
        const auto count = bench.count(request);
        QVERIFY(count.has_value());
        QCOMPARE(*count, 25);
        const auto seen = bench.server.requests();
        QCOMPARE(seen.size(), std::size_t(2));
        QCOMPARE(seen[0].target, std::string("/apply-template"));
        const auto first = nlohmann::json::parse(seen[0].body);
        QCOMPARE(canonical(first["messages"]), canonical(R"([{"role":"system","content":"Be short."},{"role":"user","content":"Say hi to Zoë 😀."}])"));
        QVERIFY(first.contains("tools") && !first.contains("temperature") && !first.contains("max_tokens"));
        QCOMPARE(seen[1].target, std::string("/tokenize"));
        QCOMPARE(seen[1].header("authorization"), "Bearer " + kKey);
        const auto second = nlohmann::json::parse(seen[1].body);
        QVERIFY(second["content"].get<std::string>().starts_with("<|im_start|>system\nBe short."));
        QVERIFY(second["add_special"].get<bool>() && second["parse_special"].get<bool>());
    }

    void aCountThatFails()
    {
        ProviderBench bench(llamaserver::provider(), {.path = ""});
        bench.server.then(replyFile("llama-server/error-template").script());
        const auto refused = bench.count(simpleQuestion());
        QVERIFY(!refused && refused.error().code == ErrorCode::BadRequest);
        QCOMPARE(bench.server.requests().size(), std::size_t(1));
        bench.server.then({send(reply(200, "application/json", "{\"other\":1}"))});
        const auto odd = bench.count(simpleQuestion());
        QVERIFY(!odd && odd.error().code == ErrorCode::BadReply);
        bench.server.then(replyFile("llama-server/apply-template").script());
        bench.server.then({send(reply(500, "application/json", "{\"error\":{\"message\":\"no\"}}"))});
        const auto late = bench.count(simpleQuestion());
        QVERIFY(!late && late.error().code == ErrorCode::ProviderDown);
    }

    void theModelDescribed()
    {
        ProviderBench bench(llamaserver::provider(), {.path = "/v1"});
        bench.server.always(replyFile("llama-server/props").script());
        const auto model = bench.backend->describeModel("a/b:Q4").result();
        QVERIFY(model.has_value());
        QCOMPARE(QByteArray::fromStdString(modelLine(*model)), QByteArray("a/b:Q4 2048/? vision- tools-\n"));
        QCOMPARE(bench.server.requests().at(0).target, std::string("/props?model=a%2Fb%3AQ4"));
        QVERIFY(bench.backend->describeModel("").result().has_value());
        QCOMPARE(bench.server.requests().at(1).target, std::string("/props"));
        bench.server.always({send(reply(200, "application/json", "{}"))});
        const auto odd = bench.backend->describeModel("m").result();
        QVERIFY(!odd && odd.error().code == ErrorCode::BadReply);
    }

    void models()
    {
        QCOMPARE(modelsFrom(llamaserver::provider(), {"llama-server/models"}), QByteArray("smollm2 2048/? vision-\n"));
    }

    void noKeyNoHeader()
    {
        const SentBody sent = sentBody(llamaserver::provider(), simpleQuestion(), "llama-server/stream", {.path = "", .key = ""});
        QVERIFY(sent.request.header("authorization").empty());
    }
};

QTEST_GUILESS_MAIN(TestLlamaServer)
#include "tst_llamaserver.moc"
