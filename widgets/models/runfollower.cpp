#include "widgets/models/runfollower.h"

#include <algorithm>

namespace lineup {

void RunFollower::setRun(const Run *run, Duration elapsed)
{
    m_run = run;
    m_lanes.clear();
    if (!run)
        return;
    m_lanes.resize(std::min(run->results.size(), run->setup.lanes.size()));
    for (int lane = 0; lane < laneCount(); ++lane)
        update(lane, elapsed);
}

int RunFollower::laneCount() const
{
    // The run is another's: between its change and the next setRun() it may have fewer lanes.
    return m_run ? static_cast<int>(std::min({m_lanes.size(), m_run->results.size(), m_run->setup.lanes.size()})) : 0;
}

void RunFollower::update(int lane, Duration elapsed)
{
    if (lane < 0 || lane >= laneCount())
        return;
    Lane &entry = m_lanes[static_cast<std::size_t>(lane)];
    const LaneResult &answer = result(lane);
    entry.track.update(answer);
    const auto &times = entry.track.contentTimes();
    const Duration latest = times.empty() ? Duration{0} : times.back();
    if (entry.hasEnded && lineup::isRunning(answer))
        entry.sentAt = elapsed - latest;
    entry.hasEnded = answer.phase == LanePhase::Ended;
    entry.now = std::max(elapsed - entry.sentAt, latest);
    entry.figures = laneFigures(spec(lane), answer, entry.track, entry.now);
}

RaceCurve RunFollower::curve(int lane, double secondsPerColumn) const
{
    return raceCurve(track(lane), result(lane), now(lane), secondsPerColumn);
}

PhaseRow RunFollower::phases(int lane) const
{
    return phaseRow(track(lane), result(lane), now(lane));
}

double RunFollower::tokensAt(int lane, Duration at) const
{
    return raceTokensAt(track(lane), result(lane), at);
}

bool RunFollower::isRunning() const
{
    const Counts count = counts();
    return count.running + count.queued > 0;
}

bool RunFollower::isEmpty() const
{
    for (int lane = 0; lane < laneCount(); ++lane) {
        if (figures(lane).phase != LanePhase::Idle)
            return false;
    }
    return true;
}

RunFollower::Duration RunFollower::longest() const
{
    Duration longest{0};
    for (int lane = 0; lane < laneCount(); ++lane)
        longest = std::max(longest, figures(lane).total.value_or(Duration{0}));
    return longest;
}

RunFollower::Counts RunFollower::counts() const
{
    Counts counts;
    for (int lane = 0; lane < laneCount(); ++lane) {
        const LaneFigures &each = figures(lane);
        if (each.phase == LanePhase::Queued)
            ++counts.queued;
        else if (each.isRunning())
            ++counts.running;
        else if (each.hasFailed())
            ++counts.failed;
        else if (each.phase == LanePhase::Ended)
            ++counts.done;
    }
    return counts;
}

} // namespace lineup
