#include "fakeclock.h"
#include "sampleruns.h"

#include "widgets/models/lanecsv.h"
#include "widgets/strip/elidedline.h"
#include "widgets/strip/lanetableview.h"
#include "widgets/strip/phasechart.h"
#include "widgets/strip/racechart.h"
#include "widgets/strip/runstrip.h"
#include "widgets/strip/speedchart.h"
#include "widgets/theme/fonts.h"
#include "widgets/theme/lineupstyle.h"

#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabBar>
#include <QTest>
#include <QTimer>
#include <QToolButton>
#include <QTranslator>

#include <memory>

using namespace lineup;

namespace {

const QSize kUsual(1100, 165);

/// A shown strip with a run in it.
struct Shown {
    explicit Shown(Run made, double elapsed, QSize size = kUsual) : run(std::move(made)), strip(clock)
    {
        started = clock.now();
        clock.advance(elapsed);
        strip.resize(size);
        strip.setRun(run, started);
        strip.show();
        QCoreApplication::processEvents();
    }
    template <class T>
    T *child(const char *name) const
    {
        return strip.findChild<T *>(QLatin1StringView(name));
    }
    int activeTimers() const
    {
        int count = 0;
        for (const QTimer *timer : strip.findChildren<QTimer *>())
            count += timer->isActive() ? 1 : 0;
        return count;
    }

    test::FakeClock clock;
    Clock::Steady started;
    Run run;
    RunStrip strip;
};

/// Puts Russian words in the place of a few of the strip's.
class FewWords : public QTranslator {
public:
    QString translate(const char *context, const char *source, const char *, int) const override
    {
        if (qstrcmp(context, "StripWords") == 0 && qstrcmp(source, "Race") == 0)
            return QStringLiteral("Гонка");
        if (qstrcmp(context, "StripWords") == 0 && qstrcmp(source, "Output tokens over seconds since Send") == 0)
            return QStringLiteral("Токены ответа по секундам с отправки");
        if (qstrcmp(context, "lineup::LaneTableModel") == 0 && qstrcmp(source, "All panes") == 0)
            return QStringLiteral("Все панели");
        return {};
    }
    bool isEmpty() const override { return false; }
};

} // namespace

