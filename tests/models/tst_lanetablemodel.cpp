#include "sampleruns.h"
#include "widgets/models/lanetablemodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace lineup;

namespace {

std::vector<LaneFigures> figuresOf(const Run &run, double until)
{
    std::vector<LaneFigures> lanes;
    for (std::size_t i = 0; i < run.results.size(); ++i) {
        LaneTrack track;
        track.update(run.results[i]);
        lanes.push_back(laneFigures(run.setup.lanes[i], run.results[i], track, LaneFigures::Duration(static_cast<std::int64_t>(until * 1e6))));
    }
    return lanes;
}

/// The visible text of a row, the no-break spaces made plain.
QString rowText(const LaneTableModel &model, int row)
{
    QStringList cells;
    for (int column = 0; column < model.columnCount(); ++column)
        cells << model.index(row, column).data().toString().replace(QChar(0xA0), QLatin1Char(' ')).replace(QChar(0x202F), QLatin1Char(' '));
    return cells.join(QLatin1Char('|'));
}

QSet<int> changedColumns(const QSignalSpy &spy, int row)
{
    QSet<int> columns;
    for (const auto &arguments : spy) {
        const auto first = arguments.at(0).toModelIndex();
        const auto last = arguments.at(1).toModelIndex();
        for (int column = first.column(); row >= first.row() && row <= last.row() && column <= last.column(); ++column)
            columns.insert(column);
    }
    return columns;
}

} // namespace

