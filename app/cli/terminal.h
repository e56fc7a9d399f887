#pragma once

#include "app/cli/commandio.h"
#include "app/cli/standardstreams.h"
#include "app/commandline.h"

namespace lineup {

/// Runs a command in the terminal, without a display, or says what is wrong with the arguments. Makes the application
/// object. Returns the exit code of the program.
int runTerminal(int &argc, char **argv, const Expected<CommandLine, UsageError> &commandLine, const StandardStreams &streams);

/// The same io as the real program has: standard streams and disk.
CommandIo terminalIo(const StandardStreams &streams);

} // namespace lineup
