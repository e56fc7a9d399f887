#include "backends/storage/profilepaths.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>

#include <cerrno>
#include <cstring>
#include <sys/stat.h>

namespace lineup {

namespace {

std::string below(QStandardPaths::StandardLocation location)
{
    return QDir::cleanPath(QStandardPaths::writableLocation(location) + QStringLiteral("/lineup")).toStdString();
}

} // namespace

ProfilePaths defaultProfilePaths()
{
    return {below(QStandardPaths::GenericConfigLocation), below(QStandardPaths::GenericDataLocation)};
}

ProfilePaths profilePathsBelow(const std::string &folder)
{
    const std::string root = QDir::cleanPath(QDir::current().absoluteFilePath(QString::fromStdString(folder))).toStdString();
    return {root + "/config", root + "/data"};
}

Result<void> ensurePrivateFolder(const std::string &folder)
{
    const QString path = QString::fromStdString(folder);
    if (QFileInfo(path).isDir())
        return {};
    const QString parent = QFileInfo(path).path();
    if (parent != path) {
        if (auto above = ensurePrivateFolder(parent.toStdString()); !above)
            return above;
    }
    // EEXIST: another program was faster, or something that is no folder stands there.
    if (::mkdir(QFile::encodeName(path).constData(), S_IRWXU) != 0 && !(errno == EEXIST && QFileInfo(path).isDir()))
        return makeError(ErrorCode::Storage, std::string("cannot create the folder: ") + std::strerror(errno), folder);
    return {};
}

} // namespace lineup
