#include "core/ports/discovery.h"

namespace lineup {

Discovery::~Discovery() = default;

} // namespace lineup
