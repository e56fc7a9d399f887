#pragma once

#include "core/base/clock.h"
#include "core/ports/chatbackend.h"
#include "core/run/run.h"

#include <QObject>

#include <memory>
#include <vector>

class QTimer;

namespace lineup {

/// Runs one line-up: sends the prompt to every lane at once and keeps their answers up to date.
///
/// Lives on one thread (the GUI's, or main of the command line). Changes are announced in batches at most about 30 times
/// a second, but that the first words of a lane are announced as they come; nothing is signalled per token. One lane's failure never touches another.
///
/// Order of signals of a run: started (every lane that is sent to is Queued by then), lanesChanged…, laneEnded once per lane
/// (after the lanesChanged that shows it), finished once. A receiver may call anything here, also start().
class LineupRunner : public QObject {
    Q_OBJECT
public:
    LineupRunner(BackendFactory &backends, const Clock &clock, std::string madeWith, QObject *parent = nullptr);
    ~LineupRunner() override;

    /// Starts a run; a running one is cancelled first and its remaining signals are not sent.
    /// `lanes` = indexes to send to; empty = all. A lane that is not sent to keeps an empty result (LanePhase::Idle).
    void start(const LineupSetup &setup, const std::vector<int> &lanes = {});
    /// Sends one lane of the finished or running run again, replacing its result; lanesChanged says so before this returns.
    void restartLane(int lane);
    /// Stops one lane, or all; what came is kept. Ends arrive through the signals.
    void cancelLane(int lane);
    void cancelAll();

    bool isRunning() const;
    bool isLaneRunning(int lane) const;
    int runningCount() const;
    /// The present run; empty before the first start.
    const Run &run() const { return m_run; }
    /// Steady time of Send, for clocks on the screen.
    Clock::Steady startedAt() const { return m_startedAt; }
    /// Replaces the shown run, e.g. by one read from a document. Cancels a running one.
    void show(const Run &run);

Q_SIGNALS:
    void started();
    void lanesChanged(const std::vector<int> &lanes);
    void laneEnded(int lane);
    void finished();

private:
    struct Live;
    void startLane(int lane);
    void endLane(int lane, const StreamEnd &end);
    void scheduleDrain(int lane);
    void drain();
    void announce(const std::vector<int> &changed, const std::vector<int> &ended);
    void abandonAll();

    BackendFactory &m_backends;
    const Clock &m_clock;
    std::string m_madeWith;
    Run m_run;
    Clock::Steady m_startedAt{};
    Clock::Steady m_lastDrain{};
    StreamInbox::Delivery m_delivery; ///< used for every lane and every drain, for its memory
    std::vector<std::unique_ptr<Live>> m_live; ///< per lane; null when it does not run
    std::vector<bool> m_isLocal;
    int m_generation = 0; ///< counts runs, so that a signal handler that starts another one is noticed
    QTimer *m_drainTimer;
};

} // namespace lineup
