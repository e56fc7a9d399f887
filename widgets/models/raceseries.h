#pragma once

#include "widgets/models/lanetrack.h"

#include <QPointF>

#include <chrono>
#include <optional>
#include <vector>

namespace lineup {

/// One answer as a line: x = seconds since Send, y = output tokens so far. x and y never fall.
struct RaceCurve {
    std::vector<QPointF> thinking; ///< drawn thin; empty when no reasoning was streamed
    std::vector<QPointF> answer;   ///< begins where `thinking` ends
    std::optional<QPointF> firstContent; ///< where the line starts, on the axis
    std::optional<QPointF> thinkingEnd;  ///< first answer token after streamed reasoning
    std::optional<QPointF> end;          ///< where the mark stands: now while it runs, else the last content or the failure
    bool isEstimated = false;            ///< tokens are counted by events
};

/// Makes the curve of `track` for a chart whose pixel columns are `secondsPerColumn` wide: at most two points a column,
/// first and last of its events, which for a count that never falls are its least and greatest. The last event is
/// always kept. Costs O(columns × log events), however long the answer is.
///
/// `now` = time since Send for an answer that runs; ignored for one that has ended. secondsPerColumn > 0.
RaceCurve raceCurve(const LaneTrack &track, const LaneResult &result, LaneTrack::Duration now, double secondsPerColumn);

/// Leaves out points that the line between those kept passes within `tolerance` above or below. First and last stay, and
/// every kept point is one of `points`. For points whose x never falls; costs O(points).
std::vector<QPointF> thinned(const std::vector<QPointF> &points, double tolerance);

/// Tokens so far at `at`, for the cursor; 0 before the first content.
double raceTokensAt(const LaneTrack &track, const LaneResult &result, LaneTrack::Duration at);

/// A scale from 0 with round steps.
struct NiceScale {
    double maximum = 1;
    double step = 1;
    bool operator==(const NiceScale &) const = default;
};
/// Time axis in seconds on which `seconds` reaches at most to `share` of the width (0 < share ≤ 1), so that labels fit behind
/// the lines and, while they grow, the axis seldom changes. At most eight steps.
NiceScale timeScale(double seconds, double share = 0.7);
/// Axis of counts or speeds with at most `lines` − 1 steps above 0 (2 ≤ lines ≤ 9); it reaches at least to 1.
NiceScale valueScale(double maximum, int lines);
/// Axis of lengths of time in seconds, the same with the steps that are usual for time; it reaches at least to 0.05.
NiceScale lengthScale(double maximum, int lines);

} // namespace lineup
