#pragma once

#include "core/base/error.h"
#include "core/cli/errorreport.h"
#include "core/ports/chatbackend.h"
#include "core/run/run.h"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace lineup {

/// What one backend says it can serve, or why it could not be asked.
struct ModelListing {
    std::string name; ///< see laneTitle()
    BackendRef backend;
    Result<std::vector<ListedModel>> models;
    /// When the backend said so; not set = just now.
    std::optional<std::chrono::system_clock::time_point> keptSince{};
};

/// The answer as one text: answer and refusal blocks in order. Reasoning and tool calls stand elsewhere.
std::string answerText(const LaneResult &result);

/// How the lane is called in a report: its name, else its model, else its backend, else its kind of backend.
std::string laneTitle(const LaneSpec &lane);

/// The result of `lineup compare --format json`: one JSON value in UTF-8 with a newline at the end, described by
/// resources/schemas/compare.schema.json. `runs` = the repeats of one setup, oldest first, at least one; their lanes
/// follow one another, each repeat in the order of the setup. Durations are milliseconds with the microsecond as third
/// decimal: the phases that are numbers sum to total_ms exactly when added in whole microseconds.
std::string reportJsonText(const std::vector<Run> &runs, const ErrorDescriber &describe);

/// The result of `lineup models --format json`: {"version", "backends": [{"name", "backend", "kind", "base_url", "asked_at",
/// "models": [{"id", "context_length"}], "error"}]}, in the order of `listings`; described by docs/cli.md.
std::string modelsJsonText(const std::vector<ModelListing> &listings, const ErrorDescriber &describe);

/// Whether every lane of every run ended as finished or length: exit code 0.
bool allLanesSucceeded(const std::vector<Run> &runs);

} // namespace lineup
