#pragma once

#include "widgets/models/lanetablemodel.h"
#include "widgets/models/runfollower.h"

#include <QString>

namespace lineup {

/// Which chart of the strip is shown.
enum class StripView { Race, Phases, Speed };
/// Whether race and phases stand side by side.
enum class StripWidth { Narrow, Wide };

/// Where a shown run comes from.
enum class RunOrigin {
    Live,     ///< made in this window just now, or being made
    Recorded, ///< read from a document, or an older run
};

/// The sentences of the race strip.
namespace stripwords {

/// "Race", "Phases", "Speed"; in a wide strip the race is "Race + phases".
QString tabText(StripView view, StripWidth width);
/// What the chart shows, in words; empty where a legend says it.
QString caption(StripView view, StripWidth width);
/// "3 running", "5 running, 1 queued, 2 done".
QString status(const RunFollower::Counts &counts);
/// "Pane B failed after 1.1 s; its line stops there." Empty when none failed.
QString failure(const RunFollower &run);
/// "B has too few tokens for a decode speed (needs 8)." Empty while something runs or when all have enough.
QString tooFewTokens(const RunFollower &run);
/// The line of the folded strip: "All panes: 862 tokens out, $0.0070".
QString totals(const LaneTableModel &table);
/// "Recorded on 21 Nov 2026, 14:02".
QString recorded(const Run &run);
/// The race in sentences, for a screen reader.
QString raceDescription(const RunFollower &run);

} // namespace stripwords
} // namespace lineup
