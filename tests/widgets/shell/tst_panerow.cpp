#include "tests/widgets/shell/windowfixture.h"
#include "widgets/models/comparesession.h"
#include "widgets/theme/fonts.h"

#include <QApplication>
#include <QScrollArea>
#include <QTest>
#include <QWheelEvent>

namespace lineup::test {

/// The row of panes in its window: how it is scrolled, and where the keyboard goes.
class TestPaneRow : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(registerFonts().isEmpty()); }

    void aNotchOfTheWheelGoesOnePaneOn_data()
    {
        QTest::addColumn<QPoint>("delta");
        QTest::addColumn<Qt::KeyboardModifiers>("modifiers");
        QTest::newRow("a wheel that tilts") << QPoint(-120, 0) << Qt::KeyboardModifiers(Qt::NoModifier);
        QTest::newRow("Shift") << QPoint(0, -120) << Qt::KeyboardModifiers(Qt::ShiftModifier);
    }
    void aNotchOfTheWheelGoesOnePaneOn()
    {
        QFETCH(QPoint, delta);
        QFETCH(Qt::KeyboardModifiers, modifiers);
        Disk disk;
        disk.settings.kept.firstRunDone = true;
        WindowFixture fixture(disk);
        fixture.start({1280, 780});
        for (int pane = 0; pane < 5; ++pane)
            fixture.session().addLane(fixture.session().setup().lanes[0]);
        auto *row = fixture.find<QWidget>("paneRow");
        const auto *first = fixture.find<QWidget>("paneA");
        const auto *second = fixture.find<QWidget>("paneB");
        const auto left = [row](const QWidget *pane) { return pane->mapTo(row, QPoint()).x(); };
        QTRY_VERIFY(fixture.find<QWidget>("paneOverview")->isVisible());
        QTRY_COMPARE(left(first), 0);
        // Where it comes to when no pane has taken it; only a wheel of flesh and blood is passed on by itself.
        QWidget *receiver = modifiers == Qt::NoModifier ? row->findChild<QScrollArea *>()->viewport() : row;
        const auto roll = [&](QPoint by) {
            const QPointF at = receiver->rect().center();
            QWheelEvent wheel(at, receiver->mapToGlobal(at), QPoint(), by, Qt::NoButton, modifiers, Qt::NoScrollPhase, false);
            QApplication::sendEvent(receiver, &wheel);
        };
        roll(delta);
        QTRY_COMPARE(left(second), 0);
        roll(-delta);
        QTRY_COMPARE(left(first), 0);
    }

    void theKeyboardStaysInThePanesWhenOneIsRemoved()
    {
        Disk disk;
        disk.settings.kept.firstRunDone = true;
        WindowFixture fixture(disk);
        fixture.start();
        const auto isIn = [&](const char *name) { return fixture.find<QWidget>(name)->isAncestorOf(QApplication::focusWidget()); };
        QTest::keyClick(fixture.window.get(), Qt::Key_2, Qt::AltModifier);
        QTRY_VERIFY(isIn("paneB"));
        QTest::keyClick(fixture.window.get(), Qt::Key_Delete, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_VERIFY(isIn("paneC"));
        QTest::keyClick(fixture.window.get(), Qt::Key_Delete, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_VERIFY(isIn("paneA"));
        QTest::keyClick(fixture.window.get(), Qt::Key_Delete, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_COMPARE(QApplication::focusWidget()->objectName(), QStringLiteral("emptyAddPane"));
    }
};

} // namespace lineup::test

QTEST_MAIN(lineup::test::TestPaneRow)
#include "tst_panerow.moc"
