#include "core/ports/backendstore.h"

namespace lineup {

// Out of line, so that the vtable has one home.
BackendStore::~BackendStore() = default;

} // namespace lineup
