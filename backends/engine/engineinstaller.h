#pragma once

#include "backends/engine/childprocess.h"
#include "backends/engine/setupsteps.h"
#include "core/engine/enginepackage.h"
#include "core/ports/localengine.h"

#include <QFuture>
#include <QStringList>
#include <QThreadPool>
#include <QTimer>

#include <atomic>
#include <chrono>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace lineup {

/// What the set-up needs from the machine; tests give their own.
struct SetupTools {
    QStringList pythons;        ///< programs to try, in order
    QString architecture;       ///< in QSysInfo's spelling
    std::vector<EnginePackage> packages;
    std::function<qint64(const QString &)> bytesAvailable; ///< at a path, negative for unknown
    std::chrono::milliseconds progressInterval{250};
};

/// This machine's Pythons (the distribution's own first), architecture and disks, and the packages of this build.
SetupTools usualSetupTools();

/// Brings engine and model by way of pip, checked against the hashes of this build, into a folder of the person's.
///
/// Checking → Downloading → Verifying → Installing → Done; each package gets its final name in one step after it was
/// checked, so that a set-up that ends early leaves finished packages, finished wheels and nothing else. Two at once
/// in one folder: the second fails with Storage (setup-busy).
///
/// Only ever writes below the folder. Lives on the main thread; disk work is done on a worker, pip in a child.
class EngineInstaller final : public EngineSetup {
    Q_OBJECT
public:
    explicit EngineInstaller(QString folder, SetupTools tools = usualSetupTools(), QObject *parent = nullptr);
    /// Ends a running set-up like cancel(), without signals: 2 s at most.
    ~EngineInstaller() override;

    bool isInstalled() const override;
    SetupProgress progress() const override;
    void start() override;
    void cancel() override;

    /// What pip and the other programs wrote in the last set-up, redacted, oldest first.
    const std::vector<std::string> &log() const { return m_log; }

private:
    using Step = void (EngineInstaller::*)();

    bool isRunning() const;
    void onPlanned(const Result<SetupPlan> &plan);
    void tryNextPython();
    void onPythonSeen(const ChildExit &exit, const std::vector<std::string> &lines);
    void downloadNext();
    void runPip();
    void onPipEnded(const ChildExit &exit, const std::vector<std::string> &lines);
    void onWheelKept();
    void lookAtGrowth();
    void installAll();
    void installNext();
    void onUnpacked(const ChildExit &exit, const std::vector<std::string> &lines);
    void finish(SetupProgress::Phase phase, std::optional<Error> error = std::nullopt);

    void runChild(ChildCommand command, std::function<void(const ChildExit &, const std::vector<std::string> &)> then);
    /// Runs `work` on the worker; goes on with `next` if it succeeded, else fails.
    void runStep(std::function<Result<void>()> work, Step next);
    std::function<bool()> stopFlag() const;
    void setPhase(SetupProgress::Phase phase);
    void setDone(const EnginePackage &package, qint64 bytes);
    void publish();

    QString m_folder;
    SetupTools m_tools;
    QThreadPool m_pool;
    QTimer m_growthTimer;
    bool m_isLookingAtGrowth = false;
    std::shared_ptr<std::atomic<bool>> m_shouldStop;
    std::unique_ptr<ChildProcess> m_child;

    SetupProgress m_progress;
    SetupPlan m_plan;
    QStringList m_pythonsLeft;
    bool m_sawPythonWithoutPip = false;
    QString m_python;
    std::deque<EnginePackage> m_queue; ///< what the current phase still has before it, the current one first
    std::vector<std::string> m_log;
};

} // namespace lineup
