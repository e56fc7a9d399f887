#include "backends/engine/engineprocess.h"
#include "core/engine/enginefault.h"
#include "tests/backends/engine/enginefixture.h"
#include "tests/backends/engine/httpclient.h"
#include "tests/backends/engine/processstate.h"
#include "tests/backends/engine/watchedengine.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <thread>

using namespace lineup;
using namespace lineup::test;
using namespace std::chrono_literals;

namespace {

constexpr int kEndMs = 2000; // 800 ms are promised; the rest is for a busy machine

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
    void destroyingEndsTheChild();
    void destroyingWhileLoadingEndsTheChild();
    void llamaServerIsServedTheSameWay();
};

void EngineProcessTest::isStoppedBeforeTheFirstStart()
{
    const test::EngineFixture fixture;
    WatchedEngine watched(fixture.config("serve"));
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
    WatchedEngine watched(fixture.config("serve"));
    const auto before = std::chrono::steady_clock::now();
    watched.engine.start();
    QCOMPARE(watched.status(), EngineStatus::Starting);
    QVERIFY(watched.engine.state().since >= before);
    QVERIFY(!watched.engine.endpoint());
    QTRY_COMPARE_WITH_TIMEOUT(watched.status(), EngineStatus::Ready, kEngineWaitMs);
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
    WatchedEngine watched([&]() -> Result<EngineConfig> {
        if (isInstalled)
            return fixture.config("serve");
        return Unexpected{engineError(ErrorCode::EngineMissing, enginefault::kNotInstalled, "nothing there", "xllamacpp")};
    });
    watched.engine.start();
    QTRY_COMPARE_WITH_TIMEOUT(watched.status(), EngineStatus::Absent, kEngineWaitMs);
    QCOMPARE(watched.engine.state().error->providerCode, std::optional<std::string>("not-installed"));
    watched.states.clear();
    watched.engine.start();
    QTRY_COMPARE_WITH_TIMEOUT(watched.way(), QStringLiteral("Absent"), kEngineWaitMs); // never seen as starting
    watched.engine.stop();
    QCOMPARE(watched.status(), EngineStatus::Absent); // only installing changes that
    watched.states.clear();
    isInstalled = true;
    watched.engine.start();
    QTRY_COMPARE_WITH_TIMEOUT(watched.status(), EngineStatus::Ready, kEngineWaitMs);
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
    WatchedEngine watched(config);
    watched.engine.start();
    QTRY_COMPARE_WITH_TIMEOUT(watched.status(), EngineStatus::Ready, kEngineWaitMs);
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
    WatchedEngine watched(fixture.config("serve"));
    std::vector<std::string> tokens;
    for (int round = 0; round < 2; ++round) {
        watched.engine.start();
        QTRY_COMPARE_WITH_TIMEOUT(watched.status(), EngineStatus::Ready, kEngineWaitMs);
        tokens.push_back(watched.engine.endpoint()->token.reveal());
        QCOMPARE(tokens.back().size(), std::size_t(64));
        QVERIFY(watched.logged("ARGV").dump().find(tokens.back()) == std::string::npos);
        // The stub says it aloud; the log does not.
        const auto log = watched.engine.log();
        QVERIFY(std::find(log.begin(), log.end(), "TOKEN [redacted]") != log.end());
        for (const std::string &line : log)
            QVERIFY(line.find(tokens.back()) == std::string::npos);
        watched.engine.stop();
        QTRY_COMPARE_WITH_TIMEOUT(watched.status(), EngineStatus::Stopped, kEngineWaitMs);
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
        WatchedEngine watched(config);
        watched.engine.start();
        QTRY_COMPARE_WITH_TIMEOUT(watched.status(), EngineStatus::Ready, kEngineWaitMs);
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
    WatchedEngine watched(fixture.config("serve"));
    EngineRequestMark early = watched.engine.beginRequest(); // before there is an engine
    watched.engine.start();
    QTRY_COMPARE_WITH_TIMEOUT(watched.status(), EngineStatus::Busy, kEngineWaitMs);
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
    auto watched = std::make_unique<WatchedEngine>(fixture.config("serve"));
    EngineRequestMark mark = watched->engine.beginRequest();
    watched.reset();
    mark.reset();
    QCoreApplication::processEvents();
}

void EngineProcessTest::marksFromManyThreads()
{
    const test::EngineFixture fixture;
    WatchedEngine watched(fixture.config("serve"));
    watched.engine.start();
    QTRY_COMPARE_WITH_TIMEOUT(watched.status(), EngineStatus::Ready, kEngineWaitMs);
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
    EngineDelays timings = quickDelays();
    timings.afterClose = 60s; // the closing of standard input has to do, without any signal
    WatchedEngine watched(fixture.config("serve"), timings);
    watched.engine.start();
    QTRY_COMPARE_WITH_TIMEOUT(watched.status(), EngineStatus::Ready, kEngineWaitMs);
    const qint64 pid = watched.engine.processId();
    QVERIFY(isAlive(pid));
    watched.engine.stop();
    QVERIFY(!watched.engine.endpoint()); // at once
    QTRY_COMPARE_WITH_TIMEOUT(watched.status(), EngineStatus::Stopped, kEngineWaitMs);
    QVERIFY(!isAlive(pid));
    QCOMPARE(watched.way(), QStringLiteral("Starting Ready Stopped"));
    QVERIFY(watched.engine.state().baseUrl.empty());
    QVERIFY(!watched.engine.state().error);
    QVERIFY(!watched.engine.log().empty()); // still to be read
}

void EngineProcessTest::stopsWhileStarting()
{
    const test::EngineFixture fixture;
    EngineDelays timings = quickDelays();
    timings.afterClose = 50ms; // it does not listen while it loads
    timings.afterTerminate = 5000ms;
    WatchedEngine watched(fixture.config("hang"), timings);
    watched.engine.start();
    QTRY_VERIFY_WITH_TIMEOUT(fixture.starts() == 1, kEngineWaitMs);
    const qint64 pid = watched.engine.processId();
    watched.engine.stop();
    QTRY_COMPARE_WITH_TIMEOUT(watched.status(), EngineStatus::Stopped, kEngineWaitMs);
    QVERIFY(!isAlive(pid));
    QCOMPARE(watched.way(), QStringLiteral("Starting Stopped"));
}

void EngineProcessTest::stopsBeforeTheChildExists()
{
    const test::EngineFixture fixture;
    WatchedEngine watched(fixture.config("serve"));
    watched.engine.start();
    watched.engine.stop(); // the worker has not answered yet
    QCOMPARE(watched.status(), EngineStatus::Stopped);
    // The answer to the first start comes before that to the second, and must have no effect.
    watched.engine.start();
    QTRY_COMPARE_WITH_TIMEOUT(watched.status(), EngineStatus::Ready, kEngineWaitMs);
    QCOMPARE(watched.way(), QStringLiteral("Starting Stopped Starting Ready"));
    QCOMPARE(fixture.starts(), 1);
}

void EngineProcessTest::stopsWhileWaitingToRestart()
{
    const test::EngineFixture fixture;
    EngineDelays timings = quickDelays();
    timings.restartDelays = {300ms};
    WatchedEngine watched(fixture.config("crash"), timings);
    watched.engine.start();
    QTRY_COMPARE_WITH_TIMEOUT(watched.status(), EngineStatus::Crashed, kEngineWaitMs);
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
    WatchedEngine watched(fixture.config("serve"));
    for (int round = 1; round <= 2; ++round) {
        watched.engine.start();
        QTRY_COMPARE_WITH_TIMEOUT(watched.status(), EngineStatus::Ready, kEngineWaitMs);
        watched.engine.stop();
        QTRY_COMPARE_WITH_TIMEOUT(watched.status(), EngineStatus::Stopped, kEngineWaitMs);
        QCOMPARE(fixture.starts(), round);
    }
}

void EngineProcessTest::startWhileStoppingComesAfter()
{
    const test::EngineFixture fixture;
    WatchedEngine watched(fixture.config("serve"));
    watched.engine.start();
    QTRY_COMPARE_WITH_TIMEOUT(watched.status(), EngineStatus::Ready, kEngineWaitMs);
    const qint64 pid = watched.engine.processId();
    watched.engine.stop();
    watched.engine.start();
    QTRY_VERIFY_WITH_TIMEOUT(fixture.starts() == 2 && watched.status() == EngineStatus::Ready, kEngineWaitMs);
    QVERIFY(watched.engine.processId() != pid);
    QCOMPARE(watched.way(), QStringLiteral("Starting Ready Stopped Starting Ready"));
}

void EngineProcessTest::secondStartDoesNothing()
{
    const test::EngineFixture fixture;
    WatchedEngine watched(fixture.config("serve"));
    watched.engine.start();
    watched.engine.start();
    QTRY_COMPARE_WITH_TIMEOUT(watched.status(), EngineStatus::Ready, kEngineWaitMs);
    watched.engine.start();
    QCoreApplication::processEvents();
    QCOMPARE(watched.status(), EngineStatus::Ready);
    QCOMPARE(fixture.starts(), 1);
}

void EngineProcessTest::destroyingEndsTheChild()
{
    const test::EngineFixture fixture;
    auto watched = std::make_unique<WatchedEngine>(fixture.config("serve"));
    watched->engine.start();
    QTRY_COMPARE_WITH_TIMEOUT(watched->status(), EngineStatus::Ready, kEngineWaitMs);
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
    auto watched = std::make_unique<WatchedEngine>(fixture.config("hang"));
    watched->engine.start();
    QTRY_VERIFY_WITH_TIMEOUT(fixture.starts() == 1, kEngineWaitMs);
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
    EngineDelays timings = quickDelays();
    timings.afterClose = 60s; // it does not look at standard input: SIGTERM has to come at once
    timings.afterTerminate = 60s;
    WatchedEngine watched(config, timings);
    watched.engine.start();
    QTRY_COMPARE_WITH_TIMEOUT(watched.status(), EngineStatus::Ready, kEngineWaitMs);
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
    QTRY_COMPARE_WITH_TIMEOUT(watched.status(), EngineStatus::Stopped, kEngineWaitMs);
    QVERIFY(!isAlive(pid));
}

QTEST_GUILESS_MAIN(EngineProcessTest)
#include "tst_engineprocess.moc"
