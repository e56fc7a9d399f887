#pragma once

#include "core/engine/logring.h"

#include <QObject>
#include <QPointer>
#include <QProcess>
#include <QString>
#include <QStringList>
#include <QTimer>

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace lineup {

/// What to run. Always a program and a list, never a shell.
struct ChildCommand {
    QString program;
    QStringList arguments;
    QStringList environment;   ///< "NAME=value", complete: nothing is inherited beside it
    QString workingDirectory;  ///< empty: ours
    std::vector<std::string> secrets; ///< hidden in the log
};

/// How a child ended.
struct ChildExit {
    bool failedToStart = false;
    std::optional<int> signal; ///< set only if a signal ended it
    int exitCode = 0;
    bool wasStopped = false;   ///< it was asked to, by stop() or kill()
};

/// How long stop() waits before it gets firmer.
struct StopLadder {
    bool endsOnStdinClose = true; ///< false: begin with SIGTERM
    std::chrono::milliseconds afterClose{2000};
    std::chrono::milliseconds afterTerminate{3000};
};

/// One supervised child process in a session and process group of its own.
///
/// - Dies with us: PR_SET_PDEATHSIG(SIGKILL), which fires when the *thread* that started it ends, hence start() from
///   the main thread only. Inherits no descriptor beyond the three standard ones.
/// - Both streams are always drained into a log ring; each complete line is also announced.
/// - Life: start() once; then lineRead() any number of times; then ended() exactly once, never from inside start().
///   Destroying it first is silent: standard input closed, after 300 ms the group killed, at most 800 ms in all.
///
/// Lives on the main thread.
class ChildProcess final : public QObject {
    Q_OBJECT
public:
    explicit ChildProcess(ChildCommand command, StopLadder ladder = {}, QObject *parent = nullptr);
    ~ChildProcess() override;

    void start();
    /// Walks down the ladder: close standard input, SIGTERM, SIGKILL to the whole group. Returns at once.
    void stop();
    /// SIGKILL to the whole group. Returns at once.
    void kill();
    bool isRunning() const { return m_process.state() != QProcess::NotRunning; }
    qint64 processId() const { return m_process.processId(); }
    const LogRing &log() const { return m_log; }

Q_SIGNALS:
    /// A line of either stream, redacted. `fromStdout` tells which.
    void lineRead(const std::string &line, bool fromStdout);
    void ended(const lineup::ChildExit &exit);

private:
    void readAll();
    void readStream(QProcess::ProcessChannel channel);
    void onFinished(int exitCode, QProcess::ExitStatus status);
    void onError(QProcess::ProcessError error);
    void climb();
    void signalGroup(int signal) const;

    ChildCommand m_command;
    StopLadder m_ladder;
    QProcess m_process;
    LogRing m_log;
    LogRing m_stdoutLines; ///< cuts standard output into lines apart from standard error
    QTimer m_ladderTimer;
    qint64 m_group = 0;
    enum class Rung { None, Closing, Terminating, Killing } m_rung = Rung::None;
};

} // namespace lineup
