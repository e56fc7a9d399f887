#include "backends/providers/bedrock/bedrockbackend.h"
#include "backends/providers/bedrock/bedrockprotocol.h"
#include "tests/backends/providers/answersummary.h"
#include "tests/backends/providers/wire/providerbench.h"
#include "tests/support/fakeclock.h"
#include "tests/support/httpreply.h"
#include "tests/support/replyfile.h"

#include <QTest>

using namespace lineup;
using namespace lineup::test;

namespace {

const std::string kKey = "planted-bedrock-key-0123456789";
const std::string kSecret = "planted-secret-key-0123456789";
const std::string kToken = "planted-session-token-0123456789";
const std::string kModel = "anthropic.claude-3-5-sonnet-20241022-v2:0";

std::string file(const std::string &name) { return "bedrock/" + name; }

ProviderBench::Settings withKey() { return {.path = "", .key = kKey, .options = {{"region", "eu-central-1"}}}; }
ProviderBench::Settings withCredentials()
{
    return {.path = "", .key = "", .options = {{"region", "eu-central-1"}},
            .environment = {{"AWS_ACCESS_KEY_ID", "AKIDEXAMPLE"}, {"AWS_SECRET_ACCESS_KEY", kSecret}, {"AWS_SESSION_TOKEN", kToken}}};
}

ChatRequest simpleQuestion()
{
    ChatRequest request;
    request.model = "m";
    request.messages = {textMessage(Role::User, "Hi")};
    request.retries = 0;
    return request;
}

ChatRequest question()
{
    ChatRequest request = simpleQuestion();
    request.model = kModel;
    return request;
}

} // namespace

