#include "widgets/models/phaserows.h"

#include <QCoreApplication>

#include <algorithm>

namespace lineup {

namespace {

using Duration = LaneTrack::Duration;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(PhaseRows)
};

void append(PhaseRow &row, PhaseKind kind, Duration length)
{
    if (length.count() <= 0)
        return;
    row.parts.push_back({kind, row.total, length});
    row.total += length;
}

PhaseRow endedRow(const LatencyTrace &trace)
{
    PhaseRow row;
    const std::array lengths{trace.queue, trace.retry, trace.dns,      trace.connect, trace.tls,
                             trace.upload, trace.wait, trace.thinking, trace.text,    trace.tail};
    static_assert(std::tuple_size_v<decltype(lengths)> == kPhaseKinds.size());
    for (std::size_t i = 0; i < lengths.size(); ++i)
        append(row, kPhaseKinds[i], lengths[i].value_or(Duration{0}));
    return row;
}

/// Parts up to the moments that are known; what comes after the last of them is the phase the lane is in now.
PhaseRow runningRow(const LaneTrack &track, const LaneResult &result, Duration now)
{
    PhaseRow row;
    row.isRunning = true;
    const auto until = [&](PhaseKind kind, Duration moment) { append(row, kind, std::min(moment, now) - row.total); };
    if (!track.queueEnd() && !result.hasContent()) {
        until(result.phase == LanePhase::Queued ? PhaseKind::Queue : PhaseKind::Wait, now);
        return row;
    }
    if (track.queueEnd())
        until(PhaseKind::Queue, *track.queueEnd());
    if (result.lastRetry && !result.hasContent() && result.phase == LanePhase::RetryWait) {
        until(PhaseKind::Retry, now);
        return row;
    }
    if (track.attemptStart())
        until(PhaseKind::Retry, *track.attemptStart());
    if (track.sentAt())
        until(PhaseKind::Connect, *track.sentAt());
    else if (result.phase == LanePhase::Connecting)
        until(PhaseKind::Connect, now);
    if (!result.firstContentAt) {
        until(PhaseKind::Wait, now);
        return row;
    }
    until(PhaseKind::Wait, *result.firstContentAt);
    if (result.reasoningStreamed)
        until(PhaseKind::Thinking, result.firstAnswerAt.value_or(now));
    if (result.firstAnswerAt)
        until(PhaseKind::Text, now);
    return row;
}

} // namespace

QString phaseName(PhaseKind kind)
{
    switch (kind) {
    //: part of the time of an answer: waiting for a slot or for the local engine before the request leaves
    case PhaseKind::Queue: return Words::tr("queue");
    //: part of the time of an answer: failed attempts and the pauses between them
    case PhaseKind::Retry: return Words::tr("retry");
    //: part of the time of an answer: looking up the server's name
    case PhaseKind::Dns: return Words::tr("DNS");
    //: part of the time of an answer: opening the connection
    case PhaseKind::Connect: return Words::tr("connect");
    //: part of the time of an answer: securing the connection
    case PhaseKind::Tls: return Words::tr("TLS");
    //: part of the time of an answer: sending the request
    case PhaseKind::Upload: return Words::tr("upload");
    //: part of the time of an answer: request sent, nothing back yet
    case PhaseKind::Wait: return Words::tr("wait");
    //: part of the time of an answer: the model reasons before its answer
    case PhaseKind::Thinking: return Words::tr("thinking");
    //: part of the time of an answer: the text of the answer comes
    case PhaseKind::Text: return Words::tr("text");
    //: part of the time of an answer: after the last text until the server closes
    case PhaseKind::Tail: return Words::tr("tail");
    }
    return {};
}

Duration PhaseRow::lengthOf(PhaseKind kind) const
{
    const auto part = std::find_if(parts.begin(), parts.end(), [kind](const PhasePart &each) { return each.kind == kind; });
    return part == parts.end() ? Duration{0} : part->length;
}

PhaseRow phaseRow(const LaneTrack &track, const LaneResult &result, Duration now)
{
    if (result.end)
        return endedRow(result.end->trace);
    return isRunning(result) ? runningRow(track, result, now) : PhaseRow{};
}

} // namespace lineup
