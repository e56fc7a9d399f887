#pragma once

#include "core/conformance/conformancerun.h"

#include <string>
#include <vector>

namespace lineup::conformance {

/// {"version", "reports": [{"name", "kind", "base_url", "model", "good", "problem", "checks": [{"id", "required", "state",
/// "seen", "said_by", "took_ms"}]}]}, with a line end at the end. `problem` is null or {"code", "detail"}; `said_by` is null
/// unless the state is "not_supported". docs/cli.md describes it.
std::string conformanceJsonText(const std::vector<Report> &reports);

/// JUnit's XML: a suite for each report, a case for each check; not_supported and skipped are both "skipped" there.
std::string conformanceJunitText(const std::vector<Report> &reports);

} // namespace lineup::conformance
