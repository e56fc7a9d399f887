#pragma once

#include "core/base/error.h"
#include "core/engine/engineconfig.h"
#include "core/engine/localmodel.h"

#include <QString>

#include <functional>
#include <string>
#include <vector>

namespace lineup {

// Models of the set-up in the engine's folder (see engineinstallation.h), beside the packages:
//
//   <folder>/MODEL-ID/NAME.gguf          a joined model, with lineup-verified.json written last
//   <folder>/MODEL-ID-terms.json         that the person accepted its terms, when, and the hash of what was shown
//
// All functions read or write the disk and are for worker threads, unless they say otherwise. `packages` are those that the
// model names.

/// The models of this build, the default one first. Any thread; no disk.
const std::vector<LocalModel> &builtInLocalModels();
/// Every package of this build, of whatever model. Any thread; no disk.
const std::vector<EnginePackage> &allEnginePackages();

/// Engine and model are there and complete.
bool isLocalModelInstalled(const QString &folder, const LocalModel &model, const std::vector<EnginePackage> &packages = allEnginePackages());
/// What to start for a model; EngineMissing (not-installed) when something is missing.
Result<EngineConfig> localModelConfig(const QString &folder, const LocalModel &model, const std::vector<EnginePackage> &packages = allEnginePackages());

/// Puts the parts of an installed model together, checks size and hash, gives the file its final name in one step, and takes
/// the parts away. Does nothing for a model in one file. Storage, or BadReply (damaged, hash-mismatch).
Result<void> joinParts(const QString &folder, const LocalModel &model, const std::vector<EnginePackage> &packages, const std::function<bool()> &shouldStop);

/// The terms as text, from their installed package; BadReply (damaged) when they are not there.
Result<std::string> termsText(const QString &folder, const LocalModel &model, const std::vector<EnginePackage> &packages);
bool areTermsAccepted(const QString &folder, const LocalModel &model, const std::vector<EnginePackage> &packages);
/// Notes that the terms which lie in the folder now were accepted. `now` in UTC, ISO 8601.
Result<void> noteTermsAccepted(const QString &folder, const LocalModel &model, const std::vector<EnginePackage> &packages, const std::string &now);

} // namespace lineup
