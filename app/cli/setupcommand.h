#pragma once

#include "app/cli/commandio.h"
#include "app/cli/progressline.h"
#include "core/ports/localengine.h"

#include <QObject>

#include <map>
#include <optional>
#include <string>

namespace lineup {

/// `lineup setup-local`: installs the local engine and its model, with progress on the standard error: one line that
/// changes on a terminal, else a line for each step and each tenth of a download. Exit code 3 when it failed.
///
/// A model with terms of its own: they are shown whole, and a typed "yes" is waited for; without a terminal it ends with exit
/// code 2 and says how to accept them.
///
/// Life cycle: start() once; finished() once, never before start() has returned. Main thread.
class SetupCommand : public QObject {
    Q_OBJECT
public:
    /// `acceptsTerms`: the person accepts the terms of the model; they are shown and not asked for. `lane`: how a lane names the
    /// model, for the word at the end.
    SetupCommand(EngineSetup &setup, CommandIo io, bool acceptsTerms = false, std::string lane = "backend=local", QObject *parent = nullptr);

    void start();
    /// Cancels; finishes with 128 + signal when half-done work is removed.
    void interrupt(int signalNumber);

Q_SIGNALS:
    void finished(int exitCode);

private:
    void onProgress(const SetupProgress &progress);
    void showStep(const SetupProgress &progress);
    void showItems(const SetupProgress &progress);
    void askForTerms();
    void say(const QString &line);
    void finish(int exitCode);

    EngineSetup &m_setup;
    CommandIo m_io;
    bool m_acceptsTerms;
    std::string m_lane;
    ProgressLine m_progress;
    SetupProgress::Phase m_shownPhase = SetupProgress::Phase::Idle;
    std::map<std::string, int> m_shownTenths; ///< per item
    std::optional<int> m_signal;
    bool m_hasFinished = false;
};

} // namespace lineup
