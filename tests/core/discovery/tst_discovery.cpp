#include "core/discovery/foundmodelfile.h"
#include "core/discovery/foundserver.h"

#include <QTest>

#include <algorithm>

using namespace lineup;

namespace {

const std::string kOrigin = "http://127.0.0.1:4242";
const std::string kModels = R"({"object":"list","data":[{"id":"m-1","object":"model"},{"id":"m-2"},{"id":"m-1"},{"name":"no id"}]})";

std::string say(const std::optional<FoundServer> &server)
{
    if (!server)
        return "nobody";
    return server->software + '|' + server->version + '|' + server->kind + '|' + server->baseUrl + '|' + (server->needsKey ? "key" : "");
}

} // namespace

/// Servers are told apart by what they say, whatever port they have.
class TestDiscovery : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void serversSayWhoTheyAre_data()
    {
        QTest::addColumn<std::vector<ProbeReply>>("replies");
        QTest::addColumn<QByteArray>("expected");
        using Replies = std::vector<ProbeReply>;
        const ProbeReply models{"/v1/models", 200, kModels};
        const ProbeReply ollamaRoot{"/", 200, "Ollama is running"};
        const ProbeReply ollamaVersion{"/api/version", 200, R"({"version":"0.24.0"})"};
        const ProbeReply tags{"/api/tags", 200, R"({"models":[{"name":"smollm2:135m"}]})"};
        QTest::newRow("ollama") << Replies{models, ollamaRoot, ollamaVersion, tags} << QByteArray("Ollama|0.24.0|ollama|http://127.0.0.1:4242|");
        QTest::newRow("localai that plays ollama") << Replies{models, ollamaRoot, ollamaVersion, tags, {"/readyz", 200, ""}}
                                                   << QByteArray("LocalAI||openai-compatible|http://127.0.0.1:4242/v1|");
        QTest::newRow("localai that loads") << Replies{{"/readyz", 503, R"({"status":"starting"})"}}
                                            << QByteArray("LocalAI||openai-compatible|http://127.0.0.1:4242/v1|");
        QTest::newRow("koboldcpp") << Replies{models, ollamaVersion, tags, {"/api/extra/version", 200, R"({"result":"KoboldCpp","version":"1.117"})"}}
                                   << QByteArray("KoboldCpp|1.117|openai-compatible|http://127.0.0.1:4242/v1|");
        QTest::newRow("lm studio, which answers everything")
            << Replies{models, {"/", 200, R"({"error":"Unexpected endpoint"})"}, {"/props", 200, R"({"error":"Unexpected endpoint"})"},
                       {"/readyz", 200, R"({"error":"Unexpected endpoint"})"}, {"/version", 200, R"({"error":"x"})"}, {"/lmstudio-greeting", 200, R"({"lmstudio":true})"}}
            << QByteArray("LM Studio||openai-compatible|http://127.0.0.1:4242/v1|");
        QTest::newRow("jan") << Replies{models, {"/openapi.json", 200, R"({"info":{"title":"Jan API Server Endpoints","version":"0.6"}})"}}
                             << QByteArray("Jan|0.6|openai-compatible|http://127.0.0.1:4242/v1|");
        QTest::newRow("llama-server") << Replies{models, {"/props", 200, R"({"build_info":"b6000","default_generation_settings":{"n_ctx":4096}})"}}
                                      << QByteArray("llama-server|b6000|llama-server|http://127.0.0.1:4242/v1|");
        QTest::newRow("llama-server behind a proxy") << Replies{{"/v1/models", 200, R"({"data":[{"id":"a","owned_by":"llamacpp"}]})"}}
                                                     << QByteArray("llama-server||llama-server|http://127.0.0.1:4242/v1|");
        QTest::newRow("vllm") << Replies{{"/v1/models", 200, R"({"data":[{"id":"a","owned_by":"vllm"}]})"}, {"/version", 200, R"({"version":"0.11.0"})"}}
                              << QByteArray("vLLM|0.11.0|openai-compatible|http://127.0.0.1:4242/v1|");
        QTest::newRow("somebody who speaks it") << Replies{models} << QByteArray("||openai-compatible|http://127.0.0.1:4242/v1|");
        QTest::newRow("somebody with a key") << Replies{{"/v1/models", 401, R"({"error":{"message":"no key"}})"}}
                                             << QByteArray("||openai-compatible|http://127.0.0.1:4242/v1|key");
        QTest::newRow("a router's web page") << Replies{{"/v1/models", 200, "<html></html>"}, {"/", 200, "<html></html>"}, {"/readyz", 200, "<html></html>"}}
                                             << QByteArray("nobody");
        QTest::newRow("a login page") << Replies{{"/v1/models", 401, "<html>Log in</html>"}, {"/", 401, ""}} << QByteArray("nobody");
        QTest::newRow("health checks of something else") << Replies{{"/readyz", 404, ""}, {"/version", 200, R"({"version":"3"})"}} << QByteArray("nobody");
        QTest::newRow("nothing") << Replies{} << QByteArray("nobody");
        QTest::newRow("half replies") << Replies{{"/v1/models", 200, kModels.substr(0, 40)}, {"/props", 200, kModels.substr(0, 12)}} << QByteArray("nobody");
    }
    void serversSayWhoTheyAre()
    {
        QFETCH(std::vector<ProbeReply>, replies);
        QFETCH(QByteArray, expected);
        QCOMPARE(QByteArray::fromStdString(say(identifyServer(kOrigin, replies))), expected);
        // Replies come in any order.
        std::reverse(replies.begin(), replies.end());
        QCOMPARE(QByteArray::fromStdString(say(identifyServer(kOrigin, replies))), expected);
    }

    void modelsAreNamedOnce()
    {
        const auto server = identifyServer(kOrigin, {{"/v1/models", 200, kModels}, {"/api/tags", 200, R"({"models":[{"name":"m-2"},{"name":"m-3"}]})"}});
        QVERIFY(server);
        QCOMPARE(server->models, (std::vector<std::string>{"m-1", "m-2", "m-3"}));
    }

    void everyPathThatIsReadIsAsked()
    {
        const auto &paths = probePaths();
        for (const char *path : {"/v1/models", "/", "/api/version", "/api/tags", "/props", "/lmstudio-greeting", "/readyz", "/version", "/openapi.json", "/api/extra/version"})
            QVERIFY2(std::ranges::find(paths, path) != paths.end(), path);
    }

    void partsAndHalvesAreNoModels()
    {
        QVERIFY(isFirstPart("a.gguf"));
        QVERIFY(isFirstPart("a-00001-of-00003.gguf"));
        QVERIFY(!isFirstPart("a-00002-of-00003.gguf"));
        QVERIFY(isFirstPart("one-of-many.gguf"));
        QVERIFY(isFirstPart("-of-.gguf"));
        QVERIFY(isLanguageModel("llama"));
        QVERIFY(isLanguageModel(""));
        QVERIFY(!isLanguageModel("clip"));
    }
};

QTEST_APPLESS_MAIN(TestDiscovery)
#include "tst_discovery.moc"
