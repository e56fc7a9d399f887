#include "widgets/compare/panestate.h"

#include <QTest>

namespace lineup::test {

namespace {

using std::chrono::milliseconds;

LaneResult ended(Outcome outcome, const std::string &text = {}, std::optional<Error> error = std::nullopt)
{
    LaneResult result;
    if (!text.empty())
        apply(result, {milliseconds(300), TextDelta{text}});
    StreamEnd end;
    end.outcome = outcome;
    end.error = std::move(error);
    end.trace.total = milliseconds(900);
    finish(result, end, std::nullopt, true);
    return result;
}

} // namespace

/// What a pane says in each of its states.
class TestPaneState : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English)); }

    void idle()
    {
        PaneSituation situation;
        QCOMPARE(paneState(situation, {}).text, QStringLiteral("not sent yet"));
        QCOMPARE(paneNotice(situation, {})->title, QStringLiteral("Ready. Write below and press Ctrl Enter."));
        situation.engine.status = EngineStatus::Absent;
        QVERIFY(!paneNotice(situation, {})->text.isEmpty());
        situation.hasRun = true;
        QVERIFY(paneNotice(situation, {})->canSend);
        situation.isRecord = true;
        QVERIFY(!paneNotice(situation, {})->canSend);
    }

    void waitingSaysHowLong()
    {
        PaneSituation situation;
        situation.elapsed = milliseconds(1400);
        LaneResult result;
        result.phase = LanePhase::Queued;
        QVERIFY(paneNotice(situation, result)->canStop);
        situation.engine.status = EngineStatus::Starting;
        situation.engineElapsed = milliseconds(600);
        QVERIFY(paneNotice(situation, result)->title.contains(QLatin1String("0.6")));
        apply(result, {milliseconds(5), Progress{Progress::Step::Sent, 0, 0}});
        QVERIFY(paneNotice(situation, result)->title.startsWith(QLatin1String("Waiting for the first token, 1.4")));
        apply(result, {milliseconds(50), Progress{Progress::Step::ReadingPrompt, 120, 340}});
        QVERIFY(paneNotice(situation, result)->text.contains(QLatin1String("120")));
        apply(result, {milliseconds(500), TextDelta{"A"}});
        QVERIFY(!paneNotice(situation, result));
        QCOMPARE(paneState(situation, result).tone, Chip::Tone::Ok);
    }

    void whatWillBeLeftOutIsSaidBefore()
    {
        PaneSituation situation;
        situation.engine.status = EngineStatus::Ready;
        QVERIFY(paneNotice(situation, {})->text.isEmpty());
        situation.notTaken = {Parameter::Temperature, Parameter::Seed};
        QCOMPARE(paneNotice(situation, {})->text, QStringLiteral("Not taken by this model, and left out: temperature, seed."));
    }

    void waitingForItsTurnSaysThePlace()
    {
        PaneSituation situation;
        situation.lane.backend.kind = "openai";
        LaneResult result;
        apply(result, {milliseconds(5), Progress{Progress::Step::Queued, 2, 5}});
        QCOMPARE(paneNotice(situation, result)->text, QStringLiteral("Place 2 of 5 in the queue of this backend."));
    }

    void aRetryCountsDown()
    {
        PaneSituation situation;
        LaneResult result;
        Error error;
        error.code = ErrorCode::RateLimited;
        error.detail = "slow down";
        error.httpStatus = 429;
        apply(result, {milliseconds(5), RetryScheduled{1, error, milliseconds(12000)}});
        QCOMPARE(result.phase, LanePhase::RetryWait);
        QVERIFY(paneNotice(situation, result)->text.contains(QLatin1String("12")));
        situation.sinceRetry = milliseconds(9100);
        QVERIFY(paneNotice(situation, result)->text.contains(QLatin1String("3")));
        situation.sinceRetry = milliseconds(15000);
        QVERIFY(!paneNotice(situation, result)->text.contains(QLatin1Char('-')));
    }

    void endings()
    {
        PaneSituation situation;
        QVERIFY(!paneNotice(situation, ended(Outcome::Finished, "Yes.")));
        QVERIFY(paneNotice(situation, ended(Outcome::Finished))->canSendAgain); // an empty answer
        situation.lane.parameters.maxTokens = 96;
        QVERIFY(paneNotice(situation, ended(Outcome::Length, "Half"))->title.contains(QLatin1String("96")));
        QCOMPARE(paneState(situation, ended(Outcome::Length, "Half")).tone, Chip::Tone::Warning);
        QCOMPARE(paneNotice(situation, ended(Outcome::Cancelled, "Half"))->text, QStringLiteral("The text above is kept."));
        QCOMPARE(paneNotice(situation, ended(Outcome::Cancelled))->text, QString());
        QCOMPARE(paneState(situation, ended(Outcome::Cancelled)).tone, Chip::Tone::Neutral);
        for (const Outcome outcome : {Outcome::Refused, Outcome::Filtered, Outcome::ToolCall, Outcome::Budget})
            QVERIFY(!paneNotice(situation, ended(outcome, "x"))->title.isEmpty());
    }

    void everyErrorHasWordsDetailsAndAWayOn()
    {
        PaneSituation situation;
        for (int code = 0; code <= static_cast<int>(ErrorCode::BadInput); ++code) {
            Error error;
            error.code = static_cast<ErrorCode>(code);
            error.detail = "technical detail";
            error.subject = "api.example.com";
            const LaneResult result = ended(Outcome::Error, "Half", error);
            const auto notice = paneNotice(situation, result);
            QVERIFY(notice && !notice->title.isEmpty() && !notice->text.isEmpty() && notice->canSendAgain);
            QVERIFY(notice->details.contains(QLatin1String("technical detail")));
            QCOMPARE(notice->tone, PaneNotice::Tone::Error);
        }
        QCOMPARE(paneState(situation, ended(Outcome::Error, "Half", Error{})).text, QStringLiteral("incomplete"));
        QCOMPARE(paneState(situation, ended(Outcome::Error, "", Error{})).text, QStringLiteral("failed"));
    }

    void aMismatchIsSaid()
    {
        PaneSituation situation;
        situation.lane.model = "grok-4.7";
        LaneResult result = ended(Outcome::Finished, "Yes.");
        result.servedModel = "grok-4.5";
        QCOMPARE(*modelMismatch(situation.lane, result), QStringLiteral("You asked for grok-4.7; the server says grok-4.5 answered."));
        QCOMPARE(paneState(situation, result).tone, Chip::Tone::Warning);
        result.servedModel = "grok-4.7";
        QVERIFY(!modelMismatch(situation.lane, result));
        QCOMPARE(paneState(situation, result).text, QStringLiteral("served grok-4.7"));
    }

    void spokenEnds()
    {
        LaneSpec lane;
        lane.letter = 1;
        QVERIFY(spokenEnd(lane, ended(Outcome::Finished, "Yes.")).startsWith(QLatin1String("Pane B ended: 0.9")));
        QVERIFY(spokenEnd(lane, ended(Outcome::Error, "", Error{})).startsWith(QLatin1String("Pane B failed: ")));
        QCOMPARE(spokenEnd(lane, ended(Outcome::Cancelled)), QStringLiteral("Pane B stopped."));
        QCOMPARE(spokenEnd(lane, {}), QString());
    }
};

} // namespace lineup::test

QTEST_GUILESS_MAIN(lineup::test::TestPaneState)
#include "tst_panestate.moc"
