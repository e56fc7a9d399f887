// The installed engine itself, with the real model. LINEUP_ENGINE_DIR names a folder that `lineup setup-local` filled.

#include "backends/engine/engineinstallation.h"
#include "backends/engine/engineprocess.h"
#include "core/engine/enginefault.h"
#include "tests/backends/engine/httpclient.h"

#include <nlohmann/json.hpp>

#include <QElapsedTimer>
#include <QFile>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

#include <array>
#include <chrono>
#include <fstream>
#include <sstream>
#include <thread>

using namespace lineup;

namespace {

constexpr int kStartMs = 60000;

/// The example of the first start: the same task with 0, 1 and 3 worked answers before it.
std::string exampleRequest(int shots)
{
    static const std::array<std::array<const char *, 2>, 3> kShots{{
        {"A red bicycle for my daughter.", R"({"product": "bicycle", "colour": "red"})"},
        {"Two pairs of black shoes.", R"({"product": "shoes", "colour": "black"})"},
        {"I want the blue lamp.", R"({"product": "lamp", "colour": "blue"})"},
    }};
    nlohmann::json messages = nlohmann::json::array();
    messages.push_back({{"role", "system"}, {"content", "Extract product and colour as JSON."}});
    for (int i = 0; i < shots; ++i) {
        messages.push_back({{"role", "user"}, {"content", kShots.at(static_cast<std::size_t>(i))[0]}});
        messages.push_back({{"role", "assistant"}, {"content", kShots.at(static_cast<std::size_t>(i))[1]}});
    }
    messages.push_back({{"role", "user"}, {"content", "Please send me a green umbrella."}});
    return nlohmann::json{{"messages", messages}, {"temperature", 0}, {"max_tokens", 120}}.dump();
}

quint16 portOf(const EngineEndpoint &endpoint)
{
    const QString url = QString::fromStdString(endpoint.baseUrl);
    return static_cast<quint16>(url.section(QLatin1Char(':'), 2).section(QLatin1Char('/'), 0, 0).toUInt());
}

QByteArray bearer(const EngineEndpoint &endpoint)
{
    return "Authorization: Bearer " + QByteArray::fromStdString(endpoint.token.reveal()) + "\r\n";
}

/// The text of one answer, empty if there was none.
std::string ask(const EngineEndpoint &endpoint, const std::string &request)
{
    const auto reply = test::httpRequest(portOf(endpoint), "POST", "/v1/chat/completions", bearer(endpoint), QByteArray::fromStdString(request));
    const auto json = nlohmann::json::parse(reply.body.toStdString(), nullptr, false);
    if (reply.status != 200 || !json.is_object())
        return {};
    return json["choices"][0]["message"]["content"].get<std::string>();
}

std::string fileOf(qint64 pid, const char *name)
{
    std::ifstream file("/proc/" + std::to_string(pid) + '/' + name, std::ios::binary);
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
}

} // namespace

class EngineRealTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void answersTheExampleTheSameAloneAndTogether();
    void closedToOthers();
    void keyStaysOutOfSight();
    void stopsWithinASecondWhileItAnswers();
    void brokenModelsAreToldApart_data();
    void brokenModelsAreToldApart();
    void takenPortIsToldApart();

private:
    EngineConfig config() const { return m_config; }
    std::unique_ptr<EngineProcess> started(const EngineConfig &config);

    EngineConfig m_config;
    SystemClock m_clock;
    QTemporaryDir m_work;
};

void EngineRealTest::initTestCase()
{
    const QString folder = qEnvironmentVariable("LINEUP_ENGINE_DIR");
    if (folder.isEmpty())
        QSKIP("LINEUP_ENGINE_DIR is not set: no installed engine to run");
    auto installed = installedEngineConfig(folder, builtInEnginePackages());
    QVERIFY2(installed.has_value(), installed ? "" : installed.error().detail.c_str());
    m_config = *installed;
    m_config.workFolder = m_work.path().toStdString();
}

std::unique_ptr<EngineProcess> EngineRealTest::started(const EngineConfig &config)
{
    auto engine = std::make_unique<EngineProcess>([config]() -> Result<EngineConfig> { return config; }, m_clock);
    engine->start();
    return engine;
}