class TestLaneTableModel : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }

    void isAProperModel()
    {
        LaneTableModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(model.rowCount(), 0);
        for (double until = 0; until < 12; until += 0.4) {
            const auto lanes = figuresOf(samples::eightLanes(until), until);
            if (model.laneCount() == 0)
                model.setLanes(lanes);
            for (int i = 0; i < 8; ++i)
                model.setLane(i, lanes[static_cast<std::size_t>(i)]);
        }
        QCOMPARE(model.rowCount(), 9);
        model.setLanes(figuresOf(samples::threeLanes(9), 9));
        QCOMPARE(model.rowCount(), 4);
        model.retranslate();
        model.setLanes({});
        QCOMPARE(model.rowCount(), 0);
    }

    void saysWhatIsKnownWhileRunning()
    {
        LaneTableModel model;
        model.setLanes(figuresOf(samples::threeLanes(5.2), 5.2));
        QVERIFY(model.isRunning());
        QCOMPARE(rowText(model, 2).section(QLatin1Char('|'), 0, 3), QStringLiteral("C|Qwen3 8B|–|≈ 151"));
        QCOMPARE(model.index(2, LaneTableModel::CostColumn).data().toString(), QStringLiteral("$0"));
        QCOMPARE(model.index(2, LaneTableModel::OutcomeColumn).data().toString(), QStringLiteral("answering"));
        QCOMPARE(model.headerData(LaneTableModel::SpeedColumn, Qt::Horizontal).toString(), QStringLiteral("tok/s now"));
        QCOMPARE(model.headerData(LaneTableModel::CostColumn, Qt::Horizontal).toString(), QStringLiteral("Cost so far"));
        QVERIFY(rowText(model, 3).startsWith(QStringLiteral("All panes||–|≈ ")));
        QVERIFY(model.index(3, LaneTableModel::CostColumn).data().toString().startsWith(QStringLiteral("≥")));
    }

    void saysTheFiguresOfAnEndedRun()
    {
        LaneTableModel model;
        model.setLanes(figuresOf(samples::threeLanes(60), 60));
        QVERIFY(!model.isRunning());
        QCOMPARE(model.headerData(LaneTableModel::SpeedColumn, Qt::Horizontal).toString(), QStringLiteral("Decode, tok/s"));
        QCOMPARE(rowText(model, 0).section(QLatin1Char('|'), 0, 3), QStringLiteral("A|GPT-6.1 Terra|612|520"));
        const auto cost = [&](int row) { return model.index(row, LaneTableModel::CostColumn).data().toString(); };
        // One number of decimals in the column; the parts add up to the sum.
        QCOMPARE(cost(0), QStringLiteral("$0.0032"));
        QCOMPARE(cost(1), QStringLiteral("$0.0064"));
        QCOMPARE(cost(2), QStringLiteral("$0"));
        QCOMPARE(cost(3), QStringLiteral("$0.0096"));
        QCOMPARE(rowText(model, 3).section(QLatin1Char('|'), 0, 3), QStringLiteral("All panes||1,857|1,266"));
        QCOMPARE(model.index(0, LaneTableModel::FirstTokenColumn).data(LaneTableModel::ValueRole).toString(), QStringLiteral("0.62"));
        QCOMPARE(model.index(0, LaneTableModel::FirstTokenColumn).data(LaneTableModel::UnitRole).toString(), QStringLiteral("s"));
        QCOMPARE(model.index(0, LaneTableModel::OutcomeColumn).data().toString(), QStringLiteral("finished"));
        QCOMPARE(model.index(0, LaneTableModel::CostColumn).data(Qt::ToolTipRole).toString(), QStringLiteral("$0.003212, list price"));
    }

    void rolesOfRows()
    {
        LaneTableModel model;
        model.setLanes(figuresOf(samples::withFailure(2), 2));
        QCOMPARE(model.index(1, 0).data(LaneTableModel::LetterRole).toInt(), 1);
        QVERIFY(!model.index(3, 0).data(LaneTableModel::LetterRole).isValid());
        QVERIFY(model.index(3, 0).data(LaneTableModel::TotalRowRole).toBool());
        QVERIFY(!model.index(0, 0).data(LaneTableModel::TotalRowRole).toBool());
        QVERIFY(model.index(1, 0).data(LaneTableModel::FailedRole).toBool());
        QVERIFY(!model.index(0, 0).data(LaneTableModel::FailedRole).toBool());
        QCOMPARE(model.index(1, LaneTableModel::OutcomeColumn).data().toString(), QStringLiteral("failed"));
        QCOMPARE(model.index(1, LaneTableModel::FirstTokenColumn).data(Qt::AccessibleTextRole).toString(), QStringLiteral("not known"));
        QCOMPARE(model.index(0, LaneTableModel::FirstTokenColumn).data(Qt::AccessibleTextRole).toString(), QStringLiteral("0.62 seconds"));
    }

    void aTickAnnouncesWhatChanged()
    {
        LaneTableModel model;
        const auto before = figuresOf(samples::threeLanes(3.0), 3.0);
        model.setLanes(before);
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        model.setLane(0, before[0]);
        QCOMPARE(changed.size(), 0);

        LaneFigures next = before[0];
        next.tokensOut = *next.tokensOut + 5;
        model.setLane(0, next);
        QCOMPARE(changedColumns(changed, 0), QSet<int>{LaneTableModel::TokensOutColumn});
        QCOMPARE(changedColumns(changed, 1), QSet<int>{});
        QCOMPARE(changedColumns(changed, 3), QSet<int>{LaneTableModel::TokensOutColumn});

        changed.clear();
        next.total = *next.total + std::chrono::milliseconds(33);
        model.setLane(0, next);
        QCOMPARE(changedColumns(changed, 0), QSet<int>{LaneTableModel::TotalColumn});
        QCOMPARE(reset.size(), 0);
        model.setLane(7, next);
        model.setLane(-1, next);
    }

    void headersFollowTheEndOfTheRun()
    {
        LaneTableModel model;
        model.setLanes(figuresOf(samples::threeLanes(3.0), 3.0));
        QSignalSpy headers(&model, &QAbstractItemModel::headerDataChanged);
        const auto ended = figuresOf(samples::threeLanes(60), 60);
        model.setLane(0, ended[0]);
        model.setLane(1, ended[1]);
        QCOMPARE(headers.size(), 0);
        // The others still run: a lane that has ended has no speed now.
        QCOMPARE(model.index(0, LaneTableModel::SpeedColumn).data().toString(), QStringLiteral("–"));
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        model.setLane(2, ended[2]);
        QCOMPARE(headers.size(), 1);
        QVERIFY(changedColumns(changed, 0).contains(LaneTableModel::SpeedColumn));
        QVERIFY(model.index(0, LaneTableModel::SpeedColumn).data().toString() != QStringLiteral("–"));
    }

    void sumsOfDifferentCurrenciesAreNotMade()
    {
        auto lanes = figuresOf(samples::threeLanes(60), 60);
        lanes[1].cost.amount->currency = "EUR";
        LaneTableModel model;
        model.setLanes(lanes);
        QCOMPARE(model.index(3, LaneTableModel::CostColumn).data().toString(), QStringLiteral("–"));
        QVERIFY(!model.total().cost.amount);
    }
};

QTEST_GUILESS_MAIN(TestLaneTableModel)
#include "tst_lanetablemodel.moc"
