#pragma once

#include "core/conformance/checkresult.h"

#include <QString>

#include <map>
#include <string>

namespace lineup::test {

/// How a state stands in docs/conformance.md: "yes", "no", "–" (not supported), "?" (skipped).
std::string mark(conformance::CheckState state);

/// The tables of docs/conformance.md: endpoint → check → mark. A table's head row begins with "| check |".
std::map<std::string, std::map<std::string, std::string>> readConformanceTable(const QString &markdown);

} // namespace lineup::test
