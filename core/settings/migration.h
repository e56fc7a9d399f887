#pragma once

#include "core/base/error.h"

#include <nlohmann/json.hpp>

#include <functional>
#include <string_view>
#include <vector>

namespace lineup {

/// Turns a record of version n into one of version n + 1. Pure; the member "version" is not its matter.
using MigrationStep = std::function<nlohmann::json(nlohmann::json)>;

/// Brings a record with a whole "version" ≥ 1 up to 1 + steps.size(): steps[0] leads from 1 to 2, and so on.
/// BadInput for a record without a version and for a newer one ("made by a newer Lineup"); `record` is then of no use to this
/// program, and must not be overwritten.
Result<nlohmann::json> migrated(nlohmann::json record, const std::vector<MigrationStep> &steps);

/// True when `record` claims a version above 1 + steps.size().
bool isNewer(const nlohmann::json &record, const std::vector<MigrationStep> &steps);

} // namespace lineup
