#include "backends/engine/enginecommand.h"
#include "core/engine/enginefault.h"
#include "tests/backends/engine/enginefixture.h"

#include <QDir>
#include <QTest>
#include <QThread>

using namespace lineup;

class EngineCommandTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void environmentIsCutDown();
    void launcherCommand();
    void llamaServerCommand();
    void tokenIsInTheEnvironmentAlone_data();
    void tokenIsInTheEnvironmentAlone();
    void threadsFollowTheMachine();
    void fixedPort();
    void ladders();
    void preparedPathsAreAbsolute();
    void preparedNames_data();
    void preparedNames();
};

namespace {

const Secret kToken("0123456789abcdef0123456789abcdef");
const QStringList kOurs{QStringLiteral("PATH=/usr/bin"), QStringLiteral("OPENAI_API_KEY=planted"), QStringLiteral("http_proxy=http://proxy.invalid"),
                        QStringLiteral("CUDA_VISIBLE_DEVICES=0"), QStringLiteral("LC_ALL=C"), QStringLiteral("PYTHONPATH=/x"),
                        QStringLiteral("OMP_NUM_THREADS=64")};

PreparedEngine prepared(const EngineConfig &config)
{
    PreparedEngine engine;
    engine.config = config;
    engine.launcher = "/data/launcher-x.py";
    return engine;
}

/// The argument after `option`.
QString valueOf(const QStringList &arguments, const char *option)
{
    return arguments.value(arguments.indexOf(QLatin1StringView(option)) + 1);
}

} // namespace

void EngineCommandTest::environmentIsCutDown()
{
    QCOMPARE(childEnvironment(ChildRole::Engine, kOurs), (QStringList{QStringLiteral("PATH=/usr/bin"), QStringLiteral("LC_ALL=C")}));
    QCOMPARE(childEnvironment(ChildRole::LlamaServer, kOurs),
             (QStringList{QStringLiteral("PATH=/usr/bin"), QStringLiteral("CUDA_VISIBLE_DEVICES=0"), QStringLiteral("LC_ALL=C")}));
    QVERIFY(childEnvironment(ChildRole::Engine, {}).isEmpty());
    QVERIFY(childEnvironment(ChildRole::Engine, {QStringLiteral("without equals"), QString()}).isEmpty());
}

void EngineCommandTest::launcherCommand()
{
    const test::EngineFixture fixture;
    EngineConfig config = fixture.config("m");
    config.threads = 7;
    const ChildCommand command = engineCommand(prepared(config), kToken, 4242, kOurs);
    QCOMPARE(command.program, QStringLiteral("/usr/bin/python3"));
    QCOMPARE(command.arguments.mid(0, 3), (QStringList{QStringLiteral("-I"), QStringLiteral("-S"), QStringLiteral("/data/launcher-x.py")}));
    QCOMPARE(valueOf(command.arguments, "--parent"), QStringLiteral("4242"));
    QCOMPARE(valueOf(command.arguments, "--threads"), QStringLiteral("7"));
    QCOMPARE(valueOf(command.arguments, "--port"), QStringLiteral("0"));
    QCOMPARE(valueOf(command.arguments, "--model"), QString::fromStdString(config.modelPath));
    QCOMPARE(command.environment, (QStringList{QStringLiteral("PATH=/usr/bin"), QStringLiteral("LC_ALL=C"),
                                               QStringLiteral("LINEUP_ENGINE_TOKEN=") + QString::fromStdString(kToken.reveal()),
                                               QStringLiteral("OMP_WAIT_POLICY=passive")}));
}

void EngineCommandTest::llamaServerCommand()
{
    const test::EngineFixture fixture;
    const ChildCommand command = engineCommand(prepared(fixture.llamaServer("m")), kToken, 4242, kOurs);
    QVERIFY(command.program.endsWith(QLatin1StringView("/llama-server")));
    QCOMPARE(valueOf(command.arguments, "--host"), QStringLiteral("127.0.0.1"));
    QCOMPARE(valueOf(command.arguments, "--alias"), QStringLiteral("m"));
    for (const char *variable : {"CUDA_VISIBLE_DEVICES=0", "OMP_WAIT_POLICY=passive", "LLAMA_ARG_UI=0", "LLAMA_ARG_CORS_ORIGINS=http://lineup.invalid"})
        QVERIFY2(command.environment.contains(QLatin1StringView(variable)), variable);
    QVERIFY(command.environment.filter(QStringLiteral("planted")).isEmpty());
}

