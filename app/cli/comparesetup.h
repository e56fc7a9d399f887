#pragma once

#include "app/cli/commandline.h"
#include "core/base/error.h"
#include "core/document/lineupdocument.h"

#include <functional>
#include <string>

namespace lineup {

/// Where the texts that options name come from; tests put their own behind it.
struct InputReader {
    std::function<Result<std::string>(const std::string &path)> readFile;
    std::function<Result<std::string>()> readStandardInput;
};

/// The line-up that `lineup compare` is asked to run: the document, or a new one from the lanes, with the options laid over
/// it and every file read. Prompt and system from a file or the standard input lose one line end at their end.
///
/// Everything that is wrong with the input is an error here, before anything is sent: BadInput, Storage or TooLarge with
/// the option or file in `subject`.
Result<LineupDocument> makeCompareDocument(const CompareOptions &options, const InputReader &reader);

/// One --lane with its files read. `shotsAvailable` = examples of the line-up; a lane that asks for more is BadInput.
Result<LaneSpec> makeLane(const std::string &option, const InputReader &reader, std::size_t shotsAvailable);

} // namespace lineup
