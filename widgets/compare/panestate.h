#pragma once

#include "core/chat/parameter.h"
#include "core/ports/localengine.h"
#include "core/run/lane.h"
#include "core/run/laneresult.h"
#include "widgets/common/chip.h"

#include <QString>

#include <chrono>
#include <optional>
#include <vector>

namespace lineup {

/// What the head of a pane says about its answer.
struct PaneState {
    Chip::Tone tone = Chip::Tone::Plain;
    QString text;
    QString iconName;
    QString hint;
    bool operator==(const PaneState &) const = default;
};

/// What the middle of a pane says when there is no answer yet, or beside the one there is.
struct PaneNotice {
    enum class Tone { Quiet, Plain, Warning, Error };
    Tone tone = Tone::Plain;
    QString iconName; ///< empty = none
    QString title;
    QString text;
    QString details;  ///< technical, behind a button; empty = none
    bool canStop = false;
    bool canSendAgain = false; ///< "Try again" after an error, else "Send again"
    bool canSend = false;      ///< it was never sent
    bool operator==(const PaneNotice &) const = default;
};

/// Everything the words depend on.
struct PaneSituation {
    LaneSpec lane;             ///< as it was sent, or as it is edited when it was not
    bool isInRun = false;      ///< the shown run has this pane
    bool hasRun = false;       ///< some run is shown
    std::vector<Parameter> notTaken; ///< settings that the model does not take; while nothing was sent
    bool isRecord = false;     ///< the answer was not made just now
    std::chrono::microseconds elapsed{0};      ///< since Send; only while it runs
    std::chrono::microseconds sinceRetry{0};   ///< since the present wait for another attempt began
    EngineState engine;                        ///< of this computer
    std::chrono::microseconds engineElapsed{0}; ///< in its present state
};

PaneState paneState(const PaneSituation &situation, const LaneResult &result);
/// Nothing while an answer comes or after a plain end.
std::optional<PaneNotice> paneNotice(const PaneSituation &situation, const LaneResult &result);
/// "You asked for grok-4.7; the server says grok-4.5 answered." Nothing when the right one did.
std::optional<QString> modelMismatch(const LaneSpec &lane, const LaneResult &result);

/// "Pane B ended: 4.8 seconds, 498 tokens, 0.6 cents." or "Pane B failed: the key was not accepted.": for a screen reader.
QString spokenEnd(const LaneSpec &lane, const LaneResult &result);

} // namespace lineup
