#pragma once

#include "core/base/error.h"
#include "core/run/lane.h"

#include <string>
#include <string_view>
#include <vector>

namespace lineup {

/// Reads a file of examples: JSON Lines in UTF-8, one `{"input": …, "output": …}` a line. A string is taken verbatim;
/// any other JSON value is serialised compactly, its members in the order of the file. Blank lines, CR LF, a byte order
/// mark and further members are allowed. At most 1,000 examples.
///
/// Takes any byte sequence. Errors are BadInput with `subject` = `fileName` and a detail that begins with the line
/// ("line 3: …", counted from 1).
Result<std::vector<Shot>> parseShotsFile(std::string_view bytes, const std::string &fileName);

} // namespace lineup
