// What the supervisor does when the child fails: restarts, and a word for each failure.

#include "backends/engine/engineprocess.h"
#include "tests/backends/engine/enginefixture.h"
#include "tests/backends/engine/httpclient.h"
#include "tests/backends/engine/watchedengine.h"

#include <QSignalSpy>
#include <QTcpServer>
#include <QTest>

#include <algorithm>

using namespace lineup;
using namespace lineup::test;
using namespace std::chrono_literals;

class EngineProcessFaultsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void restartsAfterACrash();
    void restartsAfterACrashWhileReady();
    void givesUpAfterThreeRestarts();
    void startAfterGivingUpCountsAnew();
    void faults_data();
    void faults();
    void silentStartTimesOut();
    void slowStartThatTalksDoesNot();
    void foreignServerIsNotAdopted();
    void llamaServerFaults();
    void llamaServerForeignPort();
};

void EngineProcessFaultsTest::restartsAfterACrash()
{
    const test::EngineFixture fixture;
    WatchedEngine watched(fixture.config("crash-twice"));
    watched.engine.start();
    QTRY_COMPARE_WITH_TIMEOUT(watched.status(), EngineStatus::Ready, kEngineWaitMs);
    QCOMPARE(watched.way(), QStringLiteral("Starting Crashed Starting Crashed Starting Ready"));
    QCOMPARE(fixture.starts(), 3);
    const EngineState state = watched.engine.state();
    QVERIFY(!state.error && state.lastLogLines.empty() && !state.willRestart);
}

void EngineProcessFaultsTest::restartsAfterACrashWhileReady()
{
    const test::EngineFixture fixture;
    WatchedEngine watched(fixture.config("serve"));
    watched.engine.start();
    QTRY_COMPARE_WITH_TIMEOUT(watched.status(), EngineStatus::Ready, kEngineWaitMs);
    const EngineRequestMark mark = watched.engine.beginRequest();
    QTRY_COMPARE(watched.status(), EngineStatus::Busy);
    QCOMPARE(test::httpRequest(watched.port(), "GET", "/die", bearer(watched.engine)).status, 0);
    QTRY_VERIFY_WITH_TIMEOUT(fixture.starts() == 2 && watched.status() == EngineStatus::Busy, kEngineWaitMs);
    QCOMPARE(watched.way(), QStringLiteral("Starting Ready Busy Crashed Starting Busy"));
    const auto crash = std::find_if(watched.states.begin(), watched.states.end(), [](const EngineState &s) { return s.status == EngineStatus::Crashed; });
    QCOMPARE(crash->error->providerCode, std::optional<std::string>("signal"));
    QVERIFY(crash->willRestart);
    QVERIFY(crash->baseUrl.empty());
}

void EngineProcessFaultsTest::givesUpAfterThreeRestarts()
{
    const test::EngineFixture fixture;
    WatchedEngine watched(fixture.config("crash"));
    watched.engine.start();
    QTRY_VERIFY_WITH_TIMEOUT(watched.status() == EngineStatus::Crashed && !watched.engine.state().willRestart, kEngineWaitMs);
    QCOMPARE(fixture.starts(), 4);
    const EngineState state = watched.engine.state();
    QCOMPARE(int(state.error->code), int(ErrorCode::EngineCrashed));
    QCOMPARE(state.error->providerCode, std::optional<std::string>("exited"));
    QCOMPARE(state.lastLogLines.size(), std::size_t(20));
    QCOMPARE(state.lastLogLines.back(), std::string("line 29"));
    QVERIFY(state.error->excerpt.ends_with("line 29\n"));
    QSignalSpy changes(&watched.engine, &LocalEngine::stateChanged);
    QVERIFY(!changes.wait(100)); // longer than any delay here
    QCOMPARE(fixture.starts(), 4);
}

void EngineProcessFaultsTest::startAfterGivingUpCountsAnew()
{
    const test::EngineFixture fixture;
    EngineDelays timings = quickDelays();
    timings.restartDelays = {10ms};
    WatchedEngine watched(fixture.config("crash"), timings);
    for (int round = 1; round <= 2; ++round) {
        watched.engine.start();
        QTRY_VERIFY_WITH_TIMEOUT(watched.status() == EngineStatus::Crashed && !watched.engine.state().willRestart, kEngineWaitMs);
        QCOMPARE(fixture.starts(), round * 2);
    }
}

