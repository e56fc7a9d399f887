#include "backends/providers/bedrock/bedrockmodels.h"
#include "backends/providers/bedrock/bedrockplace.h"
#include "backends/providers/bedrock/bedrockreply.h"
#include "core/base/json.h"
#include "tests/support/replyfile.h"

#include <QTest>

using namespace lineup;
using namespace lineup::test;
using bedrock::bedrockPlace;

/// Places, lists and errors.
class TestBedrockParts : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void places_data()
    {
        QTest::addColumn<QByteArray>("url");
        QTest::addColumn<QByteArray>("region");
        QTest::addColumn<QByteArray>("runtime");
        QTest::addColumn<QByteArray>("control");
        QTest::addColumn<QByteArray>("used");
        const auto row = [](const char *name, const char *url, const char *region, const char *runtime, const char *control, const char *used) {
            QTest::newRow(name) << QByteArray(url) << QByteArray(region) << QByteArray(runtime) << QByteArray(control) << QByteArray(used);
        };
        row("a region", "", "eu-central-1", "https://bedrock-runtime.eu-central-1.amazonaws.com", "https://bedrock.eu-central-1.amazonaws.com", "eu-central-1");
        row("blanks", " ", " eu-central-1 ", "https://bedrock-runtime.eu-central-1.amazonaws.com", "https://bedrock.eu-central-1.amazonaws.com", "eu-central-1");
        row("China", "", "cn-north-1", "https://bedrock-runtime.cn-north-1.amazonaws.com.cn", "https://bedrock.cn-north-1.amazonaws.com.cn", "cn-north-1");
        row("by its address", "https://bedrock-runtime.us-west-2.amazonaws.com/", "", "https://bedrock-runtime.us-west-2.amazonaws.com:443",
            "https://bedrock.us-west-2.amazonaws.com:443", "us-west-2");
        row("FIPS", "https://bedrock-runtime-fips.us-east-1.amazonaws.com", "", "https://bedrock-runtime-fips.us-east-1.amazonaws.com:443",
            "https://bedrock-fips.us-east-1.amazonaws.com:443", "us-east-1");
        row("a private endpoint", "https://vpce-1.bedrock-runtime.us-east-1.vpce.amazonaws.com", "", "https://vpce-1.bedrock-runtime.us-east-1.vpce.amazonaws.com:443",
            "https://vpce-1.bedrock-runtime.us-east-1.vpce.amazonaws.com:443", "us-east-1");
        row("a server of another", "http://127.0.0.1:8080/aws/", "x-1", "http://127.0.0.1:8080/aws", "http://127.0.0.1:8080/aws", "x-1");
        row("a pasted path", "http://127.0.0.1:8080/model/a/converse", "x-1", "http://127.0.0.1:8080", "http://127.0.0.1:8080", "x-1");
    }
    void places()
    {
        QFETCH(QByteArray, url);
        QFETCH(QByteArray, region);
        QFETCH(QByteArray, runtime);
        QFETCH(QByteArray, control);
        QFETCH(QByteArray, used);
        const auto place = bedrockPlace(url.constData(), region.constData());
        QVERIFY2(place.has_value(), place ? "" : place.error().detail.c_str());
        // The usual port may be written or not.
        const auto plain = [](std::string text) { return QByteArray::fromStdString(text).replace("amazonaws.com:443", "amazonaws.com"); };
        QCOMPARE(plain(place->runtimeUrl), QByteArray(runtime).replace(":443", ""));
        QCOMPARE(plain(place->controlUrl), QByteArray(control).replace(":443", ""));
        QCOMPARE(QByteArray::fromStdString(place->region), used);
        QCOMPARE(place->notes.empty(), !url.contains("/model"));
    }

    void noPlace_data()
    {
        QTest::addColumn<QByteArray>("url");
        QTest::addColumn<QByteArray>("region");
        QTest::newRow("neither") << QByteArray() << QByteArray();
        QTest::newRow("an address without a region") << QByteArray("https://example.com") << QByteArray();
        QTest::newRow("a region that is none") << QByteArray() << QByteArray("eu/../x");
        QTest::newRow("another scheme") << QByteArray("ftp://h") << QByteArray("eu-central-1");
        QTest::newRow("a query") << QByteArray("https://h/?x=1") << QByteArray("eu-central-1");
    }
    void noPlace()
    {
        QFETCH(QByteArray, url);
        QFETCH(QByteArray, region);
        const auto place = bedrockPlace(url.constData(), region.constData());
        QVERIFY(!place && place.error().code == ErrorCode::BadInput);
    }

    void foundationModels()
    {
        const auto page = bedrock::modelPageOf(replyFile("bedrock/foundation-models").body);
        QVERIFY(page.has_value());
        QCOMPARE(page->next, std::string(bedrock::kProfilesPage));
        QCOMPARE(page->models.size(), std::size_t(3));
        QCOMPARE(page->models[0].id, std::string("amazon.nova-lite-v1:0"));
        QCOMPARE(page->models[0].name, std::string("Amazon Nova Lite"));
        QCOMPARE(page->models[0].capabilities.at(Capability::Vision), (CapabilityFact{true, CapabilitySource::Server}));
        QCOMPARE(page->models[0].capabilities.at(Capability::Streaming), (CapabilityFact{true, CapabilitySource::Server}));
        QVERIFY(!page->models[0].isRetired && !page->models[0].contextLength);
        QCOMPARE(page->models[1].capabilities.at(Capability::Vision).has, false);
        QCOMPARE(page->models[1].capabilities.at(Capability::Streaming).has, false);
        QVERIFY(page->models[1].isRetired);
        QCOMPARE(page->models[2].id, std::string("some.new-v1:0"));
        QVERIFY(page->models[2].capabilities.empty());
    }

    void inferenceProfiles()
    {
        const auto page = bedrock::modelPageOf(replyFile("bedrock/inference-profiles").body);
        QVERIFY(page.has_value());
        QCOMPARE(page->models.size(), std::size_t(1));
        QCOMPARE(page->models[0].id, std::string("eu.anthropic.claude-sonnet-4-20250514-v1:0"));
        const bedrock::ListPlace next = bedrock::listPlace(page->next);
        QCOMPARE(next.path, std::string("/inference-profiles"));
        QCOMPARE(next.query, std::string("maxResults=1000&nextToken=a%2Fb%3D%3D"));
        QVERIFY(bedrock::modelPageOf(replyFile("bedrock/inference-profiles-last").body)->next.empty());
        QCOMPARE(bedrock::listPlace("").path, std::string("/foundation-models"));
        QCOMPARE(bedrock::listPlace(bedrock::kProfilesPage).query, std::string("maxResults=1000"));
    }

    void noList()
    {
        for (const char *body : {"", "{}", "[]", "{\"modelSummaries\":1}", "<html>"}) {
            const auto page = bedrock::modelPageOf(body);
            QVERIFY2(!page && page.error().code == ErrorCode::BadReply, body);
        }
    }

    void stopReasons_data()
    {
        QTest::addColumn<QByteArray>("outcome");
        const auto row = [](const char *reason, const char *outcome) { QTest::newRow(reason) << QByteArray(outcome); };
        row("end_turn", "finished");
        row("stop_sequence", "finished");
        row("max_tokens", "length");
        row("model_context_window_exceeded", "length");
        row("tool_use", "tool_call");
        row("guardrail_intervened", "filtered");
        row("content_filtered", "filtered");
        row("refusal", "refused");
        row("malformed_model_output", "");
        row("malformed_tool_use", "");
        row("something new", "finished");
    }
    void stopReasons()
    {
        QFETCH(QByteArray, outcome);
        const auto meaning = bedrock::outcomeOfStopReason(QTest::currentDataTag());
        QCOMPARE(meaning ? QByteArray::fromStdString(std::string(outcomeName(*meaning))) : QByteArray(), outcome);
    }

    /// The table of the protocol notes: what is read from and written to a cache is not inside inputTokens.
    void usage()
    {
        const auto of = [](const char *json) { return bedrock::usageOf(nlohmann::json::parse(json)); };
        const auto all = of(R"({"usage":{"inputTokens":1,"outputTokens":2,"cacheReadInputTokens":30,"cacheWriteInputTokens":400}})");
        QVERIFY(all.has_value());
        QCOMPARE(all->input, 431);
        QCOMPARE(all->cachedInput, 30);
        QCOMPARE(all->cacheWrite, 400);
        QCOMPARE(all->output, 2);
        QVERIFY(all->isConsistent() && !all->reasoning && !all->reportedCost);
        QCOMPARE(of(R"({"usage":{"outputTokens":0}})")->output, 0);
        QVERIFY(!of(R"({"usage":{"outputTokens":0}})")->input);
        QVERIFY(!of(R"({"usage":{"inputTokens":"3"}})"));
        QVERIFY(!of(R"({"usage":null})"));
        QVERIFY(!of("[]"));
    }

    void errorClassesWithNameSpaces()
    {
        for (const char *name : {"ThrottlingException", "throttlingException", "com.amazon.coral#ThrottlingException", "ThrottlingException:http://x/"})
            QCOMPARE(bedrock::errorOfClass(name, "slow", 429).code, ErrorCode::RateLimited);
        const Error unknown = bedrock::errorOfClass("SomethingNewException", "", 0);
        QCOMPARE(unknown.code, ErrorCode::ProviderDown);
        QVERIFY(!unknown.httpStatus && !unknown.providerMessage && !unknown.detail.empty());
    }

    void theWaitOfTheSdks()
    {
        chat::FailedReply reply{503, {{"x-amz-retry-after", "1500"}}, "{}", "h:1", {}};
        QCOMPARE(bedrock::errorOfReply(reply).retryAfter, std::chrono::milliseconds(1500));
        reply.headers = {{"x-amz-retry-after", "1500"}, {"Retry-After", "7"}};
        QCOMPARE(bedrock::errorOfReply(reply).retryAfter, std::chrono::milliseconds(7000));
        reply.headers = {{"x-amz-retry-after", "soon"}};
        QVERIFY(!bedrock::errorOfReply(reply).retryAfter);
    }
};

QTEST_APPLESS_MAIN(TestBedrockParts)
#include "tst_bedrockparts.moc"
