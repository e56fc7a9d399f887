#pragma once

#include "widgets/models/lanetrack.h"

#include <QString>

#include <array>
#include <vector>

namespace lineup {

/// The parts of one answer's time, in the order in which they are stacked.
enum class PhaseKind { Queue, Retry, Dns, Connect, Tls, Upload, Wait, Thinking, Text, Tail };
inline constexpr std::array kPhaseKinds{PhaseKind::Queue,  PhaseKind::Retry, PhaseKind::Dns,      PhaseKind::Connect, PhaseKind::Tls,
                                        PhaseKind::Upload, PhaseKind::Wait,  PhaseKind::Thinking, PhaseKind::Text,    PhaseKind::Tail};
/// "DNS", "connect", "wait", …: the words of the legend.
QString phaseName(PhaseKind kind);

struct PhasePart {
    PhaseKind kind = PhaseKind::Wait;
    LaneTrack::Duration start{0};
    LaneTrack::Duration length{0};
    bool operator==(const PhasePart &) const = default;
};

/// One bar. Parts follow each other without gaps from 0 to `total`; a phase that does not apply or took no time is not
/// there.
struct PhaseRow {
    std::vector<PhasePart> parts;
    LaneTrack::Duration total{0};
    bool isRunning = false;

    /// Length of a part; 0 when it is not there.
    LaneTrack::Duration lengthOf(PhaseKind kind) const;
    bool operator==(const PhaseRow &) const = default;
};

/// Where the time of an answer went: from its trace once it has ended; while it runs (`now` = time since Send) from what
/// is known so far, with connection and request told apart only as far as the progress said so. Empty for a lane that
/// was not sent.
PhaseRow phaseRow(const LaneTrack &track, const LaneResult &result, LaneTrack::Duration now);

} // namespace lineup