class TestRunStrip : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        registerFonts();
        applyTheme(*qApp, Theme::light());
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    }

    void beforeTheFirstSend()
    {
        Shown shown({}, 0);
        auto *empty = shown.child<QLabel>("stripEmpty");
        QVERIFY(empty->isVisible());
        QCOMPARE(empty->text(), QStringLiteral("Send a prompt to see the race."));
        QVERIFY(!shown.child<RaceChart>("raceChart")->isVisible());
        QVERIFY(!shown.child<LaneTableView>("laneTable")->isVisible());
        QVERIFY(!shown.child<QPushButton>("stopAllButton")->isVisible());
        QVERIFY(!shown.child<QLabel>("stripStatus")->isVisible());
        QCOMPARE(shown.activeTimers(), 0);
    }

    void saysHowTheRunStands_data()
    {
        QTest::addColumn<double>("until");
        QTest::addColumn<QString>("time");
        QTest::addColumn<QString>("words");
        QTest::newRow("running") << 4.0 << QStringLiteral("4.0 s") << QStringLiteral("5 running, 1 queued, 2 done");
        QTest::newRow("last one") << 13.0 << QStringLiteral("13.0 s") << QStringLiteral("1 running, 7 done");
        QTest::newRow("ended") << 60.0 << QStringLiteral("15.7 s") << QStringLiteral("8 done");
    }
    void saysHowTheRunStands()
    {
        QFETCH(double, until);
        QFETCH(QString, time);
        QFETCH(QString, words);
        Shown shown(samples::eightLanes(until), until);
        QCOMPARE(shown.child<QLabel>("stripTime")->text().replace(QChar(0xA0), QLatin1Char(' ')), time);
        QCOMPARE(shown.child<QLabel>("stripStatus")->accessibleName(), words);
    }

    void stopAsksForTheEnd()
    {
        Shown shown(samples::threeLanes(5.2), 5.2);
        auto *stop = shown.child<QPushButton>("stopAllButton");
        QVERIFY(stop->isVisible());
        QSignalSpy stopped(&shown.strip, &RunStrip::stopAllRequested);
        stop->setFocus();
        QTest::keyClick(stop, Qt::Key_Space);
        QCOMPARE(stopped.size(), 1);
        QTest::mouseClick(stop, Qt::LeftButton);
        QCOMPARE(stopped.size(), 2);
    }

    void tabsSwitchByKeyboard()
    {
        Shown shown(samples::threeLanes(5.2), 5.2);
        auto *tabs = shown.child<QTabBar>("stripTabs");
        QSignalSpy changed(&shown.strip, &RunStrip::viewChanged);
        tabs->setFocus();
        QTest::keyClick(tabs, Qt::Key_Right);
        QCOMPARE(shown.strip.view(), StripView::Phases);
        QVERIFY(shown.child<PhaseChart>("phaseChart")->isVisible());
        QVERIFY(!shown.child<RaceChart>("raceChart")->isVisible());
        QTest::keyClick(tabs, Qt::Key_Right);
        QCOMPARE(shown.strip.view(), StripView::Speed);
        QVERIFY(shown.child<SpeedChart>("speedChart")->isVisible());
        QTest::keyClick(tabs, Qt::Key_Left);
        QTest::keyClick(tabs, Qt::Key_Left);
        QVERIFY(shown.child<RaceChart>("raceChart")->isVisible());
        QCOMPARE(changed.size(), 4);
    }

    void columnsBelongToTheChart()
    {
        Shown shown(samples::threeLanes(60), 60);
        auto *table = shown.child<LaneTableView>("laneTable");
        using M = LaneTableModel;
        QVERIFY(!table->isColumnHidden(M::SpeedColumn) && table->isColumnHidden(M::BeforeTextColumn));
        shown.strip.setView(StripView::Phases);
        QVERIFY(table->isColumnHidden(M::SpeedColumn) && !table->isColumnHidden(M::BeforeTextColumn));
        shown.strip.setView(StripView::Speed);
        QVERIFY(!table->isColumnHidden(M::EndToEndColumn));
        // The least room: pane, the first figure and cost remain, and nothing is cut.
        shown.strip.setView(StripView::Race);
        shown.strip.resize(500, 165);
        QVERIFY((table->shownColumns() == std::vector<int>{M::PaneColumn, M::TokensOutColumn, M::CostColumn}));
        shown.strip.resize(1590, 165);
        QVERIFY(table->shownColumns().size() >= 7);
    }

    void everyRowOfEightLanesIsSeen()
    {
        Shown shown(samples::eightLanes(60), 60, {1750, 232});
        auto *table = shown.child<LaneTableView>("laneTable");
        const QRect last = table->visualRect(table->model()->index(8, 0));
        QVERIFY(table->viewport()->rect().contains(last));
    }

    void aWideStripShowsTwoCharts()
    {
        Shown shown(samples::threeLanes(60), 60, {1599, 200});
        auto *tabs = shown.child<QTabBar>("stripTabs");
        shown.strip.setView(StripView::Phases);
        QCOMPARE(tabs->count(), 3);
        shown.strip.resize(1600, 200);
        QCOMPARE(tabs->count(), 2);
        QCOMPARE(tabs->tabText(0), QStringLiteral("Race + phases"));
        QCOMPARE(shown.strip.view(), StripView::Race);
        QVERIFY(shown.child<RaceChart>("raceChart")->isVisible());
        QVERIFY(shown.child<PhaseChart>("phaseChart")->isVisible());
        QVERIFY(!shown.child<SpeedChart>("speedChart")->isVisible());
        shown.strip.resize(1599, 200);
        QCOMPARE(tabs->count(), 3);
        QVERIFY(!shown.child<PhaseChart>("phaseChart")->isVisible());
    }

    void foldsToOneLineWithTheTotal()
    {
        Shown shown(samples::threeLanes(60), 60);
        QSignalSpy folded(&shown.strip, &RunStrip::foldedChanged);
        auto *fold = shown.child<QToolButton>("foldButton");
        QTest::mouseClick(fold, Qt::LeftButton);
        QCOMPARE(folded.size(), 1);
        QVERIFY(shown.strip.isFolded());
        QCOMPARE(shown.strip.maximumHeight(), 32);
        QCOMPARE(shown.strip.sizeHint().height(), 32);
        QVERIFY(!shown.child<RaceChart>("raceChart")->isVisible());
        QVERIFY(!shown.child<QTabBar>("stripTabs")->isVisible());
        auto *totals = shown.child<ElidedLine>("stripTotals");
        QVERIFY(totals->isVisible());
        QCOMPARE(totals->text(), QStringLiteral("All panes: 1,266 tokens out, $0.0096"));
        QCOMPARE(fold->accessibleName(), QStringLiteral("Unfold the strip"));
        QTest::keyClick(fold, Qt::Key_Space);
        QVERIFY(!shown.strip.isFolded());
        QVERIFY(shown.child<RaceChart>("raceChart")->isVisible());
        QCOMPARE(shown.strip.minimumHeight(), 116);
        QCOMPARE(shown.strip.maximumHeight(), 232);
    }

    void newsIsGatheredIntoOneRefresh()
    {
        Shown shown(samples::threeLanes(2), 2);
        const auto tokens = [&] { return shown.strip.table().index(0, LaneTableModel::TokensOutColumn).data().toString(); };
        const QString before = tokens();
        QSignalSpy changed(&shown.strip.table(), &QAbstractItemModel::dataChanged);
        for (double until = 2.1; until < 3; until += 0.1) {
            shown.run.results = samples::threeLanes(until).results;
            shown.strip.updateLanes({0});
        }
        // Within the frame nothing has happened yet.
        QCOMPARE(changed.size(), 0);
        QCOMPARE(tokens(), before);
        QTRY_VERIFY(changed.size() > 0);
        QVERIFY(tokens() != before);
        shown.strip.updateLanes({-1, 99});
    }

    void theClockGoesOnWhileNoTokenComes()
    {
        Shown shown(samples::threeLanes(2), 2);
        QVERIFY(shown.activeTimers() >= 1);
        shown.clock.advance(3);
        QTRY_COMPARE(shown.child<QLabel>("stripTime")->text().replace(QChar(0xA0), QLatin1Char(' ')), QStringLiteral("5.0 s"));
    }

    void nothingTicksAfterTheEnd()
    {
        Shown shown(samples::threeLanes(5.2), 5.2);
        auto *stop = shown.child<QPushButton>("stopAllButton");
        QVERIFY(stop->isVisible());
        shown.run.results = samples::threeLanes(60).results;
        shown.clock.advance(10);
        shown.strip.runEnded();
        QCOMPARE(shown.activeTimers(), 0);
        QVERIFY(!stop->isVisible());
        QCOMPARE(shown.child<QLabel>("stripStatus")->accessibleName(), QStringLiteral("3 done"));
        QVERIFY(shown.child<RaceChart>("raceChart")->accessibleDescription().contains(QStringLiteral("Pane A: 520 token")));
    }

    void reducedMotionTicksTwiceASecond()
    {
        Shown shown(samples::threeLanes(2), 2);
        shown.strip.setReducedMotion(true);
        shown.strip.updateLanes({0});
        int tick = 0;
        for (const QTimer *timer : shown.strip.findChildren<QTimer *>()) {
            if (timer->isActive())
                tick = std::max(tick, timer->interval());
        }
        QCOMPARE(tick, 500);
    }

    void aFailureIsSaidAndMarked()
    {
        Run run;
        samples::addLane(run, {"a", 0, 0, 0.5, 0, 50, 100, 50}, 2);
        samples::addLane(run, {"b", 0, 0, 2.0, 0, 50, 100, 50}, 2, 1.1);
        Shown shown(run, 2);
        auto *caption = shown.child<ElidedLine>("stripCaption");
        QCOMPARE(caption->text().replace(QChar(0xA0), QLatin1Char(' ')), QStringLiteral("Pane B failed after 1.1 s; its line stops there."));
        QVERIFY(caption->tone() == ElidedLine::Tone::Alert);
        const RaceScene &scene = shown.child<RaceChart>("raceChart")->scene();
        QVERIFY(scene.lanes.at(1).hasFailed);
        QCOMPARE(*scene.lanes.at(1).curve.end, QPointF(1.1, 0));
        shown.run.results[0] = samples::result({"a", 0, 0, 0.5, 0, 50, 100, 50}, 3, 2.5);
        shown.strip.runEnded();
        QCOMPARE(caption->text(), QStringLiteral("Panes A, B failed; their lines stop there."));
    }

    void tooFewTokensAreExplained()
    {
        Run run;
        samples::addLane(run, {"a", 0, 0, 0.5, 0, 50, 3, 50}, 9);
        samples::addLane(run, {"b", 0, 0, 0.5, 0, 50, 58, 50}, 9);
        samples::addLane(run, {"c", 0, 0, 0.5, 0, 50, 58, 50}, 9);
        Shown shown(run, 9);
        auto *note = shown.child<QLabel>("stripNote");
        QVERIFY(note->isVisible());
        QCOMPARE(note->text(), QStringLiteral("A: too few tokens for a decode speed (needs 8)."));
        shown.strip.resize(1100, 116);
        QVERIFY(!note->isVisible());
    }

    void aRecordSaysSo()
    {
        test::FakeClock clock;
        RunStrip strip(clock);
        Run run = samples::threeLanes(60);
        run.startedAt = std::chrono::system_clock::time_point(std::chrono::seconds(1'795'269'731));
        strip.resize(kUsual);
        strip.setRun(run, {}, RunOrigin::Recorded);
        strip.show();
        QCOMPARE(strip.findChild<QLabel *>(QStringLiteral("stripStatus"))->accessibleName(), QStringLiteral("Recorded on 21 Nov 2026, 14:02"));
        strip.clear();
        QVERIFY(strip.findChild<QLabel *>(QStringLiteral("stripEmpty"))->isVisible());
        QCOMPARE(strip.table().rowCount(), 0);
    }

    void theCursorMovesByKeys()
    {
        Shown shown(samples::threeLanes(60), 60);
        auto *race = shown.child<RaceChart>("raceChart");
        race->setFocus();
        QVERIFY(!race->cursor());
        QTest::keyClick(race, Qt::Key_End);
        QVERIFY(std::abs(*race->cursor() - 7.98) < 0.05);
        QVERIFY(race->cursorText().contains(QStringLiteral("A: 520 tokens; B: 506 tokens; C: 240 tokens")));
        QTest::keyClick(race, Qt::Key_Left);
        QVERIFY(*race->cursor() < 7.95);
        QTest::keyClick(race, Qt::Key_Home);
        QCOMPARE(*race->cursor(), 0.0);
        QTest::keyClick(race, Qt::Key_Left);
        QCOMPARE(*race->cursor(), 0.0);
        QCOMPARE(race->accessibleDescription(), race->cursorText());
        QTest::keyClick(race, Qt::Key_Escape);
        QVERIFY(!race->cursor());
        // The second Escape is for whoever stops the run.
        QKeyEvent escape(QEvent::KeyPress, Qt::Key_Escape, Qt::NoModifier);
        QCoreApplication::sendEvent(race, &escape);
        QVERIFY(!escape.isAccepted());
    }

    void theCursorFollowsThePointer()
    {
        Shown shown(samples::threeLanes(60), 60);
        auto *race = shown.child<RaceChart>("raceChart");
        const QRectF plot = race->chart()->plotArea();
        QTest::mouseMove(race->viewport(), plot.center().toPoint());
        QVERIFY(race->cursor().has_value());
        QCOMPARE(qRound(*race->cursor() * 10), qRound(race->scene().time.maximum * 5));
        QTest::mouseMove(race->viewport(), QPoint(1, 1));
        QVERIFY(!race->cursor());
    }

    void rowsOfBarsAreReadByKeys()
    {
        Shown shown(samples::threeLanes(60), 60);
        shown.strip.setView(StripView::Phases);
        auto *phases = shown.child<PhaseChart>("phaseChart");
        phases->setFocus();
        QTest::keyClick(phases, Qt::Key_Down);
        QTest::keyClick(phases, Qt::Key_Down);
        QCOMPARE(phases->currentRow(), 1);
        QVERIFY(phases->accessibleDescription().startsWith(QStringLiteral("Pane B, ")));
        QVERIFY(phases->accessibleDescription().contains(QStringLiteral("thinking ")));
        shown.strip.setView(StripView::Speed);
        auto *speed = shown.child<SpeedChart>("speedChart");
        speed->setFocus();
        QTest::keyClick(speed, Qt::Key_End);
        QVERIFY(speed->accessibleDescription().startsWith(QStringLiteral("Pane C: decode ")));
        QVERIFY(speed->accessibleDescription().contains(QStringLiteral(", end to end ")));
    }

    void theTableIsCopied()
    {
        Shown shown(samples::threeLanes(60), 60);
        auto *table = shown.child<LaneTableView>("laneTable");
        QGuiApplication::clipboard()->clear();
        table->setFocus();
        QTest::keySequence(table, QKeySequence::Copy);
        const QString csv = QGuiApplication::clipboard()->text();
        QVERIFY(csv.startsWith(QStringLiteral("pane,model,outcome,")));
        QCOMPARE(csv.split(QStringLiteral("\n")).size(), 5);
        QVERIFY(csv.contains(QStringLiteral("A,GPT-6.1 Terra,finished,612,520,reported,")));
    }

    void linesHaveFewPoints()
    {
        Run run;
        for (int lane = 0; lane < 8; ++lane)
            samples::addLane(run, {"m", 0, 0, 0.2 + lane * 0.1, 0, 50, 5000, 1000.0 + lane * 90}, 60);
        Shown shown(run, 60);
        auto *race = shown.child<RaceChart>("raceChart");
        QVERIFY2(race->pointCount() < 8 * 2 * race->width(), qPrintable(QString::number(race->pointCount())));
        for (const RaceLane &lane : race->scene().lanes)
            QCOMPARE(lane.curve.end->y(), 5000.0);
    }

    void speaksTheLanguageOfTheMoment()
    {
        Shown shown(samples::threeLanes(60), 60);
        auto *tabs = shown.child<QTabBar>("stripTabs");
        QCOMPARE(tabs->tabText(0), QStringLiteral("Race"));
        FewWords words;
        QCoreApplication::installTranslator(&words);
        QTRY_COMPARE(tabs->tabText(0), QStringLiteral("Гонка"));
        QCOMPARE(shown.child<ElidedLine>("stripCaption")->text(), QStringLiteral("Токены ответа по секундам с отправки"));
        QCOMPARE(shown.strip.table().index(3, 0).data().toString(), QStringLiteral("Все панели"));
        QCoreApplication::removeTranslator(&words);
        QTRY_COMPARE(tabs->tabText(0), QStringLiteral("Race"));
    }

    void switchesTheThemeLive()
    {
        Shown switched(samples::threeLanes(5.2), 5.2);
        applyTheme(*qApp, Theme::dark());
        QCoreApplication::processEvents();
        Shown made(samples::threeLanes(5.2), 5.2);
        QCOMPARE(switched.strip.grab().toImage(), made.strip.grab().toImage());
        QCOMPARE(made.strip.grab().toImage().pixelColor(1, 163), Theme::dark().color(ColorRole::Surface));
        applyTheme(*qApp, Theme::light());
    }

    void everythingThatTakesTheFocusHasAName()
    {
        Shown shown(samples::threeLanes(5.2), 5.2);
        for (const StripView view : {StripView::Race, StripView::Phases, StripView::Speed}) {
            shown.strip.setView(view);
            int named = 0;
            for (const QWidget *widget : shown.strip.findChildren<QWidget *>()) {
                if (!widget->isVisible() || widget->focusProxy() || !(widget->focusPolicy() & Qt::TabFocus))
                    continue;
                const auto *button = qobject_cast<const QAbstractButton *>(widget);
                const QString name = button && !button->text().isEmpty() ? button->text() : widget->accessibleName();
                QVERIFY2(!name.isEmpty(), qPrintable(widget->objectName() + QLatin1Char(' ') + QLatin1StringView(widget->metaObject()->className())));
                ++named;
            }
            QVERIFY(named >= 5); // tabs, stop, fold, chart, table
        }
    }
};

QTEST_MAIN(TestRunStrip)
#include "tst_runstrip.moc"
