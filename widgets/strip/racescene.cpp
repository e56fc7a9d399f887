#include "widgets/strip/racescene.h"

#include "core/run/lane.h"
#include "widgets/models/format.h"
#include "widgets/strip/labelplacement.h"
#include "widgets/theme/panepalette.h"

#include <QCoreApplication>
#include <QPainter>

#include <algorithm>
#include <array>
#include <cmath>

namespace lineup {

namespace {

constexpr double kMarkSize = 11;
constexpr double kTickHeight = 10;
constexpr double kLabelGap = 5;
constexpr double kAxisTick = 3;
constexpr double kThinkingLift = 22;
constexpr double kBubblePadding = 6;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(RaceScene)
};

/// Everything that the parts below need at hand.
struct Brush {
    QPainter *painter;
    const RaceScene &scene;
    QRectF plot;
    const Theme &theme;
    const ChartFonts &fonts;

    QPointF at(const QPointF &point) const { return scene.at(point, plot); }
    QPen pen(ColorRole role, double width = 1) const { return {theme.color(role), width}; }
};

/// Letter of the pane, bold, and what is said about it, in numbers.
struct Label {
    QString letter;
    QString value;

    QSizeF size(const ChartFonts &fonts) const
    {
        const double gap = value.isEmpty() ? 0 : kLabelGap;
        return {fonts.letterMetrics.horizontalAdvance(letter) + gap + fonts.numbersMetrics.horizontalAdvance(value),
                std::max(fonts.letterMetrics.height(), fonts.numbersMetrics.height())};
    }
    void paint(const Brush &brush, const QRectF &box) const
    {
        const double baseLine = box.center().y() + brush.fonts.letterMetrics.capHeight() / 2;
        brush.painter->setPen(brush.theme.color(ColorRole::Text));
        brush.painter->setFont(brush.fonts.letter);
        brush.painter->drawText(QPointF(box.left(), baseLine), letter);
        brush.painter->setPen(brush.theme.color(ColorRole::Text2));
        brush.painter->setFont(brush.fonts.numbers);
        const double left = box.left() + brush.fonts.letterMetrics.horizontalAdvance(letter) + kLabelGap;
        brush.painter->drawText(QPointF(left, baseLine), value);
    }
};

QString letterOf(const RaceLane &lane)
{
    return QString::fromStdString(letterName(lane.letter));
}

QString timeLabel(double seconds, bool isLast)
{
    const QString number = format::number(seconds, 2);
    //: last number of the time axis with its unit, seconds
    return isLast ? Words::tr("%1 s").arg(number) : number;
}

void paintAxes(const Brush &brush)
{
    const auto &[painter, scene, plot, theme, fonts] = brush;
    painter->setFont(fonts.numbers);
    painter->setPen(brush.pen(ColorRole::Outline));
    painter->drawLine(QPointF(plot.left(), plot.bottom()), QPointF(plot.right(), plot.bottom()));
    const int steps = static_cast<int>(std::lround(scene.time.maximum / scene.time.step));
    for (int i = 0; i <= steps; ++i) {
        const double seconds = i * scene.time.step;
        const double x = brush.at({seconds, 0}).x();
        painter->setPen(brush.pen(ColorRole::Outline));
        painter->drawLine(QPointF(x, plot.bottom()), QPointF(x, plot.bottom() + kAxisTick));
        painter->setPen(brush.pen(ColorRole::Text2));
        const QString number = format::number(seconds, 2);
        // The number stands under its tick, the unit hangs behind it.
        const double left = x - fonts.numbersMetrics.horizontalAdvance(number) / 2;
        painter->drawText(QPointF(left, plot.bottom() + kAxisTick + fonts.numbersMetrics.ascent()), timeLabel(seconds, i == steps));
    }
    const int lines = static_cast<int>(std::lround(scene.tokens.maximum / scene.tokens.step));
    for (int i = 0; i <= lines; ++i) {
        const double tokens = i * scene.tokens.step;
        const QString number = format::number(tokens, 1);
        const double y = brush.at({0, tokens}).y() + fonts.numbersMetrics.capHeight() / 2;
        painter->drawText(QPointF(plot.left() - 6 - fonts.numbersMetrics.horizontalAdvance(number), y), number);
    }
}

void paintNow(const Brush &brush)
{
    if (!brush.scene.now)
        return;
    QPen pen = brush.pen(ColorRole::Text3);
    pen.setDashPattern({2, 3});
    brush.painter->setPen(pen);
    const double x = std::round(brush.at({*brush.scene.now, 0}).x()) + 0.5;
    brush.painter->drawLine(QPointF(x, brush.plot.top() - 4), QPointF(x, brush.plot.bottom()));
}

void paintFirstContent(const Brush &brush, const RaceLane &lane)
{
    if (!lane.curve.firstContent)
        return;
    QPen pen(paneLook(lane.letter, brush.theme).hue, 2);
    pen.setCapStyle(Qt::FlatCap);
    brush.painter->setPen(pen);
    const QPointF foot = brush.at(*lane.curve.firstContent);
    brush.painter->drawLine(foot, foot - QPointF(0, kTickHeight));
}

QRectF markBox(const QPointF &centre)
{
    return {centre.x() - kMarkSize / 2, centre.y() - kMarkSize / 2, kMarkSize, kMarkSize};
}

/// "B thinking ends" left of the mark, with the letter of the pane in bold and a line that leads to the mark. Left out
/// where there is no room for it.
void paintThinkingWords(const Brush &brush, const RaceLane &lane, const QPointF &mark)
{
    const auto &[painter, scene, plot, theme, fonts] = brush;
    //: beside a mark in the chart: here pane %1 (a letter) stopped reasoning and began its answer
    const QString sentence = Words::tr("%1 thinking ends");
    const auto split = sentence.indexOf(QStringLiteral("%1"));
    const QString before = sentence.left(std::max<qsizetype>(split, 0));
    const QString after = split < 0 ? QString() : sentence.mid(split + 2);
    const double beforeWidth = fonts.wordsMetrics.horizontalAdvance(before);
    const double letterWidth = fonts.letterMetrics.horizontalAdvance(letterOf(lane));
    const double width = beforeWidth + letterWidth + fonts.wordsMetrics.horizontalAdvance(after);

    const double y = std::round(std::max(mark.y() - kThinkingLift, plot.top() + fonts.wordsMetrics.height() / 2)) + 0.5;
    const double right = mark.x() - 6;
    const double left = right - 5 - width;
    if (left < plot.left() || mark.y() - y < kMarkSize)
        return;
    painter->setPen(brush.pen(ColorRole::Text3));
    painter->drawPolyline(QPolygonF{QPointF(right, y), QPointF(mark.x(), y), QPointF(mark.x(), mark.y() - kMarkSize / 2)});
    const double baseLine = y + fonts.letterMetrics.capHeight() / 2;
    painter->setPen(brush.pen(ColorRole::Text2));
    painter->setFont(fonts.words);
    painter->drawText(QPointF(left, baseLine), before);
    painter->drawText(QPointF(left + beforeWidth + letterWidth, baseLine), after);
    painter->setPen(brush.pen(ColorRole::Text));
    painter->setFont(fonts.letter);
    painter->drawText(QPointF(left + beforeWidth, baseLine), letterOf(lane));
}

void paintThinkingEnd(const Brush &brush, const RaceLane &lane)
{
    if (!lane.curve.thinkingEnd)
        return;
    const QPointF mark = brush.at(*lane.curve.thinkingEnd);
    if (brush.scene.showsThinkingWords)
        paintThinkingWords(brush, lane, mark);
    const QRectF box = markBox(mark);
    brush.painter->setPen(Qt::NoPen);
    brush.painter->setBrush(brush.theme.color(ColorRole::Surface));
    brush.painter->drawEllipse(box.adjusted(2, 2, -2, -2));
    // Panes I–P have the same hues and shapes with open marks.
    constexpr int kHues = 8;
    paintPaneMark(brush.painter, box, kHues + lane.letter % kHues, brush.theme);
}

void paintEndMark(const Brush &brush, const RaceLane &lane)
{
    if (!lane.curve.end)
        return;
    const QPointF end = brush.at(*lane.curve.end);
    paintPaneMark(brush.painter, markBox(end), lane.letter, brush.theme);
    if (!lane.hasFailed)
        return;
    // A cross in error colour above the mark: the line stops here because something broke.
    QPen pen = brush.pen(ColorRole::Error, 2);
    brush.painter->setPen(pen);
    const QPointF centre = crossOver(end, kMarkSize);
    constexpr double kArm = 3;
    brush.painter->drawLine(centre + QPointF(-kArm, -kArm), centre + QPointF(kArm, kArm));
    brush.painter->drawLine(centre + QPointF(-kArm, kArm), centre + QPointF(kArm, -kArm));
}

void paintEndLabels(const Brush &brush)
{
    std::vector<Label> labels;
    std::vector<LabelWish> wishes;
    for (const RaceLane &lane : brush.scene.lanes) {
        if (!lane.curve.end)
            continue;
        labels.push_back({letterOf(lane), lane.value});
        wishes.push_back({brush.at(*lane.curve.end), labels.back().size(brush.fonts), lane.hasFailed});
    }
    // Behind the last mark the labels may go as far as the chart itself.
    const std::vector<QRectF> placed = placeLabels(wishes, brush.plot.adjusted(0, -8, brush.plot.width(), 2), kMarkSize);
    for (std::size_t i = 0; i < labels.size(); ++i) {
        if (placed[i].isEmpty())
            continue;
        // A line may run behind the label of a pane that ended before the others.
        QColor ground = brush.theme.color(ColorRole::Surface);
        ground.setAlphaF(0.8F);
        brush.painter->fillRect(placed[i].adjusted(-1, 1, 1, -1), ground);
        labels[i].paint(brush, placed[i]);
    }
}

void paintCursor(const Brush &brush)
{
    const auto &[painter, scene, plot, theme, fonts] = brush;
    if (!scene.cursor)
        return;
    const double x = std::round(brush.at({*scene.cursor, 0}).x()) + 0.5;
    painter->setPen(brush.pen(ColorRole::Action));
    painter->drawLine(QPointF(x, plot.top() - 4), QPointF(x, plot.bottom()));

    std::vector<Label> lines;
    double width = fonts.numbersMetrics.horizontalAdvance(scene.cursorTime);
    for (std::size_t i = 0; i < scene.lanes.size() && i < scene.cursorValues.size(); ++i) {
        if (scene.cursorValues[i].isEmpty())
            continue;
        lines.push_back({letterOf(scene.lanes[i]), scene.cursorValues[i]});
        width = std::max(width, lines.back().size(fonts).width());
    }
    // Many panes stand in two or more columns, so that the bubble stays in the plot.
    const double line = std::max(fonts.letterMetrics.height(), fonts.numbersMetrics.height());
    const double room = plot.height() - 2 * kBubblePadding - line;
    const int rows = std::max(1, static_cast<int>(room / line));
    const int columns = static_cast<int>((lines.size() + static_cast<std::size_t>(rows) - 1) / static_cast<std::size_t>(rows));
    const int used = std::min(rows, static_cast<int>(lines.size()));
    const double columnWidth = width + 2 * kBubblePadding;
    QRectF bubble(x + 8, plot.top(), std::max(columns, 1) * columnWidth, line * (used + 1) + 2 * kBubblePadding);
    if (bubble.right() > plot.right())
        bubble.moveRight(x - 8);
    painter->setPen(brush.pen(ColorRole::Outline));
    painter->setBrush(theme.color(ColorRole::Surface));
    painter->drawRoundedRect(bubble, 4, 4);
    const QPointF corner = bubble.topLeft() + QPointF(kBubblePadding, kBubblePadding);
    painter->setPen(brush.pen(ColorRole::Text2));
    painter->setFont(fonts.numbers);
    painter->drawText(corner + QPointF(0, fonts.numbersMetrics.ascent()), scene.cursorTime);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const auto column = static_cast<double>(i / static_cast<std::size_t>(rows));
        const auto row = static_cast<double>(i % static_cast<std::size_t>(rows) + 1);
        lines[i].paint(brush, QRectF(corner + QPointF(column * columnWidth, row * line), QSizeF(width, line)));
    }
}

} // namespace