void EngineRealTest::answersTheExampleTheSameAloneAndTogether()
{
    QElapsedTimer timer;
    timer.start();
    const auto engine = started(config());
    QTRY_COMPARE_WITH_TIMEOUT(engine->state().status, EngineStatus::Ready, kStartMs);
    qInfo() << "ready after" << timer.elapsed() << "ms";
    QCOMPARE(engine->state().modelName, std::string("SmolLM2 135M Instruct"));
    const EngineEndpoint endpoint = engine->endpoint().value();
    QCOMPARE(endpoint.modelAlias, std::string("SmolLM2-135M-Instruct.Q4_1"));

    const std::array<int, 3> shots{0, 1, 3};
    std::array<std::string, 3> alone;
    for (std::size_t i = 0; i < shots.size(); ++i)
        alone[i] = ask(endpoint, exampleRequest(shots[i]));
    qInfo() << "zero-shot:" << alone[0].c_str();
    qInfo() << "one-shot:" << alone[1].c_str();
    qInfo() << "three-shot:" << alone[2].c_str();
    QVERIFY(!alone[0].empty());
    QVERIFY2(nlohmann::json::parse(alone[0], nullptr, false).is_discarded(), "without an example it talks");
    const auto one = nlohmann::json::parse(alone[1], nullptr, false);
    QCOMPARE(one.value("product", std::string()), std::string("bicycle"));
    const auto three = nlohmann::json::parse(alone[2], nullptr, false);
    QCOMPARE(three.value("product", std::string()), std::string("umbrella"));
    QCOMPARE(three.value("colour", std::string()), std::string("green"));

    for (int round = 0; round < 3; ++round) {
        std::array<std::string, 3> together;
        {
            std::vector<std::jthread> threads;
            for (std::size_t i = 0; i < shots.size(); ++i)
                threads.emplace_back([&, i] { together[i] = ask(endpoint, exampleRequest(shots[i])); });
        }
        for (std::size_t i = 0; i < shots.size(); ++i)
            QCOMPARE(together[i], alone[i]);
    }
}

void EngineRealTest::closedToOthers()
{
    const auto engine = started(config());
    QTRY_COMPARE_WITH_TIMEOUT(engine->state().status, EngineStatus::Ready, kStartMs);
    const quint16 port = portOf(engine->endpoint().value());
    for (const char *path : {"/v1/models", "/props", "/slots", "/metrics"})
        QCOMPARE(test::httpRequest(port, "GET", path).status, 401);
    for (const char *path : {"/", "/index.html"})
        QCOMPARE(test::httpRequest(port, "GET", path).status, 404);
    QCOMPARE(test::httpRequest(port, "GET", "/health").status, 200);
    QCOMPARE(test::httpRequest(port, "POST", "/v1/chat/completions", "Authorization: Bearer wrong\r\n",
                               QByteArray::fromStdString(exampleRequest(0))).status, 401);
    for (const char *method : {"GET", "OPTIONS"}) {
        const auto reply = test::httpRequest(port, method, "/health", "Origin: https://evil.example\r\nAccess-Control-Request-Method: POST\r\n");
        QVERIFY(!reply.head.contains("evil.example"));
        QVERIFY(!reply.head.contains("Access-Control-Allow-Origin: *"));
        QVERIFY(!reply.head.contains("Access-Control-Allow-Credentials: true"));
    }
}

void EngineRealTest::keyStaysOutOfSight()
{
    qputenv("OPENAI_API_KEY", "planted-key-0123456789");
    const auto engine = started(config());
    QTRY_COMPARE_WITH_TIMEOUT(engine->state().status, EngineStatus::Ready, kStartMs);
    qunsetenv("OPENAI_API_KEY");
    const std::string token = engine->endpoint()->token.reveal();
    QCOMPARE(token.size(), std::size_t(64));
    QVERIFY(fileOf(engine->processId(), "cmdline").find(token) == std::string::npos);
    const std::string environment = fileOf(engine->processId(), "environ");
    QVERIFY(environment.find(token) != std::string::npos);
    QVERIFY(environment.find("planted-key") == std::string::npos);
    for (const std::string &line : engine->log())
        QVERIFY(line.find(token) == std::string::npos);
}

