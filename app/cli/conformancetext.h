#pragma once

#include "core/conformance/conformancerun.h"

#include <QString>

#include <vector>

namespace lineup {

/// The table of `lineup conformance` in the words of the present language, one part for each report.
QString conformanceTable(const std::vector<conformance::Report> &reports);

} // namespace lineup
