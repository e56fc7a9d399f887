#include "backends/engine/engineprocess.h"
#include "core/engine/enginefault.h"
#include "tests/backends/engine/enginefixture.h"
#include "tests/backends/engine/httpclient.h"
#include "tests/backends/engine/processstate.h"

#include <nlohmann/json.hpp>

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTest>

#include <algorithm>
#include <thread>

using namespace lineup;
using namespace std::chrono_literals;
using lineup::test::isAlive;

namespace {

constexpr int kWaitMs = 20000;
constexpr int kEndMs = 2000; // 800 ms are promised; the rest is for a busy machine

/// The supervisor's own delays made short, so that a test takes milliseconds.
EngineDelays quick()
{
    EngineDelays timings;
    timings.restartDelays = {10ms, 20ms, 30ms};
    timings.probeInterval = 10ms;
    return timings;
}

/// An engine and the states it went through.
class Watched {
public:
    explicit Watched(EngineSource source, EngineDelays timings = quick()) : engine(std::move(source), clock, std::move(timings))
    {
        QObject::connect(&engine, &LocalEngine::stateChanged, &engine, [this](const EngineState &state) { states.push_back(state); });
    }
    explicit Watched(EngineConfig config, EngineDelays timings = quick())
        : Watched([config]() -> Result<EngineConfig> { return config; }, std::move(timings))
    {
    }

    EngineStatus status() const { return engine.state().status; }
    /// The statuses in order, without repeats: "Starting Ready".
    QString way() const
    {
        static const char *const kNames[] = {"Absent", "Starting", "Ready", "Busy", "Crashed", "Stopped"};
        QStringList names;
        for (const EngineState &state : states) {
            const QString name = QString::fromLatin1(kNames[static_cast<int>(state.status)]);
            if (names.isEmpty() || names.last() != name)
                names.append(name);
        }
        return names.join(QLatin1Char(' '));
    }
    /// The JSON after a word in the child's log.
    nlohmann::json logged(const std::string &word) const
    {
        for (const std::string &line : engine.log()) {
            if (line.starts_with(word + ' '))
                return nlohmann::json::parse(line.substr(word.size() + 1), nullptr, false);
        }
        return nullptr;
    }
    quint16 port() const
    {
        return QString::fromStdString(engine.state().baseUrl).section(QLatin1Char(':'), 2).section(QLatin1Char('/'), 0, 0).toUShort();
    }

    SystemClock clock;
    std::vector<EngineState> states;
    EngineProcess engine;
};

QByteArray bearer(const EngineProcess &engine)
{
    return "Authorization: Bearer " + QByteArray::fromStdString(engine.endpoint()->token.reveal()) + "\r\n";
}

} // namespace

class EngineProcessTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void isStoppedBeforeTheFirstStart();
    void becomesReady();
    void isAbsentUntilInstalled();
    void passesItsSettingsOn();
    void tokenIsNewEachTimeAndNowhereElse();
    void childSeesNoKeys();
    void busyWhileRequestsRun();
    void marksMayOutliveTheEngine();
    void marksFromManyThreads();
    void stops();
    void stopsWhileStarting();
    void stopsBeforeTheChildExists();
    void stopsWhileWaitingToRestart();
    void startsAgainAfterStop();
    void startWhileStoppingComesAfter();
    void secondStartDoesNothing();
    void restartsAfterACrash();
    void restartsAfterACrashWhileReady();
    void givesUpAfterThreeRestarts();
    void startAfterGivingUpCountsAnew();
    void faults_data();
    void faults();
    void silentStartTimesOut();
    void slowStartThatTalksDoesNot();
    void foreignServerIsNotAdopted();
    void destroyingEndsTheChild();
    void destroyingWhileLoadingEndsTheChild();
    void llamaServerIsServedTheSameWay();
    void llamaServerFaults();
    void llamaServerForeignPort();
};