/// The whole way over a socket.
class TestBedrock : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theRequestWithAKey()
    {
        ProviderBench bench(bedrock::provider(), withKey());
        bench.server.always(replyFile(file("text")).script());
        const Answer answer = bench.ask(question());
        QCOMPARE(endingOf(answer), std::string("finished"));
        QCOMPARE(answer.text(), std::string("Hello, Köln 😀"));
        const RecordedRequest seen = bench.server.requests().at(0);
        QCOMPARE(seen.method, std::string("POST"));
        QCOMPARE(seen.target, std::string("/model/anthropic.claude-3-5-sonnet-20241022-v2%3A0/converse-stream"));
        QCOMPARE(seen.header("authorization"), "Bearer " + kKey);
        QCOMPARE(seen.header("content-type"), std::string("application/json"));
        QCOMPARE(seen.header("accept"), std::string("application/vnd.amazon.eventstream"));
        QVERIFY(seen.header("x-amz-date").empty());
        QCOMPARE(seen.body, std::string(R"({"messages":[{"content":[{"text":"Hi"}],"role":"user"}]})"));
    }

    /// What the server sees is what was signed: the signature is computed again from the bytes of the wire.
    void theRequestWithASignature()
    {
        ProviderBench bench(bedrock::provider(), withCredentials());
        bench.server.always(replyFile(file("text")).script());
        QCOMPARE(endingOf(bench.ask(question())), std::string("finished"));
        const RecordedRequest seen = bench.server.requests().at(0);
        const std::string date = seen.header("x-amz-date");
        QCOMPARE(date.size(), std::size_t(16));
        QCOMPARE(seen.header("x-amz-security-token"), kToken);
        const bedrock::SignedCall call{seen.method, seen.target, "",
                                       {{"content-type", seen.header("content-type")}, {"host", seen.header("host")}, {"x-amz-date", date},
                                        {"x-amz-security-token", kToken}},
                                       seen.body};
        const bedrock::AwsCredentials credentials{"AKIDEXAMPLE", Secret(kSecret), Secret(kToken)};
        QCOMPARE(seen.header("authorization"),
                 "AWS4-HMAC-SHA256 " + bedrock::awsSignature(call, credentials, "eu-central-1", "bedrock", date));
        QVERIFY(seen.header("authorization").find("SignedHeaders=content-type;host;x-amz-date;x-amz-security-token,") != std::string::npos);
        QVERIFY(seen.raw.find(kSecret) == std::string::npos);
    }

    void aKeyWinsOverCredentials()
    {
        ProviderBench::Settings options = withCredentials();
        options.key = kKey;
        ProviderBench bench(bedrock::provider(), options);
        bench.server.always(replyFile(file("text")).script());
        bench.ask(question());
        QCOMPARE(bench.server.requests().at(0).header("authorization"), "Bearer " + kKey);
        QVERIFY(bench.server.requests().at(0).header("x-amz-security-token").empty());
    }

    void withoutStreaming()
    {
        ProviderBench bench(bedrock::provider(), withKey());
        bench.server.always(replyFile(file("whole")).script());
        ChatRequest request = question();
        request.parameters.streams = false;
        const Answer answer = bench.ask(request);
        QCOMPARE(endingOf(answer), std::string("tool_call"));
        QCOMPARE(bench.server.requests().at(0).target, std::string("/model/anthropic.claude-3-5-sonnet-20241022-v2%3A0/converse"));
        QCOMPARE(bench.server.requests().at(0).header("accept"), std::string("application/json"));
    }

    void replies_data()
    {
        QTest::addColumn<QByteArray>("ending");
        const QMap<QByteArray, QByteArray> endings{
            {"aimock-weather", "tool_call"}, {"aimock-long", "length"}, {"aimock-cut", "StreamCut"}, {"aimock-limit", "RateLimited"},
            {"thinking-tools", "tool_call"}, {"length", "length"}, {"guardrail", "filtered"}, {"cut", "StreamCut"}, {"no-stop", "StreamCut"},
            {"throttled", "RateLimited"}, {"model-stream-error", "ProviderDown"}, {"validation-in-stream", "ContextTooLong"},
            {"error-message", "ProviderDown"}, {"malformed", "ProviderDown"}, {"bad-payload", "BadReply"}, {"whole", "tool_call"},
            {"error-access", "Forbidden"}, {"error-token", "Unauthorized"}, {"error-signature", "Unauthorized"}, {"error-key", "Unauthorized"},
            {"error-model", "ModelGone"}, {"error-identifier", "ModelGone"}, {"error-profile", "BadRequest"}, {"error-long", "ContextTooLong"},
            {"error-throttling", "RateLimited"}, {"error-not-ready", "RateLimited"}, {"error-quota", "Quota"}, {"error-model-error", "ProviderDown"},
            {"error-timeout", "ProviderDown"}, {"error-internal", "ProviderDown"}, {"error-unavailable", "ProviderDown"},
            {"foundation-models", "BadReply"}, {"inference-profiles", "BadReply"}, {"inference-profiles-last", "BadReply"}};
        for (const std::string &name : replyNames("bedrock"))
            QTest::newRow(name.c_str()) << endings.value(QByteArray::fromStdString(name), "finished");
    }
    void replies()
    {
        QFETCH(QByteArray, ending);
        const ReplyFile reply = replyFile(file(QTest::currentDataTag()));
        ProviderBench bench(bedrock::provider(), withKey());
        bench.server.always({send(reply.bytes())});
        const Answer whole = bench.ask(question());
        QCOMPARE(QByteArray::fromStdString(endingOf(whole)), ending);
        for (const std::size_t size : {std::size_t(1), std::size_t(41)}) {
            bench.server.always({sendInPieces(reply.bytes(), size)});
            const Answer pieces = bench.ask(question());
            QCOMPARE(QByteArray::fromStdString(endingOf(pieces)), ending);
            QCOMPARE(summary(pieces.events), summary(whole.events));
        }
        QCOMPARE(phaseSum(whole.end->trace), whole.end->trace.total);
    }

    void errorsSayWhatTheServiceSaid()
    {
        ProviderBench bench(bedrock::provider(), withKey());
        bench.server.always(replyFile(file("error-access")).script());
        const Answer answer = bench.ask(question());
        QCOMPARE(answer.end->error->providerCode, std::string("AccessDeniedException"));
        QCOMPARE(answer.end->error->providerMessage, std::string("You don't have access to the model with the specified model ID."));
        QCOMPARE(answer.end->error->requestId, std::string("r-1"));
        bench.server.always(replyFile(file("error-key")).script());
        QCOMPARE(bench.ask(question()).end->error->providerMessage, std::string("Authentication failed: Please make sure your API Key is valid."));
    }

    void whatIsTriedAgain_data()
    {
        QTest::addColumn<int>("attempts");
        for (const char *name : {"error-throttling", "error-timeout", "error-internal", "error-unavailable", "throttled", "error-message"})
            QTest::newRow(name) << 2;
        for (const char *name : {"error-model-error", "error-quota", "error-access", "error-long", "model-stream-error", "validation-in-stream"})
            QTest::newRow(name) << 1;
    }
    void whatIsTriedAgain()
    {
        QFETCH(int, attempts);
        ProviderBench bench(bedrock::provider(), withCredentials());
        bench.server.then(replyFile(file(QTest::currentDataTag())).script());
        bench.server.always(replyFile(file("text")).script());
        ChatRequest request = question();
        request.retries = 2;
        const Answer answer = bench.ask(request);
        QCOMPARE(answer.end->attempts, attempts);
        QCOMPARE(answer.end->outcome == Outcome::Finished, attempts == 2);
    }

    /// A reply whose Date is far away tells that this computer's clock is wrong.
    void aWrongClockIsForgiven()
    {
        FakeClock clock;
        bedrock::BedrockPlace place{"eu-central-1", "http://127.0.0.1:1", "http://127.0.0.1:1", {}};
        bedrock::BedrockProtocol protocol(place, bedrock::AwsCredentials{"A", Secret(kSecret), {}}, std::make_shared<FakeClock>(clock));
        const auto dateOf = [](const net::TransferRequest &call) { return std::string(call.headers.value("X-Amz-Date")); };
        chat::Notes notes;
        const auto first = protocol.chatCall(question(), notes);
        QVERIFY(first.has_value());
        Error refused;
        refused.httpStatus = 403;
        QVERIFY2(!protocol.adapt(refused, *first, {}, notes), "no Date, no better knowledge");
        net::TransferHead head;
        head.status = 403;
        head.headers = {{"Date", "Sun, 06 Nov 2033 08:49:37 GMT"}};
        protocol.noteHead(*first, head, notes);
        Error other;
        other.httpStatus = 400;
        QVERIFY(!protocol.adapt(other, *first, {}, notes));
        QVERIFY(protocol.adapt(refused, *first, {}, notes));
        QCOMPARE(notes.size(), std::size_t(1));
        QCOMPARE(dateOf(*protocol.chatCall(question(), notes)), std::string("20331106T084937Z"));
        QVERIFY2(!protocol.adapt(refused, *first, {}, notes), "once it is right it is not tried again");
        bedrock::BedrockProtocol withKey(place, Secret(kKey), std::make_shared<FakeClock>(clock));
        withKey.noteHead(*first, head, notes);
        QVERIFY2(!withKey.adapt(refused, *first, {}, notes), "a key has no date");
    }

    void everyAttemptIsSignedAnew()
    {
        ProviderBench bench(bedrock::provider(), withCredentials());
        bench.server.then({send(reply(403, "application/json", "{\"message\":\"Signature expired\"}",
                                      {{"Date", "Sun, 06 Nov 2033 08:49:37 GMT"}, {"x-amzn-ErrorType", "InvalidSignatureException"}}))});
        bench.server.always(replyFile(file("text")).script());
        const Answer answer = bench.ask(question());
        QCOMPARE(endingOf(answer), std::string("finished"));
        QCOMPARE(answer.end->notes.size(), std::size_t(1));
        const auto seen = bench.server.requests();
        QCOMPARE(seen.size(), std::size_t(2));
        QVERIFY(seen[1].header("x-amz-date").starts_with("20331106T08"));
        QVERIFY(seen[0].header("authorization") != seen[1].header("authorization"));
    }

    void models()
    {
        ProviderBench bench(bedrock::provider(), withCredentials());
        bench.server.then(replyFile(file("foundation-models")).script());
        bench.server.then(replyFile(file("inference-profiles")).script());
        bench.server.then(replyFile(file("inference-profiles-last")).script());
        const auto models = bench.backend->listModels().result();
        QVERIFY(models.has_value());
        QCOMPARE(models->size(), std::size_t(5));
        const auto seen = bench.server.requests();
        QCOMPARE(seen.at(0).target, std::string("/foundation-models?byOutputModality=TEXT"));
        QCOMPARE(seen.at(1).target, std::string("/inference-profiles?maxResults=1000"));
        QCOMPARE(seen.at(2).target, std::string("/inference-profiles?maxResults=1000&nextToken=a%2Fb%3D%3D"));
        const bedrock::SignedCall call{"GET", "/inference-profiles", "maxResults=1000&nextToken=a%2Fb%3D%3D",
                                       {{"host", seen[2].header("host")}, {"x-amz-date", seen[2].header("x-amz-date")}, {"x-amz-security-token", kToken}}, {}};
        QCOMPARE(seen[2].header("authorization"),
                 "AWS4-HMAC-SHA256 "
                     + bedrock::awsSignature(call, {"AKIDEXAMPLE", Secret(kSecret), Secret(kToken)}, "eu-central-1", "bedrock", seen[2].header("x-amz-date")));
    }

    void counting()
    {
        ProviderBench bench(bedrock::provider(), withKey());
        bench.server.always({send(reply(200, "application/json", "{\"inputTokens\":17}"))});
        const auto count = bench.backend->countTokens(question()).result();
        QVERIFY(count.has_value());
        QCOMPARE(*count, 17);
        QCOMPARE(bench.server.requests().at(0).target, std::string("/model/anthropic.claude-3-5-sonnet-20241022-v2%3A0/count-tokens"));
        bench.server.always({send(reply(200, "application/json", "{}"))});
        const auto none = bench.backend->countTokens(question()).result();
        QVERIFY(!none && none.error().code == ErrorCode::BadReply);
    }

    void withoutAModel()
    {
        ProviderBench bench(bedrock::provider(), withKey());
        ChatRequest request = question();
        request.model.clear();
        const Answer answer = bench.ask(request);
        QCOMPARE(endingOf(answer), std::string("BadInput"));
        QVERIFY(bench.server.requests().empty());
    }

    /// No secret is in anything that a failure says, wherever the server repeats it.
    void secretsAreNotInErrors()
    {
        for (const ProviderBench::Settings &options : {withKey(), withCredentials()}) {
            ProviderBench bench(bedrock::provider(), options);
            const std::string said = "{\"message\":\"bad " + kKey + ' ' + kSecret + ' ' + kToken + "\"}";
            bench.server.always({send(reply(403, "application/json", said, {{"x-amzn-ErrorType", "AccessDeniedException"}}))});
            const Error error = *bench.ask(question()).end->error;
            const std::string all = error.detail + error.excerpt + error.providerMessage.value_or("");
            QVERIFY(all.find("bad") != std::string::npos);
            if (options.key.empty())
                QVERIFY(all.find(kSecret) == std::string::npos && all.find(kToken) == std::string::npos);
            else
                QVERIFY(all.find(kKey) == std::string::npos);
        }
    }

    void whatCannotBeMade_data()
    {
        QTest::addColumn<QByteArray>("url");
        QTest::addColumn<QByteArray>("region");
        QTest::addColumn<QByteArray>("id");
        QTest::addColumn<QByteArray>("secret");
        QTest::addColumn<QByteArray>("code");
        QTest::newRow("nobody") << QByteArray() << QByteArray("eu-central-1") << QByteArray() << QByteArray() << QByteArray("KeyMissing");
        QTest::newRow("half an identity") << QByteArray() << QByteArray("eu-central-1") << QByteArray("A") << QByteArray(" ") << QByteArray("KeyMissing");
        QTest::newRow("no region") << QByteArray() << QByteArray() << QByteArray("A") << QByteArray("s") << QByteArray("BadInput");
        QTest::newRow("a line end") << QByteArray() << QByteArray("eu-central-1") << QByteArray("A\r\nX: y") << QByteArray("s") << QByteArray("BadInput");
        QTest::newRow("plain http elsewhere") << QByteArray("http://example.com") << QByteArray("eu-central-1") << QByteArray("A") << QByteArray("s")
                                              << QByteArray("Tls");
        QTest::newRow("all there") << QByteArray() << QByteArray("eu-central-1") << QByteArray("A") << QByteArray("s") << QByteArray();
    }
    void whatCannotBeMade()
    {
        QFETCH(QByteArray, url);
        QFETCH(QByteArray, region);
        QFETCH(QByteArray, id);
        QFETCH(QByteArray, secret);
        QFETCH(QByteArray, code);
        const auto io = std::make_unique<net::IoThread>();
        ProviderConfig config;
        config.baseUrl = url.toStdString();
        config.options = {{"region", region.toStdString()}};
        const auto environment = [&](const std::string &name) -> std::optional<std::string> {
            return name == "AWS_ACCESS_KEY_ID" ? id.toStdString() : name == "AWS_SECRET_ACCESS_KEY" ? std::optional(secret.toStdString()) : std::nullopt;
        };
        const auto made = bedrock::provider().make(config, {io.get(), std::make_shared<net::Redactor>(), environment});
        QCOMPARE(made ? QByteArray() : QByteArray::fromStdString(std::string(errorCodeName(made.error().code))), code);
    }
};

QTEST_GUILESS_MAIN(TestBedrock)
#include "tst_bedrock.moc"
