#pragma once

#include "widgets/common/chip.h"
#include "widgets/models/backendlist.h"
#include "widgets/theme/theme.h"

#include <QString>

namespace lineup {

/// How the state of a backend looks: always a word, with a sign beside it.
struct StandingLook {
    Chip::Tone tone = Chip::Tone::Outlined;
    QString chipIcon; ///< inside the chip
    QString sign;     ///< before the name, in a list
    ColorRole role = ColorRole::Text3;
};

StandingLook lookOf(BackendList::Standing standing);

} // namespace lineup