void EngineProcessTest::isStoppedBeforeTheFirstStart()
{
    const test::EngineFixture fixture;
    Watched watched(fixture.config("serve"));
    QCOMPARE(watched.status(), EngineStatus::Stopped);
    QVERIFY(!watched.engine.endpoint());
    QVERIFY(watched.states.empty());
    QCOMPARE(watched.engine.processId(), 0);
    watched.engine.stop(); // harmless
    QCOMPARE(watched.status(), EngineStatus::Stopped);
}

void EngineProcessTest::becomesReady()
{
    const test::EngineFixture fixture;
    Watched watched(fixture.config("serve"));
    const auto before = std::chrono::steady_clock::now();
    watched.engine.start();
    QCOMPARE(watched.status(), EngineStatus::Starting);
    QVERIFY(watched.engine.state().since >= before);
    QVERIFY(!watched.engine.endpoint());
    QTRY_COMPARE_WITH_TIMEOUT(watched.status(), EngineStatus::Ready, kWaitMs);
    QCOMPARE(watched.way(), QStringLiteral("Starting Ready"));
    const EngineState state = watched.engine.state();
    QCOMPARE(state.modelName, std::string("Test model"));
    QVERIFY(state.baseUrl.starts_with("http://127.0.0.1:"));
    QVERIFY(state.baseUrl.ends_with("/v1"));
    QVERIFY(!state.error);
    QCOMPARE(state.activeRequests, 0);
    const auto endpoint = watched.engine.endpoint();
    QVERIFY(endpoint);
    QCOMPARE(endpoint->baseUrl, state.baseUrl);
    QCOMPARE(endpoint->modelAlias, std::string("serve"));
    QCOMPARE(test::httpRequest(watched.port(), "GET", "/v1/models").status, 401);
    QCOMPARE(test::httpRequest(watched.port(), "GET", "/v1/models", bearer(watched.engine)).status, 200);
}

void EngineProcessTest::isAbsentUntilInstalled()
{
    const test::EngineFixture fixture;
    std::atomic<bool> isInstalled = false;
    Watched watched([&]() -> Result<EngineConfig> {
        if (isInstalled)
            return fixture.config("serve");
        return Unexpected{engineError(ErrorCode::EngineMissing, enginefault::kNotInstalled, "nothing there", "xllamacpp")};
    });
    watched.engine.start();
    QTRY_COMPARE_WITH_TIMEOUT(watched.status(), EngineStatus::Absent, kWaitMs);
    QCOMPARE(watched.engine.state().error->providerCode, std::optional<std::string>("not-installed"));
    watched.states.clear();
    watched.engine.start();
    QTRY_COMPARE_WITH_TIMEOUT(watched.way(), QStringLiteral("Absent"), kWaitMs); // never seen as starting
    watched.engine.stop();
    QCOMPARE(watched.status(), EngineStatus::Absent); // only installing changes that
    watched.states.clear();
    isInstalled = true;
    watched.engine.start();
    QTRY_COMPARE_WITH_TIMEOUT(watched.status(), EngineStatus::Ready, kWaitMs);
    QCOMPARE(watched.way(), QStringLiteral("Starting Ready"));
    QVERIFY(!watched.engine.state().error);
}

