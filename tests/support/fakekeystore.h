#pragma once

#include "core/ports/backendstore.h"
#include "core/ports/keystore.h"

#include <QPromise>

#include <functional>
#include <map>
#include <memory>
#include <utility>
#include <vector>

namespace lineup::test {

/// Keys in memory. With `isSlow` every answer waits for answerAll(), as a key store waits for a password.
class FakeKeyStore final : public KeyStore {
public:
    QFuture<Result<std::optional<StoredKey>>> read(const std::string &name) override
    {
        ++reads;
        return answer<Result<std::optional<StoredKey>>>([this, name]() -> Result<std::optional<StoredKey>> {
            if (problem)
                return Unexpected{*problem};
            const auto found = entries.find(name);
            return found == entries.end() ? std::optional<StoredKey>() : std::optional(found->second);
        });
    }
    QFuture<Result<KeyKeeping>> write(const std::string &name, StoredKey key) override
    {
        return answer<Result<KeyKeeping>>([this, name, key = std::move(key)]() -> Result<KeyKeeping> {
            entries[name] = key;
            return keeps;
        });
    }
    QFuture<Result<void>> remove(const std::string &name) override
    {
        return answer<Result<void>>([this, name]() -> Result<void> {
            entries.erase(name);
            return {};
        });
    }
    QFuture<KeyKeeping> keeping() override
    {
        return answer<KeyKeeping>([this] { return keeps; });
    }

    void answerAll()
    {
        for (const auto &each : std::exchange(m_waiting, {}))
            each();
    }

    std::map<std::string, StoredKey> entries;
    KeyKeeping keeps = KeyKeeping::ForGood;
    std::optional<Error> problem; ///< of every read
    bool isSlow = false;
    int reads = 0;

private:
    template <class T>
    QFuture<T> answer(std::function<T()> make)
    {
        auto promise = std::make_shared<QPromise<T>>();
        promise->start();
        const auto finish = [promise, make = std::move(make)] {
            promise->addResult(make());
            promise->finish();
        };
        if (isSlow)
            m_waiting.push_back(finish);
        else
            finish();
        return promise->future();
    }

    std::vector<std::function<void()>> m_waiting;
};

/// Backends in memory.
class FakeBackendStore final : public BackendStore {
    Q_OBJECT
public:
    std::vector<ConfiguredBackend> backends() override { return list; }
    Result<void> put(const ConfiguredBackend &backend) override
    {
        if (failure)
            return Unexpected{*failure};
        if (ConfiguredBackend *kept = find(backend.id))
            *kept = backend;
        else
            list.push_back(backend);
        Q_EMIT changed();
        return {};
    }
    Result<void> remove(const std::string &id) override
    {
        if (failure)
            return Unexpected{*failure};
        std::erase_if(list, [&](const ConfiguredBackend &backend) { return backend.id == id; });
        Q_EMIT changed();
        return {};
    }
    std::optional<Error> problem() const override { return failure; }

    ConfiguredBackend *find(const std::string &id)
    {
        for (ConfiguredBackend &backend : list) {
            if (backend.id == id)
                return &backend;
        }
        return nullptr;
    }

    std::vector<ConfiguredBackend> list;
    std::optional<Error> failure; ///< of every change
};

} // namespace lineup::test
