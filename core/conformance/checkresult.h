#pragma once

#include <chrono>
#include <string>
#include <string_view>

namespace lineup::conformance {

enum class CheckState {
    Passed,
    Failed,       ///< it was asked for and did something else
    NotSupported, ///< somebody says that it is not there: see CheckResult::saidBy
    Skipped,      ///< it could not be told, or was not asked
};
/// "passed", "failed", "not_supported", "skipped".
std::string_view checkStateName(CheckState state);

/// What one check found. Texts are English and may hold pieces of what a server said, on one line and cut.
struct CheckResult {
    CheckState state = CheckState::Skipped;
    std::string seen; ///< what was seen, or why nothing was
    /// With NotSupported: "server" (it refused, or its list says so), "adapter" (left out when sending, with a note),
    /// "catalog", "provider" (what is known of all its models).
    std::string saidBy;
    std::chrono::milliseconds took{0};

    bool operator==(const CheckResult &) const = default;
};

CheckResult passed(std::string seen);
CheckResult failed(std::string seen);
CheckResult notSupported(std::string saidBy, std::string seen);
CheckResult skipped(std::string why);

/// The text on one line, without control characters, at most `most` bytes, with "…" where it is cut.
std::string shortened(std::string_view text, std::size_t most = 120);

} // namespace lineup::conformance