void EngineProcessTest::passesItsSettingsOn()
{
    const test::EngineFixture fixture;
    EngineConfig config = fixture.config("serve");
    config.threads = 3;
    config.contextLength = 1000;
    config.parallel = 5;
    Watched watched(config);
    watched.engine.start();
    QTRY_COMPARE_WITH_TIMEOUT(watched.status(), EngineStatus::Ready, kWaitMs);
    const auto params = watched.logged("PARAMS");
    QCOMPARE(params["hostnames"].dump(), std::string(R"(["127.0.0.1"])"));
    QCOMPARE(params["port"].get<int>(), 0);
    QCOMPARE(params["keys"].get<int>(), 1);
    QCOMPARE(params["cors_origins"].get<std::string>(), std::string());
    QCOMPARE(params["cors_origins_explicit"].get<bool>(), true);
    QCOMPARE(params["cors_credentials"].get<bool>(), false);
    QCOMPARE(params["ui"].get<bool>(), false);
    QCOMPARE(params["offline"].get<bool>(), true);
    QCOMPARE(params["kv_unified"].get<bool>(), false);
    QCOMPARE(params["n_parallel"].get<int>(), 5);
    QCOMPARE(params["n_ctx"].get<int>(), 5000);
    for (const char *threads : {"cpuparams", "cpuparams_batch"}) {
        QCOMPARE(params[threads]["n_threads"].get<int>(), 3);
        QCOMPARE(params[threads]["poll"].get<int>(), 0);
    }
    QCOMPARE(params["model"]["path"].get<std::string>(), config.modelPath);
    const auto log = watched.engine.log();
    QVERIFY(std::find(log.begin(), log.end(), "ISOLATED 1 1") != log.end());
}

void EngineProcessTest::tokenIsNewEachTimeAndNowhereElse()
{
    const test::EngineFixture fixture;
    Watched watched(fixture.config("serve"));
    std::vector<std::string> tokens;
    for (int round = 0; round < 2; ++round) {
        watched.engine.start();
        QTRY_COMPARE_WITH_TIMEOUT(watched.status(), EngineStatus::Ready, kWaitMs);
        tokens.push_back(watched.engine.endpoint()->token.reveal());
        QCOMPARE(tokens.back().size(), std::size_t(64));
        QVERIFY(watched.logged("ARGV").dump().find(tokens.back()) == std::string::npos);
        // The stub says it aloud; the log does not.
        const auto log = watched.engine.log();
        QVERIFY(std::find(log.begin(), log.end(), "TOKEN [redacted]") != log.end());
        for (const std::string &line : log)
            QVERIFY(line.find(tokens.back()) == std::string::npos);
        watched.engine.stop();
        QTRY_COMPARE_WITH_TIMEOUT(watched.status(), EngineStatus::Stopped, kWaitMs);
    }
    QVERIFY(tokens[0] != tokens[1]);
}

void EngineProcessTest::childSeesNoKeys()
{
    const std::vector<const char *> planted{"OPENAI_API_KEY", "ANTHROPIC_API_KEY", "HF_TOKEN", "http_proxy", "HTTPS_PROXY", "PYTHONPATH", "LLAMA_ARG_HOST"};
    for (const char *name : planted)
        qputenv(name, "planted");
    const test::EngineFixture fixture;
    for (const EngineConfig &config : {fixture.config("serve"), fixture.llamaServer("serve")}) {
        Watched watched(config);
        watched.engine.start();
        QTRY_COMPARE_WITH_TIMEOUT(watched.status(), EngineStatus::Ready, kWaitMs);
        const std::string names = watched.logged("ENV").dump();
        QVERIFY(names.find("\"PATH\"") != std::string::npos);
        QVERIFY(names.find("LINEUP_ENGINE_TOKEN") == std::string::npos); // taken out once read
        for (const char *name : planted)
            QVERIFY2(names.find(name) == std::string::npos, name);
    }
    for (const char *name : planted)
        qunsetenv(name);
}

