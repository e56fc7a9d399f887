#include "core/settings/migration.h"

#include "core/base/json.h"

namespace lineup {

namespace {

std::int64_t latest(const std::vector<MigrationStep> &steps)
{
    return 1 + static_cast<std::int64_t>(steps.size());
}

} // namespace

bool isNewer(const nlohmann::json &record, const std::vector<MigrationStep> &steps)
{
    return findInt(record, "version").value_or(0) > latest(steps);
}

Result<nlohmann::json> migrated(nlohmann::json record, const std::vector<MigrationStep> &steps)
{
    const auto version = findInt(record, "version");
    if (!version || *version < 1)
        return makeError(ErrorCode::BadInput, "version: must be a whole number, 1 or more");
    if (isNewer(record, steps)) {
        return makeError(ErrorCode::BadInput, "version: is " + std::to_string(*version) + ", made by a newer Lineup; this one reads up to version "
                                                  + std::to_string(latest(steps)));
    }
    for (std::int64_t step = *version; step < latest(steps); ++step) {
        record = steps[static_cast<std::size_t>(step - 1)](std::move(record));
        record["version"] = step + 1;
    }
    return record;
}

} // namespace lineup
