#include "backends/storage/quarantine.h"

#include "backends/storage/profilepaths.h"
#include "core/base/timestamp.h"

#include <QFile>
#include <QFileInfo>

#include <algorithm>

namespace lineup {

Result<std::string> moveToQuarantine(const std::string &file, const std::string &folder, const Clock &clock)
{
    std::string stamp = formatUtc(clock.wallNow());
    // Colons are not welcome in names everywhere.
    std::replace(stamp.begin(), stamp.end(), ':', '-');
    const QFileInfo source(QString::fromStdString(file));
    std::string place;
    // Two files of one moment get two folders.
    for (int i = 0; place.empty() || QFileInfo::exists(QString::fromStdString(place)); ++i) {
        const std::string own = folder + '/' + stamp + (i == 0 ? std::string() : '-' + std::to_string(i));
        if (auto created = ensurePrivateFolder(own); !created)
            return Unexpected<Error>{created.error()};
        place = own + '/' + source.fileName().toStdString();
    }
    QFile moved(source.filePath());
    if (!moved.rename(QString::fromStdString(place)))
        return makeError(ErrorCode::Storage, "cannot move aside: " + moved.errorString().toStdString(), file);
    return place;
}

} // namespace lineup
