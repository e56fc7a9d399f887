#include "core/ports/desktop.h"

namespace lineup {

SystemColorScheme::~SystemColorScheme() = default;

} // namespace lineup
