#pragma once

#include "core/ports/backendstore.h"
#include "core/ports/backendtester.h"
#include "core/ports/discovery.h"
#include "core/ports/keystore.h"

#include <QFuture>
#include <QPromise>

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace lineup::test {

/// Set-up backends in memory.
class FakeBackendStore final : public BackendStore {
    Q_OBJECT
public:
    std::vector<ConfiguredBackend> backends() override { return kept; }
    Result<void> put(const ConfiguredBackend &backend) override
    {
        if (failing)
            return Unexpected{*failing};
        const auto found = std::ranges::find(kept, backend.id, &ConfiguredBackend::id);
        if (found == kept.end())
            kept.push_back(backend);
        else
            *found = backend;
        Q_EMIT changed();
        return {};
    }
    Result<void> remove(const std::string &id) override
    {
        std::erase_if(kept, [&id](const ConfiguredBackend &each) { return each.id == id; });
        Q_EMIT changed();
        return {};
    }
    std::optional<Error> problem() const override { return std::nullopt; }

    std::vector<ConfiguredBackend> kept;
    std::optional<Error> failing;
};

template <class T>
QFuture<T> readyFuture(T value)
{
    QPromise<T> promise;
    promise.start();
    promise.addResult(std::move(value));
    promise.finish();
    return promise.future();
}

/// A key store in memory.
class FakeKeyStore final : public KeyStore {
public:
    QFuture<Result<std::optional<StoredKey>>> read(const std::string &name) override
    {
        if (locked)
            return readyFuture(Result<std::optional<StoredKey>>(Unexpected{*locked}));
        const auto found = kept.find(name);
        return readyFuture(Result<std::optional<StoredKey>>(found == kept.end() ? std::nullopt : std::optional(found->second)));
    }
    QFuture<Result<KeyKeeping>> write(const std::string &name, StoredKey key) override
    {
        if (locked)
            return readyFuture(Result<KeyKeeping>(Unexpected{*locked}));
        kept[name] = std::move(key);
        return readyFuture(Result<KeyKeeping>(keeps));
    }
    QFuture<Result<void>> remove(const std::string &name) override
    {
        kept.erase(name);
        return readyFuture(Result<void>());
    }
    QFuture<KeyKeeping> keeping() override { return readyFuture(keeps); }

    std::map<std::string, StoredKey> kept;
    std::optional<Error> locked;
    KeyKeeping keeps = KeyKeeping::ForGood;
};

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

/// All of it, and the variables that are set.
struct FakeBackendPorts {
    FakeBackendStore store;
    FakeKeyStore keys;
    FakeTester tester;
    FakeDiscovery discovery;
    std::set<std::string> variables;
};

} // namespace lineup::test
