#include "backends/keys/keychainkeystore.h"

#include <QTest>

#include <map>

using namespace lineup;
using namespace lineup::keys;

namespace {

/// A key store of the system in memory; answers from the event loop, as the real one does.
class FakeJobs final : public KeychainJobs {
public:
    struct Disk {
        std::map<std::string, Secret> entries;
        std::optional<JobFailure> failure; ///< of every job
        bool forgets = false;              ///< says yes and keeps nothing
        bool hangs = false;
        std::vector<std::function<void()>> hanging;
        int jobs = 0;
    };
    explicit FakeJobs(std::shared_ptr<Disk> disk) : m_disk(std::move(disk)) {}

    void read(const std::string &service, const std::string &key, ReadDone done) override
    {
        later([disk = m_disk, name = service + '|' + key, done] {
            if (disk->failure)
                return done(Unexpected{*disk->failure});
            const auto found = disk->entries.find(name);
            if (found == disk->entries.end())
                return done(Unexpected{JobFailure{JobFailure::Reason::NotFound, "no entry"}});
            done(found->second);
        });
    }
    void write(const std::string &service, const std::string &key, const Secret &value, Done done) override
    {
        later([disk = m_disk, name = service + '|' + key, value, done] {
            if (disk->failure)
                return done(Unexpected{*disk->failure});
            if (!disk->forgets)
                disk->entries[name] = value;
            done({});
        });
    }
    void remove(const std::string &service, const std::string &key, Done done) override
    {
        later([disk = m_disk, name = service + '|' + key, done] {
            if (disk->failure)
                return done(Unexpected{*disk->failure});
            if (disk->entries.erase(name) == 0)
                return done(Unexpected{JobFailure{JobFailure::Reason::NotFound, "no entry"}});
            done({});
        });
    }

private:
    void later(std::function<void()> job)
    {
        ++m_disk->jobs;
        if (m_disk->hangs)
            m_disk->hanging.push_back(std::move(job));
        else
            QMetaObject::invokeMethod(qApp, std::move(job), Qt::QueuedConnection);
    }

