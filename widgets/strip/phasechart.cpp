#include "widgets/strip/phasechart.h"

#include "widgets/models/format.h"
#include "widgets/strip/phasepaint.h"
#include "widgets/theme/panepalette.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace lineup {

namespace {

constexpr double kGap = 1;
constexpr int kGridLines = 8;

double inSeconds(LaneTrack::Duration duration)
{
    return std::chrono::duration<double>(duration).count();
}

} // namespace

PhaseChart::PhaseChart(const RunFollower &follower, QWidget *parent) : RowChart(parent), m_follower(follower)
{
    setObjectName(QStringLiteral("phaseChart"));
}

void PhaseChart::refresh()
{
    std::vector<Row> rows;
    double longest = 0;
    for (int lane = 0; lane < m_follower.laneCount(); ++lane) {
        if (m_follower.figures(lane).phase == LanePhase::Idle)
            continue;
        rows.push_back({m_follower.spec(lane).letter, m_follower.phases(lane)});
        longest = std::max(longest, inSeconds(rows.back().phases.total));
    }
    const bool isOtherCount = rows.size() != m_rows.size();
    m_rows = std::move(rows);
    // The longest bar may reach the end: the value behind it has its own room.
    m_scale = lengthScale(longest, kGridLines);
    if (isOtherCount)
        updateGeometry();
    update();
}

std::vector<PhaseKind> PhaseChart::kinds() const
{
    std::vector<PhaseKind> kinds;
    for (const PhaseKind kind : kPhaseKinds) {
        // A tail is seldom seen; it is explained only where it is.
        const auto least = kind == PhaseKind::Tail ? LaneTrack::Duration(std::llround(m_scale.maximum * 1e6 / 100)) : LaneTrack::Duration(1);
        const auto has = [&](const Row &row) { return row.phases.lengthOf(kind) >= least; };
        if (std::any_of(m_rows.begin(), m_rows.end(), has))
            kinds.push_back(kind);
    }
    return kinds;
}

QString PhaseChart::rowText(int row) const
{
    const Row &shown = m_rows.at(static_cast<std::size_t>(row));
    QStringList parts;
    for (const PhasePart &part : shown.phases.parts) {
        //: one part of the time of an answer: %1 its name ("wait"), %2 its length ("0.50 s")
        parts << tr("%1 %2").arg(phaseName(part.kind), format::seconds(part.length).text());
    }
    const QString letter = QString::fromStdString(letterName(shown.letter));
    //: %1 letter of the pane, %2 whole time, %3 list of its parts
    return tr("Pane %1, %2: %3").arg(letter, format::seconds(shown.phases.total).text(), parts.join(QStringLiteral(", ")));
}

QString PhaseChart::axisText(double value, bool isLast) const
{
    const QString number = format::number(value, 2);
    //: last number of the time axis with its unit, seconds
    return isLast ? tr("%1 s").arg(number) : number;
}

double PhaseChart::valueWidth() const
{
    double width = 0;
    for (const Row &row : m_rows)
        width = std::max(width, fonts().numbersMetrics.horizontalAdvance(format::seconds(row.phases.total).text()));
    return width + 8;
}

void PhaseChart::paintRow(QPainter &painter, int row, const QRectF &bar, double unit) const
{
    const Row &shown = m_rows[static_cast<std::size_t>(row)];
    const QColor hue = paneLook(shown.letter, theme()).hue;
    const auto xOf = [&](LaneTrack::Duration moment) { return std::round(bar.left() + inSeconds(moment) * unit); };
    double left = bar.left();
    for (const PhasePart &part : shown.phases.parts) {
        if (part.kind == PhaseKind::Tail && inSeconds(part.length) * unit < 2)
            continue;
        // Edges are rounded as sums, so that rounding never adds up; a part is never thinner than a pixel.
        const double right = std::max(xOf(part.start + part.length), left + 1);
        const bool hasRoomForGap = right - left > 2 * kGap;
        paintPhase(painter, part.kind, QRectF(left, bar.top(), right - left - (hasRoomForGap ? kGap : 0), bar.height()), hue, theme());
        left = right;
    }
    paintValue(painter, left + 6, bar.center().y(), format::seconds(shown.phases.total).text());
}

} // namespace lineup
