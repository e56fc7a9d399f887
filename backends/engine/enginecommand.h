#pragma once

#include "backends/engine/childprocess.h"
#include "core/base/error.h"
#include "core/base/secret.h"
#include "core/engine/childenvironment.h"
#include "core/engine/engineconfig.h"

#include <QStringList>

#include <string>

namespace lineup {

/// A start that has been looked at: the files are there, the model's head is sound.
struct PreparedEngine {
    EngineConfig config;  ///< paths absolute, model's name and alias filled in
    std::string launcher; ///< file to run, Bundled only
};

/// Checks program, Python and model, and writes the launcher. Reads the disk: for a worker thread.
/// EngineMissing (engine-file-missing, python-missing, model-missing), EngineModelBad, Storage.
Result<PreparedEngine> prepareEngine(EngineConfig config);

/// Our environment cut down to what childMayInherit() lets through.
QStringList childEnvironment(ChildRole role, const QStringList &ours);

/// The command line and environment of either kind of engine. The token is in the environment alone.
/// `processId` is ours: the launcher ends with it.
ChildCommand engineCommand(const PreparedEngine &engine, const Secret &token, qint64 processId, const QStringList &ourEnvironment);

/// Closing standard input ends our launcher, but says nothing to llama-server.
StopLadder engineStopLadder(EngineKind kind);

} // namespace lineup
