#include "tests/widgets/shell/windowfixture.h"
#include "widgets/compare/comparepage.h"
#include "widgets/compare/lanepane.h"
#include "widgets/compare/panefooter.h"
#include "widgets/models/comparesession.h"
#include "widgets/shell/actions.h"
#include "widgets/theme/fonts.h"

#include <QAbstractButton>
#include <QAbstractScrollArea>
#include <QAccessible>
#include <QApplication>
#include <QDialog>
#include <QMenu>
#include <QMenuBar>
#include <QTest>

namespace lineup::test {

/// The window for people who do not see it or do not use a mouse.
class TestAccessibility : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(registerFonts().isEmpty()); }

    void everyControlHasAName()
    {
        Disk disk;
        WindowFixture fixture(disk);
        fixture.start({1440, 900});
        QTRY_VERIFY(fixture.session().runCount() == 1 && !fixture.session().isRunning());
        fixture.window->page()->openExamples();
        fixture.window->page()->removePane(1);
        fixture.engine.crash(Error{ErrorCode::EngineCrashed, "gone", {}, {}, {}, {}, {}, {}, "", {}}, {"last line"});
        QApplication::processEvents();
        const QStringList missing = nameless(*fixture.window);
        QVERIFY2(missing.isEmpty(), qPrintable(missing.join(QLatin1Char('\n'))));
    }

    void everyDialogsControlHasAName()
    {
        Disk disk;
        disk.settings.kept.firstRunDone = true;
        WindowFixture fixture(disk);
        fixture.start();
        const auto check = [&](const char *name) {
            QDialog *dialog = fixture.find<QDialog>(name);
            const QStringList missing = nameless(*dialog);
            dialog->setObjectName(QString()); // it goes with the next turn of the loop
            dialog->close();
            QVERIFY2(missing.isEmpty(), qPrintable(missing.join(QLatin1Char('\n'))));
        };
        fixture.window->page()->editPane(0);
        check("laneEditor");
        fixture.window->page()->addPane();
        check("laneEditor");
        for (const auto &[action, name] : {std::pair{Actions::Id::Settings, "settingsDialog"}, {Actions::Id::Shortcuts, "shortcutsDialog"}, {Actions::Id::About, "aboutDialog"}}) {
            fixture.window->actions().at(action)->trigger();
            check(name);
        }
    }

    void panesSayWhoTheyAreAndFootersSpeak()
    {
        Disk disk;
        WindowFixture fixture(disk);
        fixture.start();
        QTRY_VERIFY(fixture.session().runCount() == 1 && !fixture.session().isRunning());
        auto *pane = fixture.find<LanePane>("paneA");
        const QAccessibleInterface *spoken = QAccessible::queryAccessibleInterface(pane);
        QCOMPARE(spoken->role(), QAccessible::Grouping);
        QCOMPARE(spoken->text(QAccessible::Name), QStringLiteral("Pane A, SmolLM2 135M Instruct, this computer"));
        const QAccessibleInterface *footer = QAccessible::queryAccessibleInterface(pane->footer());
        QCOMPARE(footer->role(), QAccessible::StaticText);
        const QString text = footer->text(QAccessible::Name);
        QVERIFY2(text.startsWith(QLatin1String("First token")) && text.contains(QLatin1String("38")) && text.contains(QLatin1String("local")), qPrintable(text));
    }

    void everyActionIsInAMenu()
    {
        Disk disk;
        disk.settings.kept.firstRunDone = true;
        WindowFixture fixture(disk);
        fixture.start();
        QSet<const QAction *> inMenus;
        QList<QAction *> open = fixture.window->menuBar()->actions();
        while (!open.isEmpty()) {
            const QAction *action = open.takeFirst();
            inMenus.insert(action);
            if (action->menu())
                open += action->menu()->actions();
        }
        for (const QAction *action : fixture.window->actions().all())
            QVERIFY2(inMenus.contains(action), qPrintable(action->text()));
    }

    void noTwoActionsShareAKey()
    {
        const Actions actions;
        QHash<QString, QString> taken;
        for (const QAction *action : actions.all()) {
            for (const QKeySequence &keys : action->shortcuts()) {
                const QString text = keys.toString(QKeySequence::PortableText);
                QVERIFY2(!taken.contains(text), qPrintable(text + QLatin1String(": ") + taken.value(text) + QLatin1String(", ") + action->text()));
                taken.insert(text, action->text());
            }
        }
        QVERIFY(taken.size() > 30);
    }

    void tabWalksThePageFromTopToBottom()
    {
        Disk disk;
        WindowFixture fixture(disk);
        fixture.start();
        QTRY_VERIFY(fixture.session().runCount() == 1 && !fixture.session().isRunning());
        // The first control of each part, in the order in which Tab must meet them.
        const QStringList wanted{QStringLiteral("lineupTabs"), QStringLiteral("addPaneButton"), QStringLiteral("runAgain"), QStringLiteral("paneA"),
                                 QStringLiteral("paneB"), QStringLiteral("paneC"), QStringLiteral("lessonPanel"), QStringLiteral("runStrip"),
                                 QStringLiteral("promptEdit"), QStringLiteral("sendButton")};
        fixture.find<QWidget>("lineupTabs")->setFocus(Qt::TabFocusReason);
        QStringList met;
        for (int steps = 0; steps < 150; ++steps) {
            const QWidget *focus = QApplication::focusWidget();
            QVERIFY(focus);
            for (const QWidget *above = focus; above; above = above->parentWidget()) {
                if (wanted.contains(above->objectName()) && !met.contains(above->objectName()))
                    met << above->objectName();
            }
            if (focus->objectName() == QLatin1String("sendButton"))
                break;
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        }
        QCOMPARE(met, wanted);
    }

    void tabWalksAPaneFromTopToBottom()
    {
        Disk disk;
        WindowFixture fixture(disk);
        fixture.start();
        QTRY_VERIFY(fixture.session().runCount() == 1 && !fixture.session().isRunning());
        // Chips that are made later, here for a new setting, keep to their row.
        LaneSpec lane = fixture.session().setup().lanes[0];
        lane.parameters.topP = 0.5;
        fixture.session().updateLane(0, lane);
        const auto *pane = fixture.find<QWidget>("paneA");
        pane->findChild<QWidget *>(QStringLiteral("paneMenu"))->setFocus(Qt::TabFocusReason);
        QStringList met;
        while (pane->isAncestorOf(QApplication::focusWidget()) && met.size() < 10) {
            if (const QString name = QApplication::focusWidget()->objectName(); met.isEmpty() || met.last() != name)
                met << name;
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        }
        QCOMPARE(met, (QStringList{QStringLiteral("paneMenu"), QStringLiteral("paneExamples"), QStringLiteral("paneParameter"), QStringLiteral("answer")}));
    }

    void targetsAreLargeEnough()
    {
        Disk disk;
        WindowFixture fixture(disk);
        fixture.start();
        QTRY_VERIFY(fixture.session().runCount() == 1 && !fixture.session().isRunning());
        for (const QAbstractButton *button : fixture.window->findChildren<QAbstractButton *>()) {
            // Chips of 20 px are a second way to what the menu of the pane does.
            const bool isChip = button->objectName() == QLatin1String("paneParameter") || button->objectName() == QLatin1String("paneExamples");
            if (!button->isVisible() || isChip)
                continue;
            QVERIFY2(button->width() >= 24 && button->height() >= 24,
                     qPrintable(QStringLiteral("%1 %2x%3").arg(button->objectName()).arg(button->width()).arg(button->height())));
        }
    }

private:
    /// Visible widgets that take part in the focus or can be pressed and say nothing of themselves.
    static QStringList nameless(QWidget &window)
    {
        QStringList missing;
        for (QWidget *widget : window.findChildren<QWidget *>()) {
            const bool isControl = widget->focusPolicy() != Qt::NoFocus || qobject_cast<QAbstractButton *>(widget);
            const auto *area = qobject_cast<const QAbstractScrollArea *>(widget->parentWidget());
            if (!widget->isVisible() || !isControl || (area && area->viewport() == widget))
                continue;
            QAccessibleInterface *spoken = QAccessible::queryAccessibleInterface(widget);
            if (!spoken || spoken->text(QAccessible::Name).isEmpty())
                missing << QLatin1String(widget->metaObject()->className()) + QLatin1Char(' ') + widget->objectName() + QLatin1String(" in ")
                        + (widget->parentWidget() ? widget->parentWidget()->objectName() : QString());
        }
        return missing;
    }
};

} // namespace lineup::test

QTEST_MAIN(lineup::test::TestAccessibility)
#include "tst_accessibility.moc"
