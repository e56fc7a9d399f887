#include "sampleruns.h"
#include "widgets/models/lanecsv.h"
#include "widgets/models/lanefigures.h"

#include <QTest>

using namespace lineup;
using namespace std::chrono_literals;

namespace {

LaneFigures figuresAt(const samples::Answer &answer, double until, std::optional<double> failAt = std::nullopt)
{
    Run run;
    samples::addLane(run, answer, until, failAt);
    LaneTrack track;
    track.update(run.results[0]);
    return laneFigures(run.setup.lanes[0], run.results[0], track, LaneFigures::Duration(static_cast<std::int64_t>(until * 1e6)));
}

const samples::Answer kThinker{"thinker", 0.5, 0.1, 1.0, 100, 100, 200, 100, 612, samples::dollars("1", "5")};

} // namespace

class TestLaneFigures : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whileItRuns()
    {
        const LaneFigures figures = figuresAt(kThinker, 3.0);
        QVERIFY(figures.isRunning() && !figures.outcome);
        QVERIFY(!figures.tokensIn);
        QVERIFY(figures.isOutputEstimated);
        QVERIFY(*figures.tokensOut > 190 && *figures.tokensOut < 210);
        QVERIFY(std::abs(*figures.speedNow - 100) < 10);
        QVERIFY(!figures.decodeSpeed && !figures.endToEndSpeed);
        // Both are counted from the start of the attempt, not from Send.
        QVERIFY(*figures.firstReasoning == 500ms);
        QVERIFY(*figures.firstToken > 1400ms && *figures.firstToken < 1600ms);
        QVERIFY(*figures.beforeText == *figures.firstToken + 500ms);
        QVERIFY(*figures.total == 3s);
        // The input is not known yet, so that the output alone is a lower bound: about 200 × 5 millionths.
        QVERIFY(!figures.cost.amount);
        QVERIFY(figures.cost.lowerBound->nano > 900'000 && figures.cost.lowerBound->nano < 1'100'000);
    }

    void whenItHasEnded()
    {
        const LaneFigures figures = figuresAt(kThinker, 60);
        QCOMPARE(figures.outcome, std::optional(Outcome::Finished));
        QCOMPARE(figures.tokensIn, std::optional<std::int64_t>(612));
        QCOMPARE(figures.tokensOut, std::optional<std::int64_t>(300));
        QVERIFY(!figures.isOutputEstimated && !figures.speedNow);
        QVERIFY(std::abs(*figures.decodeSpeed - 100) < 10);
        QVERIFY(*figures.endToEndSpeed < *figures.decodeSpeed);
        QVERIFY(*figures.total < 5s);
        QCOMPARE(figures.cost.amount->nano, std::int64_t(612'000 + 1'500'000));
        QCOMPARE(figures.cost.provenance, CostProvenance::ListPrice);
    }

    void beforeTheFirstTokenNothingIsMadeUp()
    {
        const LaneFigures figures = figuresAt(kThinker, 0.3);
        QCOMPARE(figures.phase, LanePhase::Queued);
        QVERIFY(!figures.tokensOut && !figures.firstToken && !figures.speedNow && !figures.text);
        QVERIFY(*figures.total == 300ms);
        const LaneFigures notSent = laneFigures({}, {}, {}, 5s);
        QVERIFY(!notSent.total && !notSent.isRunning() && !notSent.cost.amount && !notSent.beforeText);
    }

    void localAnswersAreFree()
    {
        samples::Answer local = kThinker;
        local.kind = "local";
        local.price.reset();
        const LaneFigures running = figuresAt(local, 3);
        QCOMPARE(running.cost.provenance, CostProvenance::Local);
        QCOMPARE(running.cost.amount->nano, std::int64_t(0));
        QCOMPARE(figuresAt(local, 60).cost, running.cost);
        samples::Answer unpriced = kThinker;
        unpriced.price.reset();
        QVERIFY(!figuresAt(unpriced, 60).cost.amount);
    }

    void aCutAnswerKeepsWhatCame()
    {
        const LaneFigures figures = figuresAt(kThinker, 60, 2.5);
        QVERIFY(figures.hasFailed());
        QVERIFY(figures.isOutputEstimated && *figures.tokensOut > 100);
        QVERIFY(!figures.decodeSpeed);
        QVERIFY(*figures.total == 2500ms);
    }

    void speedNeedsAMoment()
    {
        LaneResult result;
        LaneTrack track;
        QVERIFY(!speedNow(result, track, 1s));
        apply(result, {1s, TextDelta{"x"}});
        track.update(result);
        QVERIFY(!speedNow(result, track, 1200ms));
        QVERIFY(speedNow(result, track, 1300ms).has_value());
        // Two seconds without a token: it stands still.
        QCOMPARE(*speedNow(result, track, 3500ms), 0.0);
    }

    void theNameOfTheModel()
    {
        LaneResult result;
        result.servedModel = "served";
        LaneSpec spec;
        QCOMPARE(laneFigures(spec, result, {}, 0s).model, std::string("served"));
        spec.model = "asked";
        QCOMPARE(laneFigures(spec, result, {}, 0s).model, std::string("asked"));
        spec.name = "named";
        QCOMPARE(laneFigures(spec, result, {}, 0s).model, std::string("named"));
    }

    void csv()
    {
        std::vector<LaneFigures> lanes{figuresAt(kThinker, 60), figuresAt(kThinker, 0.3), figuresAt(kThinker, 60, 2.5)};
        lanes[1].letter = 1;
        lanes[1].model = "=cmd|' /C calc'!A0, \"x\"";
        const QStringList lines = laneCsv(lanes).split(QStringLiteral("\r\n"));
        QCOMPARE(lines.size(), 5);
        const auto columns = lines.at(0).split(QLatin1Char(',')).size();
        QCOMPARE(columns, 15);
        QVERIFY(lines.at(1).startsWith(QStringLiteral("A,thinker,finished,612,300,reported,")));
        QVERIFY(lines.at(1).endsWith(QStringLiteral(",0.002112,USD,list-price")));
        // Unknown is empty, never 0.
        QVERIFY(lines.at(2).startsWith(QStringLiteral("B,\"'=cmd|' /C calc'!A0, \"\"x\"\"\",,,,,,,,")));
        QVERIFY(lines.at(3).contains(QStringLiteral(",estimated,,")));
        QVERIFY(lines.at(4).isEmpty());
    }

    void formulasAreDisarmed_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("field");
        QTest::newRow("plain") << QStringLiteral("gpt-4") << QStringLiteral("gpt-4");
        QTest::newRow("comma") << QStringLiteral("a,b") << QStringLiteral("\"a,b\"");
        QTest::newRow("quote") << QStringLiteral("a\"b") << QStringLiteral("\"a\"\"b\"");
        QTest::newRow("line") << QStringLiteral("a\nb") << QStringLiteral("\"a\nb\"");
        QTest::newRow("equals") << QStringLiteral("=1") << QStringLiteral("'=1");
        QTest::newRow("plus") << QStringLiteral("+1") << QStringLiteral("'+1");
        QTest::newRow("minus") << QStringLiteral("-1") << QStringLiteral("'-1");
        QTest::newRow("at") << QStringLiteral("@x") << QStringLiteral("'@x");
        QTest::newRow("blank before") << QStringLiteral("  =1") << QStringLiteral("'  =1");
        QTest::newRow("invisible before") << QString(QChar(0x200B)) + QStringLiteral("=1")
                                          << QStringLiteral("'") + QChar(0x200B) + QStringLiteral("=1");
        QTest::newRow("full width") << QStringLiteral("＝1") << QStringLiteral("'＝1");
        QTest::newRow("tab before") << QStringLiteral("\tx") << QStringLiteral("\"'\tx\"");
        QTest::newRow("empty") << QString() << QString();
    }
    void formulasAreDisarmed()
    {
        QFETCH(QString, text);
        QFETCH(QString, field);
        QCOMPARE(csvText(text), field);
    }
};

QTEST_APPLESS_MAIN(TestLaneFigures)
#include "tst_lanefigures.moc"
