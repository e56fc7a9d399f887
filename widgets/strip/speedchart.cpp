#include "widgets/strip/speedchart.h"

#include "widgets/models/format.h"
#include "widgets/theme/panepalette.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace lineup {

SpeedChart::SpeedChart(const RunFollower &follower, QWidget *parent) : RowChart(parent), m_follower(follower)
{
    setObjectName(QStringLiteral("speedChart"));
}

void SpeedChart::refresh()
{
    const std::size_t before = m_rows.size();
    m_rows.clear();
    double fastest = 0;
    for (int lane = 0; lane < m_follower.laneCount(); ++lane) {
        const LaneFigures &figures = m_follower.figures(lane);
        if (figures.phase == LanePhase::Idle)
            continue;
        const bool running = figures.isRunning();
        m_rows.push_back({figures.letter, running, running ? figures.speedNow : figures.decodeSpeed, figures.endToEndSpeed});
        fastest = std::max({fastest, m_rows.back().full.value_or(0), m_rows.back().endToEnd.value_or(0)});
    }
    m_scale = valueScale(fastest, 5);
    if (m_rows.size() != before)
        updateGeometry();
    update();
}

QString SpeedChart::valueText(const Row &row) const
{
    const QString full = format::tokensPerSecond(row.full).value;
    if (row.isRunning) {
        //: behind a bar: speed of an answer over the last moments, tokens a second
        return tr("%1 now").arg(full);
    }
    //: behind two bars: %1 decode speed, %2 end-to-end speed, both tokens a second
    return tr("%1 · %2").arg(full, format::tokensPerSecond(row.endToEnd).value);
}

QString SpeedChart::rowText(int row) const
{
    const Row &shown = m_rows.at(static_cast<std::size_t>(row));
    const QString letter = QString::fromStdString(letterName(shown.letter));
    const QString full = format::tokensPerSecond(shown.full).text();
    if (shown.isRunning) {
        //: %1 letter of the pane, %2 a speed ("84.1 tok/s")
        return tr("Pane %1: %2 now").arg(letter, full);
    }
    //: %1 letter of the pane, %2 and %3 speeds ("84.1 tok/s")
    return tr("Pane %1: decode %2, end to end %3").arg(letter, full, format::tokensPerSecond(shown.endToEnd).text());
}

QString SpeedChart::axisText(double value, bool isLast) const
{
    const format::Measure measure = format::tokensPerSecond(value);
    const QString number = format::number(value, 1);
    //: last number of the speed axis with its unit; %1 number, %2 unit ("tok/s")
    return isLast ? tr("%1 %2").arg(number, measure.unit) : number;
}

double SpeedChart::valueWidth() const
{
    double width = 0;
    for (const Row &row : m_rows)
        width = std::max(width, fonts().numbersMetrics.horizontalAdvance(valueText(row)));
    return width + 8;
}

void SpeedChart::paintRow(QPainter &painter, int row, const QRectF &bar, double unit) const
{
    const Row &shown = m_rows[static_cast<std::size_t>(row)];
    const QColor hue = paneLook(shown.letter, theme()).hue;
    const double fullHeight = std::round(bar.height() * 0.55);
    double right = bar.left();
    if (shown.full) {
        const QRectF full(bar.left(), bar.top(), std::max(std::round(*shown.full * unit), 1.0), shown.isRunning ? bar.height() : fullHeight);
        painter.fillRect(full, hue);
        right = full.right();
    }
    if (shown.endToEnd) {
        const QRectF outlined(bar.left(), bar.top() + fullHeight + 1, std::max(std::round(*shown.endToEnd * unit), 2.0),
                              bar.height() - fullHeight - 1);
        painter.setPen(QPen(hue, 1));
        painter.setBrush(theme().color(ColorRole::Surface));
        painter.drawRect(outlined.adjusted(0.5, 0.5, -0.5, -0.5));
        right = std::max(right, outlined.right());
    }
    paintValue(painter, right + 6, bar.center().y(), valueText(shown));
}

} // namespace lineup
