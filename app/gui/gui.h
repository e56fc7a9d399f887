#pragma once

#include "app/cli/commandline.h"

namespace lineup {

/// Opens the window and stays until it is closed; returns the exit code. Needs a display (or QT_QPA_PLATFORM=offscreen).
/// With LINEUP_EXIT_AT_FIRST_PAINT set the program ends right after its first paint: what tests/bench measures.
int runGui(int &argc, char **argv, const GuiOptions &options);

} // namespace lineup
