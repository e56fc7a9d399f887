#include "backends/providers/azure/azureprovider.h"
#include "core/base/json.h"
#include "tests/backends/providers/wire/canonical.h"
#include "tests/backends/providers/wire/providerbench.h"
#include "tests/backends/providers/wire/replyreading.h"
#include "tests/support/httpreply.h"
#include "tests/support/replyfile.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace lineup;
using namespace lineup::test;
using Settings = ProviderBench::Settings;

namespace {

const std::string kFolder = "azure/";
const std::string kKey = "0123456789abcdef0123456789abcdef";
/// Three parts in base64url, as an Entra token has them: {"alg":"none"}, {"exp":1}.
const std::string kToken = "eyJhbGciOiJub25lIn0.eyJleHAiOjF9.c2lnbmVk";

ChatRequest question(const std::string &model = "gpt-4o")
{
    ChatRequest request;
    request.model = model;
    request.messages = {textMessage(Role::User, "Hi")};
    request.retries = 0;
    return request;
}

Settings dated(const std::string &key = kKey)
{
    return {"", key, {{"deployment", "my-gpt"}, {"api-version", "2024-10-21"}}};
}

QByteArray filters(const Answer &answer)
{
    ReadingWords words;
    for (const FilterReport &report : answer.all<FilterReport>())
        words.add(report);
    return QByteArray::fromStdString(words.text()).replace("envelopes=0\n", "");
}

} // namespace

/// "azure" against a server that does what the test says.
class TestAzure : public QObject {
    Q_OBJECT
private:
    /// A command that prints what the file holds, and counts how often it was asked.
    QString writeCommand(const QByteArray &script)
    {
        const QString path = m_folder.filePath(QStringLiteral("print-token"));
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write("#!/bin/sh\necho x >> \"$(dirname \"$0\")/asked\"\n" + script) < 0)
            qFatal("no command");
        file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner);
        return path;
    }
    int timesAsked() const
    {
        QFile file(m_folder.filePath(QStringLiteral("asked")));
        return file.open(QIODevice::ReadOnly) ? static_cast<int>(file.readAll().count('x')) : 0;
    }
    /// The command needs the event loop, so that the test must not block.
    static bool ask(ProviderBench &bench, Answer &answer)
    {
        answer.ask(*bench.backend, question());
        return QTest::qWaitFor(
            [&answer] {
                answer.drain();
                return answer.end.has_value();
            },
            20000);
    }

    QTemporaryDir m_folder;