void EngineProcessFaultsTest::faults_data()
{
    QTest::addColumn<QByteArray>("word");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("providerCode");
    QTest::addColumn<bool>("restarts");
    const auto row = [](const char *word, ErrorCode code, const char *providerCode, bool restarts) {
        QTest::newRow(word) << QByteArray(word) << int(code) << QString::fromLatin1(providerCode) << restarts;
    };
    row("illegal", ErrorCode::EngineCrashed, "illegal-instruction", false);
    row("killed", ErrorCode::EngineOutOfMemory, "out-of-memory", false);
    row("memory", ErrorCode::EngineOutOfMemory, "out-of-memory", false);
    row("abort", ErrorCode::EngineCrashed, "signal", true);
    row("truncated", ErrorCode::EngineModelBad, "model-truncated", false);
    row("port", ErrorCode::EngineCrashed, "port-taken", true);
    row("disk", ErrorCode::Storage, "disk-full", false);
    row("mystery", ErrorCode::EngineCrashed, "exited", true);
    row("no package", ErrorCode::EngineMissing, "engine-file-missing", false);
    row("broken package", ErrorCode::EngineMissing, "library-missing", false);
    row("no folder", ErrorCode::EngineMissing, "engine-file-missing", false);
    row("no Python", ErrorCode::EngineMissing, "python-missing", false);
    row("no model", ErrorCode::EngineMissing, "model-missing", false);
    row("model is a page", ErrorCode::EngineModelBad, "model-not-gguf", false);
    row("no place for the launcher", ErrorCode::Storage, "read-only", false);
}

void EngineProcessFaultsTest::faults()
{
    QFETCH(QByteArray, word);
    QFETCH(int, code);
    QFETCH(QString, providerCode);
    QFETCH(bool, restarts);
    const test::EngineFixture fixture;
    EngineConfig config = fixture.config(word.constData());
    const std::string folder = fixture.folder().toStdString();
    if (word == "no package")
        config.enginePath = folder;
    else if (word == "broken package") {
        QFile module(fixture.folder() + QStringLiteral("/xllamacpp.py"));
        QVERIFY(module.open(QIODevice::WriteOnly));
        module.write("raise ImportError('libgomp.so.1: cannot open shared object file: No such file or directory')\n");
        config.enginePath = folder;
    } else if (word == "no folder")
        config.enginePath = folder + "/nowhere";
    else if (word == "no Python")
        config.pythonPath = folder + "/python3";
    else if (word == "no model")
        config.modelPath = folder + "/nowhere.gguf";
    else if (word == "model is a page") {
        QFile page(fixture.folder() + QStringLiteral("/page.gguf"));
        QVERIFY(page.open(QIODevice::WriteOnly));
        page.write("<html>404</html>");
        config.modelPath = page.fileName().toStdString();
    } else if (word == "no place for the launcher")
        config.workFolder = config.modelPath + "/x"; // below a file
    EngineDelays timings = quickDelays();
    timings.restartDelays = {60s}; // so that the announcement stays to be read
    WatchedEngine watched(config, timings);
    watched.engine.start();
    QTRY_VERIFY_WITH_TIMEOUT(watched.engine.state().error.has_value(), kEngineWaitMs);
    const EngineState state = watched.engine.state();
    QCOMPARE(int(state.error->code), code);
    QCOMPARE(QString::fromStdString(state.error->providerCode.value_or("")), providerCode);
    QCOMPARE(state.willRestart, restarts);
    QVERIFY(!state.error->detail.empty());
    QVERIFY(!watched.engine.endpoint());
}

void EngineProcessFaultsTest::silentStartTimesOut()
{
    const test::EngineFixture fixture;
    EngineDelays timings = quickDelays();
    timings.startSilence = 400ms;
    timings.afterClose = 50ms;
    timings.restartDelays = {};
    WatchedEngine watched(fixture.config("hang"), timings);
    watched.engine.start();
    QTRY_COMPARE_WITH_TIMEOUT(watched.status(), EngineStatus::Crashed, kEngineWaitMs);
    QCOMPARE(watched.engine.state().error->providerCode, std::optional<std::string>("start-timeout"));
}

