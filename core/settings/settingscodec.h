#pragma once

#include "core/base/error.h"
#include "core/settings/settings.h"

#include <nlohmann/json.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace lineup {

/// Settings as they were found in a file.
struct KeptSettings {
    Settings settings;
    /// Members that this version does not know; written back unchanged.
    nlohmann::json unknown = nlohmann::json::object();
    /// What could not be used and has its default now: "language: must be a text".
    std::vector<std::string> problems;
    /// Made by a newer Lineup: read as far as it is understood, but not to be overwritten.
    bool isNewer = false;

    bool operator==(const KeptSettings &) const = default;
};

/// UTF-8 JSON: format, version, what differs from the defaults, and `unknown`.
std::string writeSettings(const Settings &settings, const nlohmann::json &unknown);

/// Reads any bytes. One bad member never costs the others. BadInput only when nothing can be used: no JSON, no object, another
/// format, no version.
Result<KeptSettings> readSettings(std::string_view bytes);

} // namespace lineup