QPointF RaceScene::at(const QPointF &point, const QRectF &plot) const
{
    return {plot.left() + plot.width() * point.x() / time.maximum, plot.bottom() - plot.height() * point.y() / tokens.maximum};
}

QMarginsF raceMargins(const RaceScene &scene, const ChartFonts &fonts)
{
    double left = 0;
    const int lines = static_cast<int>(std::lround(scene.tokens.maximum / scene.tokens.step));
    for (int i = 0; i <= lines; ++i)
        left = std::max(left, fonts.numbersMetrics.horizontalAdvance(format::number(i * scene.tokens.step, 1)));
    const double right = fonts.numbersMetrics.horizontalAdvance(timeLabel(scene.time.maximum, true)) / 2 + 8;
    return {left + 8, 10, right, fonts.numbersMetrics.height() + kAxisTick};
}

double raceLabelWidth(const RaceScene &scene, const ChartFonts &fonts)
{
    double width = 0;
    for (const RaceLane &lane : scene.lanes)
        width = std::max(width, Label{letterOf(lane), lane.value}.size(fonts).width());
    return width + kMarkSize / 2 + kLabelGap;
}

void paintRaceGrid(QPainter *painter, const RaceScene &scene, const QRectF &plot, const Theme &theme)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing, false);
    painter->setPen(theme.color(ColorRole::Grid));
    const int lines = static_cast<int>(std::lround(scene.tokens.maximum / scene.tokens.step));
    for (int i = 1; i <= lines; ++i) {
        const double y = std::round(scene.at({0, i * scene.tokens.step}, plot).y());
        painter->drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y));
    }
    painter->restore();
}

void paintRaceScene(QPainter *painter, const RaceScene &scene, const QRectF &plot, const Theme &theme, const ChartFonts &fonts)
{
    const Brush brush{painter, scene, plot, theme, fonts};
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing, false);
    paintAxes(brush);
    painter->setRenderHint(QPainter::Antialiasing);
    paintNow(brush);
    for (const RaceLane &lane : scene.lanes)
        paintFirstContent(brush, lane);
    for (const RaceLane &lane : scene.lanes)
        paintThinkingEnd(brush, lane);
    paintEndLabels(brush);
    // In reverse, so that pane A lies on top where marks meet.
    for (auto lane = scene.lanes.rbegin(); lane != scene.lanes.rend(); ++lane)
        paintEndMark(brush, *lane);
    paintCursor(brush);
    painter->restore();
}

} // namespace lineup