void EngineProcessTest::busyWhileRequestsRun()
{
    const test::EngineFixture fixture;
    Watched watched(fixture.config("serve"));
    EngineRequestMark early = watched.engine.beginRequest(); // before there is an engine
    watched.engine.start();
    QTRY_COMPARE_WITH_TIMEOUT(watched.status(), EngineStatus::Busy, kWaitMs);
    QCOMPARE(watched.engine.state().activeRequests, 1);
    QVERIFY(!watched.engine.state().baseUrl.empty());
    early.reset();
    QTRY_COMPARE(watched.status(), EngineStatus::Ready);
    EngineRequestMark first = watched.engine.beginRequest();
    EngineRequestMark second = watched.engine.beginRequest();
    const EngineRequestMark copy = second;
    QTRY_COMPARE(watched.engine.state().activeRequests, 2);
    QCOMPARE(watched.status(), EngineStatus::Busy);
    first.reset();
    QTRY_COMPARE(watched.engine.state().activeRequests, 1);
    QCOMPARE(watched.status(), EngineStatus::Busy);
    second.reset(); // the copy still holds it
    QCoreApplication::processEvents();
    QCOMPARE(watched.engine.state().activeRequests, 1);
    QVERIFY(watched.engine.endpoint());
}

void EngineProcessTest::marksMayOutliveTheEngine()
{
    const test::EngineFixture fixture;
    auto watched = std::make_unique<Watched>(fixture.config("serve"));
    EngineRequestMark mark = watched->engine.beginRequest();
    watched.reset();
    mark.reset();
    QCoreApplication::processEvents();
}

void EngineProcessTest::marksFromManyThreads()
{
    const test::EngineFixture fixture;
    Watched watched(fixture.config("serve"));
    watched.engine.start();
    QTRY_COMPARE_WITH_TIMEOUT(watched.status(), EngineStatus::Ready, kWaitMs);
    {
        std::vector<std::jthread> threads;
        for (int t = 0; t < 4; ++t) {
            threads.emplace_back([&watched] {
                for (int i = 0; i < 200; ++i) {
                    const EngineRequestMark mark = watched.engine.beginRequest();
                    if (!watched.engine.endpoint())
                        return;
                }
            });
        }
    }
    QTRY_COMPARE(watched.engine.state().activeRequests, 0);
    QTRY_COMPARE(watched.status(), EngineStatus::Ready);
}

void EngineProcessTest::stops()
{
    const test::EngineFixture fixture;
    EngineDelays timings = quick();
    timings.afterClose = 60s; // the closing of standard input has to do, without any signal
    Watched watched(fixture.config("serve"), timings);
    watched.engine.start();
    QTRY_COMPARE_WITH_TIMEOUT(watched.status(), EngineStatus::Ready, kWaitMs);
    const qint64 pid = watched.engine.processId();
    QVERIFY(isAlive(pid));
    watched.engine.stop();
    QVERIFY(!watched.engine.endpoint()); // at once
    QTRY_COMPARE_WITH_TIMEOUT(watched.status(), EngineStatus::Stopped, kWaitMs);
    QVERIFY(!isAlive(pid));
    QCOMPARE(watched.way(), QStringLiteral("Starting Ready Stopped"));
    QVERIFY(watched.engine.state().baseUrl.empty());
    QVERIFY(!watched.engine.state().error);
    QVERIFY(!watched.engine.log().empty()); // still to be read
}

void EngineProcessTest::stopsWhileStarting()
{
    const test::EngineFixture fixture;
    EngineDelays timings = quick();
    timings.afterClose = 50ms; // it does not listen while it loads
    timings.afterTerminate = 5000ms;
    Watched watched(fixture.config("hang"), timings);
    watched.engine.start();
    QTRY_VERIFY_WITH_TIMEOUT(fixture.starts() == 1, kWaitMs);
    const qint64 pid = watched.engine.processId();
    watched.engine.stop();
    QTRY_COMPARE_WITH_TIMEOUT(watched.status(), EngineStatus::Stopped, kWaitMs);
    QVERIFY(!isAlive(pid));
    QCOMPARE(watched.way(), QStringLiteral("Starting Stopped"));
}