    std::shared_ptr<Disk> m_disk;
};

const StoredKey kKey{Secret("planted-key"), "https://api.example:443"};

template <class T>
T answerOf(QFuture<T> future)
{
    if (!QTest::qWaitFor([&] { return future.isFinished(); }, 10'000))
        QTest::qFail("no answer", __FILE__, __LINE__);
    return future.result();
}

} // namespace

class TestKeychainKeyStore : public QObject {
    Q_OBJECT

    std::unique_ptr<KeychainKeyStore> store(std::chrono::milliseconds deadline = KeychainKeyStore::kDeadline, const std::string &service = "Lineup")
    {
        return std::make_unique<KeychainKeyStore>(std::make_unique<FakeJobs>(m_disk), service, deadline);
    }

private Q_SLOTS:
    void init() { m_disk = std::make_shared<FakeJobs::Disk>(); }
    /// Jobs that never ended hold the disk that holds them.
    void cleanup() { m_disk->hanging.clear(); }

    void keysOutliveTheProgram()
    {
        QCOMPARE(answerOf(store()->read("work")).value(), std::optional<StoredKey>());
        const auto first = store();
        QCOMPARE(answerOf(first->write("work", kKey)).value(), KeyKeeping::ForGood);
        const auto second = store();
        const auto reading = second->read("work");
        QVERIFY(!reading.isFinished()); // nothing waited for the store
        QCOMPARE(answerOf(reading).value(), std::optional(kKey));
        QVERIFY(answerOf(second->remove("work")));
        QVERIFY(answerOf(second->remove("work"))); // twice is fine
        QCOMPARE(answerOf(store()->read("work")).value(), std::optional<StoredKey>());
    }

    void whatIsKnownIsAnsweredAtOnce()
    {
        const auto keys = store();
        QVERIFY(answerOf(keys->write("work", kKey)));
        const int jobs = m_disk->jobs;
        const auto reading = keys->read("work");
        QVERIFY(reading.isFinished());
        QCOMPARE(reading.result().value(), std::optional(kKey));
        QCOMPARE(m_disk->jobs, jobs);
        // Not even written yet: whoever types a key may use it in the same breath.
        static_cast<void>(keys->write("other", kKey));
        QVERIFY(keys->read("other").isFinished());
    }

    void profilesAreApart()
    {
        QVERIFY(answerOf(store()->write("work", kKey)));
        const auto other = store(KeychainKeyStore::kDeadline, keychainService("/tmp/profile/config", false));
        QCOMPARE(answerOf(other->read("work")).value(), std::optional<StoredKey>());
        QCOMPARE(keychainService("/home/x/.config/lineup", true), std::string("Lineup"));
    }

    void anEntryOfSomebodyElseIsTheKeyItself()
    {
        m_disk->entries["Lineup|work"] = Secret("sk-plain");
        QCOMPARE(answerOf(store()->read("work")).value(), std::optional(StoredKey{Secret("sk-plain"), ""}));
    }

    void withoutAStoreKeysLiveInMemoryAndThatIsSaid()
    {
        m_disk->failure = JobFailure{JobFailure::Reason::NoStore, "no service"};
        const auto keys = store();
        QCOMPARE(answerOf(keys->keeping()), KeyKeeping::ThisRun);
        QCOMPARE(answerOf(keys->read("work")).value(), std::optional<StoredKey>());
        QCOMPARE(answerOf(keys->write("work", kKey)).value(), KeyKeeping::ThisRun);
        QCOMPARE(answerOf(keys->read("work")).value(), std::optional(kKey));
        QVERIFY(answerOf(keys->remove("work")));
        QCOMPARE(answerOf(keys->read("work")).value(), std::optional<StoredKey>());
        QVERIFY(m_disk->entries.empty());
        QCOMPARE(answerOf(store()->read("work")).value(), std::optional<StoredKey>());
    }

    void aStoreThatIsStartedLaterIsUsed()
    {
        m_disk->failure = JobFailure{JobFailure::Reason::NoStore, "no service"};
        const auto keys = store();
        QCOMPARE(answerOf(keys->write("work", kKey)).value(), KeyKeeping::ThisRun);
        m_disk->failure.reset();
        QCOMPARE(answerOf(keys->write("work", kKey)).value(), KeyKeeping::ForGood);
        QCOMPARE(answerOf(store()->read("work")).value(), std::optional(kKey));
    }

    void aStoreIsProvedByUsingIt()
    {
        const auto keys = store();
        QCOMPARE(answerOf(keys->keeping()), KeyKeeping::ForGood);
        QVERIFY(m_disk->entries.empty()); // the probe is gone
        QVERIFY(keys->keeping().isFinished());
        m_disk->forgets = true;
        QCOMPARE(answerOf(store()->keeping()), KeyKeeping::ThisRun);
        QCOMPARE(answerOf(store()->write("work", kKey)).value(), KeyKeeping::ThisRun);
    }

    void aRefusalIsNoLossOfTheKey()
    {
        QVERIFY(answerOf(store()->write("work", kKey)));
        m_disk->failure = JobFailure{JobFailure::Reason::Denied, "the person said no"};
        const auto keys = store();
        const auto reading = answerOf(keys->read("work"));
        QVERIFY(!reading);
        QCOMPARE(reading.error().code, ErrorCode::KeyMissing);
        QCOMPARE(reading.error().detail, std::string("the key store cannot be read: the person said no"));
        const auto removed = answerOf(keys->remove("work"));
        QVERIFY(!removed);
        QCOMPARE(removed.error().code, ErrorCode::Storage);
        m_disk->failure.reset();
        QCOMPARE(answerOf(keys->read("work")).value(), std::optional(kKey));
    }

    void aStoreThatHangsHoldsNobodyUpTwice()
    {
        QVERIFY(answerOf(store()->write("work", kKey)));
        m_disk->hangs = true;
        const auto keys = store(std::chrono::milliseconds(20));
        QCOMPARE(answerOf(keys->read("work")).error().code, ErrorCode::KeyMissing);
        const int jobs = m_disk->jobs;
        QVERIFY(keys->read("work").isFinished()); // at once, and without another job
        QCOMPARE(answerOf(keys->write("new", kKey)).value(), KeyKeeping::ThisRun);
        QCOMPARE(answerOf(keys->read("new")).value(), std::optional(kKey));
        QCOMPARE(m_disk->jobs, jobs);
        // Its late answer comes: somebody has typed the password.
        m_disk->hangs = false;
        for (const auto &job : m_disk->hanging)
            job();
        QCOMPARE(answerOf(keys->read("work")).value(), std::optional(kKey));
    }

    void aLateAnswerAfterTheEndIsHarmless()
    {
        m_disk->hangs = true;
        QFuture<Result<std::optional<StoredKey>>> reading;
        {
            const auto keys = store();
            reading = keys->read("work");
        }
        for (const auto &job : m_disk->hanging)
            job();
        m_disk->hanging.clear();
        QVERIFY(reading.isCanceled());
        QCOMPARE(reading.resultCount(), 0);
    }

    void secretsOfABackendHaveNamesOfTheirOwn()
    {
        QCOMPARE(keyname::key("work"), std::string("work"));
        QCOMPARE(keyname::proxy("work"), std::string("work/proxy"));
        QCOMPARE(keyname::certificate("work"), std::string("work/certificate"));
    }

private:
    std::shared_ptr<FakeJobs::Disk> m_disk;
};

QTEST_GUILESS_MAIN(TestKeychainKeyStore)
#include "tst_keychainkeystore.moc"
