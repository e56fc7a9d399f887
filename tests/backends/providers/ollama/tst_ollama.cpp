#include "backends/providers/ollama/ollamabackend.h"
#include "tests/backends/providers/answersummary.h"
#include "tests/backends/providers/wire/providerbench.h"
#include "tests/support/httpreply.h"
#include "tests/support/replyfile.h"

#include <QTest>

using namespace lineup;
using namespace lineup::test;
using namespace std::chrono_literals;

namespace {

const std::string kKey = "planted-key-0123456789";

const ProviderBench::Settings kNoKey{.path = "", .key = ""};

std::string file(const char *name) { return std::string("ollama/") + name; }

ChatRequest simpleQuestion()
{
    ChatRequest request;
    request.model = "m";
    request.messages = {textMessage(Role::User, "Hi")};
    request.retries = 0;
    return request;
}

} // namespace

/// The whole way: request, reply over a socket, errors, lists.
class TestOllama : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theRequest()
    {
        ProviderBench bench(ollama::provider(), kNoKey);
        bench.server.always(replyFile(file("thinking")).script());
        const Answer answer = bench.ask(simpleQuestion());
        QCOMPARE(endingOf(answer), std::string("finished"));
        QVERIFY(answer.end->notes.empty());
        const RecordedRequest seen = bench.server.requests().at(0);
        QCOMPARE(seen.method, std::string("POST"));
        QCOMPARE(seen.target, std::string("/api/chat"));
        QCOMPARE(seen.header("content-type"), std::string("application/json"));
        QCOMPARE(seen.header("accept"), std::string("application/x-ndjson"));
        QVERIFY(seen.header("authorization").empty());
        QCOMPARE(seen.body, std::string(R"({"messages":[{"content":"Hi","role":"user"}],"model":"m","stream":true,"truncate":false})"));
    }

    void theAddressIsForgiven()
    {
        ProviderBench bench(ollama::provider(), {.path = "/api/", .key = ""});
        bench.server.always(replyFile(file("length")).script());
        const Answer answer = bench.ask(simpleQuestion());
        QCOMPARE(endingOf(answer), std::string("length"));
        QCOMPARE(answer.end->notes, (std::vector<std::string>{"base URL: took off /api"}));
        QCOMPARE(bench.server.requests().at(0).target, std::string("/api/chat"));
    }

    /// A key for ollama.com is no business of a server at home.
    void aKeyStaysHereOverPlainHttp()
    {
        ProviderBench bench(ollama::provider(), {.path = "", .key = kKey});
        bench.server.always(replyFile(file("thinking")).script());
        const Answer answer = bench.ask(simpleQuestion());
        QCOMPARE(endingOf(answer), std::string("finished"));
        QCOMPARE(answer.end->notes.size(), std::size_t(1));
        QVERIFY(bench.server.requests().at(0).raw.find(kKey) == std::string::npos);
    }

    void replies_data()
    {
        QTest::addColumn<QByteArray>("ending");
        const QMap<QByteArray, QByteArray> endings{
            {"aimock-weather", "tool_call"}, {"aimock-cut", "StreamCut"}, {"aimock-limit", "RateLimited"}, {"length", "length"}, {"tools", "tool_call"},
            {"error-in-stream", "ProviderDown"}, {"ended-by-server", "StreamCut"}, {"error-model", "ModelGone"}, {"error-tools", "BadRequest"},
            {"error-context", "ContextTooLong"}, {"error-busy", "ProviderDown"}, {"error-cloud", "Unauthorized"}, {"error-origin", "Forbidden"},
            {"tags", "BadReply"}, {"aimock-tags", "BadReply"}, {"show", "BadReply"}};
        for (const std::string &name : replyNames("ollama"))
            QTest::newRow(name.c_str()) << endings.value(QByteArray::fromStdString(name), "finished");
    }
    void replies()
    {
        QFETCH(QByteArray, ending);
        const ReplyFile reply = replyFile(file(QTest::currentDataTag()));
        ProviderBench bench(ollama::provider(), kNoKey);
        bench.server.always({send(reply.bytes())});
        const Answer whole = bench.ask(simpleQuestion());
        QCOMPARE(QByteArray::fromStdString(endingOf(whole)), ending);
        for (const std::size_t size : {std::size_t(1), std::size_t(41)}) {
            bench.server.always({sendInPieces(reply.bytes(), size)});
            const Answer pieces = bench.ask(simpleQuestion());
            QCOMPARE(QByteArray::fromStdString(endingOf(pieces)), ending);
            QCOMPARE(summary(pieces.events), summary(whole.events));
        }
        QCOMPARE(phaseSum(whole.end->trace), whole.end->trace.total);
    }

    void errorsSayWhatTheServerSaid()
    {
        ProviderBench bench(ollama::provider(), kNoKey);
        bench.server.always(replyFile(file("error-model")).script());
        const Answer answer = bench.ask(simpleQuestion());
        QCOMPARE(answer.end->error->providerMessage, std::string("model 'nope' not found"));
        QCOMPARE(answer.end->error->httpStatus, 404);
        bench.server.always(replyFile(file("error-in-stream")).script());
        const Answer cut = bench.ask(simpleQuestion());
        QCOMPARE(cut.text(), std::string("Half"));
        QVERIFY(cut.end->error->providerMessage->starts_with("model runner has unexpectedly stopped"));
    }

    void aBusyServerIsAskedAgain()
    {
        ProviderBench bench(ollama::provider(), kNoKey);
        bench.server.then(replyFile(file("error-busy")).script());
        bench.server.always(replyFile(file("thinking")).script());
        ChatRequest request = simpleQuestion();
        request.retries = 1;
        const Answer answer = bench.ask(request);
        QCOMPARE(endingOf(answer), std::string("finished"));
        QCOMPARE(answer.end->attempts, 2);
    }

    void models()
    {
        ProviderBench bench(ollama::provider(), kNoKey);
        bench.server.always(replyFile(file("tags")).script());
        const auto models = bench.backend->listModels().result();
        QVERIFY(models.has_value());
        QCOMPARE(models->size(), std::size_t(2));
        QCOMPARE(bench.server.requests().at(0).target, std::string("/api/tags"));
        QCOMPARE(bench.server.requests().size(), std::size_t(1));
    }

    void oneModelDescribed()
    {
        ProviderBench bench(ollama::provider(), kNoKey);
        bench.server.always(replyFile(file("show")).script());
        const auto model = bench.backend->describeModel("smollm2:135m").result();
        QVERIFY(model.has_value());
        QCOMPARE(model->id, std::string("smollm2:135m"));
        QCOMPARE(model->contextLength, 8192);
        const RecordedRequest seen = bench.server.requests().at(0);
        QCOMPARE(seen.method, std::string("POST"));
        QCOMPARE(seen.target, std::string("/api/show"));
        QCOMPARE(seen.body, std::string(R"({"model":"smollm2:135m"})"));
        bench.server.always(replyFile(file("error-model")).script());
        const auto none = bench.backend->describeModel("nope").result();
        QVERIFY(!none && none.error().code == ErrorCode::ModelGone);
        bench.server.always({send(reply(200, "application/json", "[]"))});
        const auto odd = bench.backend->describeModel("m").result();
        QVERIFY(!odd && odd.error().code == ErrorCode::BadReply && !odd.error().subject.empty());
    }

    void tokensAreNotCounted()
    {
        ProviderBench bench(ollama::provider(), kNoKey);
        const auto count = bench.backend->countTokens(simpleQuestion()).result();
        QVERIFY(!count && count.error().code == ErrorCode::BadRequest);
        QVERIFY(bench.server.requests().empty());
    }

    void whatIsNotTakenIsSaidBefore()
    {
        ProviderBench bench(ollama::provider(), kNoKey);
        ChatRequest request = simpleQuestion();
        QVERIFY(bench.backend->parametersNotTaken(request).empty());
        request.parameters.reasoningTokens = 0;
        QVERIFY(bench.backend->parametersNotTaken(request).empty());
        request.parameters.reasoningTokens = 100;
        QCOMPARE(bench.backend->parametersNotTaken(request), std::vector<Parameter>{Parameter::ReasoningTokens});
    }

    void badAddresses()
    {
        const Provider provider = ollama::provider();
        ProviderBench bench(provider, kNoKey);
        for (const char *url : {"ftp://h", "http://h?x=1"}) {
            ProviderConfig config;
            config.baseUrl = url;
            const auto made = provider.make(config, {bench.io.get(), bench.redactor, {}});
            QVERIFY2(!made && made.error().code == ErrorCode::BadInput, url);
        }
        ProviderConfig cloud;
        cloud.baseUrl = "ollama.com";
        cloud.key = Secret(kKey);
        QVERIFY(provider.make(cloud, {bench.io.get(), bench.redactor, {}}).has_value());
        QCOMPARE(bench.redactor->redact("x " + kKey), std::string("x •••"));
    }
};

QTEST_GUILESS_MAIN(TestOllama)
#include "tst_ollama.moc"
