#include "widgets/strip/racechart.h"

#include "widgets/models/format.h"
#include "widgets/theme/panepalette.h"

#include <QAccessible>
#include <QChart>
#include <QGraphicsLayout>
#include <QKeyEvent>
#include <QLineSeries>
#include <QMouseEvent>
#include <QValueAxis>

#include <algorithm>
#include <cmath>

namespace lineup {

namespace {

/// Up to this many lanes have their figures beside their letter, and words where thinking ends.
constexpr int kMostWordyLanes = 4;
/// Under this height of the plot two grid lines are enough.
constexpr double kLowPlot = 130;
constexpr double kCursorStepsAnAxisStep = 10;

QLineSeries *addLine(QChart &chart, QValueAxis *time, QValueAxis *tokens)
{
    auto *line = new QLineSeries(&chart);
    chart.addSeries(line);
    line->attachAxis(time);
    line->attachAxis(tokens);
    return line;
}

} // namespace

RaceChart::RaceChart(const RunFollower &follower, QWidget *parent)
    : QChartView(parent), m_follower(follower), m_theme(Theme::light()), m_time(new QValueAxis(this)), m_tokens(new QValueAxis(this))
{
    setObjectName(QStringLiteral("raceChart"));
    setFrameShape(QFrame::NoFrame);
    setRenderHint(QPainter::Antialiasing);
    setViewportUpdateMode(QGraphicsView::FullViewportUpdate);
    setFocusPolicy(Qt::StrongFocus);
    setMinimumSize(160, 60);
    viewport()->setMouseTracking(true);

    QChart &picture = *chart();
    picture.setAnimationOptions(QChart::NoAnimation);
    picture.legend()->hide();
    picture.setMargins({});
    picture.setBackgroundVisible(false);
    picture.layout()->setContentsMargins(0, 0, 0, 0);
    for (QValueAxis *axis : {m_time, m_tokens}) {
        // They only carry the scale. Their own lines and numbers follow the layout of the chart and not its plot area.
        axis->setVisible(false);
    }
    picture.addAxis(m_time, Qt::AlignBottom);
    picture.addAxis(m_tokens, Qt::AlignLeft);
    setTheme(themeOf(this));
}

RaceChart::~RaceChart() = default;

void RaceChart::setTheme(const Theme &theme)
{
    m_theme = theme;
    m_fonts = std::make_unique<ChartFonts>(theme);
    setBackgroundBrush(theme.color(ColorRole::Surface));
    applyPens();
    placePlot();
    viewport()->update();
}

void RaceChart::applyPens()
{
    for (std::size_t i = 0; i < m_lines.size(); ++i) {
        const PaneLook look = paneLook(m_follower.spec(static_cast<int>(i)).letter, m_theme);
        m_lines[i].answer->setPen(look.pen());
        m_lines[i].thinking->setPen(QPen(look.hue, 1));
    }
}

void RaceChart::rebuild()
{
    chart()->removeAllSeries();
    m_lines.clear();
    m_scene = {};
    for (int lane = 0; lane < m_follower.laneCount(); ++lane)
        m_lines.push_back({addLine(*chart(), m_time, m_tokens), addLine(*chart(), m_time, m_tokens)});
    applyPens();
    refresh();
}

void RaceChart::refresh()
{
    const int count = std::min(m_follower.laneCount(), static_cast<int>(m_lines.size()));
    m_scene.lanes.resize(static_cast<std::size_t>(count));
    m_scene.showsThinkingWords = count <= kMostWordyLanes;
    double greatest = 0;
    for (int lane = 0; lane < count; ++lane)
        greatest = std::max(greatest, static_cast<double>(m_follower.figures(lane).tokensOut.value_or(0)));
    const double longest = std::chrono::duration<double>(m_follower.longest()).count();
    for (int lane = 0; lane < count; ++lane)
        updateLabel(lane);
    m_scene.time = timeScale(longest, lineShare());
    m_scene.tokens = valueScale(greatest * 1.02, height() < kLowPlot ? 3 : 5);
    m_scene.now = m_follower.isRunning() ? std::optional(longest) : std::nullopt;
    placePlot();
    for (int lane = 0; lane < count; ++lane)
        updateLane(lane);
    updateCursor();
    viewport()->update();
}

void RaceChart::placePlot()
{
    const auto setScale = [](QValueAxis &axis, const NiceScale &scale) {
        if (axis.min() != 0 || axis.max() != scale.maximum)
            axis.setRange(0, scale.maximum);
    };
    setScale(*m_time, m_scene.time);
    setScale(*m_tokens, m_scene.tokens);
    const QRectF plot = QRectF(QPointF(), QSizeF(size())).marginsRemoved(raceMargins(m_scene, *m_fonts)).normalized();
    if (chart()->plotArea() != plot)
        chart()->setPlotArea(plot);
}

void RaceChart::updateLabel(int lane)
{
    const LaneFigures &figures = m_follower.figures(lane);
    RaceLane &shown = m_scene.lanes[static_cast<std::size_t>(lane)];
    shown.letter = figures.letter;
    shown.hasFailed = figures.hasFailed();
    shown.value.clear();
    if (static_cast<int>(m_scene.lanes.size()) <= kMostWordyLanes && figures.tokensOut) {
        const auto exactness = figures.isOutputEstimated ? format::Exactness::Estimated : format::Exactness::Exact;
        const QString tokens = format::tokens(figures.tokensOut, exactness);
        const QString cost = format::cost(figures.cost);
        //: beside the end of a line in the chart: %1 tokens, %2 cost
        shown.value = cost == format::unknown() ? tokens : tr("%1 · %2").arg(tokens, cost);
    }
}

void RaceChart::updateLane(int lane)
{
    RaceLane &shown = m_scene.lanes[static_cast<std::size_t>(lane)];
    const double columns = std::max(chart()->plotArea().width() * devicePixelRatioF(), 1.0);
    shown.curve = m_follower.curve(lane, m_scene.time.maximum / columns);
    const Line &line = m_lines[static_cast<std::size_t>(lane)];
    replaceLine(*line.thinking, shown.curve.thinking);
    replaceLine(*line.answer, shown.curve.answer);
}

void RaceChart::replaceLine(QLineSeries &line, const std::vector<QPointF> &points)
{
    // A chart pays for every point, most of all in a dashed line; what cannot be seen is left out.
    constexpr double kUnseen = 0.1; // px
    const double pixel = m_scene.tokens.maximum / std::max(chart()->plotArea().height() * devicePixelRatioF(), 1.0);
    const std::vector<QPointF> kept = thinned(points, kUnseen * pixel);
    const QList<QPointF> list(kept.begin(), kept.end());
    if (line.points() != list)
        line.replace(list);
}

double RaceChart::lineShare() const
{
    constexpr double kRunning = 0.7;
    constexpr double kMost = 0.94;
    // While they run the lines get room to grow, and afterwards what their labels leave.
    const double width = std::max(chart()->plotArea().width(), 1.0);
    return m_follower.isRunning() ? kRunning : std::clamp(1 - raceLabelWidth(m_scene, *m_fonts) / width, kRunning, kMost);
}

void RaceChart::setCursor(std::optional<double> seconds)
{
    if (seconds)
        seconds = std::clamp(*seconds, 0.0, m_scene.time.maximum);
    if (m_scene.cursor == seconds || m_scene.lanes.empty())
        return;
    m_scene.cursor = seconds;
    updateCursor();
    viewport()->update();
    Q_EMIT cursorMoved();
}

void RaceChart::updateCursor()
{
    m_scene.cursorValues.clear();
    m_scene.cursorTime.clear();
    if (!m_scene.cursor)
        return;
    const RunFollower::Duration at(std::llround(*m_scene.cursor * 1e6));
    m_scene.cursorTime = format::seconds(at).text();
    for (int lane = 0; lane < static_cast<int>(m_scene.lanes.size()); ++lane) {
        const RaceCurve &curve = m_scene.lanes[static_cast<std::size_t>(lane)].curve;
        const auto tokens = std::llround(m_follower.tokensAt(lane, at));
        m_scene.cursorValues.push_back(curve.end ? format::count(tokens) : QString());
    }
}

QString RaceChart::cursorText() const
{
    if (!m_scene.cursor)
        return {};
    QStringList values;
    for (std::size_t i = 0; i < m_scene.cursorValues.size(); ++i) {
        //: read aloud: pane %1 (a letter) had %2 tokens
        if (!m_scene.cursorValues[i].isEmpty())
            values << tr("%1: %2 tokens").arg(QString::fromStdString(letterName(m_scene.lanes[i].letter)), m_scene.cursorValues[i]);
    }
    const RunFollower::Duration at(std::llround(*m_scene.cursor * 1e6));
    //: read aloud: %1 a time ("3.2 seconds"), %2 the list of what each pane had by then
    return tr("After %1. %2").arg(format::spokenSeconds(at), values.join(QStringLiteral("; ")));
}

qsizetype RaceChart::pointCount() const
{
    qsizetype count = 0;
    for (const Line &line : m_lines)
        count += line.thinking->count() + line.answer->count();
    return count;
}

void RaceChart::drawBackground(QPainter *painter, const QRectF &rect)
{
    QChartView::drawBackground(painter, rect);
    paintRaceGrid(painter, m_scene, chart()->plotArea(), m_theme);
}

void RaceChart::drawForeground(QPainter *painter, const QRectF &)
{
    paintRaceScene(painter, m_scene, chart()->plotArea(), m_theme, *m_fonts);
}

void RaceChart::resizeEvent(QResizeEvent *event)
{
    QChartView::resizeEvent(event);
    refresh();
}

void RaceChart::mouseMoveEvent(QMouseEvent *event)
{
    m_isCursorFromKeys = false;
    const QRectF plot = chart()->plotArea();
    const double share = (event->position().x() - plot.left()) / std::max(plot.width(), 1.0);
    setCursor(share < 0 || share > 1 ? std::nullopt : std::optional(share * m_scene.time.maximum));
    event->accept();
}

void RaceChart::leaveEvent(QEvent *event)
{
    QChartView::leaveEvent(event);
    if (!m_isCursorFromKeys)
        setCursor(std::nullopt);
}

void RaceChart::focusOutEvent(QFocusEvent *event)
{
    QChartView::focusOutEvent(event);
    setCursor(std::nullopt);
}

void RaceChart::keyPressEvent(QKeyEvent *event)
{
    const double longest = std::chrono::duration<double>(m_follower.longest()).count();
    const double step = m_scene.time.step / kCursorStepsAnAxisStep;
    const double from = m_scene.cursor.value_or(longest);
    std::optional<double> to;
    switch (event->key()) {
    case Qt::Key_Left: to = from - step; break;
    case Qt::Key_Right: to = m_scene.cursor ? from + step : from; break;
    case Qt::Key_Home: to = 0.0; break;
    case Qt::Key_End: to = longest; break;
    case Qt::Key_Escape:
        // Only what the cursor needs: Escape without a cursor stops the run.
        if (m_scene.cursor) {
            setCursor(std::nullopt);
            event->accept();
            return;
        }
        [[fallthrough]];
    default: event->ignore(); return;
    }
    m_isCursorFromKeys = true;
    setCursor(to);
    event->accept();
    setAccessibleDescription(cursorText());
    QAccessibleEvent spoken(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&spoken);
}

} // namespace lineup
