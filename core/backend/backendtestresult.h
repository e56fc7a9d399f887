#pragma once

#include "core/backend/connectionreport.h"

#include <string>

namespace lineup {

/// What a test of a backend found.
struct BackendTestResult {
    std::vector<HopResult> hops;
    std::optional<int> status;         ///< of the last reply
    std::optional<std::size_t> models; ///< how many the server lists; not set = it was not asked or has no list
    std::string answer;                ///< what the model said to the test, for those that were asked
    std::optional<Error> error;        ///< why the first hop that failed did; not set = all is well
    bool operator==(const BackendTestResult &) const = default;
};

} // namespace lineup
