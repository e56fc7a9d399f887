#pragma once

#include <sys/types.h>

namespace lineup {

/// Between fork and exec of a child: makes it lead a session and a group of its own, end with the thread that started it, and
/// inherit no descriptor beyond the three standard ones. Async-signal-safe. `expectedParent`: who forked.
void becomeOwnGroup(pid_t expectedParent);

} // namespace lineup
