#include "core/document/lineupdocument.h"
#include "tests/support/answeringbackend.h"
#include "tests/support/fakestores.h"
#include "tests/support/scriptedbackend.h"
#include "widgets/models/comparesession.h"
#include "widgets/models/settingskeeper.h"
#include "widgets/shell/workspace.h"

#include <QSignalSpy>
#include <QTest>

#include <condition_variable>
#include <mutex>

namespace lineup::test {

namespace {

ScriptedAnswer echo(const ChatRequest &)
{
    return textAnswer("Yes.");
}

/// A disk whose writes wait until the test lets them, or fail.
class SlowFileStore final : public FileStore {
public:
    Result<std::string> read(const std::string &path) override { return m_files.read(path); }
    Result<void> write(const std::string &path, const std::string &bytes) override
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [this] { return m_isOpen; });
        if (isFull)
            return makeError(ErrorCode::Storage, "no space left on device", path);
        return m_files.write(path, bytes);
    }
    void hold()
    {
        const std::lock_guard lock(m_mutex);
        m_isOpen = false;
    }
    void release()
    {
        const std::lock_guard lock(m_mutex);
        m_isOpen = true;
        m_changed.notify_all();
    }
    bool isFull = false;
    FakeFileStore m_files;

private:
    std::mutex m_mutex;
    std::condition_variable m_changed;
    bool m_isOpen = true;
};

} // namespace

