#pragma once

#include "core/document/valuecodec.h"

#include <string>

namespace lineup {

/// JSON for files that people read and compare: one member or item a line, indented by one space; but a list inside a list,
/// such as an event of a stream, and a list of plain values stand on one line. Ends with a new line.
std::string prettyJson(const OrderedJson &value);

} // namespace lineup