void EngineProcessFaultsTest::slowStartThatTalksDoesNot()
{
    const test::EngineFixture fixture;
    EngineDelays timings = quickDelays();
    timings.startSilence = 2s; // it takes longer in all, but says something each 100 ms
    WatchedEngine watched(fixture.config("slow"), timings);
    watched.engine.start();
    const auto hasSpoken = [&watched] {
        const auto log = watched.engine.log();
        return std::find(log.begin(), log.end(), "loading") != log.end();
    };
    QTRY_VERIFY_WITH_TIMEOUT(hasSpoken(), kEngineWaitMs);
    const auto spokeAt = std::chrono::steady_clock::now();
    QTRY_VERIFY_WITH_TIMEOUT(std::chrono::steady_clock::now() - spokeAt > 2500ms, kEngineWaitMs);
    QCOMPARE(watched.status(), EngineStatus::Starting);
    QVERIFY(fixture.letGo());
    QTRY_COMPARE_WITH_TIMEOUT(watched.status(), EngineStatus::Ready, kEngineWaitMs);
    QCOMPARE(fixture.starts(), 1);
}

void EngineProcessFaultsTest::foreignServerIsNotAdopted()
{
    const test::EngineFixture fixture;
    EngineDelays timings = quickDelays();
    timings.restartDelays = {};
    WatchedEngine watched(fixture.config("foreign"), timings);
    watched.engine.start();
    QTRY_COMPARE_WITH_TIMEOUT(watched.status(), EngineStatus::Crashed, kEngineWaitMs);
    QCOMPARE(watched.engine.state().error->providerCode, std::optional<std::string>("foreign-server"));
    QCOMPARE(watched.way(), QStringLiteral("Starting Crashed"));
}

void EngineProcessFaultsTest::llamaServerFaults()
{
    const test::EngineFixture fixture;
    const auto wordOf = [](const EngineConfig &config) {
        EngineDelays timings = quickDelays();
        timings.restartDelays = {};
        WatchedEngine watched(config, timings);
        watched.engine.start();
        if (!QTest::qWaitFor([&] { return watched.engine.state().error.has_value(); }, kEngineWaitMs))
            return std::string("none");
        return watched.engine.state().error->providerCode.value_or("");
    };
    QCOMPARE(wordOf(fixture.llamaServer("illegal")), std::string("illegal-instruction"));
    QCOMPARE(wordOf(fixture.llamaServer("unknown-option")), std::string("exited"));
    EngineConfig config = fixture.llamaServer("gone");
    config.enginePath += "-gone";
    QCOMPARE(wordOf(config), std::string("engine-file-missing"));
    config = fixture.llamaServer("no-program");
    config.enginePath = config.modelPath; // there, but not to be run
    QCOMPARE(wordOf(config), std::string("engine-file-missing"));
    const QString broken = fixture.folder() + QStringLiteral("/broken");
    QFile file(broken);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("#!/no/such/interpreter\n");
    file.close();
    file.setPermissions(QFile::ReadOwner | QFile::ExeOwner);
    config.enginePath = broken.toStdString();
    QCOMPARE(wordOf(config), std::string("engine-file-missing"));
}

void EngineProcessFaultsTest::llamaServerForeignPort()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost));
    QByteArray seen;
    connect(&other, &QTcpServer::newConnection, &other, [&] {
        QTcpSocket *socket = other.nextPendingConnection();
        connect(socket, &QTcpSocket::readyRead, socket, [socket, &seen] {
            seen += socket->readAll();
            socket->write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");
        });
    });
    const test::EngineFixture fixture;
    EngineConfig config = fixture.llamaServer("foreign");
    config.modelPath = fixture.writeModel(QString::number(other.serverPort()) + QStringLiteral(".gguf")).toStdString();
    EngineDelays timings = quickDelays();
    timings.restartDelays = {};
    WatchedEngine watched(config, timings);
    watched.engine.start();
    QTRY_COMPARE_WITH_TIMEOUT(watched.status(), EngineStatus::Crashed, kEngineWaitMs);
    QCOMPARE(watched.engine.state().error->providerCode, std::optional<std::string>("foreign-server"));
    QVERIFY(seen.contains("GET /v1/models"));
}

QTEST_GUILESS_MAIN(EngineProcessFaultsTest)
#include "tst_engineprocessfaults.moc"
