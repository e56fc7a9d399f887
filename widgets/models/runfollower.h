#pragma once

#include "core/run/run.h"
#include "widgets/models/lanefigures.h"
#include "widgets/models/phaserows.h"
#include "widgets/models/raceseries.h"

#include <vector>

namespace lineup {

/// Reads one run, live or from a record, for the charts and the table of the strip: what is new in a lane is taken in once
/// and kept as a track and as figures. Belongs to the GUI thread.
class RunFollower {
public:
    using Duration = std::chrono::microseconds;

    /// `run` is not owned and has to live until the next setRun(); null = nothing to show. Every lane is read.
    /// `elapsed` = time since Send.
    void setRun(const Run *run, Duration elapsed);
    /// Reads what is new in a lane; a lane outside is ignored.
    void update(int lane, Duration elapsed);

    /// Lanes that can be read: 0 when there is no run.
    int laneCount() const;
    const LaneSpec &spec(int lane) const { return m_run->setup.lanes[static_cast<std::size_t>(lane)]; }
    const LaneResult &result(int lane) const { return m_run->results[static_cast<std::size_t>(lane)]; }
    const LaneFigures &figures(int lane) const { return m_lanes[static_cast<std::size_t>(lane)].figures; }
    const LaneTrack &track(int lane) const { return m_lanes[static_cast<std::size_t>(lane)].track; }

    /// Time since this lane was sent, which is later than Send for a lane that was sent again meanwhile.
    Duration now(int lane) const { return m_lanes[static_cast<std::size_t>(lane)].now; }
    RaceCurve curve(int lane, double secondsPerColumn) const;
    PhaseRow phases(int lane) const;
    /// Tokens so far `at` after Send.
    double tokensAt(int lane, Duration at) const;

    bool isRunning() const;
    /// True when no lane was sent.
    bool isEmpty() const;
    /// The longest time of a lane: so far, or until its end.
    Duration longest() const;
    /// Lanes in a state, for the status line. Queued ones do not count as running; done ones have ended without an error.
    struct Counts {
        int running = 0;
        int queued = 0;
        int done = 0;
        int failed = 0;
    };
    Counts counts() const;

private:
    struct Lane {
        LaneTrack track;
        LaneFigures figures;
        Duration sentAt{0}; ///< after Send
        Duration now{0};
        bool hasEnded = false;
    };

    const Run *m_run = nullptr;
    std::vector<Lane> m_lanes;
};

} // namespace lineup
