#include "sampleruns.h"
#include "widgets/models/raceseries.h"

#include <QTest>

using namespace lineup;
using namespace std::chrono_literals;
using Duration = LaneTrack::Duration;

namespace {

LaneTrack trackOf(const LaneResult &result)
{
    LaneTrack track;
    track.update(result);
    return track;
}

std::vector<QPointF> joined(const RaceCurve &curve)
{
    std::vector<QPointF> points = curve.thinking;
    points.insert(points.end(), curve.answer.begin(), curve.answer.end());
    return points;
}

Duration seconds(double value)
{
    return Duration(static_cast<std::int64_t>(value * 1e6));
}

} // namespace

class TestRaceSeries : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void followingInStepsEqualsReadingAtOnce()
    {
        const samples::Answer answer{"m", 0.2, 0.1, 0.9, 60, 80, 200, 70};
        LaneTrack stepwise;
        for (double until = 0; until < 6; until += 0.033)
            stepwise.update(samples::result(answer, until));
        const LaneResult whole = samples::result(answer, 6);
        stepwise.update(whole);
        const LaneTrack atOnce = trackOf(whole);
        QVERIFY(stepwise.contentTimes() == atOnce.contentTimes());
        QCOMPARE(stepwise.contentTimes().size(), std::size_t(260));
        QVERIFY(stepwise.contentTimes() == whole.stream.contentTimes());
        QVERIFY(stepwise.queueEnd() == seconds(0.2));
        QVERIFY(stepwise.attemptStart() == seconds(0.2));
        QVERIFY(stepwise.sentAt().has_value() && stepwise.sentAt() == atOnce.sentAt());
    }

    void anAnswerStartedAnewIsFollowedFromItsBeginning()
    {
        LaneTrack track = trackOf(samples::result({"m", 0, 0, 0.5, 0, 50, 30, 50}, 9));
        QCOMPARE(track.contentTimes().size(), std::size_t(30));
        // Longer than the first, so that the length alone does not tell.
        track.update(samples::result({"m", 0, 0, 0.8, 0, 50, 90, 50}, 9));
        QCOMPARE(track.contentTimes().size(), std::size_t(90));
        QVERIFY(track.contentTimes().front() == seconds(0.8));
        track.update(LaneResult{});
        QVERIFY(track.contentTimes().empty());
    }

    void timesNeverFall()
    {
        LaneResult result;
        apply(result, {2s, TextDelta{"a"}});
        apply(result, {1s, TextDelta{"b"}});
        apply(result, {3s, TextDelta{"c"}});
        const LaneTrack track = trackOf(result);
        QVERIFY(std::is_sorted(track.contentTimes().begin(), track.contentTimes().end()));
        QCOMPARE(track.countBefore(3s), std::size_t(2));
        QCOMPARE(track.countBefore(4s), std::size_t(3));
    }

    void curve_data()
    {
        QTest::addColumn<int>("thinking");
        QTest::addColumn<int>("text");
        QTest::addColumn<double>("speed");
        QTest::addColumn<double>("until");
        QTest::addColumn<double>("column");
        QTest::newRow("few points, fine columns") << 0 << 20 << 40.0 << 9.0 << 0.001;
        QTest::newRow("few points, coarse columns") << 0 << 20 << 40.0 << 9.0 << 0.5;
        QTest::newRow("running") << 0 << 400 << 80.0 << 2.0 << 0.01;
        QTest::newRow("thinking, then text") << 120 << 200 << 90.0 << 9.0 << 0.02;
        QTest::newRow("thinking goes on") << 600 << 200 << 90.0 << 3.0 << 0.02;
        QTest::newRow("very many points") << 0 << 20000 << 4000.0 << 9.0 << 0.01;
        QTest::newRow("one point") << 0 << 1 << 40.0 << 9.0 << 0.01;
    }
    void curve()
    {
        QFETCH(int, thinking);
        QFETCH(int, text);
        QFETCH(double, speed);
        QFETCH(double, until);
        QFETCH(double, column);
        const LaneResult result = samples::result({"m", 0, 0, 0.5, thinking, speed, text, speed}, until);
        const LaneTrack track = trackOf(result);
        const RaceCurve curve = raceCurve(track, result, seconds(until), column);
        const auto points = joined(curve);

        for (std::size_t i = 1; i < points.size(); ++i) {
            QVERIFY(points[i].x() >= points[i - 1].x());
            QVERIFY(points[i].y() >= points[i - 1].y());
        }
        // First on the axis, last event kept exactly.
        QCOMPARE(points.front(), QPointF(0.5, 0));
        const double tokens = outputCount(result).tokens.value_or(-1);
        QCOMPARE(points.back().y(), tokens);
        QCOMPARE(*curve.end, points.back());
        QCOMPARE(points.back().x(), isRunning(result) ? until : std::chrono::duration<double>(*result.lastContentAt).count());
        // Two points a column, and the few that are always there: start, seam, now.
        const double span = points.back().x() - points.front().x();
        QVERIFY2(points.size() <= 2 * (std::ceil(span / column) + 1) + 3, qPrintable(QString::number(points.size())));

        QCOMPARE(curve.thinking.empty(), thinking == 0);
        if (curve.thinkingEnd) {
            QCOMPARE(curve.answer.front(), curve.thinking.back());
            QCOMPARE(curve.thinkingEnd->y(), double(thinking));
        }
        QCOMPARE(curve.thinkingEnd.has_value(), thinking > 0 && result.firstAnswerAt.has_value());
        QCOMPARE(curve.isEstimated, isRunning(result));
    }

    void decimationKeepsTheCurveWithinAColumn()
    {
        const LaneResult result = samples::result({"m", 0, 0, 0.3, 0, 50, 5000, 900}, 99);
        const LaneTrack track = trackOf(result);
        const RaceCurve fine = raceCurve(track, result, 0s, 1e-6);
        const double column = 0.02;
        const RaceCurve coarse = raceCurve(track, result, 0s, column);
        // Every point of the coarse curve is an event, so it stands in the fine one too.
        for (const QPointF &point : coarse.answer)
            QVERIFY(std::find(fine.answer.begin(), fine.answer.end(), point) != fine.answer.end());
        QVERIFY(coarse.answer.size() < fine.answer.size() / 8);
    }

    void thinningStaysWithinTheTolerance_data()
    {
        QTest::addColumn<double>("tolerance");
        QTest::newRow("none") << 0.0;
        QTest::newRow("fine") << 0.5;
        QTest::newRow("coarse") << 20.0;
    }
    void thinningStaysWithinTheTolerance()
    {
        QFETCH(double, tolerance);
        const LaneResult result = samples::result({"m", 0, 0, 0.3, 0, 50, 2000, 300}, 99);
        const std::vector<QPointF> points = raceCurve(trackOf(result), result, 0s, 0.005).answer;
        const std::vector<QPointF> kept = thinned(points, tolerance);
        QCOMPARE(kept.front(), points.front());
        QCOMPARE(kept.back(), points.back());
        // Kept points are points, in their order.
        auto place = points.begin();
        for (const QPointF &point : kept) {
            place = std::find(place, points.end(), point);
            QVERIFY(place != points.end());
        }
        for (const QPointF &point : points) {
            const auto right = std::find_if(kept.begin() + 1, kept.end(), [&](const QPointF &each) { return each.x() >= point.x(); });
            const QPointF a = *(right - 1);
            const QPointF b = *right;
            const double share = b.x() > a.x() ? (point.x() - a.x()) / (b.x() - a.x()) : 1;
            const double error = std::abs(a.y() + share * (b.y() - a.y()) - point.y());
            QVERIFY2(b.x() == a.x() || error <= tolerance + 1e-6, qPrintable(QString::number(error)));
        }
        if (tolerance >= 0.5)
            QVERIFY(kept.size() < points.size() / 4);
    }

    void thinningTakesStepsAndFewPoints()
    {
        QVERIFY(thinned({}, 1).empty());
        const std::vector<QPointF> two{{0, 0}, {1, 5}};
        QVERIFY(thinned(two, 1) == two);
        // Upright steps are not slanted.
        const std::vector<QPointF> steps{{0, 0}, {0, 10}, {1, 10}, {1, 20}, {2, 20}};
        QVERIFY(thinned(steps, 0.1) == steps);
        const std::vector<QPointF> straight{{0, 0}, {1, 1}, {2, 2}, {3, 3}};
        QVERIFY((thinned(straight, 0.1) == std::vector<QPointF>{{0, 0}, {3, 3}}));
    }

    void usageScalesTheCurve()
    {
        LaneResult result;
        for (int i = 0; i < 10; ++i)
            apply(result, {seconds(1 + i * 0.1), TextDelta{"three tokens at once"}});
        QVERIFY(tokenScale(result).isEstimated);
        QCOMPARE(outputCount(result).tokens, std::optional<std::int64_t>(10));
        Usage usage;
        usage.output = 30;
        apply(result, {3s, UsageReport{usage}});
        finish(result, {}, std::nullopt, false);
        const RaceCurve curve = raceCurve(trackOf(result), result, 0s, 0.001);
        QVERIFY(!curve.isEstimated);
        QCOMPARE(curve.end->y(), 30.0);
        QCOMPARE(curve.answer.at(5).y(), 15.0);
        QCOMPARE(raceTokensAt(trackOf(result), result, seconds(1.45)), 15.0);
        QCOMPARE(raceTokensAt(trackOf(result), result, seconds(0.5)), 0.0);
        QCOMPARE(raceTokensAt(trackOf(result), result, 99s), 30.0);
    }

    void hiddenReasoningWasMadeBeforeTheFirstContent()
    {
        LaneResult result;
        for (int i = 0; i < 10; ++i)
            apply(result, {seconds(1 + i * 0.1), TextDelta{"x"}});
        Usage usage;
        usage.output = 60;
        usage.reasoning = 50;
        apply(result, {3s, UsageReport{usage}});
        finish(result, {}, std::nullopt, false);
        const RaceCurve curve = raceCurve(trackOf(result), result, 0s, 0.001);
        QCOMPARE(curve.answer.at(0), QPointF(1, 0));
        QCOMPARE(curve.answer.at(1), QPointF(1, 51));
        QCOMPARE(curve.end->y(), 60.0);
    }

    void anEarlyReportIsNotTheCount()
    {
        LaneResult result;
        Usage usage;
        usage.output = 1;
        apply(result, {1s, UsageReport{usage}});
        for (int i = 0; i < 50; ++i)
            apply(result, {seconds(1 + i * 0.1), TextDelta{"x"}});
        QCOMPARE(outputCount(result).tokens, std::optional<std::int64_t>(50));
        QVERIFY(outputCount(result).isEstimated);
        StreamEnd end;
        end.outcome = Outcome::Cancelled;
        finish(result, end, std::nullopt, false);
        QCOMPARE(outputCount(result).tokens, std::optional<std::int64_t>(50));
    }

    void withoutContentThereIsNoLine()
    {
        LaneResult waiting;
        waiting.phase = LanePhase::Waiting;
        QVERIFY(!raceCurve(trackOf(waiting), waiting, 3s, 0.01).end);

        const LaneResult failed = samples::withFailure(5).results.at(1);
        const RaceCurve curve = raceCurve(trackOf(failed), failed, 5s, 0.01);
        QVERIFY(curve.answer.empty() && curve.thinking.empty() && !curve.firstContent);
        QCOMPARE(*curve.end, QPointF(1.1, 0));
    }

    void timeScale_data()
    {
        QTest::addColumn<double>("seconds");
        QTest::addColumn<double>("maximum");
        QTest::addColumn<double>("step");
        QTest::newRow("nothing") << 0.0 << 0.1 << 0.02;
        QTest::newRow("the design's first run") << 1.0 << 1.5 << 0.5;
        QTest::newRow("ten steps of a tenth") << 0.8 << 1.2 << 0.2;
        QTest::newRow("the design's eight") << 4.0 << 6.0 << 1.0;
        QTest::newRow("the design's three") << 5.2 << 8.0 << 1.0;
        QTest::newRow("a minute") << 60.0 << 100.0 << 20.0;
        QTest::newRow("long") << 700.0 << 1000.0 << 200.0;
    }
    void timeScale()
    {
        QFETCH(double, seconds);
        QFETCH(double, maximum);
        QFETCH(double, step);
        const NiceScale scale = lineup::timeScale(seconds);
        QCOMPARE(scale.maximum, maximum);
        QCOMPARE(scale.step, step);
    }

    void everyScaleFits()
    {
        for (double value = 0.01; value < 1e6; value *= 1.07) {
            const NiceScale time = lineup::timeScale(value);
            QVERIFY(time.maximum * 0.7 >= value * (1 - 1e-9) || value < 0.07);
            QVERIFY(time.maximum / time.step <= 8 + 1e-6);
            const double timeSteps = time.maximum / time.step;
            QVERIFY(std::abs(timeSteps - std::round(timeSteps)) < 1e-6);
            for (int lines = 2; lines <= 5; ++lines) {
                const NiceScale scale = valueScale(value, lines);
                QVERIFY(scale.maximum >= value * (1 - 1e-9));
                QVERIFY(scale.maximum / scale.step <= lines - 1 + 1e-6);
                const NiceScale length = lengthScale(value, lines);
                QVERIFY(length.maximum >= value * (1 - 1e-9));
                QVERIFY(length.maximum / length.step <= lines - 1 + 1e-6);
            }
        }
    }
};

QTEST_APPLESS_MAIN(TestRaceSeries)
#include "tst_raceseries.moc"
