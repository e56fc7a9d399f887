#include "tests/widgets/shell/windowfixture.h"
#include "widgets/compare/comparepage.h"
#include "widgets/models/comparesession.h"
#include "widgets/shell/appearance.h"
#include "widgets/theme/fonts.h"

#include <QAbstractScrollArea>
#include <QApplication>
#include <QDir>
#include <QTest>

namespace lineup::test {

/// Grabs the main pages in the sizes and both looks that the design shows, for the eye; LINEUP_PICTURES names the folder.
/// What is asserted is that the pages fit: nothing is cut, no control lies outside the window.
class TestPictures : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(registerFonts().isEmpty());
        m_folder = qEnvironmentVariable("LINEUP_PICTURES");
    }

    void firstComparison_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::addColumn<bool>("isDark");
        for (const QSize size : {QSize(1024, 640), QSize(1280, 800), QSize(1440, 900), QSize(1920, 1080)}) {
            QTest::addRow("%dx%d-light", size.width(), size.height()) << size << false;
            QTest::addRow("%dx%d-dark", size.width(), size.height()) << size << true;
        }
    }
    void firstComparison()
    {
        QFETCH(QSize, size);
        QFETCH(bool, isDark);
        Disk disk;
        WindowFixture fixture(disk);
        FakeColorScheme scheme;
        scheme.setDark(isDark);
        Appearance appearance(*qApp, fixture.settings, scheme);
        fixture.start(size);
        QTRY_VERIFY(fixture.session().runCount() == 1 && !fixture.session().isRunning());
        QCOMPARE(fixture.window->size(), size);
        keep(*fixture.window, QTest::currentDataTag());
        checkInside(*fixture.window);

    }

private:
    void keep(QWidget &window, const char *name)
    {
        QTest::qWait(50);
        if (!m_folder.isEmpty())
            window.grab().save(QDir(m_folder).filePath(QLatin1String(name) + QStringLiteral(".png")));
    }

    static void checkInside(QWidget &window)
    {
        for (const QWidget *widget : window.findChildren<QWidget *>()) {
            if (!widget->isVisible() || widget->isWindow() || widget->focusPolicy() == Qt::NoFocus || isScrolled(widget))
                continue;
            const QRect place(widget->mapTo(&window, QPoint(0, 0)), widget->size());
            QVERIFY2(window.rect().contains(place), qPrintable(widget->objectName() + QLatin1String(widget->metaObject()->className())));
        }
    }

    /// What lies in a scroll area may be out of sight.
    static bool isScrolled(const QWidget *widget)
    {
        for (const QWidget *above = widget->parentWidget(); above; above = above->parentWidget()) {
            if (qobject_cast<const QAbstractScrollArea *>(above))
                return true;
        }
        return false;
    }

    QString m_folder;
};

} // namespace lineup::test

QTEST_MAIN(lineup::test::TestPictures)
#include "tst_pictures.moc"
