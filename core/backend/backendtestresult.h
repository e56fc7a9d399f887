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

/// `provesKey`, `provesModel`: see hopsOf().
BackendTestResult testResultOf(const ConnectionReport &report, bool provesKey, bool provesModel);
/// When the list of models is all that was asked for. Without a list nothing was: BadInput with the provider code "no-model-list".
BackendTestResult testResultOfList(ConnectionReport report);
/// When nothing could be sent: no key, a file that cannot be read.
BackendTestResult testResultOfNothingSent(const Error &error);

} // namespace lineup
