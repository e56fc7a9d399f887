#pragma once

#include "core/run/lane.h"

#include <QString>
#include <QStringList>

namespace lineup {

/// What of a lane's settings is worth a chip: "temp 0", "max 96", in the order of importance. Only what is set.
QStringList parameterChips(const LaneSpec &lane);
/// "zero-shot", "1 example", "3 examples": how many examples this lane sends. Empty when the line-up has none and the lane
/// has none of its own.
QString examplesChip(const LineupSetup &setup, const LaneSpec &lane);
/// How the lane is called: its name, else its model, else `localModel` (the engine's own) or a translated "Local model".
QString laneTitle(const LaneSpec &lane, const QString &localModel);
/// Where it answers: "this computer", or the host of its server.
QString laneProvider(const LaneSpec &lane);
/// Whether nothing leaves this computer and nothing is charged.
bool isLocalLane(const LaneSpec &lane);
/// "Pane A, SmolLM2 135M Instruct, this computer": the pane for a screen reader.
QString paneName(const LaneSpec &lane, const QString &localModel);

/// Whether a server that says it is `served` is another model than the `requested` one. Dated and qualified names of the
/// same model ("gpt-4o" → "gpt-4o-2024-08-06", "meta/llama-3" → "llama-3") are the same; nothing asked is no mismatch.
bool isAnotherModel(const std::string &requested, const std::string &served);

} // namespace lineup
