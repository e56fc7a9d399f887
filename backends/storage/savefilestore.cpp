#include "backends/storage/savefilestore.h"

#include "backends/storage/profilepaths.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

#include <algorithm>
#include <fcntl.h>
#include <unistd.h>

namespace lineup {

namespace {

constexpr qint64 kChunk = 1 << 20;
/// What QTemporaryFile appends: a dot and six letters.
constexpr int kSuffixLetters = 6;

Unexpected<Error> storageError(const std::string &what, const QString &reason, const std::string &path)
{
    return makeError(ErrorCode::Storage, what + ": " + reason.toStdString(), path);
}

Unexpected<Error> tooLarge(const std::string &path)
{
    return makeError(ErrorCode::TooLarge, "larger than " + std::to_string(SaveFileStore::kMaxBytes / 1024 / 1024) + " MiB", path);
}

/// Makes the rename itself last: without it a power cut may bring the old name back. Some file systems cannot; then the file is
/// still whole, so this is no error.
void syncFolder(const QString &file)
{
    const QByteArray folder = QFile::encodeName(QFileInfo(file).path());
    const int descriptor = ::open(folder.constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0)
        return;
    ::fsync(descriptor);
    ::close(descriptor);
}

/// The file that a write to `name` reaches, past any symbolic links.
QString targetOf(const QString &name)
{
    const QFileInfo info(name);
    return info.exists() ? info.canonicalFilePath() : info.isSymLink() ? info.symLinkTarget() : info.absoluteFilePath();
}

} // namespace

Result<std::string> SaveFileStore::read(const std::string &path)
{
    const QFileInfo info(QString::fromStdString(path));
    if (!info.exists())
        return storageError("cannot open", QStringLiteral("no such file"), path);
    if (!info.isFile())
        return storageError("cannot open", info.isDir() ? QStringLiteral("is a folder") : QStringLiteral("is no regular file"), path);
    if (info.size() > kMaxBytes)
        return tooLarge(path);
    QFile file(info.filePath());
    if (!file.open(QIODevice::ReadOnly))
        return storageError("cannot open", file.errorString(), path);
    std::string bytes;
    bytes.reserve(static_cast<std::size_t>(info.size()));
    // Until its end, not until its size: a file may grow meanwhile, and those of some file systems say 0.
    for (QByteArray chunk = file.read(kChunk); !chunk.isEmpty(); chunk = file.read(kChunk)) {
        bytes.append(chunk.constData(), static_cast<std::size_t>(chunk.size()));
        if (static_cast<std::int64_t>(bytes.size()) > kMaxBytes)
            return tooLarge(path);
    }
    if (file.error() != QFileDevice::NoError)
        return storageError("cannot read", file.errorString(), path);
    return bytes;
}

Result<void> SaveFileStore::write(const std::string &path, const std::string &bytes)
{
    if (static_cast<std::int64_t>(bytes.size()) > kMaxBytes)
        return tooLarge(path);
    const QString name = targetOf(QString::fromStdString(path));
    const QFileInfo info(name);
    if (info.exists() && !info.isFile())
        return storageError("cannot write", info.isDir() ? QStringLiteral("is a folder") : QStringLiteral("is no regular file"), path);
    if (m_privacy == Privacy::Private) {
        if (auto folder = ensurePrivateFolder(info.path().toStdString()); !folder)
            return folder;
    }
    QSaveFile file(name);
    // Never setDirectWriteFallback(): it would write in place where a crash leaves half a file. Unbuffered, because a flush that
    // comes out short goes unnoticed.
    if (!file.open(QIODevice::WriteOnly | QIODevice::Unbuffered))
        return storageError("cannot write", file.errorString(), path);
    if (m_privacy == Privacy::Private && !file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner))
        return storageError("cannot set the permissions", file.errorString(), path);
    // A full disk shows as a short write first, which Qt 6.4 does not count as an error: commit() would keep half a file. The
    // next write says why.
    qint64 done = 0;
    const auto size = static_cast<qint64>(bytes.size());
    while (done < size) {
        const qint64 count = file.write(bytes.data() + done, size - done);
        if (count <= 0)
            return storageError("cannot write", file.errorString(), path);
        done += count;
    }
    if (!file.commit())
        return storageError("cannot write", file.errorString(), path);
    syncFolder(name);
    return {};
}

int removeLeftovers(const std::string &path, std::chrono::seconds age)
{
    const QFileInfo target(QString::fromStdString(path));
    const QString prefix = target.fileName() + QLatin1Char('.');
    const QDateTime youngest = QDateTime::currentDateTimeUtc().addSecs(-age.count());
    int removed = 0;
    const auto entries = QDir(target.path()).entryInfoList(QDir::Files | QDir::Hidden | QDir::NoSymLinks);
    for (const QFileInfo &entry : entries) {
        const QString suffix = entry.fileName().mid(prefix.size());
        const bool isTemporary = entry.fileName().startsWith(prefix) && suffix.size() == kSuffixLetters
            && std::all_of(suffix.begin(), suffix.end(), [](QChar c) { return c.unicode() < 128 && c.isLetter(); });
        if (isTemporary && entry.lastModified() <= youngest && QFile::remove(entry.filePath()))
            ++removed;
    }
    return removed;
}

} // namespace lineup
