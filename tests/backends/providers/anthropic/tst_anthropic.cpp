#include "backends/providers/anthropic/anthropicprovider.h"
#include "tests/backends/providers/wire/canonical.h"
#include "tests/backends/providers/wire/providerbench.h"
#include "tests/support/httpreply.h"
#include "tests/support/replyfile.h"

#include <QTest>

using namespace lineup;
using namespace lineup::test;
using nlohmann::json;

namespace {

const std::string kFolder = "anthropic/";

ChatRequest question(const std::string &model = "claude-sonnet-4-5")
{
    ChatRequest request;
    request.model = model;
    request.messages = {textMessage(Role::User, "Hi")};
    request.parameters.maxTokens = 5000;
    request.retries = 0;
    return request;
}

Script good() { return replyFile(kFolder + "aimock-stream").script(); }
Script failing(const char *name) { return replyFile(kFolder + "error-" + name).script(); }

} // namespace

/// The provider against a server, through everything that a backend is made of.
class TestAnthropic : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theRequestIsWhatTheProtocolWants()
    {
        ProviderBench bench(anthropic::provider());
        bench.server.always(good());
        const Answer answer = bench.ask(question());
        QCOMPARE(endingOf(answer), std::string("finished"));
        QVERIFY(answer.text().starts_with("Hello!"));
        const RecordedRequest seen = bench.server.requests().at(0);
        QCOMPARE(seen.method, std::string("POST"));
        QCOMPARE(seen.target, std::string("/v1/messages"));
        QCOMPARE(seen.header("x-api-key"), std::string("sk-planted-0123456789"));
        QVERIFY(seen.header("authorization").empty());
        QCOMPARE(seen.header("anthropic-version"), std::string("2023-06-01"));
        QVERIFY(seen.header("anthropic-beta").empty());
        QCOMPARE(seen.header("content-type"), std::string("application/json"));
        QCOMPARE(seen.header("accept"), std::string("text/event-stream"));
        QCOMPARE(canonical(bench.lastBody()), canonical(R"({"model":"claude-sonnet-4-5","max_tokens":5000,"stream":true,
            "messages":[{"role":"user","content":[{"type":"text","text":"Hi"}]}]})"));
    }

    void withoutStreaming()
    {
        ProviderBench bench(anthropic::provider());
        bench.server.always(replyFile(kFolder + "whole").script());
        ChatRequest request = question();
        request.parameters.streams = false;
        const Answer answer = bench.ask(request);
        QCOMPARE(endingOf(answer), std::string("tool_call"));
        QCOMPARE(answer.text(), std::string("It is 42."));
        QCOMPARE(answer.all<ProviderItem>().size(), std::size_t(2));
        QVERIFY(!bench.lastBody().contains("stream"));
        QCOMPARE(bench.server.requests().at(0).header("accept"), std::string("application/json"));
    }

    void whereTheKeyGoes_data()
    {
        QTest::addColumn<QByteArray>("key");
        QTest::addColumn<QByteArray>("auth");
        QTest::addColumn<QByteArray>("apiKeyVariable");
        QTest::addColumn<QByteArray>("tokenVariable");
        QTest::addColumn<bool>("isBearer");
        const auto row = [](const char *name, const char *key, const char *auth, const char *apiKey, const char *token, bool isBearer) {
            QTest::newRow(name) << QByteArray(key) << QByteArray(auth) << QByteArray(apiKey) << QByteArray(token) << isBearer;
        };
        row("a key", "sk-ant-api03-planted", "", "", "", false);
        row("an access token", "sk-ant-oat01-planted", "", "", "", true);
        row("from the token variable", "planted", "", "", "planted", true);
        row("from the token variable, untidy", "planted", "", "", " planted\n", true);
        row("from the key variable", "planted", "", "planted", "another", false);
        row("the same in both", "planted", "", "planted", "planted", false);
        row("told", "planted", "bearer", "planted", "", true);
        row("told otherwise", "sk-ant-oat01-planted", "x-api-key", "", "", false);
    }
    void whereTheKeyGoes()
    {
        QFETCH(QByteArray, key);
        QFETCH(QByteArray, auth);
        QFETCH(QByteArray, apiKeyVariable);
        QFETCH(QByteArray, tokenVariable);
        QFETCH(bool, isBearer);
        ProviderBench::Settings settings;
        settings.key = key.toStdString();
        settings.options = {{"auth", auth.toStdString()}, {"beta", "context-1m-2025-08-07"}};
        settings.environment = {{"ANTHROPIC_API_KEY", apiKeyVariable.toStdString()}, {"ANTHROPIC_AUTH_TOKEN", tokenVariable.toStdString()}};
        ProviderBench bench(anthropic::provider(), settings);
        bench.server.always(good());
        bench.ask(question());
        const RecordedRequest seen = bench.server.requests().at(0);
        QCOMPARE(seen.header("x-api-key"), isBearer ? std::string() : key.toStdString());
        QCOMPARE(seen.header("authorization"), isBearer ? "Bearer " + key.toStdString() : std::string());
        QCOMPARE(seen.header("anthropic-beta"), std::string("context-1m-2025-08-07"));
    }

    void aKeyIsNeededBeyondThisComputer()
    {
        ProviderBench::Settings settings;
        settings.key.clear();
        ProviderBench bench(anthropic::provider(), settings);
        bench.server.always(good());
        QCOMPARE(endingOf(bench.ask(question())), std::string("finished"));
        const RecordedRequest seen = bench.server.requests().at(0);
        QVERIFY(seen.header("x-api-key").empty() && seen.header("authorization").empty());
        const auto made = bench.make(anthropic::provider(), settings, "https://api.example");
        QVERIFY(!made);
        QCOMPARE(made.error().code, ErrorCode::KeyMissing);
        QCOMPARE(made.error().subject, std::string("ANTHROPIC_API_KEY"));
        settings.key = "k";
        const auto plain = bench.make(anthropic::provider(), settings, "http://api.example");
        QVERIFY(!plain);
        QCOMPARE(plain.error().code, ErrorCode::Tls);
    }

    void addresses_data()
    {
        QTest::addColumn<QByteArray>("target");
        QTest::addColumn<int>("notes");
        QTest::newRow("") << QByteArray("/v1/messages") << 0;
        QTest::newRow("/v1/") << QByteArray("/v1/messages") << 2;
        QTest::newRow("/v1/messages") << QByteArray("/v1/messages") << 2;
        QTest::newRow("/team/anthropic") << QByteArray("/team/anthropic/v1/messages") << 0;
    }
    void addresses()
    {
        QFETCH(QByteArray, target);
        QFETCH(int, notes);
        ProviderBench::Settings settings;
        settings.path = QTest::currentDataTag();
        ProviderBench bench(anthropic::provider(), settings);
        bench.server.always(good());
        const Answer answer = bench.ask(question());
        QCOMPARE(bench.server.requests().at(0).target, target.toStdString());
        QCOMPARE(static_cast<int>(answer.end->notes.size()), notes);
    }

    void extraIsMergedLast()
    {
        ProviderBench bench(anthropic::provider());
        bench.server.always(good());
        ChatRequest request = question();
        request.parameters.temperature = 0.5;
        request.parameters.extra = json{{"temperature", nullptr}, {"service_tier", "auto"}, {"max_tokens", 3}};
        bench.ask(request);
        QVERIFY(!bench.lastBody().contains("temperature"));
        QCOMPARE(canonical(bench.lastBody()["service_tier"]), canonical(json("auto")));
        QCOMPARE(canonical(bench.lastBody()["max_tokens"]), canonical(json(3)));
    }

    void everyReplyEndsTheSameInPieces_data()
    {
        QTest::addColumn<QByteArray>("name");
        for (const std::string &name : replyNames("anthropic"))
            QTest::newRow(name.c_str()) << QByteArray::fromStdString(name);
    }
    void everyReplyEndsTheSameInPieces()
    {
        QFETCH(QByteArray, name);
        const ReplyFile file = replyFile(kFolder + name.toStdString());
        ProviderBench bench(anthropic::provider());
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
    }

    void errors_data()
    {
        QTest::addColumn<QByteArray>("code");
        const auto row = [](const char *name, const char *code) { QTest::newRow(name) << QByteArray(code); };
        row("key", "Unauthorized");
        row("billing", "Quota");
        row("permission", "Forbidden");
        row("model", "ModelGone");
        row("large", "TooLarge");
        row("rate", "RateLimited");
        row("spend", "Quota");
        row("usage-limits", "Quota");
        row("credit", "Quota");
        row("long", "ContextTooLong");
        row("temperature", "BadRequest");
        row("both", "BadRequest");
        row("thinking-enabled", "BadRequest");
        row("thinking-adaptive", "BadRequest");
        row("thinking-disabled", "BadRequest");
        row("effort", "BadRequest");
        row("max-tokens", "BadRequest");
        row("server", "ProviderDown");
        row("timeout", "ProviderDown");
        row("overloaded", "ProviderDown");
        row("html-502", "ProviderDown");
        row("llama-unauthorized", "Unauthorized");
        row("llama-context", "ContextTooLong");
        row("llama-bad-request", "ProviderDown");
        row("aimock-overloaded", "ProviderDown");
        row("aimock-limit", "RateLimited");
        row("katan-no-key", "Unauthorized");
        row("katan-bad-key", "Unauthorized");
        row("katan-no-max-tokens", "BadRequest");
    }
    void errors()
    {
        QFETCH(QByteArray, code);
        const ReplyFile file = replyFile(kFolder + "error-" + QTest::currentDataTag());
        ProviderBench bench(anthropic::provider());
        bench.server.always(file.script());
        const Answer answer = bench.ask(question());
        QCOMPARE(QByteArray::fromStdString(endingOf(answer)), code);
        QCOMPARE(answer.end->error->httpStatus, std::optional<int>(file.status));
        QVERIFY(!answer.end->error->detail.empty());
        if (!file.header("request-id").empty())
            QCOMPARE(answer.end->error->requestId, std::optional<std::string>("req_011composed"));
    }
    void everyErrorIsInTheTable()
    {
        for (const std::string &name : replyNames("anthropic")) {
            if (replyFile(kFolder + name).status < 400)
                continue;
            QVERIFY2(name.starts_with("error-"), name.c_str());
        }
        int count = 0;
        for (const std::string &name : replyNames("anthropic"))
            count += name.starts_with("error-") && name != "error-in-stream" ? 1 : 0;
        QCOMPARE(count, 29);
    }

    void hintsOfErrors()
    {
        ProviderBench bench(anthropic::provider());
        bench.server.then(failing("rate"));
        QCOMPARE(bench.ask(question()).end->error->retryAfter, std::optional(std::chrono::milliseconds(17000)));
        bench.server.then(failing("spend"));
        QCOMPARE(bench.ask(question()).end->error->providerCode, std::optional<std::string>("enforced_spend_limit_reached"));
    }

    /// This server writes the key that it got into its error.
    void aKeyThatComesBackIsTakenOut()
    {
        ProviderBench::Settings settings;
        settings.key = "sk-ant-wrong";
        ProviderBench bench(anthropic::provider(), settings);
        bench.server.always(failing("katan-bad-key"));
        const Answer answer = bench.ask(question());
        const Error &error = *answer.end->error;
        for (const std::string &text : {error.detail, error.excerpt, error.providerMessage.value_or(""), error.subject})
            QVERIFY2(text.find("sk-ant-wrong") == std::string::npos, text.c_str());
        QVERIFY(error.providerMessage->find("invalid API key") != std::string::npos);
    }

    void overloadedIsTriedAgain_data()
    {
        QTest::addColumn<QByteArray>("name");
        for (const char *name : {"error-overloaded", "error-aimock-overloaded", "overloaded-at-once", "error-server"})
            QTest::newRow(name) << QByteArray(name);
    }
    void overloadedIsTriedAgain()
    {
        ProviderBench bench(anthropic::provider());
        QFETCH(QByteArray, name);
        bench.server.then(replyFile(kFolder + name.toStdString()).script());
        bench.server.always(good());
        ChatRequest request = question();
        request.retries = 2;
        const Answer answer = bench.ask(request);
        QCOMPARE(endingOf(answer), std::string("finished"));
        QCOMPARE(answer.end->attempts, 2);
    }

    void afterTextNothingIsTriedAgain()
    {
        ProviderBench bench(anthropic::provider());
        bench.server.always(replyFile(kFolder + "error-in-stream").script());
        ChatRequest request = question();
        request.retries = 2;
        const Answer answer = bench.ask(request);
        QCOMPARE(endingOf(answer), std::string("ProviderDown"));
        QCOMPARE(answer.end->error->requestId, std::optional<std::string>("req_9"));
        QCOMPARE(answer.text(), std::string("Half of"));
        QCOMPARE(answer.end->attempts, 1);
    }

    /// A refusal teaches; the next request is right at once.
    void refusalsAreLearnt_data()
    {
        QTest::addColumn<QByteArray>("model");
        QTest::addColumn<QByteArray>("parameters");
        QTest::addColumn<QByteArray>("then");
        QTest::addColumn<QByteArray>("note");
        const auto row = [](const char *name, const char *model, const char *parameters, const char *then, const char *note) {
            QTest::newRow(name) << QByteArray(model) << QByteArray(parameters) << QByteArray(then) << QByteArray(note);
        };
        row("temperature", "claude-next", "temperature top_p", "{}", "temperature: not taken by this model");
        row("both", "claude-next", "temperature top_p", R"({"temperature":0.5})", "top_p: not taken by this model");
        row("thinking-enabled", "claude-next", "budget", R"({"thinking":{"type":"adaptive","display":"summarized"}})", "reasoning tokens: not taken by this model");
        row("thinking-adaptive", "claude-next", "effort", R"({"thinking":{"type":"enabled","budget_tokens":4000}})", "reasoning effort: sent as a budget of 4000 tokens");
        row("thinking-disabled", "claude-opus-5", "off", "{}", "reasoning: cannot be switched off on this model");
        row("effort", "claude-next", "effort", R"({"thinking":{"type":"adaptive","display":"summarized"}})", "reasoning effort: not taken by this model");
    }
    void refusalsAreLearnt()
    {
        QFETCH(QByteArray, model);
        QFETCH(QByteArray, parameters);
        QFETCH(QByteArray, then);
        QFETCH(QByteArray, note);
        ProviderBench bench(anthropic::provider());
        bench.server.then(failing(QTest::currentDataTag()));
        bench.server.always(good());
        ChatRequest request = question(model.toStdString());
        if (parameters.contains("temperature"))
            request.parameters.temperature = 0.5;
        if (parameters.contains("top_p"))
            request.parameters.topP = 0.9;
        if (parameters == "budget")
            request.parameters.reasoningTokens = 2000;
        if (parameters == "effort" || parameters == "off")
            request.parameters.reasoningEffort = parameters == "off" ? "none" : "high";
        const Answer first = bench.ask(request);
        QCOMPARE(endingOf(first), std::string("finished"));
        QCOMPARE(first.end->attempts, 2);
        QVERIFY(hasNote(first, note.toStdString()));
        json body = bench.lastBody();
        for (const char *name : {"model", "messages", "max_tokens", "stream"})
            body.erase(name);
        QCOMPARE(canonical(body), canonical(then.constData()));
        const Answer second = bench.ask(request);
        QCOMPARE(second.end->attempts, 1);
        QVERIFY(hasNote(second, note.toStdString()));
    }

    void whatCannotBeLearntIsTheError_data()
    {
        QTest::addColumn<QByteArray>("name");
        for (const char *name : {"key", "long", "credit", "model", "temperature", "effort"})
            QTest::newRow(name) << QByteArray(name);
    }
    void whatCannotBeLearntIsTheError()
    {
        ProviderBench bench(anthropic::provider());
        QFETCH(QByteArray, name);
        bench.server.always(failing(name.constData()));
        const Answer answer = bench.ask(question());
        QCOMPARE(answer.end->attempts, 1);
        QVERIFY(answer.end->error);
    }

    void theMostTokensAreLearnt()
    {
        ProviderBench bench(anthropic::provider());
        bench.server.then(failing("max-tokens"));
        bench.server.always(good());
        ChatRequest request = question("claude-old");
        request.parameters.maxTokens.reset();
        const Answer answer = bench.ask(request);
        QCOMPARE(endingOf(answer), std::string("finished"));
        QCOMPARE(canonical(bench.lastBody()["max_tokens"]), canonical(json(4096)));
        QVERIFY(hasNote(answer, "max_tokens: sent as 4096"));
        // What a person chose is the person's to change.
        bench.server.then(failing("max-tokens"));
        request.model = "claude-older";
        request.parameters.maxTokens = 8192;
        QCOMPARE(endingOf(bench.ask(request)), std::string("BadRequest"));
    }

    void modelsOfAllPages()
    {
        ProviderBench bench(anthropic::provider());
        bench.server.then(replyFile(kFolder + "models-1").script());
        bench.server.then(replyFile(kFolder + "models-2").script());
        const auto models = bench.models();
        QVERIFY(models);
        QCOMPARE(bench.server.requests().at(0).target, std::string("/v1/models?limit=1000"));
        QCOMPARE(bench.server.requests().at(1).target, std::string("/v1/models?limit=1000&after_id=claude-sonnet-4-5-20250929"));
        QCOMPARE(bench.server.requests().at(0).header("x-api-key"), std::string("sk-planted-0123456789"));
        QCOMPARE(models->size(), std::size_t(3));
        const ListedModel &opus = models->at(0);
        QCOMPARE(opus.id, std::string("claude-opus-4-7"));
        QCOMPARE(opus.name, std::string("Claude Opus 4.7"));
        QCOMPARE(opus.contextLength, std::optional<std::int64_t>(200000));
        QCOMPARE(opus.maxOutput, std::optional<std::int64_t>(64000));
        const CapabilityFact yes{true, CapabilitySource::Server};
        const CapabilityFact no{false, CapabilitySource::Server};
        QCOMPARE(opus.capabilities, (Capabilities{{Capability::Vision, yes}, {Capability::StructuredOutput, yes}, {Capability::Reasoning, yes}}));
        QCOMPARE(models->at(2).capabilities, (Capabilities{{Capability::Vision, no}, {Capability::Reasoning, no}}));
    }

    /// What the list says wins over the name.
    void theListTeachesToo()
    {
        ProviderBench bench(anthropic::provider());
        bench.server.then(replyFile(kFolder + "models-2").script());
        QVERIFY(bench.models());
        bench.server.always(good());
        ChatRequest request = question("claude-haiku-x");
        request.parameters.maxTokens.reset();
        request.parameters.reasoningEffort = "high";
        const Answer answer = bench.ask(request);
        QVERIFY(!bench.lastBody().contains("thinking"));
        QCOMPARE(canonical(bench.lastBody()["max_tokens"]), canonical(json(4096)));
        QVERIFY(hasNote(answer, "reasoning: not taken by this model"));
    }

    void modelsOfAServerThatImitates()
    {
        ProviderBench bench(anthropic::provider());
        bench.server.always(replyFile(kFolder + "llama-models").script());
        const auto models = bench.models();
        QVERIFY(models);
        QCOMPARE(models->size(), std::size_t(1));
        QCOMPARE(models->at(0).id, std::string("smollm2"));
    }

    void noList_data()
    {
        QTest::addColumn<QByteArray>("body");
        for (const char *body : {"{}", "[]", "{\"data\":{}}", "nonsense"})
            QTest::newRow(body) << QByteArray(body);
    }
    void noList()
    {
        QFETCH(QByteArray, body);
        ProviderBench bench(anthropic::provider());
        bench.server.always({send(reply(200, "application/json", body.toStdString()))});
        const auto models = bench.models();
        QVERIFY(!models);
        QCOMPARE(models.error().code, ErrorCode::BadReply);
        const auto count = bench.count(question());
        QVERIFY(!count);
        QCOMPARE(count.error().code, ErrorCode::BadReply);
    }

    void counting()
    {
        ProviderBench bench(anthropic::provider());
        bench.server.then(replyFile(kFolder + "count").script());
        bench.server.then(replyFile(kFolder + "llama-count").script());
        bench.server.then(failing("key"));
        ChatRequest request = question();
        request.parameters.temperature = 1;
        request.parameters.extra = json{{"tool_choice", {{"type", "auto"}}}, {"service_tier", "auto"}};
        QCOMPARE(bench.count(request), Result<std::int64_t>(2095));
        const RecordedRequest seen = bench.server.requests().at(0);
        QCOMPARE(seen.target, std::string("/v1/messages/count_tokens"));
        QCOMPARE(seen.header("anthropic-version"), std::string("2023-06-01"));
        QCOMPARE(canonical(bench.lastBody()), canonical(R"({"model":"claude-sonnet-4-5","messages":[{"role":"user","content":[{"type":"text","text":"Hi"}]}],"tool_choice":{"type":"auto"}})"));
        QCOMPARE(bench.count(request), Result<std::int64_t>(33));
        const auto refused = bench.count(request);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::Unauthorized);
    }

    void thePromptCannotBeSaid()
    {
        ProviderBench bench(anthropic::provider());
        ChatRequest request = question();
        request.messages = {{Role::User, {ImageBlock{"image/bmp", "x"}}}};
        const Answer answer = bench.ask(request);
        QCOMPARE(endingOf(answer), std::string("BadInput"));
        QCOMPARE(answer.end->attempts, 0);
        QVERIFY(bench.server.requests().empty());
    }

    void theDescriptorSaysWhatThereIs()
    {
        const ProviderDescriptor descriptor = anthropic::provider().descriptor;
        QCOMPARE(descriptor.id, std::string("anthropic"));
        QCOMPARE(descriptor.keyVariables, (std::vector<std::string>{"ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN"}));
        QVERIFY(descriptor.needsKey);
        QVERIFY(descriptor.capabilities.at(Capability::TokenCount).has);
        QVERIFY(!descriptor.capabilities.at(Capability::Seed).has);
    }
};

QTEST_GUILESS_MAIN(TestAnthropic)
#include "tst_anthropic.moc"
