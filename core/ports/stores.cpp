#include "core/ports/stores.h"

namespace lineup {

// Out of line, so that the vtable has one home.
DraftStore::~DraftStore() = default;

} // namespace lineup
