#pragma once

#include "backends/keys/keychainjobs.h"
#include "core/ports/keystore.h"

#include <QObject>

#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <string>

namespace lineup::keys {

/// Keys in the key store of the system; where there is none, in the memory of this program, and said so.
///
/// A key that was read or written once is answered at once from then on. Whether the store keeps anything is found out by using
/// it: what was written is read back. A store that does not answer within the deadline (it waits for a password that nobody
/// types, or it died) is not asked again before its late answer comes; meanwhile reads fail and writes stay in memory.
class KeychainKeyStore final : public QObject, public KeyStore {
    Q_OBJECT
public:
    static constexpr std::chrono::milliseconds kDeadline{60000};

    /// `service` keeps the entries of one profile apart from those of others.
    KeychainKeyStore(std::unique_ptr<KeychainJobs> jobs, std::string service, std::chrono::milliseconds deadline = kDeadline, QObject *parent = nullptr);
    ~KeychainKeyStore() override;

    QFuture<Result<std::optional<StoredKey>>> read(const std::string &name) override;
    QFuture<Result<KeyKeeping>> write(const std::string &name, StoredKey key) override;
    QFuture<Result<void>> remove(const std::string &name) override;
    QFuture<KeyKeeping> keeping() override;

private:
    using ReadAnswer = Expected<Secret, JobFailure>;
    using Answer = Expected<void, JobFailure>;

    template <class Outcome, class Begin>
    void ask(Begin begin, std::function<void(Outcome)> done);
    void askRead(const std::string &key, std::function<void(ReadAnswer)> done);
    void askWrite(const std::string &key, const Secret &value, std::function<void(Answer)> done);
    void askRemove(const std::string &key, std::function<void(Answer)> done);
    void writeAndReadBack(const std::string &key, const Secret &value, std::function<void(KeyKeeping)> done);

    std::unique_ptr<KeychainJobs> m_jobs;
    std::string m_service;
    std::chrono::milliseconds m_deadline;
    std::map<std::string, StoredKey> m_memory;
    std::optional<KeyKeeping> m_keeping;
    bool m_hasStore = true;
    int m_late = 0; ///< jobs that have passed their deadline and have not ended
};

/// The service of a profile: "Lineup" for the person's own, with its folder behind it for another.
std::string keychainService(const std::string &configFolder, bool isOwnProfile);

} // namespace lineup::keys
