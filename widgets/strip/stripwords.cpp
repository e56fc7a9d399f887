#include "widgets/strip/stripwords.h"

#include "widgets/models/format.h"

#include <QCoreApplication>
#include <QStringList>

namespace lineup::stripwords {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(StripWords)
};

constexpr std::int64_t kLeastTokens = 8;

QString letterOf(const RunFollower &run, int lane)
{
    return QString::fromStdString(letterName(run.spec(lane).letter));
}

QString listed(const QStringList &parts)
{
    //: between the parts of a short list: "5 running, 1 queued"
    return parts.join(Words::tr(", "));
}

} // namespace

QString tabText(StripView view, StripWidth width)
{
    switch (view) {
    case StripView::Race:
        //: tab of the strip in a wide window: two charts side by side
        if (width == StripWidth::Wide)
            return Words::tr("Race + phases");
        //: tab of the strip: the curves of all answers over time
        return Words::tr("Race");
    //: tab of the strip: where the time of each answer went
    case StripView::Phases: return Words::tr("Phases");
    //: tab of the strip: tokens a second of each answer
    case StripView::Speed: return Words::tr("Speed");
    }
    return {};
}

QString caption(StripView view, StripWidth width)
{
    switch (view) {
    case StripView::Race:
        //: what the two charts of the strip show
        if (width == StripWidth::Wide)
            return Words::tr("Left: output tokens over seconds, thinking included (thin line). Right: where the time went.");
        //: what the chart shows: y axis over x axis
        return Words::tr("Output tokens over seconds since Send");
    case StripView::Phases: return {};
    //: what the chart shows; the legend beside it names the two bars
    case StripView::Speed: return Words::tr("Output tokens a second");
    }
    return {};
}

QString status(const RunFollower::Counts &counts)
{
    QStringList parts;
    if (counts.running > 0) {
        //: number of panes that answer now
        parts << Words::tr("%n running", nullptr, counts.running);
    }
    if (counts.queued > 0) {
        //: number of panes that wait for their turn
        parts << Words::tr("%n queued", nullptr, counts.queued);
    }
    if (counts.done > 0) {
        //: number of panes whose answer is there
        parts << Words::tr("%n done", nullptr, counts.done);
    }
    if (counts.failed > 0) {
        //: number of panes that ended with an error
        parts << Words::tr("%n failed", nullptr, counts.failed);
    }
    return listed(parts);
}

QString failure(const RunFollower &run)
{
    QStringList letters;
    std::optional<LaneFigures::Duration> after;
    for (int lane = 0; lane < run.laneCount(); ++lane) {
        if (!run.figures(lane).hasFailed())
            continue;
        letters << letterOf(run, lane);
        after = run.figures(lane).total;
    }
    if (letters.isEmpty())
        return {};
    if (letters.size() == 1) {
        //: %1 letter of a pane, %2 a time ("1.1 s")
        return Words::tr("Pane %1 failed after %2; its line stops there.").arg(letters.front(), format::seconds(after, 1).text());
    }
    //: %1 list of the letters of panes
    return Words::tr("Panes %1 failed; their lines stop there.").arg(listed(letters));
}

QString tooFewTokens(const RunFollower &run)
{
    if (run.isRunning())
        return {};
    QStringList letters;
    for (int lane = 0; lane < run.laneCount(); ++lane) {
        const LaneFigures &figures = run.figures(lane);
        if (figures.outcome && !figures.hasFailed() && figures.tokensOut.value_or(kLeastTokens) < kLeastTokens)
            letters << letterOf(run, lane);
    }
    if (letters.isEmpty())
        return {};
    //: %1 letter or list of letters of panes
    return Words::tr("%1: too few tokens for a decode speed (needs 8).").arg(listed(letters));
}

QString totals(const LaneTableModel &table)
{
    const int row = table.laneCount();
    const auto cell = [&](int column) { return table.index(row, column).data().toString(); };
    const QString tokens = cell(LaneTableModel::TokensOutColumn);
    //: the folded strip: %1 tokens of all answers, %2 their cost
    return Words::tr("All panes: %1 tokens out, %2").arg(tokens, cell(LaneTableModel::CostColumn));
}

QString recorded(const Run &run)
{
    //: the shown run was not made now; %1 date and time
    return Words::tr("Recorded on %1").arg(format::dateTime(run.startedAt));
}

QString raceDescription(const RunFollower &run)
{
    QStringList sentences;
    for (int lane = 0; lane < run.laneCount(); ++lane) {
        const LaneFigures &figures = run.figures(lane);
        if (!figures.total)
            continue;
        const QString letter = letterOf(run, lane);
        const QString tokens = format::tokensPhrase(figures.tokensOut.value_or(0));
        //: read aloud: %1 letter of a pane, %2 "385 tokens", %3 "5.2 seconds"
        sentences << Words::tr("Pane %1: %2 in %3.").arg(letter, tokens, format::spokenSeconds(*figures.total));
    }
    return sentences.join(QLatin1Char(' '));
}

} // namespace lineup::stripwords
