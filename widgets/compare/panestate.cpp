#include "widgets/compare/panestate.h"

#include "widgets/compare/laneparams.h"
#include "widgets/models/modelnames.h"
#include "widgets/models/errorwords.h"
#include "widgets/models/format.h"

#include <QCoreApplication>

#include <algorithm>

namespace lineup {

namespace {

struct StateWords {
    Q_DECLARE_TR_FUNCTIONS(lineup::StateWords)
};

using Tone = Chip::Tone;

PaneState servedState(const PaneSituation &situation, const LaneResult &result)
{
    const QString served = QString::fromStdString(result.servedModel);
    if (modelMismatch(situation.lane, result))
        return {Tone::Warning, StateWords::tr("served %1").arg(served), QStringLiteral("triangle-alert"), *modelMismatch(situation.lane, result)};
    QStringList hints;
    if (result.end) {
        for (const std::string &note : result.end->notes)
            hints.push_back(QString::fromStdString(note));
    }
    if (served.isEmpty())
        return {Tone::Ok, result.end ? StateWords::tr("answered") : StateWords::tr("answering"), QStringLiteral("check"), hints.join(QLatin1Char('\n'))};
    return {Tone::Ok, StateWords::tr("served %1").arg(served), QStringLiteral("check"), hints.join(QLatin1Char('\n'))};
}

PaneState endedState(const PaneSituation &situation, const LaneResult &result)
{
    switch (result.end->outcome) {
    case Outcome::Finished:
        return servedState(situation, result);
    case Outcome::Length:
        return {Tone::Warning, StateWords::tr("cut off"), QStringLiteral("scissors"), {}};
    case Outcome::Refused:
        return {Tone::Warning, StateWords::tr("declined"), QStringLiteral("ban"), {}};
    case Outcome::Filtered:
        return {Tone::Warning, StateWords::tr("filtered"), QStringLiteral("triangle-alert"), {}};
    case Outcome::ToolCall:
        return {Tone::Neutral, StateWords::tr("asks for a tool"), QStringLiteral("terminal"), {}};
    case Outcome::Error:
        return {Tone::Error, result.hasContent() ? StateWords::tr("incomplete") : StateWords::tr("failed"), QStringLiteral("circle-alert"), {}};
    case Outcome::Cancelled:
        return {Tone::Neutral, StateWords::tr("stopped"), QStringLiteral("square"), {}};
    case Outcome::Budget:
        return {Tone::Warning, StateWords::tr("stopped by budget"), QStringLiteral("triangle-alert"), {}};
    }
    return {};
}

QString keptText(const LaneResult &result)
{
    return result.hasContent() ? StateWords::tr("The text above is kept.") : QString();
}

QString joined(const QStringList &sentences)
{
    QStringList present = sentences;
    present.removeAll(QString());
    return present.join(QLatin1Char(' '));
}

PaneNotice idleNotice(const PaneSituation &situation)
{
    PaneNotice notice;
    notice.tone = PaneNotice::Tone::Quiet;
    if (situation.hasRun && !situation.isInRun) {
        notice.title = StateWords::tr("This pane was not part of the shown run.");
        notice.canSend = !situation.isRecord;
        return notice;
    }
    notice.title = StateWords::tr("Ready. Write below and press Ctrl Enter.");
    if (isLocalLane(situation.lane) && situation.engine.status == EngineStatus::Absent)
        notice.text = StateWords::tr("The local model is not set up yet; the bar above does it.");
    else if (!situation.notTaken.empty())
        notice.text = StateWords::tr("Not taken by this model, and left out: %1.").arg(parameterNames(situation.notTaken));
    return notice;
}

PaneNotice queuedNotice(const PaneSituation &situation, const LaneResult &result)
{
    PaneNotice notice;
    notice.iconName = QStringLiteral("timer");
    notice.canStop = true;
    if (isLocalLane(situation.lane) && situation.engine.status == EngineStatus::Starting) {
        notice.title = StateWords::tr("The local model is starting, %1").arg(format::seconds(situation.engineElapsed, 1).text());
        notice.text = StateWords::tr("The prompt is sent as soon as it is ready.");
        return notice;
    }
    notice.title = StateWords::tr("Queued, %1").arg(format::seconds(situation.elapsed, 1).text());
    notice.text = isLocalLane(situation.lane) ? StateWords::tr("Starts when the engine has room.") : StateWords::tr("Starts when the server has room.");
    const bool hasPlace = result.progress && result.progress->step == Progress::Step::Queued && result.progress->total > 0;
    if (hasPlace)
        //: waiting for the limits of a backend; the place and how many wait
        notice.text = StateWords::tr("Place %1 of %2 in the queue of this backend.").arg(format::count(result.progress->done), format::count(result.progress->total));
    return notice;
}

PaneNotice waitingNotice(const PaneSituation &situation, const LaneResult &result)
{
    PaneNotice notice;
    notice.iconName = QStringLiteral("timer");
    notice.canStop = true;
    const QString time = format::seconds(situation.elapsed, 1).text();
    if (result.phase == LanePhase::Connecting) {
        notice.title = StateWords::tr("Connecting, %1").arg(time);
        return notice;
    }
    notice.title = StateWords::tr("Waiting for the first token, %1").arg(time);
    notice.text = isLocalLane(situation.lane) ? StateWords::tr("The model reads the prompt.") : StateWords::tr("The server has the request.");
    if (result.progress && result.progress->step == Progress::Step::ReadingPrompt && result.progress->total > 0)
        notice.text = StateWords::tr("Reading the prompt: %1 of %2 tokens.").arg(format::count(result.progress->done), format::count(result.progress->total));
    return notice;
}

PaneNotice retryNotice(const PaneSituation &situation, const LaneResult &result)
{
    PaneNotice notice;
    notice.tone = PaneNotice::Tone::Warning;
    notice.iconName = QStringLiteral("timer");
    notice.canStop = true;
    notice.title = StateWords::tr("Trying again");
    if (!result.lastRetry)
        return notice;
    notice.title = errorWords(result.lastRetry->error).happened;
    notice.details = errorDetails(result.lastRetry->error);
    const auto left = std::max(std::chrono::microseconds{0}, std::chrono::microseconds(result.lastRetry->wait) - situation.sinceRetry);
    notice.text = StateWords::tr("Trying again in %1.").arg(format::seconds(left, 0).text());
    return notice;
}

PaneNotice lengthNotice(const PaneSituation &situation, const LaneResult &result)
{
    PaneNotice notice;
    notice.tone = PaneNotice::Tone::Warning;
    notice.iconName = QStringLiteral("scissors");
    const auto &most = situation.lane.parameters.maxTokens;
    notice.title = most ? StateWords::tr("Cut off at %n tokens, your maximum.", nullptr, static_cast<int>(*most))
                        : StateWords::tr("Cut off: the model has no room for more.");
    notice.text = keptText(result);
    return notice;
}

std::optional<PaneNotice> endedNotice(const PaneSituation &situation, const LaneResult &result)
{
    PaneNotice notice;
    notice.iconName = QStringLiteral("triangle-alert");
    notice.tone = PaneNotice::Tone::Warning;
    switch (result.end->outcome) {
    case Outcome::Finished:
        if (result.hasContent())
            return std::nullopt;
        notice.title = StateWords::tr("The answer is empty.");
        notice.text = StateWords::tr("The model ended without a word.");
        notice.canSendAgain = true;
        return notice;
    case Outcome::Length:
        return lengthNotice(situation, result);
    case Outcome::Refused:
        notice.iconName = QStringLiteral("ban");
        notice.title = StateWords::tr("The model declined to answer.");
        return notice;
    case Outcome::Filtered:
        notice.title = StateWords::tr("A content filter of the server stopped the answer.");
        notice.text = keptText(result);
        return notice;
    case Outcome::ToolCall:
        notice.tone = PaneNotice::Tone::Plain;
        notice.iconName = QStringLiteral("terminal");
        notice.title = StateWords::tr("The model asks for a tool.");
        notice.text = StateWords::tr("Lineup shows such calls and never runs them.");
        return notice;
    case Outcome::Cancelled:
        notice.tone = PaneNotice::Tone::Plain;
        notice.iconName = QStringLiteral("square");
        notice.title = StateWords::tr("Stopped.");
        notice.text = keptText(result);
        notice.canSendAgain = true;
        return notice;
    case Outcome::Budget:
        notice.title = StateWords::tr("Stopped at your limit.");
        notice.text = keptText(result);
        return notice;
    case Outcome::Error:
        break;
    }
    notice.tone = PaneNotice::Tone::Error;
    notice.iconName = QStringLiteral("circle-alert");
    notice.canSendAgain = true;
    if (!result.end->error) {
        notice.title = StateWords::tr("The answer failed.");
        return notice;
    }
    const ErrorWords words = errorWords(*result.end->error);
    notice.title = words.happened;
    notice.text = joined({keptText(result), words.advice});
    notice.details = errorDetails(*result.end->error);
    return notice;
}

} // namespace

std::optional<QString> modelMismatch(const LaneSpec &lane, const LaneResult &result)
{
    if (!isAnotherModel(lane.model, result.servedModel))
        return std::nullopt;
    return StateWords::tr("You asked for %1; the server says %2 answered.").arg(QString::fromStdString(lane.model), QString::fromStdString(result.servedModel));
}

PaneState paneState(const PaneSituation &situation, const LaneResult &result)
{
    switch (result.phase) {
    case LanePhase::Idle:
        return {Tone::Plain, StateWords::tr("not sent yet"), {}, {}};
    case LanePhase::Queued:
        return {Tone::Plain, StateWords::tr("queued"), {}, {}};
    case LanePhase::Connecting:
        return {Tone::Plain, StateWords::tr("connecting"), {}, {}};
    case LanePhase::Waiting:
        return {Tone::Plain, StateWords::tr("sent"), {}, {}};
    case LanePhase::Thinking:
        return {Tone::Plain, StateWords::tr("thinking"), QStringLiteral("brain"), {}};
    case LanePhase::Streaming:
        return servedState(situation, result);
    case LanePhase::RetryWait:
        return {Tone::Warning, StateWords::tr("trying again"), QStringLiteral("timer"), {}};
    case LanePhase::Ended:
        return result.end ? endedState(situation, result) : PaneState{};
    }
    return {};
}

std::optional<PaneNotice> paneNotice(const PaneSituation &situation, const LaneResult &result)
{
    switch (result.phase) {
    case LanePhase::Idle:
        return idleNotice(situation);
    case LanePhase::Queued:
        return queuedNotice(situation, result);
    case LanePhase::Connecting:
    case LanePhase::Waiting:
        return waitingNotice(situation, result);
    case LanePhase::RetryWait:
        return retryNotice(situation, result);
    case LanePhase::Thinking:
    case LanePhase::Streaming:
        return std::nullopt;
    case LanePhase::Ended:
        return result.end ? endedNotice(situation, result) : std::nullopt;
    }
    return std::nullopt;
}

QString spokenEnd(const LaneSpec &lane, const LaneResult &result)
{
    const QString letter = QString::fromStdString(letterName(lane.letter));
    if (!result.end)
        return {};
    if (result.end->outcome == Outcome::Error)
        return StateWords::tr("Pane %1 failed: %2").arg(letter, result.end->error ? errorWords(*result.end->error).happened : StateWords::tr("the answer failed."));
    if (result.end->outcome == Outcome::Cancelled)
        return StateWords::tr("Pane %1 stopped.").arg(letter);
    QStringList parts{format::spokenSeconds(result.end->trace.total)};
    if (result.usage && result.usage->output)
        parts.push_back(format::tokensPhrase(*result.usage->output));
    if (result.cost.amount && result.cost.amount->nano > 0)
        parts.push_back(format::spokenMoney(*result.cost.amount));
    //: Spoken when an answer is complete; %2 is a list such as "4.8 seconds, 498 tokens, 0.6 cents"
    return StateWords::tr("Pane %1 ended: %2.").arg(letter, parts.join(QStringLiteral(", ")));
}

} // namespace lineup
