#include "backends/engine/childprocess.h"

#include "backends/engine/processgroup.h"

#include <QCoreApplication>
#include <QThread>

#include <csignal>
#include <sys/types.h>
#include <unistd.h>

namespace lineup {

namespace {

constexpr int kEndGraceMs = 300;
constexpr int kEndKillMs = 500;

} // namespace

ChildProcess::ChildProcess(ChildCommand command, StopLadder ladder, QObject *parent)
    : QObject(parent), m_command(std::move(command)), m_ladder(ladder)
{
    for (const std::string &secret : m_command.secrets) {
        m_log.addSecret(secret);
        m_stdoutLines.addSecret(secret);
    }
    m_ladderTimer.setSingleShot(true);
    connect(&m_ladderTimer, &QTimer::timeout, this, &ChildProcess::climb);
    connect(&m_process, &QProcess::readyReadStandardOutput, this, [this] { readStream(QProcess::StandardOutput); });
    connect(&m_process, &QProcess::readyReadStandardError, this, [this] { readStream(QProcess::StandardError); });
    connect(&m_process, &QProcess::finished, this, &ChildProcess::onFinished);
    // Queued: a program that cannot be run is reported from inside QProcess::start().
    connect(&m_process, &QProcess::errorOccurred, this, &ChildProcess::onError, Qt::QueuedConnection);
}

ChildProcess::~ChildProcess()
{
    m_process.disconnect(this);
    if (!isRunning())
        return;
    m_process.closeWriteChannel();
    if (!m_ladder.endsOnStdinClose)
        signalGroup(SIGTERM);
    if (!m_process.waitForFinished(kEndGraceMs)) {
        signalGroup(SIGKILL);
        m_process.waitForFinished(kEndKillMs);
    }
}

void ChildProcess::start()
{
    Q_ASSERT(QThread::currentThread() == QCoreApplication::instance()->thread());
    const pid_t parent = ::getpid();
    m_process.setChildProcessModifier([parent] { becomeOwnGroup(parent); });
    QProcessEnvironment environment;
    for (const QString &variable : std::as_const(m_command.environment)) {
        const qsizetype equals = variable.indexOf(QLatin1Char('='));
        environment.insert(variable.left(equals), variable.mid(equals + 1));
    }
    m_process.setProcessEnvironment(environment);
    if (!m_command.workingDirectory.isEmpty())
        m_process.setWorkingDirectory(m_command.workingDirectory);
    connect(&m_process, &QProcess::started, this, [this] { m_group = m_process.processId(); });
    m_process.start(m_command.program, m_command.arguments);
}

void ChildProcess::stop()
{
    if (m_rung != Rung::None || !isRunning())
        return;
    if (m_ladder.endsOnStdinClose) {
        m_rung = Rung::Closing;
        m_process.closeWriteChannel();
        m_ladderTimer.start(m_ladder.afterClose);
    } else {
        m_rung = Rung::Closing;
        climb();
    }
}

void ChildProcess::kill()
{
    if (!isRunning())
        return;
    m_ladderTimer.stop();
    m_rung = Rung::Killing;
    signalGroup(SIGKILL);
}

void ChildProcess::climb()
{
    if (m_rung == Rung::Closing) {
        m_rung = Rung::Terminating;
        signalGroup(SIGTERM);
        m_ladderTimer.start(m_ladder.afterTerminate);
    } else if (m_rung == Rung::Terminating) {
        m_rung = Rung::Killing;
        signalGroup(SIGKILL);
    }
}

void ChildProcess::signalGroup(int signal) const
{
    // The child leads its own group since before exec, so its process id names the group from the first moment on.
    const qint64 group = m_group != 0 ? m_group : m_process.processId();
    if (group <= 1)
        return;
    // Right after the fork the group may not exist yet; then the child is alone.
    if (::kill(static_cast<pid_t>(-group), signal) != 0 && isRunning())
        ::kill(static_cast<pid_t>(group), signal);
}

void ChildProcess::readAll()
{
    readStream(QProcess::StandardOutput);
    readStream(QProcess::StandardError);
}

void ChildProcess::readStream(QProcess::ProcessChannel channel)
{
    m_process.setReadChannel(channel);
    const QByteArray bytes = m_process.readAll();
    const bool isStdout = channel == QProcess::StandardOutput;
    LogRing &ring = isStdout ? m_stdoutLines : m_log;
    for (const std::string &line : ring.append({bytes.constData(), static_cast<std::size_t>(bytes.size())})) {
        if (isStdout)
            m_log.addLine(line);
        Q_EMIT lineRead(line, isStdout);
    }
}

void ChildProcess::onFinished(int exitCode, QProcess::ExitStatus status)
{
    m_ladderTimer.stop();
    // Whatever the child had started itself goes with it.
    signalGroup(SIGKILL);
    readAll();
    for (const std::string &line : m_stdoutLines.finish()) {
        m_log.addLine(line);
        Q_EMIT lineRead(line, true);
    }
    for (const std::string &line : m_log.finish())
        Q_EMIT lineRead(line, false);
    ChildExit exit;
    exit.wasStopped = m_rung != Rung::None;
    // On Unix QProcess gives the number of the signal as the exit code of a crash.
    if (status == QProcess::CrashExit)
        exit.signal = exitCode;
    else
        exit.exitCode = exitCode;
    Q_EMIT ended(exit);
}

void ChildProcess::onError(QProcess::ProcessError error)
{
    if (error != QProcess::FailedToStart)
        return;
    ChildExit exit;
    exit.failedToStart = true;
    exit.wasStopped = m_rung != Rung::None;
    m_log.addLine(m_process.errorString().toStdString());
    Q_EMIT ended(exit);
}

} // namespace lineup