/// The open line-ups, their files and drafts, without any widget.
class TestWorkspace : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void startsWithTheExampleOrWithTheDrafts()
    {
        DraftDisk drafts;
        {
            Fixture fixture(drafts);
            fixture.workspace.start();
            QCOMPARE(fixture.workspace.count(), 1);
            QCOMPARE(fixture.workspace.currentSession()->document().lesson, std::string("few-shot"));
            fixture.workspace.addEmpty();
            fixture.workspace.currentSession()->setPrompt("two");
            fixture.workspace.addEmpty();
            fixture.workspace.currentSession()->setPrompt("three");
            fixture.workspace.flush();
        }
        QCOMPARE(drafts.size(), std::size_t(2)); // the untouched example is not worth a draft
        Fixture again(drafts);
        again.workspace.start();
        QCOMPARE(again.workspace.count(), 2);
        QCOMPARE(again.workspace.current(), 0);
        QCOMPARE(again.workspace.session(0).setup().prompt, std::string("two"));
        QCOMPARE(again.workspace.session(1).setup().prompt, std::string("three"));
        QVERIFY(again.workspace.session(0).isModified());
    }

    void aDraftFollowsWithinASecondAndGoesWithTheSave()
    {
        DraftDisk drafts;
        Fixture fixture(drafts);
        fixture.workspace.start();
        QSignalSpy kept(&fixture.workspace, &Workspace::draftSaved);
        QElapsedTimer timer;
        timer.start();
        CompareSession &session = *fixture.workspace.currentSession();
        for (int key = 0; key < 20; ++key)
            session.setPrompt("typed " + std::to_string(key));
        QVERIFY(kept.wait(2000));
        QVERIFY(timer.elapsed() < 1500);
        QCOMPARE(kept.size(), 1); // not one a key
        QCOMPARE(drafts.at(0).document.setup.prompt, std::string("typed 19"));
        QVERIFY(fixture.workspace.draftSavedAt().has_value());
        fixture.workspace.save(0, QStringLiteral("/f/a.lineup"));
        QTRY_VERIFY(!session.isModified());
        QVERIFY(drafts.empty());
    }

    void whatIsEditedWhileItIsSavedStaysModified()
    {
        DraftDisk drafts;
        SlowFileStore files;
        Fixture fixture(drafts, files);
        fixture.workspace.start();
        CompareSession &session = *fixture.workspace.currentSession();
        session.setPrompt("on the disk");
        files.hold();
        QSignalSpy saved(&fixture.workspace, &Workspace::saved);
        fixture.workspace.save(0, QStringLiteral("/f/a.lineup"));
        session.setPrompt("typed meanwhile");
        files.release();
        QTRY_COMPARE(saved.size(), 1);
        QVERIFY(session.isModified());
        QCOMPARE(session.filePath(), QStringLiteral("/f/a.lineup"));
        const auto onDisk = readDocument(files.m_files.read("/f/a.lineup").value());
        QCOMPARE(onDisk->setup.prompt, std::string("on the disk"));
    }

    void whatStreamsIsInTheDraftAndInTheFile()
    {
        DraftDisk drafts;
        FakeFileStore files;
        auto backend = std::make_shared<ScriptedBackend>();
        ScriptedFactory backends;
        backends.backends[LaneSpec{}.backend.kind] = backend;
        SystemClock clock;
        Workspace workspace(backends, files, [&drafts](int slot) { return std::make_unique<FakeDraftStore>(drafts, slot); }, clock, "Lineup test");
        workspace.addEmpty();
        CompareSession &session = *workspace.currentSession();
        session.addLane({});
        session.setPrompt("Count.");
        session.send();
        QTRY_COMPARE(backend->calls.size(), std::size_t(1));
        QVERIFY(backend->calls[0]->sendText(std::chrono::milliseconds(10), "One, two"));
        const auto textIn = [](const LineupDocument &document) { return plainText(document.runs.at(0).results.at(0).answer); };
        QTRY_VERIFY_WITH_TIMEOUT(!drafts.empty() && textIn(drafts.at(0).document) == "One, two", 3000);

        // Saved in the middle it has what came, and is not the newest any more when more comes.
        workspace.save(0, QStringLiteral("/f/a.lineup"));
        QTRY_VERIFY(!session.isModified());
        QCOMPARE(textIn(readDocument(files.read("/f/a.lineup").value()).value()), std::string("One, two"));
        QVERIFY(backend->calls[0]->sendText(std::chrono::milliseconds(20), ", three"));
        QTRY_VERIFY(session.isModified());
        workspace.flush();
        QCOMPARE(textIn(drafts.at(0).document), std::string("One, two, three"));

        // The end is kept at once.
        QVERIFY(backend->calls[0]->sendText(std::chrono::milliseconds(30), ", four."));
        backend->calls[0]->end();
        QSignalSpy finished(&session, &CompareSession::runFinished);
        QVERIFY(finished.wait(3000));
        QCOMPARE(textIn(drafts.at(0).document), std::string("One, two, three, four."));

        // Closed in the middle, it comes back with what it had.
        session.send();
        QTRY_COMPARE(backend->calls.size(), std::size_t(2));
        QVERIFY(backend->calls[1]->sendText(std::chrono::milliseconds(10), "Again"));
        QTRY_COMPARE(plainText(session.run().results.at(0).answer), std::string("Again"));
        workspace.close(0);
        workspace.reopenClosed();
        QCOMPARE(plainText(workspace.currentSession()->document().runs.at(1).results.at(0).answer), std::string("Again"));
    }

    void aFullDiskIsSaidAndLosesNothing()
    {
        DraftDisk drafts;
        SlowFileStore files;
        files.isFull = true;
        Fixture fixture(drafts, files);
        fixture.workspace.start();
        CompareSession &session = *fixture.workspace.currentSession();
        session.setPrompt("kept");
        QSignalSpy failed(&fixture.workspace, &Workspace::saveFailed);
        fixture.workspace.save(0, QStringLiteral("/f/a.lineup"));
        QTRY_COMPARE(failed.size(), 1);
        QVERIFY(session.isModified());
        QVERIFY(session.filePath().isEmpty());
    }

    void aClosedLineupMayBeSavedYet()
    {
        DraftDisk drafts;
        SlowFileStore files;
        Fixture fixture(drafts, files);
        fixture.workspace.start();
        fixture.workspace.currentSession()->setPrompt("closed while it is written");
        files.hold();
        QSignalSpy saved(&fixture.workspace, &Workspace::saved);
        fixture.workspace.save(0, QStringLiteral("/f/a.lineup"));
        fixture.workspace.close(0);
        files.release();
        QTRY_COMPARE(saved.size(), 1);
        QVERIFY(files.m_files.has("/f/a.lineup"));
        QCOMPARE(fixture.workspace.count(), 1); // the empty one that stands for none
    }

    void openReadsAndAnUntouchedEmptyOneGivesWay()
    {
        DraftDisk drafts;
        Fixture fixture(drafts);
        LineupDocument document = fewShotExample();
        document.title = "From the disk";
        fixture.files.m_files.put("/f/a.lineup", writeDocument(document));
        fixture.workspace.addEmpty();
        fixture.workspace.open(QStringLiteral("/f/a.lineup"));
        QTRY_COMPARE(fixture.workspace.currentSession()->displayTitle(), QStringLiteral("From the disk"));
        QCOMPARE(fixture.workspace.count(), 1);
        QSignalSpy failed(&fixture.workspace, &Workspace::openFailed);
        fixture.workspace.open(QStringLiteral("/f/none.lineup"));
        QTRY_COMPARE(failed.size(), 1);
        QCOMPARE(fixture.workspace.count(), 1);
    }

    void moreLineupsThanDraftsAreNoTrouble()
    {
        DraftDisk drafts;
        Fixture fixture(drafts);
        for (int each = 0; each < Workspace::kDraftSlots + 3; ++each) {
            fixture.workspace.addEmpty();
            fixture.workspace.currentSession()->setPrompt("number " + std::to_string(each));
        }
        fixture.workspace.flush();
        QCOMPARE(drafts.size(), std::size_t(Workspace::kDraftSlots));
    }

    void aProfileWithoutDraftsWorks()
    {
        DraftDisk drafts;
        SlowFileStore files;
        AnsweringFactory backends(echo);
        SystemClock clock;
        Workspace workspace(backends, files, [](int) { return std::unique_ptr<DraftStore>(); }, clock, "Lineup test");
        workspace.start();
        workspace.currentSession()->setPrompt("not kept");
        workspace.flush();
        workspace.close(0);
        QCOMPARE(workspace.count(), 1);
    }

    void recentFilesAreTenNewestFirst()
    {
        FakeSettingsStore store;
        SettingsKeeper keeper(store);
        for (int file = 0; file < 12; ++file)
            keeper.addRecentFile("/f/" + std::to_string(file));
        keeper.addRecentFile("/f/5");
        QCOMPARE(store.kept.recentFiles.size(), std::size_t(10));
        QCOMPARE(store.kept.recentFiles.front(), std::string("/f/5"));
        QCOMPARE(store.kept.recentFiles[1], std::string("/f/11"));
        const int saves = store.saves;
        QVERIFY(keeper.change([](Settings &) {}).has_value());
        QCOMPARE(store.saves, saves); // nothing changed, nothing is written
        store.failSaves = true;
        QSignalSpy failed(&keeper, &SettingsKeeper::saveFailed);
        QVERIFY(!keeper.change([](Settings &settings) { settings.railFolded = true; }));
        QVERIFY(keeper.values().railFolded);
        QCOMPARE(failed.size(), 1);
    }

private:
    struct Fixture {
        explicit Fixture(DraftDisk &drafts) : Fixture(drafts, own) {}
        Fixture(DraftDisk &drafts, SlowFileStore &files_)
            : files(files_), backends(echo),
              workspace(backends, files, [&drafts](int slot) { return std::make_unique<FakeDraftStore>(drafts, slot); }, clock, "Lineup test")
        {
        }
        SlowFileStore own;
        SlowFileStore &files;
        AnsweringFactory backends;
        SystemClock clock;
        Workspace workspace;
    };
};

} // namespace lineup::test

QTEST_GUILESS_MAIN(lineup::test::TestWorkspace)
#include "tst_workspace.moc"
