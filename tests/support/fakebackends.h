#pragma once

#include "core/ports/backendtester.h"
#include "core/ports/discovery.h"
#include "tests/support/fakekeystore.h"

#include <QFuture>
#include <QPromise>

#include <memory>
#include <string>
#include <vector>

namespace lineup::test {

template <class T>
QFuture<T> readyFuture(T value)
{
    QPromise<T> promise;
    promise.start();
    promise.addResult(std::move(value));
    promise.finish();
    return promise.future();
}

/// Finds what the test says, when the test says so.
class FakeTester final : public BackendTester {
public:
    QFuture<BackendTestReport> test(const ConfiguredBackend &backend) override
    {
        tested.push_back(backend);
        m_waiting = std::make_unique<QPromise<BackendTestReport>>();
        m_waiting->start();
        return m_waiting->future();
    }
    void answer(const BackendTestReport &report)
    {
        m_waiting->addResult(report);
        m_waiting->finish();
    }

    std::vector<ConfiguredBackend> tested;

private:
    std::unique_ptr<QPromise<BackendTestReport>> m_waiting;
};

class FakeDiscovery final : public Discovery {
public:
    QFuture<std::vector<FoundServer>> findServers() override
    {
        ++searches;
        return readyFuture(servers);
    }
    QFuture<std::vector<FoundModelFile>> findModelFiles() override { return readyFuture(files); }

    std::vector<FoundServer> servers;
    std::vector<FoundModelFile> files;
    int searches = 0;
};

/// All of it.
struct FakeBackendPorts {
    FakeBackendStore store;
    FakeKeyStore keys;
    FakeTester tester;
    FakeDiscovery discovery;
};

} // namespace lineup::test
