#include "backends/engine/engineinstaller.h"

#include "backends/engine/enginecommand.h"
#include "backends/engine/engineinstallation.h"
#include "backends/engine/worker.h"
#include "core/engine/childenvironment.h"
#include "core/engine/enginefault.h"
#include "core/engine/pipfault.h"

#include <QFileInfo>
#include <QProcess>
#include <QStandardPaths>
#include <QStorageInfo>
#include <QSysInfo>

#include <algorithm>
#include <utility>

namespace lineup {

namespace {

using Phase = SetupProgress::Phase;

constexpr int kOldestPythonMinor = 10; // what the engine's wheel is built for: abi3, 3.10 and later

/// Says "3 11 True": version and whether pip is there. With the person's own site folder, where pip may be.
constexpr char kPythonQuestion[] =
    "import importlib.util, sys; print(sys.version_info[0], sys.version_info[1], importlib.util.find_spec('pip') is not None)";

struct PythonAnswer {
    bool isNewEnough = false;
    bool hasPip = false;
};

PythonAnswer parsePythonAnswer(const std::vector<std::string> &lines)
{
    if (lines.empty())
        return {};
    const QStringList words = QString::fromStdString(lines.back()).split(QLatin1Char(' '));
    if (words.size() != 3)
        return {};
    const int major = words[0].toInt();
    return {major > 3 || (major == 3 && words[1].toInt() >= kOldestPythonMinor), words[2] == QLatin1StringView("True")};
}

QStringList pipEnvironment(const QString &temporaryFolder)
{
    QStringList environment = childEnvironment(ChildRole::Pip, QProcess::systemEnvironment());
    // pip unpacks downloads into the temporary folder: ours, so that their growth can be seen and they can be removed.
    environment.append(QStringLiteral("TMPDIR=") + temporaryFolder);
    // Somebody who only ever wants pip inside virtual environments means installing; we only fetch a file.
    environment.append(QStringLiteral("PIP_REQUIRE_VIRTUALENV=0"));
    return environment;
}

QStringList pipArguments(const QString &staging)
{
    // The wheel is kept by us until the set-up is complete, so a copy in pip's cache would be of no use. Few retries:
    // without a network the person should not wait half a minute for that news.
    return {QStringLiteral("-m"), QStringLiteral("pip"), QStringLiteral("download"),
            QStringLiteral("--no-deps"), QStringLiteral("--require-hashes"),
            QStringLiteral("--only-binary"), QStringLiteral(":all:"),
            QStringLiteral("--disable-pip-version-check"), QStringLiteral("--no-input"), QStringLiteral("--no-cache-dir"),
            QStringLiteral("--progress-bar"), QStringLiteral("off"), QStringLiteral("--retries"), QStringLiteral("2"),
            QStringLiteral("--dest"), staging + QStringLiteral("/wheel"),
            QStringLiteral("--requirement"), staging + QStringLiteral("/requirements.txt")};
}

} // namespace

SetupTools usualSetupTools()
{
    SetupTools tools;
    tools.pythons.append(QStringLiteral("/usr/bin/python3"));
    for (const char *name : {"python3", "python3.14", "python3.13", "python3.12", "python3.11", "python3.10"}) {
        const QString path = QStandardPaths::findExecutable(QLatin1StringView(name));
        if (!path.isEmpty() && !tools.pythons.contains(path))
            tools.pythons.append(path);
    }
    tools.architecture = QSysInfo::currentCpuArchitecture();
    tools.packages = builtInEnginePackages();
    tools.bytesAvailable = [](const QString &path) { return QStorageInfo(path).bytesAvailable(); };
    return tools;
}

EngineInstaller::EngineInstaller(QString folder, SetupTools tools, QObject *parent)
    : EngineSetup(parent), m_folder(std::move(folder)), m_tools(std::move(tools)), m_shouldStop(std::make_shared<std::atomic<bool>>(false))
{
    m_pool.setMaxThreadCount(1);
    m_growthTimer.setInterval(m_tools.progressInterval);
    connect(&m_growthTimer, &QTimer::timeout, this, &EngineInstaller::lookAtGrowth);
    for (const EnginePackage &package : m_tools.packages) {
        const bool isThere = isPackageInstalled(m_folder, package);
        m_progress.items.push_back({package.label, package.licence, package.wheelBytes, isThere ? package.wheelBytes : 0});
    }
}

EngineInstaller::~EngineInstaller()
{
    *m_shouldStop = true;
    m_child.reset();
    m_pool.waitForDone();
    if (m_plan.lock)
        cleanUpSetup(m_folder, m_plan.staging, false);
}

bool EngineInstaller::isInstalled() const
{
    return std::all_of(m_tools.packages.begin(), m_tools.packages.end(),
                       [this](const EnginePackage &package) { return isPackageInstalled(m_folder, package); });
}

SetupProgress EngineInstaller::progress() const
{
    return m_progress;
}

bool EngineInstaller::isRunning() const
{
    switch (m_progress.phase) {
    case Phase::Checking:
    case Phase::Downloading:
    case Phase::Verifying:
    case Phase::Installing:
        return true;
    case Phase::Idle:
    case Phase::AwaitingTerms:
    case Phase::Done:
    case Phase::Failed:
    case Phase::Cancelled:
        break;
    }
    return false;
}

void EngineInstaller::start()
{
    if (isRunning())
        return;
    m_shouldStop = std::make_shared<std::atomic<bool>>(false);
    m_log.clear();
    m_progress.error.reset();
    setPhase(Phase::Checking);
    runOnWorker(m_pool, this, [folder = m_folder, tools = m_tools] {
        return planSetup(folder, tools.packages, tools.architecture, tools.bytesAvailable);
    }, [this](const Result<SetupPlan> &plan) { onPlanned(plan); });
}

void EngineInstaller::cancel()
{
    if (!isRunning())
        return;
    *m_shouldStop = true;
    if (m_child)
        m_child->kill();
}

std::function<bool()> EngineInstaller::stopFlag() const
{
    return [flag = m_shouldStop] { return flag->load(); };
}

void EngineInstaller::onPlanned(const Result<SetupPlan> &plan)
{
    if (!plan)
        return finish(Phase::Failed, plan.error());
    m_plan = *plan;
    for (const EnginePackage &package : m_tools.packages) {
        const auto isSame = [&](const EnginePackage &other) { return other.name == package.name; };
        const bool isToCome = std::any_of(m_plan.toDownload.begin(), m_plan.toDownload.end(), isSame);
        setDone(package, isToCome ? 0 : package.wheelBytes);
    }
    if (m_plan.missing.empty())
        return finish(Phase::Done);
    publish();
    m_pythonsLeft = m_tools.pythons;
    m_sawPythonWithoutPip = false;
    tryNextPython();
}

void EngineInstaller::tryNextPython()
{
    if (m_pythonsLeft.isEmpty()) {
        const auto word = m_sawPythonWithoutPip ? enginefault::kPipMissing : enginefault::kPythonMissing;
        return finish(Phase::Failed,
                      engineError(ErrorCode::EngineMissing, word,
                                  m_sawPythonWithoutPip ? "Python is there, but its package pip is not" : "no Python 3.10 or later was found"));
    }
    m_python = m_pythonsLeft.takeFirst();
    ChildCommand command;
    command.program = m_python;
    command.arguments = {QStringLiteral("-c"), QLatin1StringView(kPythonQuestion)};
    command.environment = pipEnvironment(m_plan.staging);
    command.workingDirectory = m_plan.staging;
    runChild(command, [this](const ChildExit &exit, const std::vector<std::string> &lines) { onPythonSeen(exit, lines); });
}

void EngineInstaller::onPythonSeen(const ChildExit &exit, const std::vector<std::string> &lines)
{
    const bool ranWell = !exit.failedToStart && !exit.signal && exit.exitCode == 0;
    const PythonAnswer answer = ranWell ? parsePythonAnswer(lines) : PythonAnswer{};
    m_sawPythonWithoutPip = m_sawPythonWithoutPip || (answer.isNewEnough && !answer.hasPip);
    if (!answer.isNewEnough || !answer.hasPip)
        return tryNextPython();
    m_queue.assign(m_plan.toDownload.begin(), m_plan.toDownload.end());
    setPhase(Phase::Downloading);
    downloadNext();
}

void EngineInstaller::downloadNext()
{
    if (m_queue.empty()) {
        setPhase(Phase::Verifying);
        return runStep([folder = m_folder, wheels = m_plan.missing, stop = stopFlag()] { return verifyWheels(folder, wheels, stop); },
                       &EngineInstaller::installAll);
    }
    runStep([staging = m_plan.staging, package = m_queue.front()] { return prepareDownload(staging, package); },
            &EngineInstaller::runPip);
}

void EngineInstaller::runPip()
{
    ChildCommand command;
    command.program = m_python;
    command.arguments = pipArguments(m_plan.staging);
    command.environment = pipEnvironment(m_plan.staging + QStringLiteral("/tmp"));
    command.workingDirectory = m_plan.staging;
    m_growthTimer.start();
    runChild(command, [this](const ChildExit &exit, const std::vector<std::string> &lines) { onPipEnded(exit, lines); });
}

void EngineInstaller::onPipEnded(const ChildExit &exit, const std::vector<std::string> &lines)
{
    m_growthTimer.stop();
    if (exit.failedToStart || exit.signal || exit.exitCode != 0)
        return finish(Phase::Failed, classifyPipFailure(lines, exit.exitCode, m_queue.front().label));
    runStep(
        [staging = m_plan.staging, folder = m_folder, package = m_queue.front()] { return keepWheel(staging, folder, package); },
        &EngineInstaller::onWheelKept);
}

void EngineInstaller::onWheelKept()
{
    setDone(m_queue.front(), m_queue.front().wheelBytes);
    publish();
    m_queue.pop_front();
    downloadNext();
}

void EngineInstaller::lookAtGrowth()
{
    if (m_isLookingAtGrowth || m_queue.empty())
        return;
    m_isLookingAtGrowth = true;
    runOnWorker(m_pool, this, [staging = m_plan.staging] {
        // pip copies the finished file from one to the other: the larger one counts, not the sum.
        return std::max(bytesBelow(staging + QStringLiteral("/tmp")), bytesBelow(staging + QStringLiteral("/wheel")));
    }, [this](qint64 bytes) {
        m_isLookingAtGrowth = false;
        if (m_progress.phase != Phase::Downloading || m_queue.empty() || !m_growthTimer.isActive())
            return;
        const EnginePackage &package = m_queue.front();
        const SetupProgress before = m_progress;
        setDone(package, std::min<qint64>(bytes, package.wheelBytes));
        if (m_progress != before)
            publish();
    });
}

void EngineInstaller::installAll()
{
    m_queue.assign(m_plan.missing.begin(), m_plan.missing.end());
    setPhase(Phase::Installing);
    installNext();
}

void EngineInstaller::installNext()
{
    if (m_queue.empty())
        return finish(Phase::Done);
    ChildCommand command;
    command.program = m_python;
    // The hash of the wheel was checked, and zipfile keeps absolute and parent paths inside the folder: no second run
    // of pip, whose settings could change what happens.
    command.arguments = {QStringLiteral("-I"), QStringLiteral("-S"), QStringLiteral("-m"), QStringLiteral("zipfile"), QStringLiteral("-e"),
                         wheelPath(m_folder, m_queue.front()), m_plan.staging + QStringLiteral("/unpacked")};
    command.environment = childEnvironment(ChildRole::Engine, QProcess::systemEnvironment());
    command.workingDirectory = m_plan.staging;
    runChild(command, [this](const ChildExit &exit, const std::vector<std::string> &lines) { onUnpacked(exit, lines); });
}

void EngineInstaller::onUnpacked(const ChildExit &exit, const std::vector<std::string> &lines)
{
    const EnginePackage package = m_queue.front();
    if (exit.failedToStart || exit.signal || exit.exitCode != 0) {
        Error error = classifyPipFailure(lines, exit.exitCode, package.label);
        if (error.code == ErrorCode::BadReply)
            error.providerCode = enginefault::kDamaged;
        return finish(Phase::Failed, std::move(error));
    }
    m_queue.pop_front();
    runStep(
        [=, unpacked = QString(m_plan.staging + QStringLiteral("/unpacked")), folder = m_folder, python = m_python.toStdString(), stop = stopFlag()] {
            return installUnpacked(unpacked, folder, package, python, stop);
        },
        &EngineInstaller::installNext);
}

void EngineInstaller::runChild(ChildCommand command, std::function<void(const ChildExit &, const std::vector<std::string> &)> then)
{
    if (*m_shouldStop)
        return finish(Phase::Cancelled);
    m_child = std::make_unique<ChildProcess>(std::move(command));
    connect(m_child.get(), &ChildProcess::ended, this, [this, then = std::move(then)](const ChildExit &exit) {
        const std::vector<std::string> lines = m_child->log().lines();
        m_log.insert(m_log.end(), lines.begin(), lines.end());
        // Not deleted here: this is called from inside one of its signals.
        m_child.release()->deleteLater();
        if (*m_shouldStop)
            finish(Phase::Cancelled);
        else
            then(exit, lines);
    });
    m_child->start();
}

void EngineInstaller::runStep(std::function<Result<void>()> work, Step next)
{
    runOnWorker(m_pool, this, std::move(work), [this, next](const Result<void> &result) {
        if (*m_shouldStop)
            finish(Phase::Cancelled);
        else if (!result)
            finish(Phase::Failed, result.error());
        else
            (this->*next)();
    });
}

void EngineInstaller::finish(SetupProgress::Phase phase, std::optional<Error> error)
{
    m_growthTimer.stop();
    m_queue.clear();
    runOnWorker(m_pool, this, [folder = m_folder, plan = std::exchange(m_plan, {}), isComplete = phase == Phase::Done]() mutable {
        // Without the lock there is nothing of ours to clean up.
        if (plan.lock)
            cleanUpSetup(folder, plan.staging, isComplete);
        plan.lock.reset();
        return true;
    }, [this, phase, error = std::move(error)](bool) {
        m_progress.error = error;
        setPhase(phase);
    });
}

void EngineInstaller::setPhase(SetupProgress::Phase phase)
{
    m_progress.phase = phase;
    publish();
}

void EngineInstaller::setDone(const EnginePackage &package, qint64 bytes)
{
    const auto item = std::find_if(m_progress.items.begin(), m_progress.items.end(), [&](const SetupItem &i) { return i.name == package.label; });
    if (item != m_progress.items.end())
        item->doneBytes = bytes;
}

void EngineInstaller::publish()
{
    const SetupProgress progress = m_progress;
    Q_EMIT progressChanged(progress);
}

} // namespace lineup
