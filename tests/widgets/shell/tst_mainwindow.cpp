#include "core/document/lineupdocument.h"
#include "tests/widgets/shell/windowfixture.h"
#include "widgets/common/announcer.h"
#include "widgets/compare/comparepage.h"
#include "widgets/compare/lanepane.h"
#include "widgets/compare/noticeblock.h"
#include "widgets/compare/promptedit.h"
#include "widgets/markdown/markdownbody.h"
#include "widgets/models/comparesession.h"
#include "widgets/shell/actions.h"
#include "widgets/shell/rail.h"
#include "widgets/theme/fonts.h"
#include "widgets/theme/lineupstyle.h"

#include <QApplication>
#include <QClipboard>
#include <QDropEvent>
#include <QLabel>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabBar>
#include <QTest>
#include <QToolButton>
#include <QTranslator>

namespace lineup::test {

namespace {

using Id = Actions::Id;

/// Leaves every answer open until it is cancelled or the test ends it.
ScriptedAnswer openAnswer(const ChatRequest &)
{
    ScriptedAnswer answer = textAnswer("Half of an answer");
    std::erase_if(answer.events, [](const StreamEvent &event) { return std::holds_alternative<FinishNoted>(event.body); });
    answer.endsByItself = false;
    return answer;
}

/// A language in which every word is its English one in brackets.
class BracketTranslator final : public QTranslator {
public:
    QString translate(const char *, const char *source, const char *, int count) const override
    {
        QString text = QString::fromUtf8(source);
        if (count >= 0)
            text.replace(QLatin1String("%n"), QString::number(count));
        return QLatin1Char('[') + text + QLatin1Char(']');
    }
    bool isEmpty() const override { return false; }
};

QString answerOf(const WindowFixture &fixture, const char *pane)
{
    const auto *body = fixture.find<LanePane>(pane)->findChild<MarkdownBody *>(QStringLiteral("answer"));
    return QString::fromStdString(body->text());
}

PaneNotice noticeOf(const WindowFixture &fixture, const char *pane)
{
    return fixture.find<LanePane>(pane)->findChild<NoticeBlock *>(QStringLiteral("paneNotice"))->notice();
}

LineupDocument smallDocument(const std::string &title)
{
    LineupDocument document = fewShotExample();
    document.title = title;
    document.lesson.clear();
    return document;
}

} // namespace

/// The window as a person meets it: real widgets, driven by keys and buttons, on a scripted backend.
class TestMainWindow : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(registerFonts().isEmpty()); }

    void firstStartSendsTheExampleOnceAndNeverAgain()
    {
        Disk disk;
        {
            WindowFixture fixture(disk, lessonAnswer, EngineStatus::Starting);
            fixture.start();
            QCOMPARE(fixture.session().displayTitle(), QStringLiteral("Zero-shot, one-shot, few-shot"));
            QVERIFY(fixture.backends.backend().requests().empty());
            QVERIFY(!disk.settings.kept.firstRunDone);
            fixture.engine.setStatus(EngineStatus::Ready);
            QCOMPARE(fixture.backends.backend().requests().size(), std::size_t(3));
            QVERIFY(disk.settings.kept.firstRunDone);
            QTRY_VERIFY(!fixture.session().isRunning());
            QVERIFY(answerOf(fixture, "paneC").contains(QLatin1String("umbrella")));
            // The engine comes and goes; the example is not sent again.
            fixture.engine.setStatus(EngineStatus::Busy);
            fixture.engine.setStatus(EngineStatus::Ready);
            QCOMPARE(fixture.backends.backend().requests().size(), std::size_t(3));
            fixture.window->close();
        }
        WindowFixture again(disk);
        again.start();
        QVERIFY(again.backends.backend().requests().empty());
        // What was answered came back as a draft, marked as a record.
        QCOMPARE(again.session().runCount(), 1);
        QVERIFY(again.session().isShownFromRecord());
        QVERIFY(answerOf(again, "paneC").contains(QLatin1String("umbrella")));
    }

    void firstStartSendsNothingWhenItCannotBeRemembered()
    {
        Disk disk;
        disk.settings.failSaves = true;
        WindowFixture fixture(disk);
        fixture.start();
        QVERIFY(fixture.backends.backend().requests().empty());
    }

    void firstStartLeavesAPersonAloneWhoWasFaster()
    {
        Disk disk;
        WindowFixture fixture(disk, lessonAnswer, EngineStatus::Starting);
        fixture.start();
        fixture.session().send();
        QTRY_VERIFY(!fixture.session().isRunning());
        fixture.engine.setStatus(EngineStatus::Ready);
        QCOMPARE(fixture.session().runCount(), 1);
        QVERIFY(disk.settings.kept.firstRunDone);
    }

    void controlEnterSendsWhatIsWrittenToAllPanes()
    {
        Disk disk;
        disk.settings.kept.firstRunDone = true;
        WindowFixture fixture(disk);
        fixture.start();
        auto *prompt = fixture.find<PromptEdit>("promptEdit");
        QTRY_COMPARE(QApplication::focusWidget(), prompt);
        prompt->selectAll();
        QTest::keyClicks(prompt, QStringLiteral("I need a yellow boat."));
        QTest::keyClick(prompt, Qt::Key_Return, Qt::ControlModifier);
        const auto &requests = fixture.backends.backend().requests();
        QCOMPARE(requests.size(), std::size_t(3));
        for (const ChatRequest &request : requests)
            QCOMPARE(plainText(request.messages.back()), std::string("I need a yellow boat."));
        QCOMPARE(requests[0].messages.size(), std::size_t(2)); // system, question
        QCOMPARE(requests[1].messages.size(), std::size_t(4)); // and one example
        QCOMPARE(requests[2].messages.size(), std::size_t(8));
        QTRY_VERIFY(!fixture.session().isRunning());
        QVERIFY(answerOf(fixture, "paneA").startsWith(QLatin1String("I'd be happy")));
    }

    void uncheckedPanesAreLeftOut()
    {
        Disk disk;
        disk.settings.kept.firstRunDone = true;
        WindowFixture fixture(disk);
        fixture.start();
        QTest::mouseClick(fixture.find<QWidget>("sendToB"), Qt::LeftButton);
        auto *send = fixture.find<QPushButton>("sendButton");
        QVERIFY(send->text().contains(QLatin1Char('2')));
        QTest::mouseClick(send, Qt::LeftButton);
        QCOMPARE(fixture.backends.backend().requests().size(), std::size_t(2));
        QTRY_VERIFY(!fixture.session().isRunning());
        QVERIFY(answerOf(fixture, "paneB").isEmpty());
    }

    void escapeStopsAndKeepsTheText()
    {
        Disk disk;
        disk.settings.kept.firstRunDone = true;
        WindowFixture fixture(disk, openAnswer);
        fixture.start();
        QTest::keyClick(fixture.find<PromptEdit>("promptEdit"), Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(answerOf(fixture, "paneA"), QStringLiteral("Half of an answer"));
        QVERIFY(fixture.session().isRunning());
        QTest::keyClick(fixture.window.get(), Qt::Key_Escape);
        QTRY_VERIFY(!fixture.session().isRunning());
        QCOMPARE(answerOf(fixture, "paneA"), QStringLiteral("Half of an answer"));
        QCOMPARE(fixture.session().result(0).end->outcome, Outcome::Cancelled);
        QCOMPARE(noticeOf(fixture, "paneA").title, QStringLiteral("Stopped."));
    }

    void escapeInAPaneStopsThatPaneFirst()
    {
        Disk disk;
        disk.settings.kept.firstRunDone = true;
        WindowFixture fixture(disk, openAnswer);
        fixture.start();
        fixture.session().send();
        QTRY_VERIFY(fixture.session().result(1).hasContent());
        QTest::keyClick(fixture.window.get(), Qt::Key_2, Qt::AltModifier);
        QCOMPARE(fixture.window->page()->currentPane(), 1);
        QTest::keyClick(fixture.window.get(), Qt::Key_Escape);
        QTRY_VERIFY(!fixture.session().isLaneRunning(1));
        QVERIFY(fixture.session().isLaneRunning(0));
        QTest::keyClick(fixture.window.get(), Qt::Key_Escape);
        QTRY_VERIFY(!fixture.session().isRunning());
    }

    void sendWhilePanesRunIsQueued()
    {
        Disk disk;
        disk.settings.kept.firstRunDone = true;
        WindowFixture fixture(disk, openAnswer);
        fixture.start();
        fixture.session().send();
        QTRY_VERIFY(fixture.session().result(0).hasContent());
        QTest::keyClick(fixture.find<PromptEdit>("promptEdit"), Qt::Key_Return, Qt::ControlModifier);
        QVERIFY(fixture.session().isSendQueued());
        QCOMPARE(fixture.backends.backend().requests().size(), std::size_t(3));
        fixture.backends.backend().finishAll();
        QTRY_COMPARE(fixture.backends.backend().requests().size(), std::size_t(6));
        QVERIFY(!fixture.session().isSendQueued());
        QCOMPARE(fixture.session().runCount(), 2);
    }

    void aRemovedPaneComesBackWithItsAnswer()
    {
        Disk disk;
        WindowFixture fixture(disk);
        fixture.start();
        QTRY_VERIFY(fixture.session().runCount() == 1 && !fixture.session().isRunning());
        QTest::keyClick(fixture.window.get(), Qt::Key_2, Qt::AltModifier);
        QTest::keyClick(fixture.window.get(), Qt::Key_Delete, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(fixture.session().setup().lanes.size(), std::size_t(2));
        QVERIFY(!fixture.window->findChild<LanePane *>(QStringLiteral("paneB")));
        auto *bar = fixture.find<QWidget>("removedBar");
        QVERIFY(bar->isVisible());
        // Outside of text fields Ctrl+Z is for panes.
        QTest::keyClick(fixture.window.get(), Qt::Key_1, Qt::AltModifier);
        QTest::keyClick(fixture.window.get(), Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(fixture.session().setup().lanes.size(), std::size_t(3));
        QCOMPARE(fixture.session().setup().lanes[1].letter, 1);
        QVERIFY(!bar->isVisible());
        QTRY_VERIFY(answerOf(fixture, "paneB").contains(QLatin1String("bicycle")));
    }

    void undoInTheBarDoesTheSame()
    {
        Disk disk;
        disk.settings.kept.firstRunDone = true;
        WindowFixture fixture(disk);
        fixture.start();
        fixture.window->page()->removePane(2);
        QTest::mouseClick(fixture.find<QPushButton>("undoRemove"), Qt::LeftButton);
        QCOMPARE(fixture.session().setup().lanes.size(), std::size_t(3));
    }

    void saveAndOpenGiveTheSameLineup()
    {
        Disk disk;
        {
            WindowFixture fixture(disk);
            fixture.start();
            QTRY_VERIFY(fixture.session().runCount() == 1 && !fixture.session().isRunning());
            QVERIFY(fixture.session().isModified());
            fixture.picker.next = QStringLiteral("/files/lesson.lineup");
            QTest::keyClick(fixture.window.get(), Qt::Key_S, Qt::ControlModifier);
            QTRY_VERIFY(!fixture.session().isModified());
            QVERIFY(disk.files.has("/files/lesson.lineup"));
            QCOMPARE(fixture.picker.questions.size(), std::size_t(1));
            // It has a file now: nobody is asked again.
            fixture.session().setPrompt("Another one.");
            QTest::keyClick(fixture.window.get(), Qt::Key_S, Qt::ControlModifier);
            QTRY_VERIFY(!fixture.session().isModified());
            QCOMPARE(fixture.picker.questions.size(), std::size_t(1));
            QCOMPARE(disk.settings.kept.recentFiles, std::vector<std::string>{"/files/lesson.lineup"});
            fixture.window->close();
        }
        QVERIFY(disk.drafts.empty());
        WindowFixture again(disk);
        again.start();
        again.picker.next = QStringLiteral("/files/lesson.lineup");
        QTest::keyClick(again.window.get(), Qt::Key_O, Qt::ControlModifier);
        QTRY_COMPARE(again.workspace.count(), 2);
        QCOMPARE(again.session().setup().prompt, std::string("Another one."));
        QCOMPARE(again.session().runCount(), 1);
        QVERIFY(answerOf(again, "paneC").contains(QLatin1String("umbrella")) || again.window->page()->session().result(2).hasContent());
        QVERIFY(!again.session().isModified());
        // Opening it once more only shows it.
        again.workspace.setCurrent(0);
        again.window->openFile(QStringLiteral("/files/lesson.lineup"));
        QTRY_COMPARE(again.workspace.current(), 1);
        QCOMPARE(again.workspace.count(), 2);
    }

    void recentFilesAreOfferedAtOnce()
    {
        Disk disk;
        disk.settings.kept.firstRunDone = true;
        disk.files.put("/files/a.lineup", writeDocument(smallDocument("A")));
        WindowFixture fixture(disk);
        fixture.start();
        QMenu *recent = nullptr;
        for (QMenu *menu : fixture.window->findChildren<QMenu *>()) {
            if (menu->title() == QLatin1String("Open &Recent"))
                recent = menu;
        }
        QVERIFY(recent && !recent->isEnabled());
        fixture.window->openFile(QStringLiteral("/files/a.lineup"));
        QTRY_VERIFY(recent->isEnabled());
        QCOMPARE(recent->actions().size(), 1);
        QCOMPARE(recent->actions().at(0)->text(), QStringLiteral("a.lineup"));
        // Choosing one that is open shows it, and the list survives being chosen from.
        fixture.workspace.addEmpty();
        recent->actions().at(0)->setEnabled(true); // this file is on no real disk
        recent->actions().at(0)->trigger();
        QTRY_COMPARE(fixture.session().displayTitle(), QStringLiteral("A"));
        QTRY_COMPARE(recent->actions().size(), 1);
    }

    void aBrokenFileIsABarAndLosesNothing()
    {
        Disk disk;
        disk.settings.kept.firstRunDone = true;
        disk.files.put("/files/broken.lineup", "{\"this is\": no line-up");
        WindowFixture fixture(disk);
        fixture.start();
        const LineupDocument before = fixture.session().document();
        fixture.window->openFile(QStringLiteral("/files/broken.lineup"));
        auto *bar = fixture.find<QWidget>("problemBar");
        QTRY_VERIFY(bar->isVisible());
        QVERIFY(!bar->findChild<QLabel *>(QStringLiteral("noticeTitle"))->text().isEmpty());
        QVERIFY(!bar->findChild<QLabel *>(QStringLiteral("noticeText"))->text().isEmpty());
        QCOMPARE(fixture.workspace.count(), 1);
        QCOMPARE(fixture.session().document(), before);
        QTest::mouseClick(bar->findChild<QToolButton *>(QStringLiteral("noticeClose")), Qt::LeftButton);
        QVERIFY(!bar->isVisible());
        fixture.window->openFile(QStringLiteral("/files/nowhere.lineup"));
        QTRY_VERIFY(bar->isVisible());
    }

    void unsavedLineupsComeBackAtTheNextStart()
    {
        Disk disk;
        disk.settings.kept.firstRunDone = true;
        {
            WindowFixture fixture(disk);
            fixture.start();
            QTest::keyClick(fixture.window.get(), Qt::Key_T, Qt::ControlModifier);
            QCOMPARE(fixture.workspace.count(), 2);
            fixture.session().setPrompt("Kept without being asked.");
            fixture.window->close(); // no dialog
        }
        WindowFixture again(disk);
        again.start();
        QCOMPARE(again.workspace.count(), 1);
        QCOMPARE(again.session().setup().prompt, std::string("Kept without being asked."));
        QVERIFY(again.session().isModified());
    }

    void tabsOpenCloseReopenAndWalk()
    {
        Disk disk;
        disk.settings.kept.firstRunDone = true;
        WindowFixture fixture(disk);
        fixture.start();
        auto *tabs = fixture.find<QTabBar>("lineupTabs");
        QTest::keyClick(fixture.window.get(), Qt::Key_T, Qt::ControlModifier);
        fixture.session().setTitle(QStringLiteral("Second & last"));
        QCOMPARE(tabs->count(), 2);
        QCOMPARE(tabs->tabText(1), QStringLiteral("Second && last"));
        QVERIFY(!tabs->tabIcon(1).isNull()); // the dot of an unsaved one
        QTest::keyClick(fixture.window.get(), Qt::Key_Tab, Qt::ControlModifier);
        QCOMPARE(fixture.workspace.current(), 0);
        QTest::keyClick(fixture.window.get(), Qt::Key_Tab, Qt::ControlModifier);
        QCOMPARE(fixture.workspace.current(), 1);
        QTest::keyClick(fixture.window.get(), Qt::Key_W, Qt::ControlModifier);
        QCOMPARE(tabs->count(), 1);
        QTest::keyClick(fixture.window.get(), Qt::Key_T, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(tabs->count(), 2);
        QCOMPARE(fixture.session().displayTitle(), QStringLiteral("Second & last"));
        QVERIFY(fixture.session().isModified());
        // The last one that is closed leaves an empty one.
        fixture.workspace.close(1);
        fixture.workspace.close(0);
        QCOMPARE(fixture.workspace.count(), 1);
        QVERIFY(fixture.find<QWidget>("emptyLineup")->isVisible());
    }

    void theLanguageChangesEveryWordLive()
    {
        Disk disk;
        WindowFixture fixture(disk);
        fixture.start();
        QTRY_VERIFY(fixture.session().runCount() == 1 && !fixture.session().isRunning());
        fixture.window->actions();
        BracketTranslator translator;
        QCoreApplication::installTranslator(&translator);
        QApplication::processEvents();
        QStringList plain;
        for (const QAbstractButton *button : fixture.window->findChildren<QAbstractButton *>()) {
            // Letters, chips made of numbers and names are the same in every language.
            const bool isWord = button->isVisible() && button->text().size() > 3 && !button->text().startsWith(QLatin1Char('['));
            if (isWord)
                plain << button->objectName() + QLatin1Char('=') + button->text();
        }
        for (const QAction *action : fixture.window->actions().all()) {
            if (!action->text().startsWith(QLatin1Char('[')))
                plain << action->text();
        }
        QVERIFY2(plain.isEmpty(), qPrintable(plain.join(QLatin1Char('\n'))));
        QVERIFY(fixture.find<Rail>("rail")->findChild<QToolButton *>(QStringLiteral("railCompare"))->text() == QLatin1String("[Compare]"));
        QCoreApplication::removeTranslator(&translator);
        QApplication::processEvents();
        QCOMPARE(fixture.find<QToolButton>("railCompare")->text(), QStringLiteral("Compare"));
    }

    void theLookFollowsTheSystemOrTheChoice()
    {
        Disk disk;
        disk.settings.kept.firstRunDone = true;
        WindowFixture fixture(disk);
        fixture.start();
        const QColor light = Theme::light().color(ColorRole::Window);
        const QColor dark = Theme::dark().color(ColorRole::Window);
        const auto ground = [&] { return fixture.window->palette().color(QPalette::Window); };
        QCOMPARE(ground(), light);
        fixture.system.setDark(true);
        QCOMPARE(ground(), dark);
        QCOMPARE(fixture.window->grab().toImage().pixelColor(300, 20), dark); // the menu bar
        // What the person chooses holds against the system.
        for (QAction *choice : fixture.window->actions().colorSchemes()->actions()) {
            if (choice->data().toInt() == static_cast<int>(ColorScheme::Light))
                choice->trigger();
        }
        QCOMPARE(ground(), light);
        QCOMPARE(disk.settings.kept.colorScheme, ColorScheme::Light);
        fixture.system.setDark(false);
        fixture.system.setDark(true);
        QCOMPARE(ground(), light);
    }

    void answersGrowAndShrink()
    {
        Disk disk;
        WindowFixture fixture(disk);
        fixture.start();
        QTRY_VERIFY(fixture.session().runCount() == 1 && !fixture.session().isRunning());
        auto *answer = fixture.find<LanePane>("paneA")->findChild<MarkdownBody *>(QStringLiteral("answer"));
        QTest::keyClick(fixture.window.get(), Qt::Key_Plus, Qt::ControlModifier);
        QCOMPARE(answer->zoom(), 1.1);
        QCOMPARE(disk.settings.kept.answerZoomPercent, 110);
        QTest::keyClick(fixture.window.get(), Qt::Key_Minus, Qt::ControlModifier);
        QTest::keyClick(fixture.window.get(), Qt::Key_Minus, Qt::ControlModifier);
        QCOMPARE(answer->zoom(), 0.9);
        QTest::keyClick(fixture.window.get(), Qt::Key_0, Qt::ControlModifier);
        QCOMPARE(answer->zoom(), 1.0);
    }

    void regionsAreWalkedWithF6()
    {
        Disk disk;
        disk.settings.kept.firstRunDone = true;
        WindowFixture fixture(disk);
        fixture.start();
        QTRY_COMPARE(QApplication::focusWidget(), fixture.find<PromptEdit>("promptEdit"));
        const auto isIn = [&](const char *name) {
            const QWidget *region = fixture.find<QWidget>(name);
            return QApplication::focusWidget() == region || region->isAncestorOf(QApplication::focusWidget());
        };
        for (const char *region : {"rail", "documentTabs", "paneRow", "runStrip", "composer", "rail"}) {
            QTest::keyClick(fixture.window.get(), Qt::Key_F6);
            QVERIFY2(isIn(region), region);
        }
        QTest::keyClick(fixture.window.get(), Qt::Key_F6, Qt::ShiftModifier);
        QVERIFY(isIn("composer"));
    }

    void aPaneIsMaximisedAndBack()
    {
        Disk disk;
        disk.settings.kept.firstRunDone = true;
        WindowFixture fixture(disk);
        fixture.start();
        QTest::keyClick(fixture.window.get(), Qt::Key_3, Qt::AltModifier);
        QTest::keyClick(fixture.window.get(), Qt::Key_F11);
        QTRY_COMPARE(fixture.find<LanePane>("paneA")->width(), 32);
        QVERIFY(fixture.find<LanePane>("paneC")->width() > 800);
        QTest::keyClick(fixture.window.get(), Qt::Key_F11);
        QTRY_VERIFY(fixture.find<LanePane>("paneA")->width() >= 224);
        QCOMPARE(fixture.find<LanePane>("paneA")->width(), fixture.find<LanePane>("paneB")->width());
    }

    void copyAnswerGivesTheModelsText()
    {
        Disk disk;
        WindowFixture fixture(disk);
        fixture.start();
        QTRY_VERIFY(fixture.session().runCount() == 1 && !fixture.session().isRunning());
        QTest::keyClick(fixture.window.get(), Qt::Key_3, Qt::AltModifier);
        QTest::keyClick(fixture.window.get(), Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("{\"product\": \"umbrella\", \"colour\": \"green\"}"));
    }

    void endsAreAnnouncedTogether()
    {
        Disk disk;
        WindowFixture fixture(disk);
        QStringList said;
        fixture.start();
        connect(fixture.find<Announcer>("announcer"), &Announcer::said, this, [&said](const QString &line) { said << line; });
        QTRY_VERIFY(!said.isEmpty());
        QCOMPARE(said.size(), 1);
        QVERIFY(said.front().contains(QLatin1String("Pane A ended")));
        QVERIFY(said.front().contains(QLatin1String("Fastest first token: A")));
    }

    void aFailedPaneSaysWhatAndOffersToTryAgain()
    {
        Disk disk;
        disk.settings.kept.firstRunDone = true;
        int asked = 0;
        WindowFixture fixture(disk, [&asked](const ChatRequest &request) {
            if (++asked == 2)
                return errorAnswer(Error{ErrorCode::ConnectionRefused, "connection refused", {}, {}, {}, {}, {}, {}, "127.0.0.1:9", {}});
            return lessonAnswer(request);
        });
        fixture.start();
        fixture.session().send();
        QTRY_VERIFY(!fixture.session().isRunning());
        auto *pane = fixture.find<LanePane>("paneB");
        QVERIFY(!noticeOf(fixture, "paneB").title.isEmpty());
        QVERIFY(!noticeOf(fixture, "paneB").text.isEmpty());
        auto *block = pane->findChild<NoticeBlock *>(QStringLiteral("paneNotice"));
        auto *again = block->findChild<QPushButton *>(QStringLiteral("paneSendAgain"));
        QTRY_VERIFY(again->isVisible());
        QTest::mouseClick(block->findChild<QPushButton *>(QStringLiteral("paneCopyForSupport")), Qt::LeftButton);
        QVERIFY(QApplication::clipboard()->text().contains(QLatin1String("ConnectionRefused")));
        QTest::mouseClick(again, Qt::LeftButton);
        QTRY_VERIFY(!fixture.session().isRunning());
        QVERIFY(answerOf(fixture, "paneB").contains(QLatin1String("bicycle")));
        QCOMPARE(fixture.session().runCount(), 1); // it stands beside the others
    }

    void droppedFilesAreOpened()
    {
        Disk disk;
        disk.settings.kept.firstRunDone = true;
        disk.files.put("/files/dropped.lineup", writeDocument(smallDocument("Dropped")));
        WindowFixture fixture(disk);
        fixture.start();
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(QStringLiteral("/files/dropped.lineup"))});
        QDropEvent drop(QPointF(400, 300), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        // Not through the application: without a drag under way it has no target.
        static_cast<QObject *>(fixture.window.get())->event(&drop);
        QTRY_COMPARE(fixture.session().displayTitle(), QStringLiteral("Dropped"));
    }
};

} // namespace lineup::test

QTEST_MAIN(lineup::test::TestMainWindow)
#include "tst_mainwindow.moc"
