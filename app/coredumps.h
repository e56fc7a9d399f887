#pragma once

namespace lineup {

/// The system writes no image of this program, nor of its children, when it dies: keys of the person may be in its memory. The
/// limit is the soft one, so that whoever hunts a fault can raise it again from a debugger.
void forbidCoreDumps();

} // namespace lineup
