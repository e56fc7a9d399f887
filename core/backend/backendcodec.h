#pragma once

#include "core/backend/configuredbackend.h"
#include "core/base/error.h"

#include <nlohmann/json.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace lineup {

/// The backends of a profile as they were found in a file.
struct KeptBackends {
    std::vector<ConfiguredBackend> backends; ///< in the order of the file
    /// Members of the file that this version does not know; written back unchanged.
    nlohmann::json unknown = nlohmann::json::object();
    /// Records that could not be used and are left out: "backends[2].base_url: must be a text".
    std::vector<std::string> problems;
    /// Made by a newer Lineup: read as far as it is understood, but not to be overwritten.
    bool isNewer = false;

    bool operator==(const KeptBackends &) const = default;
};

/// UTF-8 JSON: format, version, and of each backend what differs from the defaults and what is not known. `unknown` as in
/// KeptBackends.
std::string writeBackends(const std::vector<ConfiguredBackend> &backends, const nlohmann::json &unknown);

/// Reads any bytes. One bad record never costs the others; of two with one id the first stays. BadInput only when nothing can be
/// used: no JSON, no object, another format, no version.
Result<KeptBackends> readBackends(std::string_view bytes);

} // namespace lineup