private Q_SLOTS:
    void cleanup() { QFile::remove(m_folder.filePath(QStringLiteral("asked"))); }

    void recordedReplies_data()
    {
        QTest::addColumn<QByteArray>("ending");
        QTest::addColumn<QByteArray>("found");
        const auto row = [](const char *name, const char *ending, const char *found) { QTest::newRow(name) << QByteArray(ending) << QByteArray(found); };
        row("aimock-dated", "finished", "");
        row("aimock-v1", "tool_call", "");
        row("filters", "finished",
            "filter of prompt=hate:safe;jailbreak:;self_harm:safe;sexual:safe;violence:low;\nfilter=hate:safe;self_harm:safe;sexual:safe;violence:medium;\n");
        row("filtered-late", "filtered",
            "filter of prompt=hate:safe;jailbreak:;self_harm:safe;sexual:safe;violence:low;\n"
            "filter=hate:safe;self_harm:safe;sexual:safe;violence:high!;protected_material_text:detected!;\n");
        row("filter-did-not-run", "finished", "filter=error:content_filter_error;\n");
        row("blocklist", "filtered", "filter=custom_blocklists:!;profanity:detected;\n");
        row("error-prompt-blocked", "ContentFiltered", "filter of prompt=hate:safe;jailbreak:detected!;violence:medium!;\n");
        row("error-deployment", "ModelGone", "");
        row("error-key", "Unauthorized", "");
        row("error-rate", "RateLimited", "");
    }
    void recordedReplies()
    {
        QFETCH(QByteArray, ending);
        QFETCH(QByteArray, found);
        const ReplyFile file = replyFile(kFolder + QTest::currentDataTag());
        ProviderBench bench(azure::provider(), dated());
        for (const std::size_t size : {std::size_t(1), std::size_t(29), file.bytes().size()}) {
            bench.server.always({sendInPieces(file.bytes(), size)});
            const Answer answer = bench.ask(question());
            QCOMPARE(QByteArray::fromStdString(endingOf(answer)), ending);
            QCOMPARE(filters(answer), found);
            if (answer.end->error)
                QVERIFY(answer.end->error->excerpt.find(kKey) == std::string::npos);
        }
    }
    void everyReplyHasARow()
    {
        QCOMPARE(replyNames(kFolder).size(), std::size_t(10));
    }

    void textOfFilteredChunksIsNotKeptTwice()
    {
        ProviderBench bench(azure::provider(), dated());
        bench.server.always(replyFile(kFolder + "filters").script());
        const Answer answer = bench.ask(question());
        QCOMPARE(answer.text(), std::string("The knight"));
        for (const Envelope &envelope : answer.all<Envelope>())
            QVERIFY(envelope.json.find("knight") == std::string::npos);
    }

    void aBlockedPromptSaysWhatItWas()
    {
        ProviderBench bench(azure::provider(), dated());
        bench.server.always(replyFile(kFolder + "error-prompt-blocked").script());
        const Answer answer = bench.ask(question());
        QCOMPARE(answer.end->error->detail, std::string("HTTP 400, content_filter, jailbreak (detected), violence (medium)"));
        QCOMPARE(answer.end->attempts, 1);
    }

    void theDatedWay()
    {
        ProviderBench bench(azure::provider(), dated());
        bench.server.always(replyFile(kFolder + "aimock-dated").script());
        ChatRequest request = question("gpt-5-mini");
        request.parameters.temperature = 0.2;
        request.parameters.maxTokens = 5;
        QVERIFY(hasNote(bench.ask(request), "temperature: not taken by this model"));
        const RecordedRequest seen = bench.server.requests().at(0);
        QCOMPARE(seen.target, std::string("/openai/deployments/my-gpt/chat/completions?api-version=2024-10-21"));
        QCOMPARE(seen.header("api-key"), kKey);
        QVERIFY(seen.header("authorization").empty());
        QCOMPARE(canonical(bench.lastBody()), canonical(R"({"model":"my-gpt","stream":true,"stream_options":{"include_usage":true},
            "messages":[{"role":"user","content":"Hi"}],"max_completion_tokens":5})"));
    }

    void theV1Way()
    {
        ProviderBench bench(azure::provider(), {"/openai/v1", kKey, {{"deployment", "my-gpt"}}});
        bench.server.always(replyFile(kFolder + "aimock-v1").script());
        bench.ask(question());
        QCOMPARE(bench.server.requests().at(0).target, std::string("/openai/v1/chat/completions"));
        QCOMPARE(canonical(bench.lastBody()["model"]), QByteArray("\"my-gpt\""));
    }

    void theModelsNameIsTheDeploymentWhereNoneIsSet()
    {
        ProviderBench bench(azure::provider(), {"", kKey, {{"api-version", "2024-10-21"}}});
        bench.server.always(replyFile(kFolder + "aimock-dated").script());
        bench.ask(question("other"));
        QCOMPARE(bench.server.requests().at(0).target, std::string("/openai/deployments/other/chat/completions?api-version=2024-10-21"));
        const Answer nameless = bench.ask(question(""));
        QCOMPARE(endingOf(nameless), std::string("BadInput"));
        QCOMPARE(nameless.end->attempts, 0);
    }

    void aDeploymentThatThinksTeachesIt()
    {
        ProviderBench bench(azure::provider(), dated());
        bench.server.then(replyFile("openai/error-temperature").script());
        bench.server.always(replyFile(kFolder + "aimock-dated").script());
        ChatRequest request = question("");
        request.parameters.temperature = 0.2;
        QVERIFY(bench.backend->parametersNotTaken(request).empty());
        QCOMPARE(endingOf(bench.ask(request)), std::string("finished"));
        QCOMPARE(bench.backend->parametersNotTaken(request), std::vector<Parameter>{Parameter::Temperature});
    }

    void whoAsks_data()
    {
        QTest::addColumn<QByteArray>("key");
        QTest::addColumn<QByteArray>("environment");
        QTest::addColumn<bool>("isBearer");
        QTest::newRow("a key") << QByteArray::fromStdString(kKey) << QByteArray() << false;
        QTest::newRow("a token by its form") << QByteArray::fromStdString(kToken) << QByteArray() << true;
        QTest::newRow("a token by its variable") << QByteArray("an-opaque-token") << QByteArray(" an-opaque-token\n") << true;
        QTest::newRow("a key beside another token") << QByteArray::fromStdString(kKey) << QByteArray("an-opaque-token") << false;
    }
    void whoAsks()
    {
        QFETCH(QByteArray, key);
        QFETCH(QByteArray, environment);
        QFETCH(bool, isBearer);
        Settings settings = dated(key.toStdString());
        if (!environment.isEmpty())
            settings.environment["AZURE_OPENAI_AD_TOKEN"] = environment.toStdString();
        ProviderBench bench(azure::provider(), settings);
        bench.server.always(replyFile(kFolder + "aimock-dated").script());
        bench.ask(question());
        const RecordedRequest seen = bench.server.requests().at(0);
        QCOMPARE(QByteArray::fromStdString(seen.header("authorization")), isBearer ? "Bearer " + key : QByteArray());
        QCOMPARE(QByteArray::fromStdString(seen.header("api-key")), isBearer ? QByteArray() : key);
    }

    void theTokenThatACommandPrints()
    {
        Settings settings = dated();
        settings.options["token-command"] = writeCommand("printf '%s\\n' printed-token-1").toStdString();
        ProviderBench bench(azure::provider(), settings);
        bench.server.always(replyFile(kFolder + "aimock-dated").script());
        for (int i = 0; i < 2; ++i) {
            Answer answer;
            QVERIFY(ask(bench, answer));
            QCOMPARE(endingOf(answer), std::string("finished"));
            QVERIFY(hasNote(answer, "the key was not used"));
        }
        for (const RecordedRequest &seen : bench.server.requests()) {
            QCOMPARE(seen.header("authorization"), std::string("Bearer printed-token-1"));
            QVERIFY(seen.header("api-key").empty());
        }
        QCOMPARE(timesAsked(), 1);
        QCOMPARE(bench.redactor->redact("it was printed-token-1"), std::string("it was •••"));
    }

    void aTokenThatIsRefusedIsAskedForAgain()
    {
        Settings settings = dated("");
        settings.options["token-command"] = writeCommand("printf 'token-number-%s' \"$(wc -l < \"$(dirname \"$0\")/asked\" | tr -d ' ')\"").toStdString();
        ProviderBench bench(azure::provider(), settings);
        bench.server.always(replyFile(kFolder + "aimock-dated").script());
        Answer first;
        QVERIFY(ask(bench, first));
        bench.server.then(replyFile(kFolder + "error-key").script());
        Answer second;
        QVERIFY(ask(bench, second));
        QCOMPARE(endingOf(second), std::string("finished"));
        QVERIFY(hasNote(second, "sent again with a new token"));
        QCOMPARE(bench.server.requests().back().header("authorization"), std::string("Bearer token-number-2"));
        // A new one that is refused is refused.
        bench.server.always(replyFile(kFolder + "error-key").script());
        Answer third;
        QVERIFY(ask(bench, third));
        QCOMPARE(endingOf(third), std::string("Unauthorized"));
        QCOMPARE(third.end->attempts, 2);
    }

    void aCommandThatFails()
    {
        Settings settings = dated("");
        settings.options["token-command"] = writeCommand("echo 'Please run az login' >&2; exit 1").toStdString();
        ProviderBench bench(azure::provider(), settings);
        Answer answer;
        QVERIFY(ask(bench, answer));
        QCOMPARE(endingOf(answer), std::string("KeyMissing"));
        QVERIFY(answer.end->error->detail.find("Please run az login") != std::string::npos);
        QCOMPARE(answer.end->attempts, 0);
        QVERIFY(bench.server.requests().empty());
    }

    void settingsThatCannotBeUsed()
    {
        ProviderBench bench(azure::provider(), dated());
        QCOMPARE(bench.make(azure::provider(), dated(""), "https://h").error().code, ErrorCode::KeyMissing);
        QCOMPARE(bench.make(azure::provider(), dated(), "http://192.0.2.1").error().code, ErrorCode::Tls);
        QCOMPARE(bench.make(azure::provider(), dated(), "h").error().code, ErrorCode::BadInput);
        Settings settings = dated("");
        settings.options["token-command"] = "  ";
        QCOMPARE(bench.make(azure::provider(), settings, "https://h").error().code, ErrorCode::BadInput);
        settings.options["token-command"] = "print";
        QCOMPARE(bench.make(azure::provider(), settings, "http://192.0.2.1").error().code, ErrorCode::Tls);
    }

    void theModelsList()
    {
        ProviderBench bench(azure::provider(), dated());
        bench.server.always({send(reply(200, "application/json", R"({"data":[{"id":"gpt-4o","object":"model"}],"object":"list"})"))});
        QCOMPARE(bench.models()->at(0).id, std::string("gpt-4o"));
        QCOMPARE(bench.server.requests().at(0).target, std::string("/openai/models?api-version=2024-10-21"));
    }
};

QTEST_GUILESS_MAIN(TestAzure)
#include "tst_azure.moc"