void EngineProcessTest::stopsBeforeTheChildExists()
{
    const test::EngineFixture fixture;
    Watched watched(fixture.config("serve"));
    watched.engine.start();
    watched.engine.stop(); // the worker has not answered yet
    QCOMPARE(watched.status(), EngineStatus::Stopped);
    // The answer to the first start comes before that to the second, and must have no effect.
    watched.engine.start();
    QTRY_COMPARE_WITH_TIMEOUT(watched.status(), EngineStatus::Ready, kWaitMs);
    QCOMPARE(watched.way(), QStringLiteral("Starting Stopped Starting Ready"));
    QCOMPARE(fixture.starts(), 1);
}

void EngineProcessTest::stopsWhileWaitingToRestart()
{
    const test::EngineFixture fixture;
    EngineDelays timings = quick();
    timings.restartDelays = {300ms};
    Watched watched(fixture.config("crash"), timings);
    watched.engine.start();
    QTRY_COMPARE_WITH_TIMEOUT(watched.status(), EngineStatus::Crashed, kWaitMs);
    QVERIFY(watched.engine.state().willRestart);
    watched.engine.stop();
    QCOMPARE(watched.status(), EngineStatus::Stopped);
    QSignalSpy changes(&watched.engine, &LocalEngine::stateChanged);
    QVERIFY(!changes.wait(500)); // longer than the delay
    QCOMPARE(fixture.starts(), 1);
}

void EngineProcessTest::startsAgainAfterStop()
{
    const test::EngineFixture fixture;
    Watched watched(fixture.config("serve"));
    for (int round = 1; round <= 2; ++round) {
        watched.engine.start();
        QTRY_COMPARE_WITH_TIMEOUT(watched.status(), EngineStatus::Ready, kWaitMs);
        watched.engine.stop();
        QTRY_COMPARE_WITH_TIMEOUT(watched.status(), EngineStatus::Stopped, kWaitMs);
        QCOMPARE(fixture.starts(), round);
    }
}

void EngineProcessTest::startWhileStoppingComesAfter()
{
    const test::EngineFixture fixture;
    Watched watched(fixture.config("serve"));
    watched.engine.start();
    QTRY_COMPARE_WITH_TIMEOUT(watched.status(), EngineStatus::Ready, kWaitMs);
    const qint64 pid = watched.engine.processId();
    watched.engine.stop();
    watched.engine.start();
    QTRY_VERIFY_WITH_TIMEOUT(fixture.starts() == 2 && watched.status() == EngineStatus::Ready, kWaitMs);
    QVERIFY(watched.engine.processId() != pid);
    QCOMPARE(watched.way(), QStringLiteral("Starting Ready Stopped Starting Ready"));
}

void EngineProcessTest::secondStartDoesNothing()
{
    const test::EngineFixture fixture;
    Watched watched(fixture.config("serve"));
    watched.engine.start();
    watched.engine.start();
    QTRY_COMPARE_WITH_TIMEOUT(watched.status(), EngineStatus::Ready, kWaitMs);
    watched.engine.start();
    QCoreApplication::processEvents();
    QCOMPARE(watched.status(), EngineStatus::Ready);
    QCOMPARE(fixture.starts(), 1);
}

void EngineProcessTest::restartsAfterACrash()
{
    const test::EngineFixture fixture;
    Watched watched(fixture.config("crash-twice"));
    watched.engine.start();
    QTRY_COMPARE_WITH_TIMEOUT(watched.status(), EngineStatus::Ready, kWaitMs);
    QCOMPARE(watched.way(), QStringLiteral("Starting Crashed Starting Crashed Starting Ready"));
    QCOMPARE(fixture.starts(), 3);
    const EngineState state = watched.engine.state();
    QVERIFY(!state.error && state.lastLogLines.empty() && !state.willRestart);
}

