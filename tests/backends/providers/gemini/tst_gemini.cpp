#include "backends/providers/gemini/geminiprovider.h"
#include "tests/backends/providers/wire/canonical.h"
#include "tests/backends/providers/wire/providerbench.h"
#include "tests/support/httpreply.h"
#include "tests/support/replyfile.h"

#include <QTest>

using namespace lineup;
using namespace lineup::test;
using nlohmann::json;

namespace {

const std::string kFolder = "gemini/";

ChatRequest question(const std::string &model = "gemini-2.5-flash")
{
    ChatRequest request;
    request.model = model;
    request.messages = {textMessage(Role::User, "Hi")};
    request.retries = 0;
    return request;
}

ProviderBench::Settings settingsWithPath(const std::string &path)
{
    ProviderBench::Settings settings;
    settings.path = path;
    return settings;
}

Script good() { return replyFile(kFolder + "aimock-stream").script(); }
Script failing(const std::string &name) { return replyFile(kFolder + "error-" + name).script(); }

struct Bench : ProviderBench {
    Bench() : ProviderBench(gemini::provider(), settingsWithPath("/v1beta")) {}
};

} // namespace

/// The provider against a server, through everything that a backend is made of.
class TestGemini : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theRequestIsWhatTheProtocolWants()
    {
        Bench bench;
        bench.server.always(good());
        const Answer answer = bench.ask(question());
        QCOMPARE(endingOf(answer), std::string("finished"));
        QVERIFY(answer.text().starts_with("Hello!"));
        const RecordedRequest seen = bench.server.requests().at(0);
        QCOMPARE(seen.method, std::string("POST"));
        QCOMPARE(seen.target, std::string("/v1beta/models/gemini-2.5-flash:streamGenerateContent?alt=sse"));
        QCOMPARE(seen.header("x-goog-api-key"), std::string("sk-planted-0123456789"));
        QVERIFY(seen.header("authorization").empty());
        QCOMPARE(seen.header("content-type"), std::string("application/json"));
        QCOMPARE(seen.header("accept"), std::string("text/event-stream"));
        QCOMPARE(canonical(bench.lastBody()), canonical(R"({"contents":[{"role":"user","parts":[{"text":"Hi"}]}]})"));
        QVERIFY(answer.end->notes.empty());
    }

    void withoutStreaming()
    {
        Bench bench;
        bench.server.always(replyFile(kFolder + "whole").script());
        ChatRequest request = question();
        request.parameters.streams = false;
        const Answer answer = bench.ask(request);
        QCOMPARE(endingOf(answer), std::string("tool_call"));
        QCOMPARE(answer.text(), std::string("It is 42."));
        QCOMPARE(bench.server.requests().at(0).target, std::string("/v1beta/models/gemini-2.5-flash:generateContent"));
        QCOMPARE(bench.server.requests().at(0).header("accept"), std::string("application/json"));
    }

    void addresses_data()
    {
        QTest::addColumn<QByteArray>("base");
        QTest::addColumn<int>("notes");
        QTest::newRow("/v1beta") << QByteArray("/v1beta") << 0;
        QTest::newRow("") << QByteArray("/v1beta") << 1;
        QTest::newRow("/") << QByteArray("/v1beta") << 2;
        QTest::newRow("/v1") << QByteArray("/v1") << 0;
        QTest::newRow("/v1beta/v1beta/") << QByteArray("/v1beta") << 2;
        QTest::newRow("/v1beta/openai/") << QByteArray("/v1beta") << 2;
        QTest::newRow("/v1beta/models") << QByteArray("/v1beta") << 1;
        QTest::newRow("/v1beta/models/gemini-2.5-pro:generateContent") << QByteArray("/v1beta") << 1;
        QTest::newRow("/proxy/gemini") << QByteArray("/proxy/gemini/v1beta") << 1;
    }
    void addresses()
    {
        QFETCH(QByteArray, base);
        QFETCH(int, notes);
        ProviderBench bench(gemini::provider(), settingsWithPath(QTest::currentDataTag()));
        bench.server.always(good());
        const Answer answer = bench.ask(question());
        QCOMPARE(bench.server.requests().at(0).target, base.toStdString() + "/models/gemini-2.5-flash:streamGenerateContent?alt=sse");
        QCOMPARE(static_cast<int>(answer.end->notes.size()), notes);
    }

    void aKeyIsNeededBeyondThisComputer()
    {
        ProviderBench::Settings settings;
        settings.key.clear();
        ProviderBench bench(gemini::provider(), settings);
        bench.server.always(good());
        QCOMPARE(endingOf(bench.ask(question())), std::string("finished"));
        QVERIFY(bench.server.requests().at(0).header("x-goog-api-key").empty());
        const auto made = bench.make(gemini::provider(), settings, "https://api.example");
        QVERIFY(!made);
        QCOMPARE(made.error().code, ErrorCode::KeyMissing);
    }

    void aModelIsNeeded()
    {
        Bench bench;
        const Answer answer = bench.ask(question(""));
        QCOMPARE(endingOf(answer), std::string("BadInput"));
        QCOMPARE(answer.end->attempts, 0);
        QVERIFY(!bench.count(question("")));
        QVERIFY(bench.server.requests().empty());
    }

    void extraIsMergedLast()
    {
        Bench bench;
        bench.server.always(good());
        ChatRequest request = question();
        request.parameters.temperature = 0.5;
        request.parameters.extra = json::parse(R"({"generationConfig":{"temperature":null,"candidateCount":1},"safetySettings":[]})");
        bench.ask(request);
        QCOMPARE(canonical(bench.lastBody()), canonical(R"({"contents":[{"role":"user","parts":[{"text":"Hi"}]}],"generationConfig":{"candidateCount":1},"safetySettings":[]})"));
    }

    void everyReplyEndsTheSameInPieces_data()
    {
        QTest::addColumn<QByteArray>("name");
        for (const std::string &name : replyNames("gemini"))
            QTest::newRow(name.c_str()) << QByteArray::fromStdString(name);
    }
    void everyReplyEndsTheSameInPieces()
    {
        QFETCH(QByteArray, name);
        const ReplyFile file = replyFile(kFolder + name.toStdString());
        Bench bench;
        bench.server.always({send(file.bytes())});
        const Answer whole = bench.ask(question());
        QCOMPARE(whole.ends, 1);
        QVERIFY(whole.end->error.has_value() == (whole.end->outcome == Outcome::Error));
        bench.server.always({sendInPieces(file.bytes(), 37)});
        const Answer pieces = bench.ask(question());
        QCOMPARE(endingOf(pieces), endingOf(whole));
        QCOMPARE(pieces.text(), whole.text());
        QCOMPARE(pieces.all<ProviderItem>(), whole.all<ProviderItem>());
        QCOMPARE(pieces.all<UsageReport>(), whole.all<UsageReport>());
        QCOMPARE(pieces.all<ToolCallDelta>(), whole.all<ToolCallDelta>());
        QCOMPARE(pieces.all<FilterReport>(), whole.all<FilterReport>());
    }

    void endings_data()
    {
        QTest::addColumn<QByteArray>("ending");
        QTest::addColumn<QByteArray>("text");
        const auto row = [](const char *name, const char *ending, const char *text) { QTest::newRow(name) << QByteArray(ending) << QByteArray(text); };
        row("thoughts", "finished", "It is 42.");
        row("safety", "filtered", "Well, ");
        row("prompt-blocked", "ContentFiltered", "");
        row("whole-blocked", "ContentFiltered", "");
        row("cut", "StreamCut", "Half of");
        row("array", "finished", "It [is] {\"42\"}, \\.");
        row("array-in-stream-clothes", "finished", "It [is] {\"42\"}, \\.");
        row("array-cut", "StreamCut", "It [is] {\"42\"}, \\");
        row("array-error", "RateLimited", "");
        row("bare-error", "ProviderDown", "Half of");
        row("bare-error-first", "ProviderDown", "");
        row("malformed-call", "ProviderDown", "");
        row("models-1", "BadReply", "");
        row("count", "BadReply", "");
        row("error-html-404", "BadReply", "");
    }
    void endings()
    {
        QFETCH(QByteArray, ending);
        QFETCH(QByteArray, text);
        Bench bench;
        bench.server.always(replyFile(kFolder + QTest::currentDataTag()).script());
        const Answer answer = bench.ask(question());
        QCOMPARE(QByteArray::fromStdString(endingOf(answer)), ending);
        QCOMPARE(QByteArray::fromStdString(answer.text()), text);
    }

    /// Without alt=sse the array grows; what is there is shown.
    void anArrayIsReadWhileItComes()
    {
        Bench bench;
        const std::string body = replyFile(kFolder + "array").body;
        const auto comma = body.find(",\n\r\n");
        bench.server.always({send(head(200, {{"Content-Type", "application/json"}, {"Transfer-Encoding", "chunked"}}) + chunk(body.substr(0, comma))), hold()});
        Answer answer;
        answer.ask(*bench.backend, question());
        QVERIFY(answer.waitFor<TextDelta>());
        QVERIFY(!answer.end);
        answer.cancel();
        QVERIFY(answer.waitForEnd());
        QCOMPARE(endingOf(answer), std::string("cancelled"));
    }

    void errors_data()
    {
        QTest::addColumn<QByteArray>("code");
        QTest::addColumn<QByteArray>("providerCode");
        const auto row = [](const char *name, const char *code, const char *providerCode) { QTest::newRow(name) << QByteArray(code) << QByteArray(providerCode); };
        row("key-invalid", "Unauthorized", "API_KEY_INVALID");
        row("key-missing", "Unauthorized", "PERMISSION_DENIED");
        row("permission", "Forbidden", "PERMISSION_DENIED");
        row("model", "ModelGone", "NOT_FOUND");
        row("rate", "RateLimited", "RESOURCE_EXHAUSTED");
        row("quota", "Quota", "RESOURCE_EXHAUSTED");
        row("payment", "Quota", "RESOURCE_EXHAUSTED");
        row("region", "Forbidden", "FAILED_PRECONDITION");
        row("billing", "Quota", "FAILED_PRECONDITION");
        row("long", "ContextTooLong", "INVALID_ARGUMENT");
        row("argument", "BadRequest", "INVALID_ARGUMENT");
        row("internal", "ProviderDown", "INTERNAL");
        row("unavailable", "ProviderDown", "UNAVAILABLE");
        row("deadline", "ProviderDown", "DEADLINE_EXCEEDED");
        for (const char *name : {"penalty", "logprobs", "system", "level", "budget", "budget-off", "no-thinking"})
            row(name, "BadRequest", "INVALID_ARGUMENT");
        row("html-404", "BadReply", "html");
        row("aimock-overloaded", "ProviderDown", "overloaded_error");
        row("aimock-limit", "RateLimited", "rate_limit_error");
        row("aimock-models", "BadReply", "not_found");
        row("katan-no-key", "Unauthorized", "UNAUTHENTICATED");
    }
    void errors()
    {
        QFETCH(QByteArray, code);
        QFETCH(QByteArray, providerCode);
        const ReplyFile file = replyFile(kFolder + "error-" + QTest::currentDataTag());
        Bench bench;
        bench.server.always(file.script());
        const Answer answer = bench.ask(question());
        QCOMPARE(QByteArray::fromStdString(endingOf(answer)), code);
        QCOMPARE(answer.end->error->httpStatus, std::optional<int>(file.status));
        QCOMPARE(QByteArray::fromStdString(answer.end->error->providerCode.value_or("")), providerCode);
        if (providerCode != "html")
            QVERIFY2(answer.end->error->detail.ends_with(", " + providerCode.toStdString()), answer.end->error->detail.c_str());
    }
    void everyErrorIsInTheTable()
    {
        int count = 0;
        for (const std::string &name : replyNames("gemini"))
            count += replyFile(kFolder + name).status >= 400 ? 1 : 0;
        QCOMPARE(count, 26);
    }

    void waits()
    {
        Bench bench;
        bench.server.then(failing("rate"));
        QCOMPARE(bench.ask(question()).end->error->retryAfter, std::optional(std::chrono::milliseconds(17500)));
        bench.server.then(failing("quota"));
        QVERIFY(!bench.ask(question()).end->error->retryAfter);
        bench.server.then(replyFile(kFolder + "array-error").script());
        QCOMPARE(bench.ask(question()).end->error->retryAfter, std::optional(std::chrono::milliseconds(3000)));
    }

    void overloadedIsTriedAgain()
    {
        Bench bench;
        bench.server.then(failing("unavailable"));
        bench.server.then(replyFile(kFolder + "bare-error-first").script());
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
        QTest::addColumn<QByteArray>("effort");
        QTest::addColumn<int>("tokens");
        QTest::addColumn<QByteArray>("then");
        QTest::addColumn<QByteArray>("note");
        const auto row = [](const char *name, const char *effort, int tokens, const char *then, const char *note) {
            QTest::newRow(name) << QByteArray(effort) << tokens << QByteArray(then) << QByteArray(note);
        };
        row("penalty", "", -1, R"({"seed":1,"responseLogprobs":true,"logprobs":2})", "frequencyPenalty: not taken by this model");
        row("logprobs", "", -1, R"({"seed":1,"presencePenalty":0.5,"frequencyPenalty":0.5})", "responseLogprobs: not taken by this model");
        row("level", "low", -1, R"({"thinkingConfig":{"thinkingBudget":1024,"includeThoughts":true}})", "reasoning effort: sent as a budget of 1024 tokens");
        row("budget", "", 2000, "", "reasoning tokens: not taken by this model");
        row("budget-off", "", 0, "", "reasoning: cannot be switched off on this model");
        row("no-thinking", "high", -1, "", "thinkingConfig: not taken by this model");
    }
    void refusalsAreLearnt()
    {
        QFETCH(QByteArray, effort);
        QFETCH(int, tokens);
        QFETCH(QByteArray, then);
        QFETCH(QByteArray, note);
        Bench bench;
        bench.server.then(failing(QTest::currentDataTag()));
        bench.server.always(good());
        ChatRequest request = question("gemini-next");
        if (!effort.isEmpty())
            request.parameters.reasoningEffort = effort.toStdString();
        if (tokens >= 0)
            request.parameters.reasoningTokens = tokens;
        if (effort.isEmpty() && tokens < 0) {
            request.parameters.seed = 1;
            request.parameters.presencePenalty = request.parameters.frequencyPenalty = 0.5;
            request.parameters.topLogprobs = 2;
        }
        const Answer first = bench.ask(request);
        QCOMPARE(endingOf(first), std::string("finished"));
        QCOMPARE(first.end->attempts, 2);
        QVERIFY(hasNote(first, note.toStdString()));
        QCOMPARE(bench.lastBody().contains("generationConfig"), !then.isEmpty());
        if (!then.isEmpty())
            QCOMPARE(canonical(bench.lastBody()["generationConfig"]), canonical(then.constData()));
        QCOMPARE(bench.ask(request).end->attempts, 1);
    }

    void aModelWithoutSystemMessagesIsLearnt()
    {
        Bench bench;
        bench.server.then(failing("system"));
        bench.server.always(good());
        ChatRequest request = question("gemma-3-27b-it");
        request.messages.insert(request.messages.begin(), textMessage(Role::System, "Be brief."));
        const Answer answer = bench.ask(request);
        QCOMPARE(endingOf(answer), std::string("finished"));
        QVERIFY(hasNote(answer, "system message: sent before the first message"));
        QVERIFY(!bench.lastBody().contains("systemInstruction"));
        QCOMPARE(bench.ask(request).end->attempts, 1);
    }

    void whatCannotBeLearntIsTheError_data()
    {
        QTest::addColumn<QByteArray>("name");
        for (const char *name : {"argument", "key-invalid", "long", "system", "penalty", "level"})
            QTest::newRow(name) << QByteArray(name);
    }
    void whatCannotBeLearntIsTheError()
    {
        QFETCH(QByteArray, name);
        Bench bench;
        bench.server.always(failing(name.toStdString()));
        const Answer answer = bench.ask(question());
        QVERIFY(answer.end->error);
        QCOMPARE(answer.end->attempts, 1);
    }

    void modelsOfAllPages()
    {
        Bench bench;
        bench.server.then(replyFile(kFolder + "models-1").script());
        bench.server.then(replyFile(kFolder + "models-2").script());
        const auto models = bench.models();
        QVERIFY(models);
        QCOMPARE(bench.server.requests().at(0).target, std::string("/v1beta/models?pageSize=1000"));
        QCOMPARE(bench.server.requests().at(1).target, std::string("/v1beta/models?pageSize=1000&pageToken=a%2Fb%3D%3D"));
        QCOMPARE(models->size(), std::size_t(2));
        const ListedModel &flash = models->at(0);
        QCOMPARE(flash.id, std::string("gemini-2.5-flash"));
        QCOMPARE(flash.name, std::string("Gemini 2.5 Flash"));
        QCOMPARE(flash.contextLength, std::optional<std::int64_t>(1048576));
        QCOMPARE(flash.maxOutput, std::optional<std::int64_t>(65536));
        const CapabilityFact yes{true, CapabilitySource::Server};
        const CapabilityFact no{false, CapabilitySource::Server};
        QCOMPARE(flash.capabilities, (Capabilities{{Capability::Reasoning, yes}, {Capability::TopK, yes}, {Capability::TokenCount, yes}}));
        QCOMPARE(models->at(1).capabilities, (Capabilities{{Capability::TopK, no}, {Capability::TokenCount, no}}));
    }

    void noList_data()
    {
        QTest::addColumn<QByteArray>("body");
        for (const char *body : {"[]", "{\"data\":[]}", "{\"models\":{}}", "nonsense"})
            QTest::newRow(body) << QByteArray(body);
    }
    void noList()
    {
        QFETCH(QByteArray, body);
        Bench bench;
        bench.server.always({send(reply(200, "application/json", body.toStdString()))});
        const auto models = bench.models();
        QVERIFY(!models);
        QCOMPARE(models.error().code, ErrorCode::BadReply);
        const auto count = bench.count(question());
        QVERIFY(!count);
        QCOMPARE(count.error().code, ErrorCode::BadReply);
    }

    void aServiceWithoutModels()
    {
        Bench bench;
        bench.server.always({send(reply(200, "application/json", "{}"))});
        const auto models = bench.models();
        QVERIFY(models);
        QVERIFY(models->empty());
        bench.server.always(failing("aimock-models"));
        QVERIFY(!bench.models());
    }

    void counting()
    {
        Bench bench;
        bench.server.then(replyFile(kFolder + "count").script());
        bench.server.then(failing("key-invalid"));
        ChatRequest request = question();
        request.parameters.tools = {{"f", "", json::object()}};
        QCOMPARE(bench.count(request), Result<std::int64_t>(31));
        QCOMPARE(bench.server.requests().at(0).target, std::string("/v1beta/models/gemini-2.5-flash:countTokens"));
        QCOMPARE(canonical(bench.lastBody()), canonical(R"({"generateContentRequest":{"model":"models/gemini-2.5-flash","contents":[{"role":"user","parts":[{"text":"Hi"}]}],
            "tools":[{"functionDeclarations":[{"name":"f"}]}]}})"));
        const auto refused = bench.count(request);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::Unauthorized);
    }

    void theKeyIsInNoError()
    {
        Bench bench;
        bench.server.always({send(reply(400, "application/json", R"({"error":{"code":400,"message":"key sk-planted-0123456789 is bad","status":"INVALID_ARGUMENT"}})"))});
        const Error error = *bench.ask(question()).end->error;
        for (const std::string &text : {error.detail, error.excerpt, error.providerMessage.value_or("")})
            QVERIFY2(text.find("sk-planted") == std::string::npos, text.c_str());
    }

    void theDescriptorSaysWhatThereIs()
    {
        const ProviderDescriptor descriptor = gemini::provider().descriptor;
        QCOMPARE(descriptor.id, std::string("gemini"));
        QCOMPARE(descriptor.keyVariables, (std::vector<std::string>{"GOOGLE_API_KEY", "GEMINI_API_KEY"}));
        QVERIFY(descriptor.needsKey);
        QVERIFY(descriptor.capabilities.at(Capability::Vision).has);
    }
};

QTEST_GUILESS_MAIN(TestGemini)
#include "tst_gemini.moc"
