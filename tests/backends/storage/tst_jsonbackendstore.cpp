#include "backends/storage/jsonbackendstore.h"
#include "tests/support/fakeclock.h"

#include <QDir>
#include <QFileInfo>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

using namespace lineup;

namespace {

ConfiguredBackend backend(const std::string &id, const std::string &name = {})
{
    ConfiguredBackend backend;
    backend.id = id;
    backend.kind = "openai";
    backend.name = name;
    return backend;
}

} // namespace

class TestJsonBackendStore : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(m_folder->isValid());
        m_paths = profilePathsBelow(m_folder->path().toStdString() + "/profile");
    }

    void aFreshProfileHasNoneAndNoFile()
    {
        JsonBackendStore store(m_paths, m_clock);
        QVERIFY(store.backends().empty());
        QVERIFY(!store.problem());
        QVERIFY(store.remove("nothing"));
        QVERIFY(!QFileInfo::exists(QString::fromStdString(m_paths.configFolder)));
    }

    void backendsComeBackInTheirOrder()
    {
        {
            JsonBackendStore store(m_paths, m_clock);
            QSignalSpy changed(&store, &BackendStore::changed);
            QVERIFY(store.put(backend("second-in-the-alphabet")));
            QVERIFY(store.put(backend("first")));
            QVERIFY(store.put(backend("second-in-the-alphabet", "Renamed")));
            QCOMPARE(changed.count(), 3);
            QVERIFY(store.put(backend("first"))); // as it was
            QVERIFY(store.remove("nothing"));
            QCOMPARE(changed.count(), 3);
        }
        JsonBackendStore store(m_paths, m_clock);
        QCOMPARE(store.backends(), (std::vector{backend("second-in-the-alphabet", "Renamed"), backend("first")}));
        QVERIFY(store.remove("second-in-the-alphabet"));
        QCOMPARE(store.backends(), std::vector{backend("first")});
        QCOMPARE(JsonBackendStore(m_paths, m_clock).backends(), std::vector{backend("first")});
        struct stat status {};
        QVERIFY(::stat(m_paths.backendsFile().c_str(), &status) == 0);
        QCOMPARE(status.st_mode & 0777, mode_t(0600));
    }

    /// Two programs on one profile: neither writes over what the other has added.
    void whatAnotherLineupAddsIsSeen()
    {
        JsonBackendStore window(m_paths, m_clock);
        JsonBackendStore terminal(m_paths, m_clock);
        QVERIFY(window.put(backend("a")));
        QVERIFY(terminal.put(backend("b")));
        QCOMPARE(window.backends(), (std::vector{backend("a"), backend("b")}));
        QVERIFY(window.remove("a"));
        QCOMPARE(terminal.backends(), std::vector{backend("b")});
    }

    void unknownMembersSurvive()
    {
        put(R"({"format":"lineup-backends","version":1,"later":[1],"backends":[{"id":"a","kind":"x","own":{"b":1}}]})");
        JsonBackendStore store(m_paths, m_clock);
        QVERIFY(store.put(backend("new")));
        const std::string bytes = get(m_paths.backendsFile());
        QVERIFY2(bytes.find("\"later\"") != std::string::npos && bytes.find("\"own\"") != std::string::npos, bytes.c_str());
    }

    void badIdsAreRefused()
    {
        JsonBackendStore store(m_paths, m_clock);
        for (const char *id : {"", "local", "A", "a/b"})
            QCOMPARE(store.put(backend(id)).error().code, ErrorCode::BadInput);
        QVERIFY(!QFileInfo::exists(QString::fromStdString(m_paths.configFolder)));
    }

    void aBrokenFileIsMovedAsideAndSaid_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("no JSON") << QByteArray("{\"backends\": [");
        QTest::newRow("rubbish") << QByteArray("\xFF\x00\x01", 3);
        QTest::newRow("another format") << QByteArray(R"({"format":"lineup","version":1})");
        QTest::newRow("deep") << QByteArray(100'000, '[');
    }
    void aBrokenFileIsMovedAsideAndSaid()
    {
        QFETCH(QByteArray, bytes);
        put(bytes.toStdString());
        JsonBackendStore store(m_paths, m_clock);
        QVERIFY(store.backends().empty());
        QVERIFY(store.problem());
        QCOMPARE(store.problem()->code, ErrorCode::BadInput);
        QVERIFY(store.problem()->subject.starts_with(m_paths.quarantineFolder() + '/'));
        QVERIFY(get(store.problem()->subject) == bytes.toStdString());
        QVERIFY(store.put(backend("a")));
        QCOMPARE(JsonBackendStore(m_paths, m_clock).backends(), std::vector{backend("a")});
    }

    void aBadRecordIsSaidAndTheOthersStay()
    {
        const std::string bytes = R"({"format":"lineup-backends","version":1,"backends":[{"id":"a","kind":"openai"},{"id":"B"}]})";
        put(bytes);
        {
            JsonBackendStore store(m_paths, m_clock);
            QCOMPARE(store.backends(), std::vector{backend("a")});
            QVERIFY(store.problem() && store.problem()->detail.starts_with("backends[1].id: "));
            QVERIFY(get(store.problem()->subject) == bytes);
        }
        JsonBackendStore store(m_paths, m_clock);
        QCOMPARE(store.backends(), std::vector{backend("a")});
        QVERIFY(!store.problem());
    }

    void aNewerFileIsNeverReplaced()
    {
        const std::string bytes = R"({"format":"lineup-backends","version":7,"backends":[{"id":"a","kind":"openai"}]})";
        put(bytes);
        JsonBackendStore store(m_paths, m_clock);
        QCOMPARE(store.backends(), std::vector{backend("a")});
        QVERIFY(store.problem());
        const auto saved = store.put(backend("b"));
        QVERIFY(!saved);
        QCOMPARE(saved.error().code, ErrorCode::Storage);
        QCOMPARE(store.backends(), std::vector{backend("a")});
        QVERIFY(get(m_paths.backendsFile()) == bytes);
    }

    void whatCannotBeReadIsNeverReplaced()
    {
        QVERIFY(QDir().mkpath(QString::fromStdString(m_paths.backendsFile())));
        JsonBackendStore store(m_paths, m_clock);
        QVERIFY(store.backends().empty());
        QCOMPARE(store.problem()->code, ErrorCode::Storage);
        QVERIFY(!store.put(backend("a")));
        QVERIFY(QFileInfo(QString::fromStdString(m_paths.backendsFile())).isDir());
    }

    void aFolderThatCannotBeWritten()
    {
        ProfilePaths paths = m_paths;
        paths.configFolder = "/proc/sys/lineup";
        JsonBackendStore store(paths, m_clock);
        const auto saved = store.put(backend("a"));
        QVERIFY(!saved);
        QCOMPARE(saved.error().code, ErrorCode::Storage);
        QVERIFY(store.backends().empty());
    }

private:
    void put(const std::string &bytes) { QVERIFY(SaveFileStore(SaveFileStore::Privacy::Private).write(m_paths.backendsFile(), bytes)); }
    static std::string get(const std::string &file) { return SaveFileStore().read(file).value_or("(none)"); }

    std::unique_ptr<QTemporaryDir> m_folder;
    ProfilePaths m_paths;
    test::FakeClock m_clock;
};

QTEST_GUILESS_MAIN(TestJsonBackendStore)
#include "tst_jsonbackendstore.moc"
