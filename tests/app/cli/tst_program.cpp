// The built program as people and scripts call it, against a loopback server.

#include "tests/app/cli/programrun.h"
#include "tests/support/httpreply.h"
#include "tests/support/jsonschema.h"
#include "tests/support/testserver.h"

#include <QDir>
#include <QFile>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <csignal>
#include <optional>

#include <sys/syscall.h>
#include <unistd.h>

using namespace lineup;
using namespace lineup::test;
using Json = nlohmann::json;

namespace {

std::string contentChunk(const std::string &text)
{
    return chunk(sseData("{\"id\":\"chatcmpl-1\",\"model\":\"served-1\",\"choices\":[{\"index\":0,\"delta\":{\"content\":" + Json(text).dump() + "}}]}"));
}

std::string finishChunk(const std::string &reason = "stop")
{
    return chunk(sseData("{\"id\":\"chatcmpl-1\",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"" + reason + "\"}]}"))
        + chunk(sseData("{\"id\":\"chatcmpl-1\",\"choices\":[],\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":2}}")) + chunk(sseData("[DONE]")) + lastChunk();
}

Script answer(const std::string &text, const std::string &reason = "stop")
{
    return {send(streamHead() + contentChunk(text) + finishChunk(reason))};
}

QByteArray fileBytes(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class TestProgram : public QObject {
    Q_OBJECT

    QString path(const char *name) const { return m_folder->filePath(QString::fromUtf8(name)); }
    void write(const char *name, const QByteArray &bytes) const
    {
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
    }
    QString lane(const QString &more = {}) const
    {
        return QStringLiteral("kind=openai-compatible,base-url=%1,model=asked,retries=0%2").arg(QString::fromStdString(m_server->url("/v1")), more);
    }
    /// `lineup compare` with one lane of the server, as JSON.
    QStringList compare(const QString &more = {}) const
    {
        return {QStringLiteral("compare"), QStringLiteral("--lane"), lane(more), QStringLiteral("--prompt"), QStringLiteral("Hello"), QStringLiteral("--format"), QStringLiteral("json")};
    }
    static bool isOneLine(const QByteArray &messages) { return messages.startsWith("lineup: ") && messages.count('\n') == 1 && messages.endsWith('\n'); }

private Q_SLOTS:
    void init()
    {
        QVERIFY(!ProgramRun::program().isEmpty());
        m_folder = std::make_unique<QTemporaryDir>();
        m_server = std::make_unique<TestServer>();
        m_run = std::make_unique<ProgramRun>();
        m_run->environment.insert(QStringLiteral("HOME"), m_folder->path());
    }
    void cleanup()
    {
        m_run.reset();
        m_server.reset();
        m_folder.reset();
    }

    void twoLanesAnswer()
    {
        write("shots.jsonl", "{\"input\":\"in\",\"output\":{\"a\": 1}}\n");
        m_server->answer([](const RecordedRequest &request) { return answer(Json::parse(request.body)["temperature"] == 0 ? "cold" : "hot", "length"); });
        QStringList arguments = compare(QStringLiteral(",temperature=0,name=Cold"));
        arguments << QStringLiteral("--lane") << lane(QStringLiteral(",temperature=1,system=Own,shots=0")) << QStringLiteral("--system") << QStringLiteral("Be brief.")
                  << QStringLiteral("--shots") << path("shots.jsonl");
        QCOMPARE(m_run->run(arguments), 0);
        QCOMPARE(m_run->messages, QByteArray());
        const Json report = m_run->json();
        QVERIFY(report["lanes"].size() == 2);
        QVERIFY(report["lanes"][0]["name"] == "Cold");
        QVERIFY(report["lanes"][0]["text"] == "cold");
        QVERIFY(report["lanes"][1]["text"] == "hot");
        QVERIFY(report["lanes"][0]["outcome"] == "length");
        QVERIFY(report["lanes"][0]["requested_model"] == "asked");
        QVERIFY(report["lanes"][0]["served_model"] == "served-1");
        QVERIFY(report["lanes"][0]["response_id"] == "chatcmpl-1");
        QVERIFY(report["lanes"][0]["usage"]["input"] == 7);
        QVERIFY(report["lanes"][0]["cost"]["provenance"] == "unknown");

        Json messages[2];
        for (const RecordedRequest &request : m_server->requests()) {
            const Json body = Json::parse(request.body);
            messages[body["temperature"] == 0 ? 0 : 1] = body["messages"];
            QCOMPARE(request.header("authorization"), std::string());
        }
        const Json shared = {{{"role", "system"}, {"content", "Be brief."}}, {{"role", "user"}, {"content", "in"}}, {{"role", "assistant"}, {"content", "{\"a\":1}"}},
                             {{"role", "user"}, {"content", "Hello"}}};
        const Json own = {{{"role", "system"}, {"content", "Own"}}, {{"role", "user"}, {"content", "Hello"}}};
        QVERIFY2(messages[0] == shared, messages[0].dump().c_str());
        QVERIFY2(messages[1] == own, messages[1].dump().c_str());
    }

    void theReportFitsTheSchema()
    {
        const JsonSchema schema(Json::parse(fileBytes(qEnvironmentVariable("LINEUP_SOURCE_DIR") + QStringLiteral("/resources/schemas/compare.schema.json")).toStdString()));
        m_server->then(answer("fine"));
        m_server->then({send(reply(500, "application/json", "{\"error\":{\"message\":\"no\",\"code\":\"oops\"}}", {{"x-request-id", "r-9"}}))});
        QStringList arguments = compare();
        arguments << QStringLiteral("--repeat") << QStringLiteral("2");
        QCOMPARE(m_run->run(arguments), 3);
        const auto problem = schema.problemWith(m_run->json());
        QVERIFY2(!problem, problem ? problem->c_str() : "");
        const Json report = m_run->json();
        const Json &error = report["lanes"][1]["error"];
        QVERIFY(report["lanes"][1]["repeat"] == 2);
        QVERIFY(error["code"] == "ProviderDown");
        QVERIFY(error["http_status"] == 500);
        QVERIFY(error["provider_code"] == "oops");
        QVERIFY(error["request_id"] == "r-9");
    }

    void thePhasesSumToTheTotal()
    {
        m_server->always({send(streamHead()), test::wait(Milliseconds(60)), send(contentChunk("a")), test::wait(Milliseconds(60)), send(contentChunk("b") + finishChunk())});
        QCOMPARE(m_run->run(compare()), 0);
        const Json report = m_run->json();
        const Json &timing = report["lanes"][0]["timing"];
        std::int64_t sum = 0;
        for (const Json &phase : timing["phases_ms"])
            sum += phase.is_null() ? 0 : std::llround(phase.get<double>() * 1000);
        QCOMPARE(sum, static_cast<std::int64_t>(std::llround(timing["total_ms"].get<double>() * 1000)));
        QVERIFY(timing["first_token_ms"].get<double>() >= 55);
        QVERIFY(timing["phases_ms"]["text"].get<double>() >= 50);
        QVERIFY(timing["phases_ms"]["tls"].is_null());
        QVERIFY(timing["token_times_ms"].size() == 2);
    }

    void keysComeFromTheEnvironmentAndGoNowhereElse()
    {
        const QByteArray key = "sk-planted-7fA9planted";
        m_run->environment.insert(QStringLiteral("MY_KEY"), QString::fromUtf8(key));
        m_server->always({send(reply(401, "application/json", "{\"error\":{\"message\":\"Incorrect API key: " + key.toStdString() + "\"}}"))});
        QStringList arguments = compare(QStringLiteral(",key-env=MY_KEY"));
        arguments << QStringLiteral("--save") << path("o.lineup");
        QCOMPARE(m_run->run(arguments), 3);
        QCOMPARE(m_server->requests().at(0).header("authorization"), "Bearer " + key.toStdString());
        QVERIFY(m_run->json()["lanes"][0]["error"]["code"] == "Unauthorized");
        const QByteArray saved = fileBytes(path("o.lineup"));
        QVERIFY(saved.contains("MY_KEY"));
        for (const QByteArray &text : {m_run->output, m_run->messages, saved}) {
            QVERIFY(!text.contains("7fA9"));
            QVERIFY(!text.contains(key.toBase64()));
        }
    }

    void aKeyThatIsNotSetFailsItsLaneOnly()
    {
        m_server->always(answer("fine"));
        QStringList arguments = compare(QStringLiteral(",key-env=NO_SUCH_KEY"));
        arguments << QStringLiteral("--lane") << lane();
        QCOMPARE(m_run->run(arguments), 3);
        const Json report = m_run->json();
        QVERIFY(report["lanes"][0]["error"]["code"] == "KeyMissing");
        QVERIFY(report["lanes"][0]["error"]["message"].get<std::string>().find("NO_SUCH_KEY") != std::string::npos);
        QVERIFY(report["lanes"][0]["attempts"] == 0);
        QVERIFY(report["lanes"][1]["text"] == "fine");
        QCOMPARE(m_server->requests().size(), std::size_t(1));
    }

    void keysInArgumentsAreRefused_data()
    {
        QTest::addColumn<QStringList>("more");
        const QString key = QStringLiteral("sk-planted-7fA9planted");
        QTest::newRow("--key") << QStringList{QStringLiteral("--key"), key};
        QTest::newRow("--api-key=") << QStringList{QStringLiteral("--api-key=") + key};
        QTest::newRow("key= of a lane") << QStringList{QStringLiteral("--lane"), QStringLiteral("kind=openai-compatible,key=") + key};
        QTest::newRow("key-env= of a lane") << QStringList{QStringLiteral("--lane"), QStringLiteral("kind=openai-compatible,key-env=") + key};
        QTest::newRow("in the address") << QStringList{QStringLiteral("--lane"), QStringLiteral("kind=openai-compatible,base-url=http://u:%1@h/v1").arg(key)};
        QTest::newRow("alone") << QStringList{key};
    }
    void keysInArgumentsAreRefused()
    {
        QFETCH(QStringList, more);
        QCOMPARE(m_run->run(compare() + more), 2);
        QVERIFY2(isOneLine(m_run->messages) && m_run->messages.contains("key-env="), m_run->messages.constData());
        QVERIFY(!m_run->messages.contains("7fA9"));
        QCOMPARE(m_run->output, QByteArray());
        QVERIFY(m_server->requests().empty());
    }

    void brokenStreamsKeepTheirText_data()
    {
        QTest::addColumn<bool>("isReset");
        QTest::newRow("FIN") << false;
        QTest::newRow("RST") << true;
    }
    void brokenStreamsKeepTheirText()
    {
        QFETCH(bool, isReset);
        m_server->always({send(streamHead() + contentChunk("half a sen")), test::wait(Milliseconds(50)), isReset ? test::reset() : closeNow()});
        QCOMPARE(m_run->run(compare()), 3);
        const Json report = m_run->json();
        QVERIFY(report["lanes"][0]["outcome"] == "error");
        QVERIFY(report["lanes"][0]["error"]["code"] == "StreamCut");
        QVERIFY(report["lanes"][0]["text"] == "half a sen");
    }

    void aWebPageIsNoAnswer()
    {
        m_server->always({send(reply(200, "text/html", "<!DOCTYPE html><html><body>Sign in</body></html>"))});
        QCOMPARE(m_run->run(compare()), 3);
        const Json report = m_run->json();
        QVERIFY(report["lanes"][0]["error"]["code"] == "BadReply");
        QVERIFY(report["lanes"][0]["error"]["message"].get<std::string>().find("web page") != std::string::npos);
        QVERIFY(report["lanes"][0]["text"] == "");
    }

    void silenceEndsByItsClock_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("clock");
        QTest::addColumn<QByteArray>("phase");
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("nothing at all") << 0 << QStringLiteral("first-byte-timeout=0.2") << QByteArray("firstByte") << QByteArray();
        QTest::newRow("headers alone") << 1 << QStringLiteral("first-byte-timeout=0.2") << QByteArray("firstByte") << QByteArray();
        QTest::newRow("silent in the middle") << 2 << QStringLiteral("idle-timeout=0.2") << QByteArray("idle") << QByteArray("some");
        QTest::newRow("never ending") << 3 << QStringLiteral("total-timeout=0.5") << QByteArray("total") << QByteArray("more");
    }
    void silenceEndsByItsClock()
    {
        QFETCH(int, kind);
        QFETCH(QString, clock);
        QFETCH(QByteArray, phase);
        QFETCH(QByteArray, text);
        const Script scripts[]{{hold()},
                               {send(streamHead()), hold()},
                               {send(streamHead() + contentChunk("some")), hold()},
                               {send(streamHead()), endless(contentChunk("more"), Milliseconds(50))}};
        m_server->always(scripts[kind]);
        QCOMPARE(m_run->run(compare(QLatin1Char(',') + clock)), 3);
        const Json report = m_run->json();
        QVERIFY(report["lanes"][0]["error"]["code"] == "Timeout");
        QCOMPARE(QByteArray::fromStdString(report["lanes"][0]["error"]["phase"].get<std::string>()), phase);
        QVERIFY(QByteArray::fromStdString(report["lanes"][0]["text"].get<std::string>()).startsWith(text));
    }

    void aPortThatIsBusyIsAConnectTimeout()
    {
        const BusyPort busy;
        QCOMPARE(m_run->run({QStringLiteral("compare"), QStringLiteral("--lane"),
                             QStringLiteral("kind=openai-compatible,base-url=http://127.0.0.1:%1/v1,connect-timeout=0.2,retries=0").arg(busy.port()), QStringLiteral("--prompt"),
                             QStringLiteral("x"), QStringLiteral("--format=json")}),
                 3);
        const Json report = m_run->json();
        QVERIFY(report["lanes"][0]["error"]["code"] == "Timeout");
        QVERIFY(report["lanes"][0]["error"]["phase"] == "connect");
    }

    void unknownHostsAndClosedPorts()
    {
        m_run->useFakeResolver();
        // The second name is known to that resolver alone, which shows that it is the one that was asked.
        const QString closed = QStringLiteral("kind=openai-compatible,base-url=http://closed.up.test:%1/v1,retries=0").arg(unusedPort());
        QCOMPARE(m_run->run({QStringLiteral("compare"), QStringLiteral("--lane"), QStringLiteral("kind=openai-compatible,base-url=http://unknown.test/v1,retries=0"),
                             QStringLiteral("--lane"), closed, QStringLiteral("--prompt"), QStringLiteral("x"), QStringLiteral("--format"), QStringLiteral("json")}),
                 3);
        const Json report = m_run->json();
        QVERIFY2(report["lanes"][0]["error"]["code"] == "NameUnknown", m_run->output.constData());
        QVERIFY(report["lanes"][0]["error"]["message"].get<std::string>().find("unknown.test") != std::string::npos);
        QVERIFY(report["lanes"][1]["error"]["code"] == "ConnectionRefused");
        QVERIFY(report["lanes"][1]["attempts"] == 1);
    }

    void theLocalModelThatIsNotInstalled()
    {
        QCOMPARE(m_run->run({QStringLiteral("compare"), QStringLiteral("--lane"), QStringLiteral("backend=local"), QStringLiteral("--prompt"), QStringLiteral("x"),
                             QStringLiteral("--format"), QStringLiteral("json"), QStringLiteral("--profile"), path("profile")}),
                 3);
        const Json report = m_run->json();
        QVERIFY(report["lanes"][0]["error"]["code"] == "EngineMissing");
        QVERIFY(report["lanes"][0]["error"]["advice"].get<std::string>().find("setup-local") != std::string::npos);
    }

    void wrongUsageIsOneSentenceAndTwo_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QByteArray>("part");
        const auto row = [](const char *arguments, const char *part) { QTest::newRow(arguments) << QString::fromUtf8(arguments).split(QLatin1Char(' ')) << QByteArray(part); };
        row("comapre", "compare");
        row("--frobnicate", "--frobnicate");
        row("compare", "nothing to compare");
        row("compare --lane backend=local", "no prompt");
        row("compare --frobnicate --lane backend=local", "--frobnicate");
        row("compare --lane backend=local,wibble=1 --prompt x", "wibble");
        row("compare --lane backend=local,temperature=9 --prompt x", "temperature");
        row("compare --lane kind=wibble --prompt x", "wibble");
        row("compare --lane kind=openai-compatible --prompt x", "");
        row("compare --lane kind=openai-compatible,base-url=ftp://h --prompt x", "");
        row("compare --lane backend=local --prompt x --repeat 0", "--repeat");
        row("compare --lane backend=local --prompt x --format xml", "--format");
        row("compare --lane backend=local --prompt @/nonexistent/p.txt", "/nonexistent/p.txt");
        row("compare --lane backend=local --prompt x --shots /nonexistent/s.jsonl", "/nonexistent/s.jsonl");
        row("compare --lane backend=local --prompt x --shots /", "/");
        row("compare --lane backend=local --prompt x --save /nonexistent/o.lineup", "/nonexistent/o.lineup");
        row("compare --lane backend=local --prompt x --save /", "/");
        row("compare /nonexistent/x.lineup", "/nonexistent/x.lineup");
        row("compare /", "/");
        row("models --lane kind=wibble", "wibble");
    }
    void wrongUsageIsOneSentenceAndTwo()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QByteArray, part);
        QCOMPARE(m_run->run(arguments), 2);
        QCOMPARE(m_run->output, QByteArray());
        QVERIFY2(isOneLine(m_run->messages) && m_run->messages.contains(part), m_run->messages.constData());
    }

    void anyBytesAreNoLineup()
    {
        QRandomGenerator random(7);
        std::vector<QByteArray> documents{"", "\n", "{}", "[]", "null", "{\"format\":\"lineup\",\"version\":99}", "{\"format\":\"lineup\",\"version\":1,\"setup\":7}",
                                          QByteArray(200'000, '['), QByteArray("\0\0\0", 3), "\xEF\xBB\xBF"};
        for (int i = 0; i < 10; ++i) {
            QByteArray bytes(static_cast<int>(random.bounded(1, 3000)), '\0');
            for (char &byte : bytes)
                byte = static_cast<char>(random.bounded(256));
            documents.push_back(bytes);
        }
        for (const QByteArray &bytes : documents) {
            write("bad.lineup", bytes);
            ProgramRun run;
            QCOMPARE(run.run({QStringLiteral("compare"), path("bad.lineup")}), 2);
            QVERIFY2(isOneLine(run.messages) && run.messages.contains("bad.lineup"), run.messages.constData());
            QCOMPARE(run.output, QByteArray());
        }
    }

    void aSavedLineupRunsAgain()
    {
        m_server->always(answer("kept"));
        QStringList arguments = compare();
        arguments << QStringLiteral("--save") << path("o.lineup");
        QCOMPARE(m_run->run(arguments), 0);
        ProgramRun second;
        QCOMPARE(second.run({QStringLiteral("compare"), path("o.lineup"), QStringLiteral("--prompt"), QStringLiteral("Other"), QStringLiteral("--format=json")}), 0);
        QVERIFY(second.json()["lineup"]["prompt"] == "Other");
        QVERIFY(second.json()["lanes"][0]["text"] == "kept");
        QCOMPARE(m_server->requests().size(), std::size_t(2));
    }

    void thePromptMayComeFromTheInput()
    {
        m_server->always(answer("ok"));
        QStringList arguments = compare();
        arguments[arguments.indexOf(QStringLiteral("Hello"))] = QStringLiteral("-");
        QCOMPARE(m_run->run(arguments, "Из трубы\n"), 0);
        QVERIFY(m_run->json()["lineup"]["prompt"] == "Из трубы");
    }

    void interruptedItPrintsWhatCame()
    {
        // So much behind the text that no socket buffer can hold it: when the last step begins, the text has been read.
        std::string comments;
        for (int i = 0; i < 16'000; ++i)
            comments += chunk(": " + std::string(1000, '.') + "\n\n");
        m_server->always({send(streamHead() + contentChunk("as far as it came") + comments), send(chunk(": last\n\n")), hold()});
        m_run->start(compare());
        QTRY_COMPARE_WITH_TIMEOUT(m_server->sendTimes().size(), std::size_t(2), 10'000);
        ::kill(static_cast<pid_t>(m_run->process.processId()), SIGINT);
        QCOMPARE(m_run->wait(), 130);
        const Json report = m_run->json();
        QVERIFY2(report["lanes"][0]["outcome"] == "cancelled", m_run->output.constData());
        QVERIFY(report["lanes"][0]["text"] == "as far as it came");
        QVERIFY(report["lanes"][0]["error"].is_null());
        QTRY_COMPARE(m_server->closedByClient(), 1);
    }

    void theSecondInterruptEndsAtOnce()
    {
        // Nobody reads the output, so that the program hangs in write() with all lanes ended.
        m_server->always(answer(std::string(300'000, 'x')));
        int ends[2];
        QCOMPARE(::pipe(ends), 0);
        m_run->process.setChildProcessModifier([&ends] { ::dup2(ends[1], STDOUT_FILENO); });
        m_run->start(compare());
        QVERIFY(m_run->process.waitForStarted());
        const auto pid = static_cast<pid_t>(m_run->process.processId());
        QTRY_VERIFY_WITH_TIMEOUT(isBlockedWriting(pid), 10'000);
        ::kill(pid, SIGINT);
        QTRY_VERIFY(!hasPendingSignal(pid));
        QCOMPARE(m_run->process.state(), QProcess::Running);
        ::kill(pid, SIGINT);
        QVERIFY(m_run->process.waitForFinished(5000));
        QCOMPARE(m_run->process.exitStatus(), QProcess::CrashExit);
        QCOMPARE(m_run->process.exitCode(), SIGINT);
        ::close(ends[0]);
        ::close(ends[1]);
    }

    void outputsThatAreNotThere_data()
    {
        QTest::addColumn<QString>("redirection");
        QTest::addColumn<int>("code");
        QTest::addColumn<bool>("isSaid");
        QTest::newRow("closed") << QStringLiteral(">&-") << 2 << true;
        QTest::newRow("all closed") << QStringLiteral("<&- >&- 2>&-") << 2 << false;
        QTest::newRow("full") << QStringLiteral(">/dev/full") << 2 << true;
        QTest::newRow("reader gone") << QStringLiteral("| true") << 141 << false;
    }
    void outputsThatAreNotThere()
    {
        QFETCH(QString, redirection);
        QFETCH(int, code);
        QFETCH(bool, isSaid);
        m_server->always({test::wait(Milliseconds(100)), send(streamHead() + contentChunk("x") + finishChunk())});
        const QString command = QStringLiteral("set -o pipefail; \"$0\" compare --lane '%1' --prompt x --format json %2").arg(lane(), redirection);
        m_run->process.setProcessEnvironment(m_run->environment);
        m_run->process.start(QStringLiteral("bash"), {QStringLiteral("-c"), command, ProgramRun::program()});
        QCOMPARE(m_run->wait(), code);
        QVERIFY2(isSaid ? isOneLine(m_run->messages) : m_run->messages.isEmpty(), m_run->messages.constData());
    }

    void wordsFollowTheLanguageAndJsonDoesNot()
    {
        m_run->environment.insert(QStringLiteral("LC_ALL"), QStringLiteral("C.UTF-8"));
        m_run->environment.insert(QStringLiteral("LANGUAGE"), QStringLiteral("ru"));
        m_run->environment.insert(QStringLiteral("LANG"), QStringLiteral("ru_RU.UTF-8"));
        m_run->environment.remove(QStringLiteral("LC_ALL"));
        m_server->always({send(reply(401, "application/json", "{}"))});
        QCOMPARE(m_run->run(compare()), 3);
        const Json report = m_run->json();
        QVERIFY(report["lanes"][0]["error"]["code"] == "Unauthorized");
        const QString message = QString::fromStdString(report["lanes"][0]["error"]["message"].get<std::string>());
        QVERIFY2(std::any_of(message.begin(), message.end(), [](QChar c) { return c.script() == QChar::Script_Cyrillic; }), qPrintable(message));
        QVERIFY(report["lanes"][0]["timing"]["total_ms"].is_number());
    }

    void anOldLocaleIsNoReasonToComplain()
    {
        m_run->environment.insert(QStringLiteral("LC_ALL"), QStringLiteral("C"));
        m_server->always(answer("слово"));
        QCOMPARE(m_run->run(compare()), 0);
        QCOMPARE(m_run->messages, QByteArray());
        QVERIFY(m_run->json()["lanes"][0]["text"] == "слово");
    }

    void modelsAreListed()
    {
        m_server->always({send(reply(200, "application/json", "{\"data\":[{\"id\":\"one\"},{\"id\":\"two\"}]}"))});
        QCOMPARE(m_run->run({QStringLiteral("models"), QStringLiteral("--lane"), lane(), QStringLiteral("--format"), QStringLiteral("json")}), 0);
        const Json report = m_run->json();
        QVERIFY(report["backends"][0]["models"][0]["id"] == "one");
        QVERIFY(report["backends"][0]["models"][1]["id"] == "two");
        QVERIFY(report["backends"][0]["error"].is_null());
    }

    void withoutADisplayThereIsNoWindow()
    {
        m_run->environment.remove(QStringLiteral("QT_QPA_PLATFORM"));
        QCOMPARE(m_run->run({}), 2);
        QVERIFY2(isOneLine(m_run->messages) && m_run->messages.contains("lineup help compare"), m_run->messages.constData());
        ProgramRun withFile;
        withFile.environment.remove(QStringLiteral("QT_QPA_PLATFORM"));
        QCOMPARE(withFile.run({path("x.lineup")}), 2);
        QVERIFY2(isOneLine(withFile.messages), withFile.messages.constData());
    }

    void anInterruptEndsWaitingForTheInput()
    {
        QStringList arguments = compare();
        arguments[arguments.indexOf(QStringLiteral("Hello"))] = QStringLiteral("-");
        m_run->start(arguments); // nothing is ever written to it
        QVERIFY(m_run->process.waitForStarted());
        const auto pid = static_cast<pid_t>(m_run->process.processId());
        QTRY_VERIFY_WITH_TIMEOUT(processFile(pid, "syscall").startsWith(QByteArray::number(SYS_read).append(" 0x0 ")), 10'000);
        ::kill(pid, SIGINT);
        QVERIFY(m_run->process.waitForFinished(5000));
        QCOMPARE(m_run->process.exitStatus(), QProcess::CrashExit);
        QCOMPARE(m_run->process.exitCode(), SIGINT);
    }

    void helpAndVersionGoToTheOutput()
    {
        QCOMPARE(m_run->run({QStringLiteral("--version")}), 0);
        QVERIFY(m_run->output.startsWith("Lineup "));
        for (const QStringList &arguments : {QStringList{QStringLiteral("--help")}, {QStringLiteral("help"), QStringLiteral("compare")}, {QStringLiteral("models"), QStringLiteral("--help")}}) {
            ProgramRun run;
            QCOMPARE(run.run(arguments), 0);
            QVERIFY(run.output.contains("lineup "));
            QCOMPARE(run.messages, QByteArray());
        }
    }

private:
    static QByteArray processFile(pid_t pid, const char *name) { return fileBytes(QStringLiteral("/proc/%1/%2").arg(pid).arg(QLatin1String(name))); }
    static bool isBlockedWriting(pid_t pid) { return processFile(pid, "wchan").contains("pipe_write") || processFile(pid, "syscall").startsWith(QByteArray::number(SYS_write).append(' ')); }
    static bool hasPendingSignal(pid_t pid)
    {
        const QByteArray status = processFile(pid, "status");
        const auto at = status.indexOf("SigPnd:");
        const auto shared = status.indexOf("ShdPnd:");
        return at < 0 || status.mid(at + 8, 16) != "0000000000000000" || status.mid(shared + 8, 16) != "0000000000000000";
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<TestServer> m_server;
    std::unique_ptr<ProgramRun> m_run;
};

QTEST_GUILESS_MAIN(TestProgram)
#include "tst_program.moc"
