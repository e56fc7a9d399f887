#pragma once

#include "core/base/clock.h"
#include "core/base/error.h"

#include <string>

namespace lineup {

/// Moves a file that cannot be used out of the way, to `folder`/<stamp>/<its name>, and says where it lies now. It is never
/// deleted and never overwrites another one. Storage error, with the file where it was, when it cannot be moved.
Result<std::string> moveToQuarantine(const std::string &file, const std::string &folder, const Clock &clock);

} // namespace lineup
