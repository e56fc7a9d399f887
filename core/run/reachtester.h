#pragma once

#include "core/base/clock.h"
#include "core/ports/backendtester.h"
#include "core/ports/chatbackend.h"

namespace lineup {

/// Tests by ChatBackend::reach(): the list of models over a connection of its own.
class ReachTester final : public BackendTester {
public:
    /// Both outlive the tester and its tests.
    ReachTester(BackendFactory &backends, const Clock &clock) : m_backends(backends), m_clock(clock) {}
    QFuture<BackendTestReport> test(const ConfiguredBackend &backend) override;

private:
    BackendFactory &m_backends;
    const Clock &m_clock;
};

} // namespace lineup