void EngineProcessTest::restartsAfterACrashWhileReady()
{
    const test::EngineFixture fixture;
    Watched watched(fixture.config("serve"));
    watched.engine.start();
    QTRY_COMPARE_WITH_TIMEOUT(watched.status(), EngineStatus::Ready, kWaitMs);
    const EngineRequestMark mark = watched.engine.beginRequest();
    QTRY_COMPARE(watched.status(), EngineStatus::Busy);
    QCOMPARE(test::httpRequest(watched.port(), "GET", "/die", bearer(watched.engine)).status, 0);
    QTRY_VERIFY_WITH_TIMEOUT(fixture.starts() == 2 && watched.status() == EngineStatus::Busy, kWaitMs);
    QCOMPARE(watched.way(), QStringLiteral("Starting Ready Busy Crashed Starting Busy"));
    const auto crash = std::find_if(watched.states.begin(), watched.states.end(), [](const EngineState &s) { return s.status == EngineStatus::Crashed; });
    QCOMPARE(crash->error->providerCode, std::optional<std::string>("signal"));
    QVERIFY(crash->willRestart);
    QVERIFY(crash->baseUrl.empty());
}

void EngineProcessTest::givesUpAfterThreeRestarts()
{
    const test::EngineFixture fixture;
    Watched watched(fixture.config("crash"));
    watched.engine.start();
    QTRY_VERIFY_WITH_TIMEOUT(watched.status() == EngineStatus::Crashed && !watched.engine.state().willRestart, kWaitMs);
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

void EngineProcessTest::startAfterGivingUpCountsAnew()
{
    const test::EngineFixture fixture;
    EngineDelays timings = quick();
    timings.restartDelays = {10ms};
    Watched watched(fixture.config("crash"), timings);
    for (int round = 1; round <= 2; ++round) {
        watched.engine.start();
        QTRY_VERIFY_WITH_TIMEOUT(watched.status() == EngineStatus::Crashed && !watched.engine.state().willRestart, kWaitMs);
        QCOMPARE(fixture.starts(), round * 2);
    }
}

void EngineProcessTest::faults_data()
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

void EngineProcessTest::faults()
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
    EngineDelays timings = quick();
    timings.restartDelays = {60s}; // so that the announcement stays to be read
    Watched watched(config, timings);
    watched.engine.start();
    QTRY_VERIFY_WITH_TIMEOUT(watched.engine.state().error.has_value(), kWaitMs);
    const EngineState state = watched.engine.state();
    QCOMPARE(int(state.error->code), code);
    QCOMPARE(QString::fromStdString(state.error->providerCode.value_or("")), providerCode);
    QCOMPARE(state.willRestart, restarts);
    QVERIFY(!state.error->detail.empty());
    QVERIFY(!watched.engine.endpoint());
}

void EngineProcessTest::silentStartTimesOut()
{
    const test::EngineFixture fixture;
    EngineDelays timings = quick();
    timings.startSilence = 400ms;
    timings.afterClose = 50ms;
    timings.restartDelays = {};
    Watched watched(fixture.config("hang"), timings);
    watched.engine.start();
    QTRY_COMPARE_WITH_TIMEOUT(watched.status(), EngineStatus::Crashed, kWaitMs);
    QCOMPARE(watched.engine.state().error->providerCode, std::optional<std::string>("start-timeout"));
}

void EngineProcessTest::slowStartThatTalksDoesNot()
{
    const test::EngineFixture fixture;
    EngineDelays timings = quick();
    timings.startSilence = 600ms; // it takes longer in all, but says something each 100 ms
    Watched watched(fixture.config("slow"), timings);
    watched.engine.start();
    QTRY_COMPARE_WITH_TIMEOUT(watched.status(), EngineStatus::Ready, kWaitMs);
    QCOMPARE(fixture.starts(), 1);
}

void EngineProcessTest::foreignServerIsNotAdopted()
{
    const test::EngineFixture fixture;
    EngineDelays timings = quick();
    timings.restartDelays = {};
    Watched watched(fixture.config("foreign"), timings);
    watched.engine.start();
    QTRY_COMPARE_WITH_TIMEOUT(watched.status(), EngineStatus::Crashed, kWaitMs);
    QCOMPARE(watched.engine.state().error->providerCode, std::optional<std::string>("foreign-server"));
    QCOMPARE(watched.way(), QStringLiteral("Starting Crashed"));
}

