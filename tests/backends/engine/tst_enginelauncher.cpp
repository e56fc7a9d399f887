// The launcher script by itself, with the stub package.

#include "backends/engine/engineinstallation.h"
#include "core/engine/enginetalk.h"
#include "tests/backends/engine/enginefixture.h"
#include "tests/backends/engine/httpclient.h"
#include "tests/backends/engine/processstate.h"

#include <QProcess>
#include <QTest>

#include <csignal>

using namespace lineup;

namespace {

constexpr int kWaitMs = 60000; // only a failure waits so long; a crowded machine may need some of it
constexpr char kToken[] = "0123456789abcdef0123456789abcdef";

} // namespace

class EngineLauncherTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void saysItsPortAndNothingElse();
    void endsWithStandardInput();
    void endsAtOnceUnderAnotherParent();
    void endsWithItsParent();
    void refusesToRunWithoutAToken();
    void saysWhyItCannotServe_data();
    void saysWhyItCannotServe();
    void badCall();
    void materialisedOnceAndRepaired();

private:
    QStringList arguments(const EngineConfig &config, qint64 parent) const;
    static void begin(QProcess &process, const QStringList &arguments, bool withToken = true);
    static QByteArray firstLine(QProcess &process);
};

QStringList EngineLauncherTest::arguments(const EngineConfig &config, qint64 parent) const
{
    const auto launcher = materialiseLauncher(QString::fromStdString(config.workFolder));
    return {QStringLiteral("-I"), QStringLiteral("-S"), QString::fromStdString(launcher.value()),
            QStringLiteral("--packages"), QString::fromStdString(config.enginePath),
            QStringLiteral("--model"), QString::fromStdString(config.modelPath),
            QStringLiteral("--alias"), QString::fromStdString(config.modelAlias),
            QStringLiteral("--parent"), QString::number(parent)};
}

void EngineLauncherTest::begin(QProcess &process, const QStringList &arguments, bool withToken)
{
    QProcessEnvironment environment;
    if (withToken)
        environment.insert(QStringLiteral("LINEUP_ENGINE_TOKEN"), QLatin1StringView(kToken));
    process.setProcessEnvironment(environment);
    process.start(QStringLiteral("/usr/bin/python3"), arguments);
}

QByteArray EngineLauncherTest::firstLine(QProcess &process)
{
    while (!process.canReadLine() && process.waitForReadyRead(kWaitMs)) {
    }
    return process.readLine().trimmed();
}

void EngineLauncherTest::saysItsPortAndNothingElse()
{
    const test::EngineFixture fixture;
    QProcess process;
    begin(process, arguments(fixture.config("serve"), QCoreApplication::applicationPid()));
    const auto event = parseLauncherLine(firstLine(process).toStdString());
    QVERIFY(event);
    const auto *ready = std::get_if<LauncherReady>(&*event);
    QVERIFY(ready != nullptr);
    QCOMPARE(test::httpRequest(ready->port, "GET", "/health").status, 200);
    QCOMPARE(test::httpRequest(ready->port, "GET", "/v1/models").status, 401);
    QCOMPARE(test::httpRequest(ready->port, "GET", "/v1/models", QByteArray("Authorization: Bearer ") + kToken + "\r\n").status, 200);
    process.closeWriteChannel();
    QVERIFY(process.waitForFinished(kWaitMs));
    QCOMPARE(process.readAllStandardOutput(), QByteArray()); // the stub's own prints went to standard error
    QVERIFY(process.readAllStandardError().contains("PARAMS {"));
}

void EngineLauncherTest::endsWithStandardInput()
{
    const test::EngineFixture fixture;
    QProcess process;
    begin(process, arguments(fixture.config("serve"), QCoreApplication::applicationPid()));
    QVERIFY(!firstLine(process).isEmpty());
    process.write("anything that comes in is of no interest\n");
    QVERIFY(!process.waitForFinished(100));
    process.closeWriteChannel();
    QVERIFY(process.waitForFinished(kWaitMs));
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), 0);
}

void EngineLauncherTest::endsAtOnceUnderAnotherParent()
{
    const test::EngineFixture fixture;
    QProcess process;
    begin(process, arguments(fixture.config("serve"), 1));
    QVERIFY(process.waitForFinished(kWaitMs));
    QCOMPARE(process.exitCode(), 0);
    QCOMPARE(fixture.starts(), 0);
}

