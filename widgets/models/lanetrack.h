#pragma once

#include "core/run/laneresult.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace lineup {

/// Follows the record of one answer while it grows, so that charts and tables cost O(new events) a tick.
/// All times are since Send. Not thread-safe; belongs to the GUI thread.
class LaneTrack {
public:
    using Duration = std::chrono::microseconds;

    /// Takes in what is new in `result`. An answer that was started anew is noticed and followed from its beginning.
    void update(const LaneResult &result);
    void clear() { *this = LaneTrack{}; }

    /// Times of the content events, never falling (a later event with an earlier stamp, as a damaged file may hold, is
    /// moved to the one before it).
    const std::vector<Duration> &contentTimes() const { return m_times; }
    /// Number of content events before `when`.
    std::size_t countBefore(Duration when) const;

    /// When the request first left the queue; not set while it waits there or when nobody said.
    std::optional<Duration> queueEnd() const { return m_queueEnd; }
    /// When the present attempt began to connect, and when it was sent.
    std::optional<Duration> attemptStart() const { return m_attemptStart; }
    std::optional<Duration> sentAt() const { return m_sentAt; }

private:
    void note(const StreamEvent &event);

    std::size_t m_cursor = 0;
    std::vector<Duration> m_times;
    std::optional<Duration> m_queueEnd;
    std::optional<Duration> m_attemptStart;
    std::optional<Duration> m_sentAt;
};

/// How content events become tokens: tokens = hidden + events × perEvent.
///
/// With a usage report the curve ends on the reported count; one event may carry several tokens. Without one an event
/// counts as one token, which is a lower bound and marked as an estimate.
struct TokenScale {
    double hidden = 0;   ///< reasoning that was not streamed: it was made before the first content
    double perEvent = 1;
    bool isEstimated = true;

    double tokensAt(std::size_t events) const { return events == 0 ? 0.0 : hidden + perEvent * static_cast<double>(events); }
};
TokenScale tokenScale(const LaneResult &result);

/// Output tokens so far: reported, else counted by events (see TokenScale); nothing before the first content.
struct OutputCount {
    std::optional<std::int64_t> tokens;
    bool isEstimated = false;
};
OutputCount outputCount(const LaneResult &result);

/// True between Send and the end.
bool isRunning(const LaneResult &result);

} // namespace lineup
