#include "fakeclock.h"
#include "sampleruns.h"

#include "widgets/strip/racechart.h"
#include "widgets/strip/runstrip.h"
#include "widgets/theme/fonts.h"
#include "widgets/theme/lineupstyle.h"

#include <QApplication>
#include <QDir>
#include <QLocale>
#include <QTest>

using namespace lineup;

/// Paints the strip as it looks in both themes, with usual contents and at usual sizes. Kept as pictures for the eye where
/// LINEUP_GRAB_DIR says; the checks here are the few that hold for every picture.
class TestStripGrabs : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        registerFonts();
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    }

    void picture_data()
    {
        QTest::addColumn<QString>("run");
        QTest::addColumn<double>("until");
        QTest::addColumn<QSize>("size");
        QTest::addColumn<int>("view");
        QTest::addColumn<QString>("state");
        const auto row = [](const char *name, const char *run, double until, QSize size, StripView view = StripView::Race, const char *state = "") {
            QTest::newRow(name) << QString::fromUtf8(run) << until << size << static_cast<int>(view) << QString::fromUtf8(state);
        };
        row("three-running", "three", 5.2, {1272, 165});
        row("three-running-1100", "three", 5.2, {1100, 165});
        row("three-ended", "three", 20, {1100, 165});
        row("three-phases", "three", 5.2, {1100, 140}, StripView::Phases);
        row("three-phases-ended", "three", 20, {1272, 165}, StripView::Phases);
        row("three-speed", "three", 20, {1100, 165}, StripView::Speed);
        row("three-speed-running", "three", 5.2, {1100, 165}, StripView::Speed);
        row("three-low", "three", 5.2, {1100, 116});
        row("three-wide", "three", 5.2, {1750, 200});
        row("eight-running", "eight", 4.0, {1750, 232});
        row("eight-ended", "eight", 30, {1750, 232});
        row("eight-narrow", "eight", 4.0, {1100, 232});
        row("eight-phases", "eight", 30, {1100, 232}, StripView::Phases);
        row("eight-speed", "eight", 30, {1100, 232}, StripView::Speed);
        row("failure", "failure", 3.0, {1100, 165});
        row("failure-ended", "failure", 20, {1100, 165});
        row("empty", "none", 0, {1100, 165});
        row("first-run", "first", 1.0, {1272, 150});
        row("first-run-ended", "first", 9, {1272, 150});
        row("three-cursor", "three", 20, {1100, 165}, StripView::Race, "cursor");
        row("eight-cursor", "eight", 4.0, {1100, 200}, StripView::Race, "cursor");
        row("three-folded", "three", 20, {1100, 32}, StripView::Race, "folded");
        row("many", "many", 8, {1272, 232});
        row("many-phases", "many", 8, {1272, 232}, StripView::Phases);
        row("narrow", "three", 20, {640, 165});
    }
    void picture()
    {
        QFETCH(QString, run);
        QFETCH(double, until);
        QFETCH(QSize, size);
        QFETCH(int, view);
        QFETCH(QString, state);
        for (const bool isDark : {false, true}) {
            const Theme theme = isDark ? Theme::dark() : Theme::light();
            applyTheme(*qApp, theme);
            test::FakeClock clock;
            const Run shown = run == QStringLiteral("three") ? samples::threeLanes(until)
                : run == QStringLiteral("eight")             ? samples::eightLanes(until)
                : run == QStringLiteral("failure")           ? samples::withFailure(until)
                : run == QStringLiteral("first")             ? samples::firstRun(until)
                : run == QStringLiteral("many")              ? samples::manyLanes(until)
                                                             : Run{};
            const auto started = clock.now();
            clock.advance(until);
            RunStrip strip(clock);
            strip.resize(size);
            strip.setRun(shown, started);
            strip.setView(static_cast<StripView>(view));
            strip.setFolded(state == QStringLiteral("folded"));
            strip.show();
            QVERIFY(QTest::qWaitForWindowExposed(&strip));
            QCoreApplication::processEvents();
            if (state == QStringLiteral("cursor"))
                strip.findChild<RaceChart *>()->setCursor(until / 2);
            const QImage image = strip.grab().toImage();
            QCOMPARE(image.size(), size);
            QCOMPARE(image.pixelColor(0, size.height() - 1), theme.color(ColorRole::Surface));
            if (const QString folder = qEnvironmentVariable("LINEUP_GRAB_DIR"); !folder.isEmpty()) {
                const QString name = QStringLiteral("strip-%1-%2.png").arg(QLatin1StringView(QTest::currentDataTag()), isDark ? QStringLiteral("dark") : QStringLiteral("light"));
                QVERIFY(image.save(QDir(folder).filePath(name)));
            }
        }
        applyTheme(*qApp, Theme::light());
    }
};

QTEST_MAIN(TestStripGrabs)
#include "tst_stripgrabs.moc"
