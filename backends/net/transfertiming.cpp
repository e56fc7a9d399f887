#include "backends/net/transfertiming.h"

#include <algorithm>

namespace lineup::net {

namespace {

using Microseconds = std::chrono::microseconds;
using Part = std::optional<Microseconds> TransferTiming::*;

/// Cuts a line into parts from left to right.
class Cutter {
public:
    Cutter(TransferTiming &timing, Microseconds end) : m_timing(timing), m_end(end) {}

    /// The part up to `moment`. Without a moment the transfer ended in this part, and nothing follows.
    void cut(Part part, std::optional<Microseconds> moment)
    {
        if (m_done)
            return;
        const Microseconds until = std::clamp(moment.value_or(m_end), m_at, m_end);
        m_timing.*part = until - m_at;
        m_at = until;
        m_done = !moment;
    }

private:
    TransferTiming &m_timing;
    Microseconds m_end;
    Microseconds m_at{0};
    bool m_done = false;
};

std::optional<Microseconds> reached(Microseconds moment, bool surely)
{
    if (moment.count() > 0 || surely)
        return moment;
    return std::nullopt;
}

} // namespace

TransferTiming makeTiming(const TransferStamps &stamps)
{
    TransferTiming timing;
    timing.queuedAt = stamps.queuedAt;
    timing.startedAt = std::max(stamps.startedAt, stamps.queuedAt);
    timing.queue = std::chrono::duration_cast<Microseconds>(timing.startedAt - timing.queuedAt);
    timing.connectionReused = stamps.connectionReused;

    const Microseconds end = std::max(stamps.end, Microseconds(0));
    timing.endedAt = timing.startedAt + end;
    timing.total = timing.queue + end;

    Cutter cutter(timing, end);
    if (!stamps.connectionReused) {
        const bool connected = stamps.wasConnected;
        cutter.cut(&TransferTiming::dns, reached(stamps.nameLookup, connected || stamps.connect.count() > 0));
        cutter.cut(&TransferTiming::connect, reached(stamps.connect, connected));
        if (stamps.appConnect.count() > 0 || !connected)
            cutter.cut(&TransferTiming::tls, reached(stamps.appConnect, false));
    }
    cutter.cut(&TransferTiming::upload, stamps.sent);
    cutter.cut(&TransferTiming::headers, stamps.firstHeader);
    cutter.cut(&TransferTiming::firstBody, stamps.firstBody);
    cutter.cut(&TransferTiming::body, std::nullopt);
    return timing;
}

} // namespace lineup::net
