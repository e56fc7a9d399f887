#pragma once

#include "app/cli/commandio.h"
#include "app/cli/standardstreams.h"
#include "app/cli/commandline.h"

#include <span>
#include <string_view>

namespace lineup {

/// Runs a command in the terminal, without a display, or says what is wrong with the arguments, or (for GuiOptions) that
/// there is no display. Makes the application object. Returns the exit code of the program.
int runTerminal(int &argc, char **argv, const Expected<CommandLine, UsageError> &commandLine, const StandardStreams &streams);

/// Whether a window can be hoped for: the environment or the arguments name a display or a platform.
bool hasDisplay(std::span<const std::string_view> arguments);

/// The same io as the real program has: standard streams and disk.
CommandIo terminalIo(const StandardStreams &streams);

} // namespace lineup
