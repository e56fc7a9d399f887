#pragma once

#include "core/base/error.h"
#include "core/engine/enginepackage.h"

#include <QLockFile>
#include <QString>

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace lineup {

// The steps of the set-up that read and write the disk. Each blocks; all are for worker threads. The layout of the
// folder stands in engineinstallation.h.

/// What is left to do, and the right to do it.
struct SetupPlan {
    std::vector<EnginePackage> missing;   ///< in order; empty: everything is installed
    std::vector<EnginePackage> toDownload; ///< those of them without a finished wheel
    QString staging;                      ///< an empty folder for half-done work
    std::shared_ptr<QLockFile> lock;      ///< held for as long as this lives
};

/// True for folders that belong to the system, not to a person: "/", and everything below /usr, /etc and the like.
/// `path` is absolute and clean.
bool isSystemPlace(const QString &path);

/// Takes the lock, sweeps half-done work of earlier tries, looks what is missing, checks the free space.
/// `bytesAvailable` gives the free bytes at a path, negative for unknown.
/// Storage: system-place, read-only, setup-busy, disk-full. EngineMissing: architecture-unsupported.
Result<SetupPlan> planSetup(const QString &folder, const std::vector<EnginePackage> &packages, const QString &architecture,
                            const std::function<qint64(const QString &)> &bytesAvailable);

/// Where the finished wheel of a package is kept until the set-up is complete.
QString wheelPath(const QString &folder, const EnginePackage &package);

/// Bytes of all files below a folder; 0 if it is not there.
qint64 bytesBelow(const QString &folder);

/// Writes the one-line requirements file and makes the folders that pip is to use, below `staging`.
Result<void> prepareDownload(const QString &staging, const EnginePackage &package);

/// Moves the wheel that pip has left below `staging` to wheelPath(). BadReply (damaged) if there is not exactly one.
Result<void> keepWheel(const QString &staging, const QString &folder, const EnginePackage &package);

/// SHA-256 of the kept wheels of these packages. BadReply (hash-mismatch) names the first that differs; every one that
/// differs is removed, so that the next try does not meet it again.
Result<void> verifyWheels(const QString &folder, const std::vector<EnginePackage> &packages, const std::function<bool()> &shouldStop);

/// Checks the unpacked files in `unpacked`, notes that, and gives the folder its final name in one step.
/// BadReply (damaged): a file is missing or differs.
Result<void> installUnpacked(const QString &unpacked, const QString &folder, const EnginePackage &package,
                             const std::string &python, const std::function<bool()> &shouldStop);

/// Removes half-done work; with `isComplete` the kept wheels too, whose contents are installed then.
void cleanUpSetup(const QString &folder, const QString &staging, bool isComplete);

} // namespace lineup
