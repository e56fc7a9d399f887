#pragma once

#include "app/cli/commandline.h"
#include "core/base/error.h"
#include "core/document/lineupdocument.h"
#include "core/ports/chatbackend.h"

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
/// the option or file in `subject`. `backends` as in makeLane().
Result<LineupDocument> makeCompareDocument(const CompareOptions &options, const InputReader &reader, const BackendFactory *backends = nullptr);

/// One --lane with its files read. `shotsAvailable` = examples of the line-up; a lane that asks for more is BadInput. `backends`
/// says which settings providers have and which backends are set up; without it only the well-known settings are understood,
/// and every backend that is named is taken for a kind.
Result<LaneSpec> makeLane(const std::string &option, const InputReader &reader, std::size_t shotsAvailable, const BackendFactory *backends = nullptr);

} // namespace lineup
