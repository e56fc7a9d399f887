#include "backends/providers/cohere/cohereprovider.h"
#include "tests/backends/providers/wire/canonical.h"
#include "tests/backends/providers/wire/providerbench.h"
#include "tests/support/httpreply.h"
#include "tests/support/replyfile.h"

#include <QTest>

using namespace lineup;
using namespace lineup::test;
using nlohmann::json;

namespace {

const std::string kFolder = "cohere/";

ChatRequest question()
{
    ChatRequest request;
    request.model = "command-a-03-2025";
    request.messages = {textMessage(Role::User, "Hi")};
    request.retries = 0;
    return request;
}

Script good() { return replyFile(kFolder + "aimock-stream").script(); }
Script failing(const std::string &name) { return replyFile(kFolder + "error-" + name).script(); }

} // namespace

/// The provider against a server, through everything that a backend is made of.
class TestCohere : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theRequestIsWhatTheProtocolWants()
    {
        ProviderBench bench(cohere::provider());
        bench.server.always(good());
        const Answer answer = bench.ask(question());
        QCOMPARE(endingOf(answer), std::string("finished"));
        QVERIFY(answer.text().starts_with("Hello!"));
        const RecordedRequest seen = bench.server.requests().at(0);
        QCOMPARE(seen.method, std::string("POST"));
        QCOMPARE(seen.target, std::string("/v2/chat"));
        QCOMPARE(seen.header("authorization"), std::string("Bearer sk-planted-0123456789"));
        QCOMPARE(seen.header("content-type"), std::string("application/json"));
        QCOMPARE(seen.header("accept"), std::string("text/event-stream"));
        QCOMPARE(canonical(bench.lastBody()), canonical(R"({"model":"command-a-03-2025","stream":true,"messages":[{"role":"user","content":"Hi"}]})"));
        QVERIFY(answer.end->notes.empty());
    }

    void withoutStreaming()
    {
        ProviderBench bench(cohere::provider());
        bench.server.always(replyFile(kFolder + "whole").script());
        ChatRequest request = question();
        request.parameters.streams = false;
        const Answer answer = bench.ask(request);
        QCOMPARE(endingOf(answer), std::string("tool_call"));
        QCOMPARE(answer.text(), std::string("I look."));
        QCOMPARE(answer.all<TokenLogprobs>().size(), std::size_t(1));
        QCOMPARE(bench.lastBody()["stream"].get<bool>(), false);
        QCOMPARE(bench.server.requests().at(0).header("accept"), std::string("application/json"));
    }

    void addresses_data()
    {
        QTest::addColumn<QByteArray>("target");
        QTest::addColumn<int>("notes");
        QTest::newRow("") << QByteArray("/v2/chat") << 0;
        QTest::newRow("/v2") << QByteArray("/v2/chat") << 1;
        QTest::newRow("/v1/") << QByteArray("/v2/chat") << 2;
        QTest::newRow("/v2/v2") << QByteArray("/v2/chat") << 2;
        QTest::newRow("/v2/chat") << QByteArray("/v2/chat") << 2;
        QTest::newRow("/team") << QByteArray("/team/v2/chat") << 0;
    }
    void addresses()
    {
        QFETCH(QByteArray, target);
        QFETCH(int, notes);
        ProviderBench::Settings settings;
        settings.path = QTest::currentDataTag();
        ProviderBench bench(cohere::provider(), settings);
        bench.server.always(good());
        const Answer answer = bench.ask(question());
        QCOMPARE(QByteArray::fromStdString(bench.server.requests().at(0).target), target);
        QCOMPARE(static_cast<int>(answer.end->notes.size()), notes);
    }

    void aKeyIsNeededBeyondThisComputer()
    {
        ProviderBench::Settings settings;
        settings.key.clear();
        ProviderBench bench(cohere::provider(), settings);
        bench.server.always(good());
        QCOMPARE(endingOf(bench.ask(question())), std::string("finished"));
        QVERIFY(bench.server.requests().at(0).header("authorization").empty());
        const auto made = bench.make(cohere::provider(), settings, "https://api.example");
        QVERIFY(!made);
        QCOMPARE(made.error().code, ErrorCode::KeyMissing);
    }

    void extraIsMergedLast()
    {
        ProviderBench bench(cohere::provider());
        bench.server.always(good());
        ChatRequest request = question();
        request.parameters.temperature = 0.5;
        request.parameters.extra = json{{"temperature", nullptr}, {"safety_mode", "OFF"}};
        bench.ask(request);
        QVERIFY(!bench.lastBody().contains("temperature"));
        QCOMPARE(canonical(bench.lastBody()["safety_mode"]), canonical("\"OFF\""));
    }

    void everyReplyEndsTheSameInPieces_data()
    {
        QTest::addColumn<QByteArray>("name");
        for (const std::string &name : replyNames("cohere"))
            QTest::newRow(name.c_str()) << QByteArray::fromStdString(name);
    }
    void everyReplyEndsTheSameInPieces()
    {
        QFETCH(QByteArray, name);
        const ReplyFile file = replyFile(kFolder + name.toStdString());
        ProviderBench bench(cohere::provider());
        bench.server.always({send(file.bytes())});
        const Answer whole = bench.ask(question());
        QCOMPARE(whole.ends, 1);
        QVERIFY(whole.end->error.has_value() == (whole.end->outcome == Outcome::Error));
        bench.server.always({sendInPieces(file.bytes(), 37)});
        const Answer pieces = bench.ask(question());
        QCOMPARE(endingOf(pieces), endingOf(whole));
        QCOMPARE(pieces.text(), whole.text());
        QCOMPARE(pieces.all<UsageReport>(), whole.all<UsageReport>());
        QCOMPARE(pieces.all<ToolCallDelta>(), whole.all<ToolCallDelta>());
        QCOMPARE(pieces.all<TokenLogprobs>(), whole.all<TokenLogprobs>());
    }

    void endings_data()
    {
        QTest::addColumn<QByteArray>("ending");
        const auto row = [](const char *name, const char *ending) { QTest::newRow(name) << QByteArray(ending); };
        row("thinking", "finished");
        row("max-tokens", "length");
        row("tools", "tool_call");
        row("error-in-stream", "ProviderDown");
        row("bare-message", "ProviderDown");
        row("message-200", "ProviderDown");
        row("whole-error", "ProviderDown");
        row("cut", "StreamCut");
        row("models-1", "BadReply");
    }
    void endings()
    {
        QFETCH(QByteArray, ending);
        ProviderBench bench(cohere::provider());
        bench.server.always(replyFile(kFolder + QTest::currentDataTag()).script());
        QCOMPARE(QByteArray::fromStdString(endingOf(bench.ask(question()))), ending);
    }

    void errors_data()
    {
        QTest::addColumn<QByteArray>("code");
        const auto row = [](const char *name, const char *code) { QTest::newRow(name) << QByteArray(code); };
        row("argument", "BadRequest");
        row("key", "Unauthorized");
        row("billing", "Quota");
        row("model", "ModelGone");
        row("unprocessable", "BadRequest");
        row("long", "ContextTooLong");
        row("rate", "RateLimited");
        row("month", "Quota");
        row("blocked", "ContentFiltered");
        row("server", "ProviderDown");
        row("unavailable", "ProviderDown");
        row("thinking", "BadRequest");
        row("penalties", "BadRequest");
        row("html-502", "ProviderDown");
        row("aimock-overloaded", "ProviderDown");
        row("aimock-limit", "RateLimited");
    }
    void errors()
    {
        QFETCH(QByteArray, code);
        const ReplyFile file = replyFile(kFolder + "error-" + QTest::currentDataTag());
        ProviderBench bench(cohere::provider());
        bench.server.always(file.script());
        const Answer answer = bench.ask(question());
        QCOMPARE(QByteArray::fromStdString(endingOf(answer)), code);
        QCOMPARE(answer.end->error->httpStatus, std::optional<int>(file.status));
        if (file.body.find("\"id\"") != std::string::npos)
            QCOMPARE(answer.end->error->requestId, std::optional<std::string>("e-1"));
    }
    void everyErrorIsInTheTable()
    {
        int count = 0;
        for (const std::string &name : replyNames("cohere"))
            count += replyFile(kFolder + name).status >= 400 ? 1 : 0;
        QCOMPARE(count, 16);
    }

    void overloadedIsTriedAgain()
    {
        ProviderBench bench(cohere::provider());
        bench.server.then(failing("unavailable"));
        bench.server.then(replyFile(kFolder + "error-without-words").script());
        bench.server.always(good());
        ChatRequest request = question();
        request.retries = 2;
        const Answer answer = bench.ask(request);
        QCOMPARE(endingOf(answer), std::string("finished"));
        QCOMPARE(answer.end->attempts, 3);
    }

    /// A refusal teaches; the next request is right at once.
    void refusalsAreLearnt_data()
    {
        QTest::addColumn<QByteArray>("gone");
        QTest::addColumn<QByteArray>("stays");
        QTest::newRow("thinking") << QByteArray("thinking") << QByteArray("presence_penalty");
        QTest::newRow("penalties") << QByteArray("presence_penalty") << QByteArray("frequency_penalty");
    }
    void refusalsAreLearnt()
    {
        QFETCH(QByteArray, gone);
        QFETCH(QByteArray, stays);
        ProviderBench bench(cohere::provider());
        bench.server.then(failing(QTest::currentDataTag()));
        bench.server.always(good());
        ChatRequest request = question();
        request.parameters.presencePenalty = request.parameters.frequencyPenalty = 0.5;
        request.parameters.reasoningTokens = 100;
        const Answer first = bench.ask(request);
        QCOMPARE(endingOf(first), std::string("finished"));
        QCOMPARE(first.end->attempts, 2);
        QVERIFY(hasNote(first, gone.toStdString() + ": not taken by this model"));
        QVERIFY(!bench.lastBody().contains(gone.toStdString()));
        QVERIFY(bench.lastBody().contains(stays.toStdString()));
        QCOMPARE(bench.ask(request).end->attempts, 1);
    }

    void whatCannotBeLearntIsTheError_data()
    {
        QTest::addColumn<QByteArray>("name");
        for (const char *name : {"argument", "unprocessable", "thinking", "key", "long"})
            QTest::newRow(name) << QByteArray(name);
    }
    void whatCannotBeLearntIsTheError()
    {
        QFETCH(QByteArray, name);
        ProviderBench bench(cohere::provider());
        bench.server.always(failing(name.toStdString()));
        const Answer answer = bench.ask(question());
        QVERIFY(answer.end->error);
        QCOMPARE(answer.end->attempts, 1);
    }

    void modelsOfAllPages()
    {
        ProviderBench bench(cohere::provider());
        bench.server.then(replyFile(kFolder + "models-1").script());
        bench.server.then(replyFile(kFolder + "models-2").script());
        const auto models = bench.models();
        QVERIFY(models);
        QCOMPARE(bench.server.requests().at(0).target, std::string("/v1/models?page_size=1000&endpoint=chat"));
        QCOMPARE(bench.server.requests().at(1).target, std::string("/v1/models?page_size=1000&endpoint=chat&page_token=a%20b%2B"));
        QCOMPARE(bench.server.requests().at(1).header("authorization"), std::string("Bearer sk-planted-0123456789"));
        const CapabilityFact yes{true, CapabilitySource::Server};
        QCOMPARE(*models, (std::vector<ListedModel>{
                              {"command-a-03-2025", 256000, "", std::nullopt, {{Capability::Tools, yes}, {Capability::StructuredOutput, yes}}, false},
                              {"command-a-vision-07-2025", 128000, "", std::nullopt, {{Capability::Vision, yes}, {Capability::Reasoning, yes}}, false},
                              {"command-r-03-2024", 256000, "", std::nullopt, {}, true}}));
    }

    void noList_data()
    {
        QTest::addColumn<QByteArray>("body");
        for (const char *body : {"{}", "[]", "{\"data\":[{\"id\":\"gpt-4\"}]}", "nonsense"})
            QTest::newRow(body) << QByteArray(body);
    }
    void noList()
    {
        QFETCH(QByteArray, body);
        ProviderBench bench(cohere::provider());
        bench.server.always({send(reply(200, "application/json", body.toStdString()))});
        const auto models = bench.models();
        QVERIFY(!models);
        QCOMPARE(models.error().code, ErrorCode::BadReply);
    }

    void itDoesNotCount()
    {
        ProviderBench bench(cohere::provider());
        const auto count = bench.count(question());
        QVERIFY(!count);
        QCOMPARE(count.error().code, ErrorCode::BadRequest);
        QVERIFY(bench.server.requests().empty());
        QVERIFY(!cohere::provider().descriptor.capabilities.at(Capability::TokenCount).has);
    }

    void theKeyIsInNoError()
    {
        ProviderBench bench(cohere::provider());
        bench.server.always({send(reply(401, "application/json", R"({"message":"invalid api token sk-planted-0123456789"})"))});
        const Error error = *bench.ask(question()).end->error;
        for (const std::string &text : {error.detail, error.excerpt, error.providerMessage.value_or("")})
            QVERIFY2(text.find("sk-planted") == std::string::npos, text.c_str());
    }
};

QTEST_GUILESS_MAIN(TestCohere)
#include "tst_cohere.moc"
