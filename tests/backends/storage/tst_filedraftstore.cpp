#include "backends/storage/filedraftstore.h"
#include "tests/support/fakeclock.h"
#include "tests/support/sampledocuments.h"

#include <QFileInfo>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

using namespace lineup;

namespace {

std::shared_ptr<const Draft> draftOf(std::uint32_t seed, std::string path = {})
{
    return std::make_shared<const Draft>(Draft{test::SampleDocuments(seed).document(), std::move(path)});
}

} // namespace

class TestFileDraftStore : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(m_folder->isValid());
        m_paths = profilePathsBelow(m_folder->path().toStdString());
    }

    void noDraftAtFirst()
    {
        FileDraftStore store(m_paths, m_clock);
        const auto draft = store.read();
        QVERIFY(draft);
        QVERIFY(!*draft);
        store.flush();
        QVERIFY(!QFileInfo::exists(QString::fromStdString(m_paths.dataFolder)));
    }

    void aDraftSurvivesItsProgram()
    {
        const auto draft = draftOf(7, "/home/x/a.lineup");
        {
            FileDraftStore store(m_paths, m_clock);
            QSignalSpy written(&store, &DraftStore::written);
            store.write(draft);
            QVERIFY(written.wait());
            struct stat status {};
            QVERIFY(::stat(m_paths.draftFile().c_str(), &status) == 0);
            QCOMPARE(status.st_mode & 0777, mode_t(0600));
        }
        FileDraftStore store(m_paths, m_clock);
        const auto back = store.read();
        QVERIFY(back && *back);
        QVERIFY(**back == *draft);
        // It is a line-up that opens like any other.
        QVERIFY(readDocument(*SaveFileStore().read(m_paths.draftFile())));
    }

    void theLastOneCounts()
    {
        FileDraftStore store(m_paths, m_clock);
        for (std::uint32_t seed = 0; seed < 50; ++seed)
            store.write(draftOf(seed));
        store.flush();
        QVERIFY(**store.read() == *draftOf(49));
        store.write(draftOf(3));
        store.clear();
        store.flush();
        QVERIFY(!*store.read());
        store.clear();
        store.write(draftOf(4));
        // read() waits for what was asked.
        QVERIFY(**store.read() == *draftOf(4));
    }

    void whatWasAskedIsDoneOnTheWayOut()
    {
        {
            FileDraftStore store(m_paths, m_clock);
            store.write(draftOf(11));
        }
        QVERIFY(**FileDraftStore(m_paths, m_clock).read() == *draftOf(11));
    }

    void aBrokenDraftIsMovedAside()
    {
        QVERIFY(SaveFileStore(SaveFileStore::Privacy::Private).write(m_paths.draftFile(), "{\"format\":\"lineup\""));
        FileDraftStore store(m_paths, m_clock);
        const auto draft = store.read();
        QVERIFY(!draft);
        QCOMPARE(draft.error().code, ErrorCode::BadInput);
        QVERIFY(draft.error().subject.starts_with(m_paths.quarantineFolder()));
        QVERIFY(QFileInfo::exists(QString::fromStdString(draft.error().subject)));
        QVERIFY(!*store.read());
    }

    void aFailureIsTold()
    {
        m_paths.dataFolder = "/proc/sys/lineup";
        FileDraftStore store(m_paths, m_clock);
        std::vector<Error> errors;
        connect(&store, &DraftStore::failed, this, [&](const Error &error) { errors.push_back(error); });
        QSignalSpy written(&store, &DraftStore::written);
        store.write(draftOf(1));
        QTRY_COMPARE(errors.size(), std::size_t(1));
        QCOMPARE(errors[0].code, ErrorCode::Storage);
        QCOMPARE(written.count(), 0);
    }

    /// The newest draft is whole after any number of quick writes, and one is told at the least.
    void quickWrites()
    {
        FileDraftStore store(m_paths, m_clock);
        QSignalSpy written(&store, &DraftStore::written);
        for (std::uint32_t seed = 0; seed < 300; ++seed) {
            store.write(draftOf(seed % 20));
            if (seed % 50 == 0)
                store.flush();
        }
        store.flush();
        QVERIFY(**store.read() == *draftOf(299 % 20));
        QCoreApplication::processEvents();
        QVERIFY(written.count() >= 6 && written.count() <= 300);
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    ProfilePaths m_paths;
    test::FakeClock m_clock;
};

QTEST_GUILESS_MAIN(TestFileDraftStore)
#include "tst_filedraftstore.moc"
