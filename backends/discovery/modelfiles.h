#pragma once

#include "core/discovery/foundmodelfile.h"

#include <functional>
#include <string>
#include <vector>

namespace lineup {

/// The language models among the GGUF files below these folders, the smallest first, each file once however many links lead
/// to it. Only heads are read; a file that is none, broken or half loaded is left out. Gives up quietly where it may not
/// read, after 100,000 entries and 8 levels. Blocks; `isCancelled` is asked now and then. Any thread.
std::vector<FoundModelFile> modelFilesIn(const std::vector<std::string> &folders, const std::function<bool()> &isCancelled);

} // namespace lineup
