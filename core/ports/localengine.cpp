#include "core/ports/localengine.h"

namespace lineup {

// Out of line, so that the vtables have one home.
LocalEngine::~LocalEngine() = default;
EngineSetup::~EngineSetup() = default;

} // namespace lineup
