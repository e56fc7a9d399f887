#pragma once

#include "core/chat/parameter.h"
#include "core/run/lane.h"

#include <QString>

#include <optional>
#include <vector>

namespace lineup {

/// One setting of a lane in a word or two: "temp 0", "max 96".
struct ParameterChip {
    QString text;
    std::optional<Parameter> parameter{}; ///< not set for the person's own JSON fields, and how the answer comes
    bool operator==(const ParameterChip &) const = default;
};
/// What of a lane's settings is worth a chip, in the order of importance. Only what is set.
std::vector<ParameterChip> parameterChips(const LaneSpec &lane);
/// "temperature, top-k": parameters by their names in a sentence.
QString parameterNames(const std::vector<Parameter> &parameters);
/// "zero-shot", "1 example", "3 examples": how many examples this lane sends. Empty when the line-up has none and the lane
/// has none of its own.
QString examplesChip(const LineupSetup &setup, const LaneSpec &lane);
/// How the lane is called: its name, else its model, else `localModel` (the engine's own) or a translated "Local model".
QString laneTitle(const LaneSpec &lane, const QString &localModel);
/// Where it answers: "this computer", `place` (the name of its provider, or of the backend that the person set up), or without one
/// the host of its server.
QString laneProvider(const LaneSpec &lane, const QString &place = {});
/// Whether nothing leaves this computer and nothing is charged.
bool isLocalLane(const LaneSpec &lane);
/// "Pane A, SmolLM2 135M Instruct, this computer": the pane for a screen reader.
QString paneName(const LaneSpec &lane, const QString &localModel, const QString &place = {});

} // namespace lineup
