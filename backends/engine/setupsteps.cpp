#include "backends/engine/setupsteps.h"

#include "backends/engine/engineinstallation.h"
#include "core/engine/enginefault.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>

#include <algorithm>
#include <array>
#include <cerrno>
#include <fcntl.h>
#include <unistd.h>

namespace lineup {

namespace {

const QString kStagingPattern = QStringLiteral("staging-*");

int lastError()
{
    return errno != 0 ? errno : EIO;
}

Result<void> makeFolder(const QString &path)
{
    errno = 0;
    if (!QDir().mkpath(path))
        return Unexpected{storageError(lastError(), path.toStdString())};
    return {};
}

void sweepStaging(const QString &folder)
{
    const QDir dir(folder);
    const QStringList stale = dir.entryList({kStagingPattern}, QDir::Dirs | QDir::Hidden | QDir::NoDotAndDotDot);
    for (const QString &name : stale)
        QDir(dir.filePath(name)).removeRecursively();
}

Result<std::shared_ptr<QLockFile>> takeLock(const QString &folder)
{
    auto lock = std::make_shared<QLockFile>(folder + QStringLiteral("/setup.lock"));
    lock->setStaleLockTime(0); // never by age: a slow download is no stale lock; that of a dead process is
    if (lock->tryLock())
        return lock;
    if (lock->error() == QLockFile::LockFailedError)
        return Unexpected{engineError(ErrorCode::Storage, enginefault::kBusy, "another set-up runs in this folder", folder.toStdString())};
    return Unexpected{engineError(ErrorCode::Storage, enginefault::kReadOnly, "cannot write the lock file", folder.toStdString())};
}

Result<void> checkArchitecture(const std::vector<EnginePackage> &packages, const QString &architecture)
{
    for (const EnginePackage &package : packages) {
        if (!package.architecture.empty() && package.architecture != architecture.toStdString())
            return Unexpected{engineError(ErrorCode::EngineMissing, enginefault::kArchitecture,
                                          package.label + " is there for " + package.architecture + " only, this is "
                                              + architecture.toStdString(),
                                          architecture.toStdString())};
    }
    return {};
}

bool hasWheel(const QString &folder, const EnginePackage &package)
{
    const QFileInfo wheel(wheelPath(folder, package));
    return wheel.isFile() && wheel.size() == package.wheelBytes;
}

/// Makes sure that what was written survives a power cut before the folder gets its final name.
void flushToDisk(const QString &folder)
{
    const int descriptor = ::open(QFile::encodeName(folder).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0)
        return;
    ::syncfs(descriptor);
    ::close(descriptor);
}

Unexpected<Error> damaged(const PackageFile &file, const EnginePackage &package)
{
    return Unexpected{engineError(ErrorCode::BadReply, enginefault::kDamaged, "not as expected in the package: " + file.path, package.label)};
}

} // namespace

bool isSystemPlace(const QString &path)
{
    static constexpr std::array kPlaces{"/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/etc", "/boot", "/dev", "/proc", "/sys"};
    return path == QLatin1StringView("/") || std::any_of(kPlaces.begin(), kPlaces.end(), [&](const char *place) {
        const QLatin1StringView text(place);
        return path.startsWith(text) && (path.size() == text.size() || path.at(text.size()) == QLatin1Char('/'));
    });
}

Result<SetupPlan> planSetup(const QString &folder, const std::vector<EnginePackage> &packages, const QString &architecture,
                            const std::function<qint64(const QString &)> &bytesAvailable)
{
    if (isSystemPlace(QDir::cleanPath(QFileInfo(folder).absoluteFilePath())))
        return Unexpected{engineError(ErrorCode::Storage, enginefault::kSystemPlace, "the set-up writes into a person's data folder only",
                                      folder.toStdString())};
    if (auto made = makeFolder(folder); !made)
        return Unexpected{made.error()};
    if (const QString real = QFileInfo(folder).canonicalFilePath(); isSystemPlace(real))
        return Unexpected{engineError(ErrorCode::Storage, enginefault::kSystemPlace, "the folder leads into a system place", real.toStdString())};
    SetupPlan plan;
    for (const EnginePackage &package : packages) {
        if (!isPackageInstalled(folder, package))
            plan.missing.push_back(package);
    }
    if (plan.missing.empty())
        return plan;
    if (auto fits = checkArchitecture(plan.missing, architecture); !fits)
        return Unexpected{fits.error()};
    auto lock = takeLock(folder);
    if (!lock)
        return Unexpected{lock.error()};
    plan.lock = *std::move(lock);
    sweepStaging(folder);
    std::int64_t wheelsPresent = 0;
    for (const EnginePackage &package : plan.missing) {
        if (hasWheel(folder, package))
            wheelsPresent += package.wheelBytes;
        else
            plan.toDownload.push_back(package);
    }
    const qint64 available = bytesAvailable(folder);
    const qint64 needed = diskBytesNeeded(plan.missing, wheelsPresent);
    if (available >= 0 && available < needed)
        return Unexpected{engineError(ErrorCode::Storage, enginefault::kDiskFull,
                                      std::to_string(needed) + " bytes are needed, " + std::to_string(available) + " are free",
                                      folder.toStdString())};
    QTemporaryDir staging(folder + QStringLiteral("/staging-XXXXXX"));
    if (!staging.isValid())
        return Unexpected{engineError(ErrorCode::Storage, enginefault::kReadOnly, staging.errorString().toStdString(), folder.toStdString())};
    staging.setAutoRemove(false);
    plan.staging = staging.path();
    return plan;
}

QString wheelPath(const QString &folder, const EnginePackage &package)
{
    return folder + QStringLiteral("/downloads/") + QString::fromStdString(packageFolderName(package)) + QStringLiteral(".whl");
}

qint64 bytesBelow(const QString &folder)
{
    qint64 bytes = 0;
    QDirIterator files(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        files.next();
        bytes += files.fileInfo().size();
    }
    return bytes;
}

Result<void> prepareDownload(const QString &staging, const EnginePackage &package)
{
    // A fresh folder each: pip counts on an empty one, and so does the progress.
    for (const QString &name : {QStringLiteral("/tmp"), QStringLiteral("/wheel")}) {
        QDir(staging + name).removeRecursively();
        if (auto made = makeFolder(staging + name); !made)
            return made;
    }
    QFile file(staging + QStringLiteral("/requirements.txt"));
    const QByteArray line = QByteArray::fromStdString(requirementLine(package));
    errno = 0;
    if (!file.open(QIODevice::WriteOnly) || file.write(line) != line.size() || !file.flush())
        return Unexpected{storageError(lastError(), file.fileName().toStdString())};
    return {};
}

Result<void> keepWheel(const QString &staging, const QString &folder, const EnginePackage &package)
{
    const QDir wheels(staging + QStringLiteral("/wheel"));
    const QStringList found = wheels.entryList({QStringLiteral("*.whl")}, QDir::Files);
    if (found.size() != 1)
        return Unexpected{engineError(ErrorCode::BadReply, enginefault::kDamaged,
                                      "pip left " + std::to_string(found.size()) + " wheels instead of one", package.label)};
    const QString target = wheelPath(folder, package);
    if (auto made = makeFolder(QFileInfo(target).path()); !made)
        return made;
    QFile::remove(target);
    errno = 0;
    if (!QFile::rename(wheels.filePath(found.first()), target))
        return Unexpected{storageError(lastError(), target.toStdString())};
    return {};
}

Result<void> verifyWheels(const QString &folder, const std::vector<EnginePackage> &packages, const std::function<bool()> &shouldStop)
{
    Result<void> verdict;
    for (const EnginePackage &package : packages) {
        const QString path = wheelPath(folder, package);
        const auto hash = sha256OfFile(path, shouldStop);
        if (!hash)
            return Unexpected{hash.error()};
        if (*hash == package.wheelSha256)
            continue;
        QFile::remove(path);
        if (verdict)
            verdict = Unexpected{engineError(ErrorCode::BadReply, enginefault::kHashMismatch,
                                             "SHA-256 is " + *hash + ", expected " + package.wheelSha256, package.label)};
    }
    return verdict;
}

Result<void> installUnpacked(const QString &unpacked, const QString &folder, const EnginePackage &package,
                             const std::string &python, const std::function<bool()> &shouldStop)
{
    for (const PackageFile &file : package.files) {
        const QString path = unpacked + QLatin1Char('/') + QString::fromStdString(file.path);
        const QFileInfo info(path);
        if (!info.isFile() || info.isSymLink() || info.size() != file.bytes)
            return damaged(file, package);
        if (file.sha256.empty())
            continue;
        const auto hash = sha256OfFile(path, shouldStop);
        if (!hash)
            return Unexpected{hash.error()};
        if (*hash != file.sha256)
            return damaged(file, package);
    }
    if (auto marked = markPackageVerified(unpacked, package, python); !marked)
        return marked;
    flushToDisk(unpacked);
    const QString target = folder + QLatin1Char('/') + QString::fromStdString(packageFolderName(package));
    QDir(target).removeRecursively();
    errno = 0;
    if (!QDir().rename(unpacked, target))
        return Unexpected{storageError(lastError(), target.toStdString())};
    return {};
}

void cleanUpSetup(const QString &folder, const QString &staging, bool isComplete)
{
    if (!staging.isEmpty())
        QDir(staging).removeRecursively();
    if (isComplete)
        QDir(folder + QStringLiteral("/downloads")).removeRecursively();
}

} // namespace lineup
