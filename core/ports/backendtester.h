#pragma once

#include "core/backend/backendtestresult.h"
#include "core/backend/configuredbackend.h"

#include <QFuture>

#include <chrono>

namespace lineup {

/// A test that is over.
struct BackendTestReport {
    BackendTestResult found;
    std::chrono::microseconds took{0};
    std::chrono::system_clock::time_point at; ///< when it began
};

/// Tries whether a backend that was set up can be reached, with the cheapest call that it has. Main thread.
class BackendTester {
public:
    virtual ~BackendTester();
    /// Never fails as a future: what went wrong stands in the report.
    virtual QFuture<BackendTestReport> test(const ConfiguredBackend &backend) = 0;
};

} // namespace lineup