void EngineProcessTest::destroyingEndsTheChild()
{
    const test::EngineFixture fixture;
    auto watched = std::make_unique<Watched>(fixture.config("serve"));
    watched->engine.start();
    QTRY_COMPARE_WITH_TIMEOUT(watched->status(), EngineStatus::Ready, kWaitMs);
    const qint64 pid = watched->engine.processId();
    QElapsedTimer timer;
    timer.start();
    watched.reset();
    QVERIFY(timer.elapsed() < kEndMs);
    QVERIFY(!isAlive(pid));
}

void EngineProcessTest::destroyingWhileLoadingEndsTheChild()
{
    const test::EngineFixture fixture;
    auto watched = std::make_unique<Watched>(fixture.config("hang"));
    watched->engine.start();
    QTRY_VERIFY_WITH_TIMEOUT(fixture.starts() == 1, kWaitMs);
    const qint64 pid = watched->engine.processId();
    QElapsedTimer timer;
    timer.start();
    watched.reset();
    QVERIFY(timer.elapsed() < kEndMs);
    QVERIFY(!isAlive(pid));
}

void EngineProcessTest::llamaServerIsServedTheSameWay()
{
    const test::EngineFixture fixture;
    EngineConfig config = fixture.llamaServer("mine");
    config.modelName.clear();
    config.threads = 2;
    EngineDelays timings = quick();
    timings.afterClose = 60s; // it does not look at standard input: SIGTERM has to come at once
    timings.afterTerminate = 60s;
    Watched watched(config, timings);
    watched.engine.start();
    QTRY_COMPARE_WITH_TIMEOUT(watched.status(), EngineStatus::Ready, kWaitMs);
    QCOMPARE(watched.engine.state().modelName, std::string("mine")); // nothing better is known
    const std::string arguments = watched.logged("ARGS").dump();
    QCOMPARE(arguments, R"(["--model",")" + config.modelPath
                 + R"(","--alias","mine","--host","127.0.0.1","--port","0","--threads","2","--poll","0","--parallel","4","--ctx-size","8192"])");
    const std::string names = watched.logged("ENV").dump();
    for (const char *name : {"LLAMA_API_KEY", "LLAMA_ARG_CORS_ORIGINS", "LLAMA_ARG_UI", "LLAMA_ARG_NO_WEBUI", "LLAMA_ARG_OFFLINE"})
        QVERIFY2(names.find(name) != std::string::npos, name);
    QCOMPARE(test::httpRequest(watched.port(), "GET", "/v1/models", bearer(watched.engine)).status, 200);
    const qint64 pid = watched.engine.processId();
    watched.engine.stop();
    QTRY_COMPARE_WITH_TIMEOUT(watched.status(), EngineStatus::Stopped, kWaitMs);
    QVERIFY(!isAlive(pid));
}

void EngineProcessTest::llamaServerFaults()
{
    const test::EngineFixture fixture;
    const auto wordOf = [](const EngineConfig &config) {
        EngineDelays timings = quick();
        timings.restartDelays = {};
        Watched watched(config, timings);
        watched.engine.start();
        if (!QTest::qWaitFor([&] { return watched.engine.state().error.has_value(); }, kWaitMs))
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

void EngineProcessTest::llamaServerForeignPort()
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
    EngineDelays timings = quick();
    timings.restartDelays = {};
    Watched watched(config, timings);
    watched.engine.start();
    QTRY_COMPARE_WITH_TIMEOUT(watched.status(), EngineStatus::Crashed, kWaitMs);
    QCOMPARE(watched.engine.state().error->providerCode, std::optional<std::string>("foreign-server"));
    QVERIFY(seen.contains("GET /v1/models"));
}

QTEST_GUILESS_MAIN(EngineProcessTest)
#include "tst_engineprocess.moc"
