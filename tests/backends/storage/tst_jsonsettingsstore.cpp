#include "backends/storage/jsonsettingsstore.h"
#include "tests/support/fakeclock.h"

#include <QDir>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

using namespace lineup;

class TestJsonSettingsStore : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(m_folder->isValid());
        m_paths = profilePathsBelow(m_folder->path().toStdString() + "/profile");
    }

    void aFreshProfileHasDefaultsAndNoFile()
    {
        JsonSettingsStore store(m_paths, m_clock);
        QVERIFY(store.load() == Settings());
        QVERIFY(!store.problem());
        QVERIFY(!QFileInfo::exists(QString::fromStdString(m_paths.configFolder)));
    }

    void settingsComeBack()
    {
        Settings settings;
        settings.language = "ru";
        settings.recentFiles = {"/a.lineup"};
        QVERIFY(JsonSettingsStore(m_paths, m_clock).save(settings));
        JsonSettingsStore store(m_paths, m_clock);
        QVERIFY(store.load() == settings);
        QVERIFY(!store.problem());
        struct stat status {};
        QVERIFY(::stat(m_paths.settingsFile().c_str(), &status) == 0);
        QCOMPARE(status.st_mode & 0777, mode_t(0600));
    }

    void unknownMembersSurvive()
    {
        put(R"({"format":"lineup-settings","version":1,"later":[1],"language":"ru"})");
        // Also when nobody loaded before saving.
        QVERIFY(JsonSettingsStore(m_paths, m_clock).save({}));
        QCOMPARE(QByteArray::fromStdString(get(m_paths.settingsFile())).simplified(), QByteArray(R"({ "format": "lineup-settings", "later": [ 1 ], "version": 1 })"));
    }

    void aBrokenFileIsMovedAsideAndSaid_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("no JSON") << QByteArray("{\"language\": \"ru\"");
        QTest::newRow("rubbish") << QByteArray("\xFF\x00\x01", 3);
        QTest::newRow("another format") << QByteArray(R"({"format":"lineup","version":1})");
        QTest::newRow("deep") << QByteArray(100'000, '[');
    }
    void aBrokenFileIsMovedAsideAndSaid()
    {
        QFETCH(QByteArray, bytes);
        put(bytes.toStdString());
        JsonSettingsStore store(m_paths, m_clock);
        QVERIFY(store.load() == Settings());
        QVERIFY(store.problem());
        QCOMPARE(store.problem()->code, ErrorCode::BadInput);
        QVERIFY(store.problem()->subject.starts_with(m_paths.quarantineFolder() + '/'));
        QVERIFY(get(store.problem()->subject) == bytes.toStdString());
        QVERIFY(!QFileInfo::exists(QString::fromStdString(m_paths.settingsFile())));
        Settings settings;
        settings.railFolded = true;
        QVERIFY(store.save(settings));
        QVERIFY(store.load() == settings);
        QVERIFY(!store.problem());
    }

    void aBadMemberIsSaidAndTheOthersStay()
    {
        const std::string bytes = R"({"format":"lineup-settings","version":1,"language":"ru","answer_zoom_percent":5,"later":1})";
        put(bytes);
        {
            JsonSettingsStore store(m_paths, m_clock);
            QCOMPARE(store.load().language, std::string("ru"));
            QVERIFY(store.problem());
            QCOMPARE(store.problem()->detail, std::string("answer_zoom_percent: must be a whole number from 80 to 200"));
            QVERIFY(get(store.problem()->subject) == bytes);
        }
        // The next start finds the good ones although nothing was saved by hand.
        JsonSettingsStore store(m_paths, m_clock);
        QCOMPARE(store.load().language, std::string("ru"));
        QVERIFY(!store.problem());
        QVERIFY(get(m_paths.settingsFile()).find("later") != std::string::npos);
    }

    void aNewerFileIsNeverReplaced()
    {
        const std::string bytes = R"({"format":"lineup-settings","version":7,"language":"ru"})";
        put(bytes);
        JsonSettingsStore store(m_paths, m_clock);
        QCOMPARE(store.load().language, std::string("ru"));
        QCOMPARE(store.problem()->detail, std::string("version: made by a newer Lineup"));
        QCOMPARE(store.problem()->subject, m_paths.settingsFile());
        const auto saved = store.save({});
        QVERIFY(!saved);
        QCOMPARE(saved.error().code, ErrorCode::Storage);
        QCOMPARE(saved.error().detail, std::string("not saved, because the file was made by a newer Lineup"));
        QVERIFY(get(m_paths.settingsFile()) == bytes);
    }

    void whatCannotBeReadIsNeverReplaced()
    {
        // A folder in its place stands for every reason why a file that is there cannot be read.
        QVERIFY(QDir().mkpath(QString::fromStdString(m_paths.settingsFile())));
        JsonSettingsStore store(m_paths, m_clock);
        QVERIFY(store.load() == Settings());
        QCOMPARE(store.problem()->code, ErrorCode::Storage);
        const auto saved = store.save({});
        QVERIFY(!saved);
        QVERIFY(saved.error().detail.starts_with("not saved, because the file that is there could not be read: "));
        QVERIFY(QFileInfo(QString::fromStdString(m_paths.settingsFile())).isDir());
    }

    void aBrokenFileThatCannotBeMovedIsNeverReplaced()
    {
        put("broken");
        ProfilePaths paths = m_paths;
        paths.dataFolder = "/proc/sys/lineup";
        JsonSettingsStore store(paths, m_clock);
        QVERIFY(store.load() == Settings());
        QCOMPARE(store.problem()->subject, m_paths.settingsFile());
        QVERIFY(!store.save({}));
        QVERIFY(get(m_paths.settingsFile()) == "broken");
    }

    void aFolderThatCannotBeWritten()
    {
        ProfilePaths paths = m_paths;
        paths.configFolder = "/proc/sys/lineup";
        JsonSettingsStore store(paths, m_clock);
        QVERIFY(store.load() == Settings());
        const auto saved = store.save({});
        QVERIFY(!saved);
        QCOMPARE(saved.error().code, ErrorCode::Storage);
    }

private:
    void put(const std::string &bytes) { QVERIFY(SaveFileStore(SaveFileStore::Privacy::Private).write(m_paths.settingsFile(), bytes)); }
    static std::string get(const std::string &file) { return SaveFileStore().read(file).value_or("(none)"); }

    std::unique_ptr<QTemporaryDir> m_folder;
    ProfilePaths m_paths;
    test::FakeClock m_clock;
};

QTEST_GUILESS_MAIN(TestJsonSettingsStore)
#include "tst_jsonsettingsstore.moc"
