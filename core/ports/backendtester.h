#pragma once

#include "core/backend/backendtest.h"
#include "core/backend/configuredbackend.h"

#include <QFuture>

namespace lineup {

/// Tries whether a backend that was set up can be reached, with the cheapest call that it has. Main thread.
class BackendTester {
public:
    virtual ~BackendTester();
    /// Never fails as a future: what went wrong stands in the report.
    virtual QFuture<BackendTestReport> test(const ConfiguredBackend &backend) = 0;
};

/// Tests by asking for the list of models. Knows what failed, and how long all of it took.
class ListingTester final : public BackendTester {
public:
    /// `backends` outlives the tester.
    explicit ListingTester(BackendFactory &backends) : m_backends(backends) {}
    QFuture<BackendTestReport> test(const ConfiguredBackend &backend) override;

private:
    BackendFactory &m_backends;
};

} // namespace lineup
