#include "core/ports/backendtester.h"

namespace lineup {

BackendTester::~BackendTester() = default;

} // namespace lineup
