#pragma once

#include "core/run/lane.h"
#include "widgets/models/lanetrack.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

namespace lineup {

/// The figures of one lane as they are shown under its pane and in the table: plain values, no words. Made anew at each
/// tick while it runs. A figure that is not known is not set.
struct LaneFigures {
    using Duration = std::chrono::microseconds;

    int letter = 0; ///< 0 = A
    std::string model;
    LanePhase phase = LanePhase::Idle;
    std::optional<Outcome> outcome; ///< set once it has ended

    std::optional<std::int64_t> tokensIn;
    std::optional<std::int64_t> tokensOut; ///< reasoning included
    bool isInputEstimated = false;
    bool isOutputEstimated = false;        ///< counted by events, or said so by the report
    std::optional<double> speedNow;        ///< tokens per second over the last two seconds; only while it runs
    std::optional<double> decodeSpeed;     ///< see core/metrics/latencytrace.h; only when it has ended
    std::optional<double> endToEndSpeed;   ///< only when it has ended
    std::optional<Duration> firstToken;    ///< start of the attempt → first answer token
    std::optional<Duration> firstReasoning; ///< start of the attempt → first reasoning
    std::optional<Duration> beforeText;    ///< Send → first answer token, or so far
    std::optional<Duration> text;          ///< first → last answer token, or so far
    std::optional<Duration> total;         ///< Send → end, or so far
    Cost cost;                             ///< while it runs an estimate, or a lower bound without a usage report

    bool isRunning() const { return phase != LanePhase::Idle && phase != LanePhase::Ended; }
    /// Ended with an error.
    bool hasFailed() const { return outcome == Outcome::Error; }
    bool operator==(const LaneFigures &) const = default;
};

/// `now` = time since Send; ignored unless the lane runs. `track` has been updated with `result`.
LaneFigures laneFigures(const LaneSpec &spec, const LaneResult &result, const LaneTrack &track, LaneFigures::Duration now);

/// Tokens per second over the last two seconds before `now`; nothing in the first quarter of a second of an answer.
std::optional<double> speedNow(const LaneResult &result, const LaneTrack &track, LaneFigures::Duration now);

} // namespace lineup
