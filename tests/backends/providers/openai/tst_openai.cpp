#include "backends/providers/openai/openaiprovider.h"
#include "core/base/json.h"
#include "tests/backends/providers/wire/canonical.h"
#include "tests/backends/providers/wire/providerbench.h"
#include "tests/backends/providers/wire/replyreading.h"
#include "tests/support/httpreply.h"
#include "tests/support/replyfile.h"

#include <QTest>

using namespace lineup;
using namespace lineup::test;
using nlohmann::json;
using Settings = ProviderBench::Settings;

namespace {

const std::string kFolder = "openai/";

ChatRequest question(const std::string &model = "gpt-4o")
{
    ChatRequest request;
    request.model = model;
    request.messages = {textMessage(Role::System, "Be brief."), textMessage(Role::User, "Hi")};
    request.retries = 0;
    return request;
}

QByteArray names(const std::vector<Parameter> &parameters)
{
    QByteArrayList all;
    for (const Parameter parameter : parameters)
        all << QByteArray::fromStdString(std::string(parameterName(parameter)));
    return all.join(' ');
}

} // namespace

/// "openai" against a server that does what the test says.
class TestOpenAi : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatIsKnownOfIt()
    {
        const ProviderDescriptor descriptor = openai::chatProvider().descriptor;
        QCOMPARE(descriptor.id, std::string("openai"));
        QCOMPARE(descriptor.defaultBaseUrl, std::string("https://api.openai.com/v1"));
        QCOMPARE(descriptor.keyVariables, std::vector<std::string>{"OPENAI_API_KEY"});
        QVERIFY(descriptor.needsKey);
        QVERIFY(descriptor.capabilities.at(Capability::Vision).has);
    }

    void recordedReplies_data()
    {
        QTest::addColumn<QByteArray>("ending");
        const QMap<QByteArray, QByteArray> endings{{"aimock-tools", "tool_call"}, {"aimock-length", "length"}, {"aimock-filter", "filtered"},
                                                   {"error-aimock-rate", "RateLimited"}, {"error-model", "ModelGone"}};
        for (const std::string &name : replyNames(kFolder)) {
            if (!name.starts_with("models"))
                QTest::newRow(name.c_str()) << endings.value(QByteArray::fromStdString(name), name.starts_with("error") ? "BadRequest" : "finished");
        }
    }
    void recordedReplies()
    {
        QFETCH(QByteArray, ending);
        const ReplyFile file = replyFile(kFolder + QTest::currentDataTag());
        ProviderBench bench(openai::chatProvider(), {"/v1"});
        bench.server.always({send(file.bytes())});
        const Answer whole = bench.ask(question());
        QCOMPARE(QByteArray::fromStdString(endingOf(whole)), ending);
        for (const std::size_t size : {std::size_t(1), std::size_t(41)}) {
            bench.server.always({sendInPieces(file.bytes(), size)});
            const Answer pieces = bench.ask(question());
            QCOMPARE(QByteArray::fromStdString(endingOf(pieces)), ending);
            QCOMPARE(pieces.text(), whole.text());
        }
        if (whole.end->error)
            QVERIFY(whole.end->error->excerpt.find("sk-planted") == std::string::npos);
    }

    void theRequestOfAnOrdinaryModel()
    {
        ProviderBench bench(openai::chatProvider(), {"/v1", "sk-planted-0123456789", {{"organization", "org-1"}, {"project", "proj-2"}}});
        bench.server.always(replyFile(kFolder + "aimock-text").script());
        ChatRequest request = question();
        request.parameters.temperature = 0.2;
        request.parameters.maxTokens = 7;
        QCOMPARE(endingOf(bench.ask(request)), std::string("finished"));
        const RecordedRequest seen = bench.server.requests().at(0);
        QCOMPARE(seen.target, std::string("/v1/chat/completions"));
        QCOMPARE(seen.header("authorization"), std::string("Bearer sk-planted-0123456789"));
        QCOMPARE(seen.header("openai-organization"), std::string("org-1"));
        QCOMPARE(seen.header("openai-project"), std::string("proj-2"));
        QCOMPARE(canonical(bench.lastBody()), canonical(R"({"model":"gpt-4o","stream":true,"stream_options":{"include_usage":true},
            "messages":[{"role":"system","content":"Be brief."},{"role":"user","content":"Hi"}],"temperature":0.2,"max_completion_tokens":7})"));
    }

    void theRequestOfAModelThatThinks()
    {
        ProviderBench bench(openai::chatProvider(), {"/v1"});
        bench.server.always(replyFile(kFolder + "aimock-text").script());
        ChatRequest request = question("gpt-5-mini");
        request.parameters.temperature = 0.2;
        request.parameters.topK = 3;
        request.parameters.reasoningEffort = "low";
        QCOMPARE(names(bench.backend->parametersNotTaken(request)), QByteArray("temperature top-k"));
        const Answer answer = bench.ask(request);
        QVERIFY(hasNote(answer, "temperature: not taken by this model"));
        QVERIFY(hasNote(answer, "top-k: not taken by this model"));
        QCOMPARE(canonical(bench.lastBody()), canonical(R"({"model":"gpt-5-mini","stream":true,"stream_options":{"include_usage":true},
            "messages":[{"role":"developer","content":"Be brief."},{"role":"user","content":"Hi"}],"reasoning_effort":"low"})"));
    }

    void aWordThatTheModelDoesNotKnowIsNotSent()
    {
        ProviderBench bench(openai::chatProvider(), {"/v1"});
        bench.server.always(replyFile(kFolder + "aimock-text").script());
        ChatRequest request = question("o3");
        request.parameters.reasoningEffort = "minimal";
        QCOMPARE(names(bench.backend->parametersNotTaken(request)), QByteArray("reasoning-effort"));
        QVERIFY(hasNote(bench.ask(request), "reasoning-effort \"minimal\": not taken by this model"));
        QVERIFY(!bench.lastBody().contains("reasoning_effort"));
    }

    void refusalsTeach_data()
    {
        QTest::addColumn<QByteArray>("notTaken");
        QTest::addColumn<QByteArray>("gone");
        QTest::addColumn<QByteArray>("there");
        QTest::newRow("error-temperature") << QByteArray("temperature") << QByteArray("temperature") << QByteArray("top_p");
        QTest::newRow("error-top-p") << QByteArray("top-p") << QByteArray("top_p") << QByteArray("temperature");
        QTest::newRow("error-effort") << QByteArray("reasoning-effort") << QByteArray("reasoning_effort") << QByteArray("temperature");
    }
    void refusalsTeach()
    {
        QFETCH(QByteArray, notTaken);
        QFETCH(QByteArray, gone);
        QFETCH(QByteArray, there);
        ProviderBench bench(openai::chatProvider(), {"/v1"});
        bench.server.then(replyFile(kFolder + QTest::currentDataTag()).script());
        bench.server.always(replyFile(kFolder + "aimock-text").script());
        ChatRequest request = question("a-model-of-tomorrow");
        request.parameters.temperature = 0.2;
        request.parameters.topP = 0.5;
        request.parameters.reasoningEffort = "minimal";
        QVERIFY(bench.backend->parametersNotTaken(request).empty());
        const Answer answer = bench.ask(request);
        QCOMPARE(endingOf(answer), std::string("finished"));
        QCOMPARE(answer.end->attempts, 2);
        QVERIFY(hasNote(answer, "sent again without " + notTaken.toStdString()));
        QVERIFY(!bench.lastBody().contains(gone.toStdString()));
        QVERIFY(bench.lastBody().contains(there.toStdString()));
        QCOMPARE(names(bench.backend->parametersNotTaken(request)), notTaken);
        // It is known from now on, of this model and of no other.
        const Answer second = bench.ask(request);
        QCOMPARE(second.end->attempts, 1);
        QVERIFY(hasNote(second, "not taken by this model"));
        request.model = "another";
        QVERIFY(bench.backend->parametersNotTaken(request).empty());
    }

    void aModelMayRefuseSeveral()
    {
        ProviderBench bench(openai::chatProvider(), {"/v1"});
        for (const char *name : {"error-temperature", "error-top-p", "error-effort"})
            bench.server.then(replyFile(kFolder + name).script());
        bench.server.always(replyFile(kFolder + "aimock-text").script());
        ChatRequest request = question("a-model-of-tomorrow");
        request.parameters.temperature = 0.2;
        request.parameters.topP = 0.5;
        request.parameters.reasoningEffort = "minimal";
        const Answer answer = bench.ask(request);
        QCOMPARE(endingOf(answer), std::string("finished"));
        QCOMPARE(answer.end->attempts, 4);
        QCOMPARE(names(bench.backend->parametersNotTaken(request)), QByteArray("temperature top-p reasoning-effort"));
    }

    void aServerThatAlwaysRefusesIsNotAskedForEver()
    {
        ProviderBench bench(openai::chatProvider(), {"/v1"});
        bench.server.always(replyFile(kFolder + "error-temperature").script());
        ChatRequest request = question("m");
        request.parameters.temperature = 0.2;
        const Answer answer = bench.ask(request);
        QCOMPARE(endingOf(answer), std::string("BadRequest"));
        QCOMPARE(answer.end->attempts, 5);
    }

    void theOtherRole()
    {
        ProviderBench bench(openai::chatProvider(), {"/v1"});
        bench.server.then(replyFile(kFolder + "error-role").script());
        bench.server.always(replyFile(kFolder + "aimock-text").script());
        QVERIFY(hasNote(bench.ask(question("gpt-5")), "with the role \"system\""));
        QCOMPARE(canonical(bench.lastBody()["messages"][0]["role"]), QByteArray("\"system\""));
    }

    void theModelsList()
    {
        ProviderBench bench(openai::chatProvider(), {"/v1"});
        bench.server.always(replyFile(kFolder + "models").script());
        const auto models = bench.models();
        QVERIFY(models);
        QCOMPARE(models->size(), std::size_t(2));
        QCOMPARE(models->at(0).id, std::string("gpt-5-mini"));
        QVERIFY(!models->at(0).isRetired);
        QVERIFY(models->at(1).isRetired);
        QCOMPARE(bench.server.requests().back().target, std::string("/v1/models"));
        bench.server.always(replyFile(kFolder + "models-aimock").script());
        QVERIFY(bench.models()->size() > 3);
    }

    void baseUrls_data()
    {
        QTest::addColumn<QByteArray>("path");
        for (const char *path : {"/v1", "/v1/", "/v1/chat/completions", "/v1/responses", "/v1/v1"})
            QTest::newRow(path) << QByteArray(path);
    }
    void baseUrls()
    {
        QFETCH(QByteArray, path);
        ProviderBench bench(openai::chatProvider(), {path.toStdString()});
        bench.server.always(replyFile(kFolder + "aimock-text").script());
        bench.ask(question());
        QCOMPARE(bench.server.requests().at(0).target, std::string("/v1/chat/completions"));
    }

    void settingsThatCannotBeUsed()
    {
        ProviderBench bench(openai::chatProvider());
        QCOMPARE(bench.make(openai::chatProvider(), {}, "https://h/v1?api-key=x").error().code, ErrorCode::BadInput);
        QCOMPARE(bench.make(openai::chatProvider(), {}, "http://192.0.2.1/v1").error().code, ErrorCode::Tls);
    }
};

QTEST_GUILESS_MAIN(TestOpenAi)
#include "tst_openai.moc"