void EngineRealTest::stopsWithinASecondWhileItAnswers()
{
    const auto engine = started(config());
    QTRY_COMPARE_WITH_TIMEOUT(engine->state().status, EngineStatus::Ready, kStartMs);
    const EngineEndpoint endpoint = engine->endpoint().value();
    const qint64 pid = engine->processId();
    QTcpSocket socket;
    socket.connectToHost(QStringLiteral("127.0.0.1"), portOf(endpoint));
    QVERIFY(socket.waitForConnected(2000));
    const QByteArray body = R"({"stream":true,"ignore_eos":true,"max_tokens":1500,"messages":[{"role":"user","content":"Tell a long story."}]})";
    socket.write("POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\n" + bearer(endpoint) + "Content-Type: application/json\r\nContent-Length: "
                 + QByteArray::number(body.size()) + "\r\n\r\n" + body);
    QVERIFY(socket.waitForReadyRead(30000));
    QElapsedTimer timer;
    timer.start();
    engine->stop();
    QVERIFY(!engine->endpoint());
    QTRY_COMPARE(engine->state().status, EngineStatus::Stopped);
    qInfo() << "stopped after" << timer.elapsed() << "ms";
    QVERIFY(timer.elapsed() < 1000);
    QVERIFY(!QFile::exists(QStringLiteral("/proc/%1").arg(pid)));
}

void EngineRealTest::brokenModelsAreToldApart_data()
{
    QTest::addColumn<qint64>("bytes");
    QTest::addColumn<QByteArray>("instead");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("word");
    QTest::newRow("cut in the weights") << qint64(50000000) << QByteArray() << int(ErrorCode::EngineModelBad) << QStringLiteral("model-truncated");
    QTest::newRow("cut in the head") << qint64(1000) << QByteArray() << int(ErrorCode::EngineModelBad) << QStringLiteral("model-truncated");
    QTest::newRow("another file") << qint64(0) << QByteArray("<html>not found</html>") << int(ErrorCode::EngineModelBad) << QStringLiteral("model-not-gguf");
    QTest::newRow("empty") << qint64(0) << QByteArray("") << int(ErrorCode::EngineModelBad) << QStringLiteral("model-not-gguf");
    QTest::newRow("missing") << qint64(-1) << QByteArray() << int(ErrorCode::EngineMissing) << QStringLiteral("model-missing");
}

void EngineRealTest::brokenModelsAreToldApart()
{
    QFETCH(qint64, bytes);
    QFETCH(QByteArray, instead);
    QFETCH(int, code);
    QFETCH(QString, word);
    EngineConfig broken = config();
    const QString path = m_work.filePath(QStringLiteral("broken.gguf"));
    QFile::remove(path);
    if (bytes >= 0) {
        QFile from(QString::fromStdString(config().modelPath));
        QVERIFY(from.open(QIODevice::ReadOnly));
        QFile to(path);
        QVERIFY(to.open(QIODevice::WriteOnly));
        to.write(bytes > 0 ? from.read(bytes) : instead);
    }
    broken.modelPath = path.toStdString();
    const auto engine = started(broken);
    QTRY_VERIFY_WITH_TIMEOUT(engine->state().error.has_value(), kStartMs);
    QCOMPARE(int(engine->state().error->code), code);
    QCOMPARE(QString::fromStdString(engine->state().error->providerCode.value_or("")), word);
    QVERIFY(!engine->state().willRestart);
}

void EngineRealTest::takenPortIsToldApart()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost));
    EngineConfig taken = config();
    taken.port = other.serverPort();
    const auto engine = started(taken);
    QTRY_COMPARE_WITH_TIMEOUT(engine->state().status, EngineStatus::Crashed, kStartMs);
    QCOMPARE(QString::fromStdString(engine->state().error->providerCode.value_or("")), QStringLiteral("port-taken"));
    QCOMPARE(engine->state().error->subject, "127.0.0.1:" + std::to_string(other.serverPort()));
}

QTEST_GUILESS_MAIN(EngineRealTest)
#include "tst_engine_real.moc"
