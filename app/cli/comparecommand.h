#pragma once

#include "app/cli/commandio.h"
#include "app/cli/progressline.h"
#include "app/cli/commandline.h"
#include "core/document/lineupdocument.h"
#include "core/run/lineuprunner.h"

#include <QObject>

#include <optional>
#include <vector>

class QTimer;

namespace lineup {

/// `lineup compare`: reads the input, runs the line-up as often as asked, prints, saves, and says the exit code once.
///
/// Life cycle: start() once; finished() once, never before start() has returned. Main thread.
class CompareCommand : public QObject {
    Q_OBJECT
public:
    CompareCommand(BackendFactory &backends, const Clock &clock, CommandIo io, QObject *parent = nullptr);
    ~CompareCommand() override;

    void start(const CompareOptions &options);
    /// Cancels what runs, prints what came, then finishes with 128 + signal. At once when nothing runs.
    void interrupt(int signalNumber);

Q_SIGNALS:
    void finished(int exitCode);

private:
    bool prepare();
    void runNext();
    void onRunFinished();
    void showProgress();
    void finish();
    /// 0, or the exit code of what went wrong with writing.
    int printReport();
    int saveDocument();

    BackendFactory &m_backends;
    CommandIo m_io;
    CompareOptions m_options;
    LineupDocument m_document;
    std::vector<Run> m_runs;
    LineupRunner m_runner;
    ProgressLine m_progress;
    QTimer *m_progressTimer;
    QTimer *m_cancelTimer;
    const Clock &m_clock;
    std::optional<int> m_signal;
    bool m_hasFinished = false;
};

} // namespace lineup
