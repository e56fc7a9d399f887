#include "backends/storage/profilepaths.h"
#include "backends/storage/quarantine.h"
#include "backends/storage/savefilestore.h"
#include "tests/support/fakeclock.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <sys/resource.h>
#include <sys/stat.h>
#include <thread>

using namespace lineup;
using Privacy = SaveFileStore::Privacy;

namespace {

/// A folder that nobody can make a file in, root included.
constexpr const char *kReadOnlyFolder = "/proc/sys";

/// While it lives, no file of this process grows above `bytes`: writing more fails, as on a full disk.
class FileSizeLimit {
public:
    explicit FileSizeLimit(rlim_t bytes) : m_handler(std::signal(SIGXFSZ, SIG_IGN))
    {
        ::getrlimit(RLIMIT_FSIZE, &m_before);
        rlimit limit = m_before;
        limit.rlim_cur = bytes;
        ::setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~FileSizeLimit()
    {
        ::setrlimit(RLIMIT_FSIZE, &m_before);
        std::signal(SIGXFSZ, m_handler);
    }
    FileSizeLimit(const FileSizeLimit &) = delete;
    FileSizeLimit &operator=(const FileSizeLimit &) = delete;

private:
    rlimit m_before{};
    void (*m_handler)(int);
};

mode_t modeOf(const std::string &path)
{
    struct stat status {};
    return ::lstat(path.c_str(), &status) == 0 ? status.st_mode & 07777 : 0;
}

} // namespace

class TestSaveFileStore : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(m_folder->isValid());
    }

    void bytesComeBack()
    {
        SaveFileStore store;
        std::string every;
        for (int round = 0; round < 5000; ++round) {
            for (int byte = 0; byte < 256; ++byte)
                every += static_cast<char>(byte);
        }
        for (const std::string &bytes : {std::string(), std::string("\0\n\r\n", 4), every}) {
            QVERIFY(store.write(path("a.lineup"), bytes));
            const auto back = store.read(path("a.lineup"));
            QVERIFY(back);
            QVERIFY(*back == bytes);
        }
        QCOMPARE(names(), QStringList{QStringLiteral("a.lineup")});
    }

    void readingWhatIsNoFile()
    {
        SaveFileStore store;
        QVERIFY(QDir(m_folder->path()).mkdir(QStringLiteral("folder")));
        QVERIFY(::mkfifo(path("pipe").c_str(), 0600) == 0);
        const std::pair<std::string, const char *> cases[] = {
            {path("absent"), "cannot open: no such file"},
            {path("folder"), "cannot open: is a folder"},
            {path("pipe"), "cannot open: is no regular file"},
            {"/dev/zero", "cannot open: is no regular file"},
            {path("absent/below"), "cannot open: no such file"},
            {"", "cannot open: no such file"},
        };
        for (const auto &[file, detail] : cases) {
            const auto bytes = store.read(file);
            QVERIFY2(!bytes, file.c_str());
            QCOMPARE(bytes.error().code, ErrorCode::Storage);
            QCOMPARE(bytes.error().detail, std::string(detail));
            QCOMPARE(bytes.error().subject, file);
        }
    }

    void tooLargeToRead()
    {
        QFile file(QString::fromStdString(path("huge")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        // Sparse: takes no room.
        QVERIFY(file.resize(SaveFileStore::kMaxBytes + 1));
        const auto bytes = SaveFileStore().read(path("huge"));
        QVERIFY(!bytes);
        QCOMPARE(bytes.error().code, ErrorCode::TooLarge);
        QCOMPARE(bytes.error().detail, std::string("larger than 256 MiB"));
    }

    void filesWithoutASizeAreReadToTheirEnd()
    {
        const auto bytes = SaveFileStore().read("/proc/self/status");
        QVERIFY(bytes);
        QVERIFY(bytes->starts_with("Name:"));
    }

    void writingWhereNothingCanBe()
    {
        SaveFileStore store;
        QVERIFY(QDir(m_folder->path()).mkdir(QStringLiteral("folder")));
        for (const std::string &file : {path("folder"), path("absent/below"), std::string(kReadOnlyFolder) + "/x.lineup", std::string("/dev/null"), std::string()}) {
            const auto written = store.write(file, "text");
            QVERIFY2(!written, file.c_str());
            QCOMPARE(written.error().code, ErrorCode::Storage);
            QCOMPARE(written.error().subject, file);
            QVERIFY(written.error().detail.starts_with("cannot write: "));
        }
        // A folder is never made for a file that the person chose, and nothing was left anywhere.
        QCOMPARE(names(), QStringList{QStringLiteral("folder")});
        struct stat status {};
        QVERIFY(::stat("/dev/null", &status) == 0 && S_ISCHR(status.st_mode));
    }

    void aFullDiskLeavesTheOldFile()
    {
        SaveFileStore store;
        QVERIFY(store.write(path("a.lineup"), "old"));
        const std::string large(4 * 1024 * 1024, 'x');
        {
            const FileSizeLimit limit(64 * 1024);
            const auto written = store.write(path("a.lineup"), large);
            QVERIFY(!written);
            QCOMPARE(written.error().code, ErrorCode::Storage);
            QCOMPARE(written.error().subject, path("a.lineup"));
            QCOMPARE(QByteArray::fromStdString(written.error().detail), QByteArray("cannot write: File too large"));
            QVERIFY(!store.write(path("new.lineup"), large));
        }
        {
            // So small that it reaches the disk with the last flush only.
            const FileSizeLimit limit(4096);
            QVERIFY(!store.write(path("a.lineup"), std::string(10'000, 'y')));
        }
        QCOMPARE(*store.read(path("a.lineup")), std::string("old"));
        QCOMPARE(names(), QStringList{QStringLiteral("a.lineup")});
        QVERIFY(store.write(path("a.lineup"), large));
        QVERIFY(*store.read(path("a.lineup")) == large);
    }

    void aLinkIsFollowedAndStays()
    {
        SaveFileStore store;
        QVERIFY(QDir(m_folder->path()).mkdir(QStringLiteral("real")));
        QVERIFY(store.write(path("real/a.lineup"), "old"));
        QVERIFY(QFile::link(QStringLiteral("real/a.lineup"), QString::fromStdString(path("link"))));
        QVERIFY(QFile::link(QString::fromStdString(path("link")), QString::fromStdString(path("second"))));
        QVERIFY(store.write(path("second"), "new"));
        QVERIFY(QFileInfo(QString::fromStdString(path("link"))).isSymLink() && QFileInfo(QString::fromStdString(path("second"))).isSymLink());
        QCOMPARE(*store.read(path("real/a.lineup")), std::string("new"));
        QVERIFY(!QFileInfo(QString::fromStdString(path("real/a.lineup"))).isSymLink());
        // One that leads to nothing yet.
        QVERIFY(QFile::link(QString::fromStdString(path("real/later")), QString::fromStdString(path("dangling"))));
        QVERIFY(store.write(path("dangling"), "later"));
        QVERIFY(QFileInfo(QString::fromStdString(path("dangling"))).isSymLink());
        QCOMPARE(*store.read(path("real/later")), std::string("later"));
        // Two that lead to each other.
        QVERIFY(QFile::link(QString::fromStdString(path("round")), QString::fromStdString(path("about"))));
        QVERIFY(QFile::link(QString::fromStdString(path("about")), QString::fromStdString(path("round"))));
        QVERIFY(!store.read(path("round")));
    }

    void modes()
    {
        const mode_t before = ::umask(0022);
        SaveFileStore chosen;
        SaveFileStore priv(Privacy::Private);
        QVERIFY(chosen.write(path("chosen"), "x"));
        QCOMPARE(modeOf(path("chosen")), mode_t(0644));
        QVERIFY(::chmod(path("chosen").c_str(), 0640) == 0);
        QVERIFY(chosen.write(path("chosen"), "y"));
        QCOMPARE(modeOf(path("chosen")), mode_t(0640));
        QVERIFY(priv.write(path("one/two/private"), "x"));
        QCOMPARE(modeOf(path("one/two/private")), mode_t(0600));
        QCOMPARE(modeOf(path("one")), mode_t(0700));
        QCOMPARE(modeOf(path("one/two")), mode_t(0700));
        // An older file with a wider mode is narrowed, a folder that is there stays as it is.
        QVERIFY(::chmod(path("one/two/private").c_str(), 0644) == 0);
        QVERIFY(::chmod(path("one").c_str(), 0755) == 0);
        QVERIFY(priv.write(path("one/two/private"), "y"));
        QCOMPARE(modeOf(path("one/two/private")), mode_t(0600));
        QCOMPARE(modeOf(path("one")), mode_t(0755));
        ::umask(before);
    }

    void privateFoldersThatCannotBe()
    {
        SaveFileStore priv(Privacy::Private);
        QVERIFY(priv.write(path("file"), "x"));
        const auto below = priv.write(path("file/below/a"), "x");
        QVERIFY(!below);
        QCOMPARE(below.error().code, ErrorCode::Storage);
        QVERIFY(!ensurePrivateFolder(std::string(kReadOnlyFolder) + "/profile"));
        QVERIFY(!ensurePrivateFolder(path("file")));
        QVERIFY(ensurePrivateFolder(path("a/b/c")) && ensurePrivateFolder(path("a/b/c")) && ensurePrivateFolder("/"));
    }

    /// Whoever reads meanwhile sees one whole file or the other.
    void readersNeverSeeHalfAFile()
    {
        SaveFileStore store;
        const std::string a(300'000, 'a');
        const std::string b(200'000, 'b');
        QVERIFY(store.write(path("f"), a));
        std::thread writer([&] {
            for (int i = 0; i < 40; ++i)
                static_cast<void>(SaveFileStore().write(path("f"), i % 2 == 0 ? b : a));
        });
        bool isAlwaysWhole = true;
        for (int i = 0; i < 200; ++i) {
            const auto bytes = store.read(path("f"));
            isAlwaysWhole = isAlwaysWhole && bytes && (*bytes == a || *bytes == b);
        }
        writer.join();
        QVERIFY(isAlwaysWhole);
    }

    void leftovers()
    {
        SaveFileStore store;
        const QStringList left{QStringLiteral("s.json.AbCdEf"), QStringLiteral("s.json.zzzzzz")};
        const QStringList others{QStringLiteral("s.json"), QStringLiteral("s.json.bak"), QStringLiteral("s.json.Ab1dEf"), QStringLiteral("s.json.AbCdEfG"),
                                 QStringLiteral("t.json.AbCdEf"), QStringLiteral("s.json.young!")};
        const QDateTime old = QDateTime::currentDateTimeUtc().addSecs(-7200);
        for (const QString &name : left + others) {
            QVERIFY(store.write(path(name.toStdString()), "x"));
            QFile file(m_folder->filePath(name));
            QVERIFY(file.open(QIODevice::ReadWrite) && file.setFileTime(old, QFileDevice::FileModificationTime));
        }
        QVERIFY(store.write(path("s.json.fresh"), "x"));
        QVERIFY(store.write(path("s.json.freshx"), "x"));
        // Six letters, but of now: somebody may be writing it.
        QCOMPARE(removeLeftovers(path("s.json")), 2);
        QVERIFY(!names().contains(left[0]) && !names().contains(left[1]) && names().contains(QStringLiteral("s.json.freshx")));
        QVERIFY(names().contains(QStringLiteral("s.json.fresh")) && names().contains(QStringLiteral("s.json.young!")));
        QCOMPARE(removeLeftovers(path("absent/s.json")), 0);
    }

    void movingAside()
    {
        test::FakeClock clock;
        SaveFileStore store;
        std::vector<std::string> places;
        for (const char *bytes : {"first", "second"}) {
            QVERIFY(store.write(path("broken.json"), bytes));
            const auto place = moveToQuarantine(path("broken.json"), path("quarantine"), clock);
            QVERIFY(place);
            places.push_back(*place);
        }
        QCOMPARE(places[0], path("quarantine/2025-11-24T19-58-59.123Z/broken.json"));
        QCOMPARE(places[1], path("quarantine/2025-11-24T19-58-59.123Z-1/broken.json"));
        QCOMPARE(*store.read(places[0]), std::string("first"));
        QCOMPARE(*store.read(places[1]), std::string("second"));
        QCOMPARE(modeOf(path("quarantine")), mode_t(0700));
        QVERIFY(!store.read(path("broken.json")));
        const auto gone = moveToQuarantine(path("broken.json"), path("quarantine"), clock);
        QVERIFY(!gone);
        QCOMPARE(gone.error().subject, path("broken.json"));
        QVERIFY(!moveToQuarantine(places[0], std::string(kReadOnlyFolder) + "/quarantine", clock));
        QCOMPARE(*store.read(places[0]), std::string("first"));
    }

    void profiles()
    {
        qputenv("XDG_CONFIG_HOME", "/somewhere/config");
        qputenv("XDG_DATA_HOME", "/somewhere/data");
        QCOMPARE(defaultProfilePaths(), (ProfilePaths{"/somewhere/config/lineup", "/somewhere/data/lineup"}));
        QCOMPARE(defaultProfilePaths().settingsFile(), std::string("/somewhere/config/lineup/settings.json"));
        const ProfilePaths own = profilePathsBelow("/p/../q/");
        for (const std::string &place : {own.configFolder, own.dataFolder, own.settingsFile(), own.draftFile(), own.engineFolder(), own.quarantineFolder()})
            QVERIFY2(place.starts_with("/q/"), place.c_str());
        QCOMPARE(profilePathsBelow("rel"), profilePathsBelow(QDir::currentPath().toStdString() + "/rel"));
    }

private:
    std::string path(const std::string &name) const { return m_folder->path().toStdString() + '/' + name; }
    QStringList names() const { return QDir(m_folder->path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(TestSaveFileStore)
#include "tst_savefilestore.moc"
