#pragma once

#include "core/base/error.h"

#include <string>
#include <vector>

namespace lineup {

/// Why pip could not bring a package, from what it wrote (any stream, redacted lines, oldest first).
///
/// Warnings about the way to the mirror come before pip's closing "No matching distribution found", which is what
/// every failed download ends in. `subject` is the package; the host, if a line names one, stands in `detail` only.
/// Source: output of pip 23.0 (Debian 12) and 23.2, provoked with unreachable, refusing and wrong mirrors, 2026-11.
Error classifyPipFailure(const std::vector<std::string> &log, int exitCode, std::string subject);

} // namespace lineup