void EngineCommandTest::tokenIsInTheEnvironmentAlone_data()
{
    QTest::addColumn<bool>("isLlamaServer");
    QTest::newRow("launcher") << false;
    QTest::newRow("llama-server") << true;
}

void EngineCommandTest::tokenIsInTheEnvironmentAlone()
{
    QFETCH(bool, isLlamaServer);
    const test::EngineFixture fixture;
    const EngineConfig config = isLlamaServer ? fixture.llamaServer("m") : fixture.config("m");
    const ChildCommand command = engineCommand(prepared(config), kToken, 1, kOurs);
    const QString token = QString::fromStdString(kToken.reveal());
    QVERIFY(!command.program.contains(token));
    QVERIFY(command.arguments.filter(token).isEmpty());
    QCOMPARE(command.environment.filter(token).size(), 1);
    QVERIFY(command.secrets == std::vector<std::string>{kToken.reveal()});
}

void EngineCommandTest::threadsFollowTheMachine()
{
    const test::EngineFixture fixture;
    const QString expected = QString::number(engineThreads(QThread::idealThreadCount()));
    QCOMPARE(valueOf(engineCommand(prepared(fixture.config("m")), kToken, 1, kOurs).arguments, "--threads"), expected);
    QCOMPARE(valueOf(engineCommand(prepared(fixture.llamaServer("m")), kToken, 1, kOurs).arguments, "--threads"), expected);
}

void EngineCommandTest::fixedPort()
{
    const test::EngineFixture fixture;
    for (EngineConfig config : {fixture.config("m"), fixture.llamaServer("m")}) {
        config.port = 8123;
        QCOMPARE(valueOf(engineCommand(prepared(config), kToken, 1, kOurs).arguments, "--port"), QStringLiteral("8123"));
    }
}

void EngineCommandTest::ladders()
{
    QVERIFY(engineStopLadder(EngineKind::Bundled).endsOnStdinClose);
    QVERIFY(!engineStopLadder(EngineKind::LlamaServer).endsOnStdinClose);
}

void EngineCommandTest::preparedPathsAreAbsolute()
{
    const test::EngineFixture fixture;
    const QString before = QDir::currentPath();
    QVERIFY(QDir::setCurrent(fixture.folder()));
    EngineConfig config = fixture.config("");
    config.modelPath = "model.gguf";
    const auto engine = prepareEngine(config);
    QDir::setCurrent(before);
    QVERIFY(engine.has_value());
    QCOMPARE(QString::fromStdString(engine->config.modelPath), fixture.folder() + QStringLiteral("/model.gguf"));
    QVERIFY(QFile::exists(QString::fromStdString(engine->launcher)));
}

void EngineCommandTest::preparedNames_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("givenName");
    QTest::addColumn<QString>("givenAlias");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("alias");
    const auto text = [](const char *t) { return QString::fromUtf8(t); };
    QTest::newRow("from the file") << text("Some.Q4_K.gguf") << QString() << QString() << text("Some.Q4_K") << text("Some.Q4_K");
    QTest::newRow("given") << text("a.gguf") << text("My model") << text("mine") << text("My model") << text("mine");
    QTest::newRow("comma") << text("a,b.gguf") << QString() << QString() << text("a-b") << text("a-b");
    QTest::newRow("Russian") << text("модель.gguf") << QString() << QString() << text("модель") << text("модель");
}

void EngineCommandTest::preparedNames()
{
    QFETCH(QString, file);
    QFETCH(QString, givenName);
    QFETCH(QString, givenAlias);
    const test::EngineFixture fixture;
    EngineConfig config = fixture.config("");
    config.modelPath = fixture.writeModel(file).toStdString();
    config.modelName = givenName.toStdString();
    config.modelAlias = givenAlias.toStdString();
    const auto engine = prepareEngine(config);
    QVERIFY(engine.has_value());
    QTEST(QString::fromStdString(engine->config.modelName), "name");
    QTEST(QString::fromStdString(engine->config.modelAlias), "alias");
}

QTEST_GUILESS_MAIN(EngineCommandTest)
#include "tst_enginecommand.moc"