void EngineLauncherTest::endsWithItsParent()
{
    // Without the supervisor's own arrangement: a shell in between is the parent, and is killed.
    const test::EngineFixture fixture;
    const QStringList python = arguments(fixture.config("serve"), 0).mid(0, 9);
    QProcess shell;
    QProcessEnvironment environment;
    environment.insert(QStringLiteral("LINEUP_ENGINE_TOKEN"), QLatin1StringView(kToken));
    shell.setProcessEnvironment(environment);
    shell.start(QStringLiteral("/bin/sh"), QStringList{QStringLiteral("-c"), QStringLiteral("exec 3<&0; \"$0\" \"$@\" --parent $$ <&3 & echo pid $!; wait"),
                                            QStringLiteral("/usr/bin/python3")} + python);
    QByteArray output;
    QTRY_VERIFY_WITH_TIMEOUT((output += shell.readAllStandardOutput(), output.contains("\"port\"")), kWaitMs);
    const qint64 pid = output.mid(output.indexOf("pid ") + 4).split('\n').first().toLongLong();
    QVERIFY(pid > 1);
    ::kill(static_cast<pid_t>(shell.processId()), SIGKILL);
    QVERIFY(shell.waitForFinished());
    QTRY_VERIFY_WITH_TIMEOUT(!test::isAlive(pid), 2000);
}

void EngineLauncherTest::refusesToRunWithoutAToken()
{
    const test::EngineFixture fixture;
    QProcess process;
    begin(process, arguments(fixture.config("serve"), QCoreApplication::applicationPid()), false);
    const auto event = parseLauncherLine(firstLine(process).toStdString());
    QVERIFY(event && std::holds_alternative<LauncherFailed>(*event));
    QVERIFY(process.waitForFinished(kWaitMs));
    QCOMPARE(process.exitCode(), 2);
    QCOMPARE(fixture.starts(), 0);
}

void EngineLauncherTest::saysWhyItCannotServe_data()
{
    QTest::addColumn<QByteArray>("word");
    QTest::addColumn<QString>("expected");
    QTest::newRow("memory") << QByteArray("memory") << QStringLiteral("out-of-memory");
    QTest::newRow("disk") << QByteArray("disk") << QStringLiteral("disk-full");
    QTest::newRow("model") << QByteArray("truncated") << QStringLiteral("load-failed");
    QTest::newRow("anything") << QByteArray("mystery") << QStringLiteral("load-failed");
    QTest::newRow("no package") << QByteArray("") << QStringLiteral("engine-file-missing");
}

void EngineLauncherTest::saysWhyItCannotServe()
{
    QFETCH(QByteArray, word);
    QFETCH(QString, expected);
    const test::EngineFixture fixture;
    EngineConfig config = fixture.config(word.constData());
    if (word.isEmpty())
        config.enginePath = fixture.folder().toStdString();
    QProcess process;
    begin(process, arguments(config, QCoreApplication::applicationPid()));
    const auto event = parseLauncherLine(firstLine(process).toStdString());
    QVERIFY(event && std::holds_alternative<LauncherFailed>(*event));
    QCOMPARE(QString::fromStdString(std::get<LauncherFailed>(*event).word), expected);
    QVERIFY(!std::get<LauncherFailed>(*event).detail.empty());
    QVERIFY(process.waitForFinished(kWaitMs));
    QCOMPARE(process.exitCode(), 3);
}

void EngineLauncherTest::badCall()
{
    const test::EngineFixture fixture;
    QProcess process;
    begin(process, arguments(fixture.config("serve"), 1).mid(0, 3) + QStringList{QStringLiteral("--nonsense")});
    QVERIFY(process.waitForFinished(kWaitMs));
    QCOMPARE(process.exitCode(), 2);
}

void EngineLauncherTest::materialisedOnceAndRepaired()
{
    QTemporaryDir folder;
    const auto first = materialiseLauncher(folder.path() + QStringLiteral("/new/folder"));
    QVERIFY(first.has_value());
    QFile file(QString::fromStdString(*first));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray text = file.readAll();
    QVERIFY(text.contains("LINEUP_ENGINE_TOKEN"));
    file.close();
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    file.write("half");
    file.close();
    QCOMPARE(materialiseLauncher(folder.path() + QStringLiteral("/new/folder")).value(), *first);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), text);
}

QTEST_GUILESS_MAIN(EngineLauncherTest)
#include "tst_enginelauncher.moc"
