#include "backends/keys/keychainkeystore.h"

#include "core/base/json.h"

#include <QPointer>
#include <QPromise>
#include <QTimer>

#include <utility>

namespace lineup::keys {

namespace {

using Reason = JobFailure::Reason;

/// An entry as it lies in the store.
Secret spelled(const StoredKey &key)
{
    return Secret(dumpJson({{"key", key.secret.reveal()}, {"origin", key.origin}}));
}

/// An entry that somebody else made is the key itself, for the provider's own address.
StoredKey readEntry(const Secret &entry)
{
    const auto record = parseJson(entry.reveal(), kReplyJsonDepth);
    const std::string *key = record ? findString(*record, "key") : nullptr;
    const std::string *origin = record ? findString(*record, "origin") : nullptr;
    return key && origin ? StoredKey{Secret(*key), *origin} : StoredKey{entry, ""};
}

template <class T>
QFuture<T> ready(T value)
{
    QPromise<T> promise;
    promise.start();
    promise.addResult(std::move(value));
    promise.finish();
    return promise.future();
}

/// A promise that a callback can carry.
template <class T>
class Answering {
public:
    Answering() : m_promise(std::make_shared<QPromise<T>>()) { m_promise->start(); }
    QFuture<T> future() const { return m_promise->future(); }
    void answer(T value) const
    {
        m_promise->addResult(std::move(value));
        m_promise->finish();
    }

private:
    std::shared_ptr<QPromise<T>> m_promise;
};

constexpr const char *kNoAnswer = "the key store of this computer does not answer";

} // namespace

KeychainKeyStore::KeychainKeyStore(std::unique_ptr<KeychainJobs> jobs, std::string service, std::chrono::milliseconds deadline, QObject *parent)
    : QObject(parent), m_jobs(std::move(jobs)), m_service(std::move(service)), m_deadline(deadline)
{
}

KeychainKeyStore::~KeychainKeyStore() = default;

/// Begins a job and calls `done` once: with its outcome, or with NoStore when the deadline passes first.
template <class Outcome, class Begin>
void KeychainKeyStore::ask(Begin begin, std::function<void(Outcome)> done)
{
    // One job that hangs holds up all that come after it.
    if (m_late > 0 || !m_hasStore)
        return done(Unexpected{JobFailure{Reason::NoStore, kNoAnswer}});
    struct Wait {
        std::function<void(Outcome)> done; ///< empty once called
        QTimer timer;
    };
    auto wait = std::make_shared<Wait>();
    wait->done = std::move(done);
    wait->timer.setSingleShot(true);
    QObject::connect(&wait->timer, &QTimer::timeout, this, [this, waiting = std::weak_ptr(wait)] {
        const auto late = waiting.lock();
        if (!late || !late->done)
            return;
        ++m_late;
        std::exchange(late->done, nullptr)(Unexpected{JobFailure{Reason::NoStore, kNoAnswer}});
    });
    wait->timer.start(m_deadline);
    begin([self = QPointer(this), wait](Outcome outcome) {
        wait->timer.stop();
        if (!self)
            return;
        if (!wait->done) {
            --self->m_late;
            return;
        }
        if (!outcome && outcome.error().reason == Reason::NoStore)
            self->m_hasStore = false;
        std::exchange(wait->done, nullptr)(std::move(outcome));
    });
}

void KeychainKeyStore::askRead(const std::string &key, std::function<void(ReadAnswer)> done)
{
    ask<ReadAnswer>([this, key](KeychainJobs::ReadDone ended) { m_jobs->read(m_service, key, std::move(ended)); }, std::move(done));
}

void KeychainKeyStore::askWrite(const std::string &key, const Secret &value, std::function<void(Answer)> done)
{
    ask<Answer>([this, key, value](KeychainJobs::Done ended) { m_jobs->write(m_service, key, value, std::move(ended)); }, std::move(done));
}

void KeychainKeyStore::askRemove(const std::string &key, std::function<void(Answer)> done)
{
    ask<Answer>([this, key](KeychainJobs::Done ended) { m_jobs->remove(m_service, key, std::move(ended)); }, std::move(done));
}

/// A store that says yes and keeps nothing is none.
void KeychainKeyStore::writeAndReadBack(const std::string &key, const Secret &value, std::function<void(KeyKeeping)> done)
{
    askWrite(key, value, [this, key, value, done = std::move(done)](Answer written) {
        if (!written) {
            m_keeping = KeyKeeping::ThisRun;
            return done(KeyKeeping::ThisRun);
        }
        askRead(key, [this, value, done](ReadAnswer back) {
            m_keeping = back && *back == value ? KeyKeeping::ForGood : KeyKeeping::ThisRun;
            done(*m_keeping);
        });
    });
}

QFuture<Result<std::optional<StoredKey>>> KeychainKeyStore::read(const std::string &name)
{
    using Found = Result<std::optional<StoredKey>>;
    if (const auto known = m_memory.find(name); known != m_memory.end())
        return ready(Found(known->second));
    if (!m_hasStore)
        return ready(Found(std::optional<StoredKey>()));
    Answering<Found> answering;
    askRead(name, [this, name, answering](ReadAnswer entry) {
        // Written while the store was asked.
        if (const auto known = m_memory.find(name); known != m_memory.end())
            return answering.answer(std::optional(known->second));
        if (entry) {
            m_memory[name] = readEntry(*entry);
            return answering.answer(std::optional(m_memory[name]));
        }
        const JobFailure &failure = entry.error();
        if (failure.reason == Reason::NotFound || !m_hasStore)
            return answering.answer(std::optional<StoredKey>());
        answering.answer(makeError(ErrorCode::KeyMissing, "the key store cannot be read: " + (failure.detail.empty() ? "it gives no reason" : failure.detail)));
    });
    return answering.future();
}

QFuture<Result<KeyKeeping>> KeychainKeyStore::write(const std::string &name, StoredKey key)
{
    Answering<Result<KeyKeeping>> answering;
    m_memory[name] = key;
    // It may have been started meanwhile.
    m_hasStore = true;
    writeAndReadBack(name, spelled(key), [answering](KeyKeeping keeping) { answering.answer(keeping); });
    return answering.future();
}

QFuture<Result<void>> KeychainKeyStore::remove(const std::string &name)
{
    Answering<Result<void>> answering;
    m_memory.erase(name);
    askRemove(name, [this, answering](Answer removed) {
        if (removed || removed.error().reason == Reason::NotFound || !m_hasStore)
            return answering.answer({});
        answering.answer(makeError(ErrorCode::Storage, "the key is still in the key store: " + removed.error().detail));
    });
    return answering.future();
}

QFuture<KeyKeeping> KeychainKeyStore::keeping()
{
    if (m_keeping)
        return ready(*m_keeping);
    // Its name is none that keyname can make.
    static const std::string kProbe = "//probe";
    Answering<KeyKeeping> answering;
    writeAndReadBack(kProbe, Secret("probe"), [this, answering](KeyKeeping keeping) {
        if (keeping == KeyKeeping::ThisRun)
            return answering.answer(keeping);
        askRemove(kProbe, [answering, keeping](Answer) { answering.answer(keeping); });
    });
    return answering.future();
}

std::string keychainService(const std::string &configFolder, bool isOwnProfile)
{
    return isOwnProfile ? "Lineup" : "Lineup " + configFolder;
}

} // namespace lineup::keys
