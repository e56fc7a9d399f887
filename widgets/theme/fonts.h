#pragma once

#include <QStringList>

namespace lineup {

/// Makes the bundled Inter and JetBrains Mono known to the application; call once after QApplication is made and before
/// the first Theme. A second call does nothing. Returns the files that could not be loaded (empty = all are there);
/// the system's fonts then stand in for them, nothing else changes.
QStringList registerFonts();

} // namespace lineup
