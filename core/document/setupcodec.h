#pragma once

#include "core/document/valuecodec.h"
#include "core/run/lane.h"

#include <vector>

namespace lineup {

/// {system, shots[{input, output}], prompt, lanes[…]}.
OrderedJson setupJson(const LineupSetup &setup);
/// A lane without a letter, or with one that an earlier lane has, gets the next free one; `retired` are the letters of removed
/// lanes.
LineupSetup readSetup(const RecordReader &reader, const std::vector<int> &retired);

/// A letter as files spell it: "A". Nothing for a text that letterName() never gives.
std::optional<int> letterFromName(std::string_view name);

} // namespace lineup
