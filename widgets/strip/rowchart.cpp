#include "widgets/strip/rowchart.h"

#include "core/run/lane.h"
#include "widgets/theme/panepalette.h"

#include <QAccessible>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace lineup {

namespace {

constexpr double kLeftWidth = 30; ///< mark and letter
constexpr double kMarkSize = 10;
constexpr double kLeastRow = 15;
constexpr double kMostRow = 28;
constexpr double kMostBar = 17;
constexpr double kTopMargin = 4;

} // namespace

RowChart::RowChart(QWidget *parent) : QWidget(parent), m_theme(Theme::light())
{
    setFocusPolicy(Qt::StrongFocus);
    setTheme(themeOf(this));
}

RowChart::~RowChart() = default;

void RowChart::setTheme(const Theme &theme)
{
    m_theme = theme;
    m_fonts = std::make_unique<ChartFonts>(theme);
    updateGeometry();
    update();
}

QSize RowChart::minimumSizeHint() const
{
    const double axis = m_fonts->numbersMetrics.height() + 4;
    return {200, static_cast<int>(std::ceil(kTopMargin + std::max(rowCount(), 1) * kLeastRow + axis))};
}

QSize RowChart::sizeHint() const
{
    const double axis = m_fonts->numbersMetrics.height() + 4;
    return {400, static_cast<int>(std::ceil(kTopMargin + std::max(rowCount(), 1) * kMostRow + axis))};
}

QRectF RowChart::plot() const
{
    const double axis = m_fonts->numbersMetrics.height() + 4;
    return QRectF(rect()).adjusted(kLeftWidth, kTopMargin, -(valueWidth() + 12), -axis);
}

double RowChart::rowHeight() const
{
    return std::clamp(plot().height() / std::max(rowCount(), 1), kLeastRow, kMostRow);
}

int RowChart::rowAt(const QPointF &position) const
{
    const double offset = position.y() - plot().top();
    const int row = static_cast<int>(std::floor(offset / rowHeight()));
    return offset < 0 || row >= rowCount() ? -1 : row;
}

void RowChart::paintGrid(QPainter &painter, const QRectF &area) const
{
    const NiceScale axis = scale();
    const int steps = static_cast<int>(std::lround(axis.maximum / axis.step));
    const double bottom = area.top() + rowHeight() * rowCount();
    painter.setFont(m_fonts->numbers);
    for (int i = 0; i <= steps; ++i) {
        const double value = i * axis.step;
        const double x = std::round(area.left() + area.width() * value / axis.maximum) + 0.5;
        painter.setPen(m_theme.color(ColorRole::Grid));
        painter.drawLine(QPointF(x, area.top()), QPointF(x, bottom + 3));
        painter.setPen(m_theme.color(ColorRole::Text2));
        const double half = m_fonts->numbersMetrics.horizontalAdvance(axisText(value, false)) / 2;
        painter.drawText(QPointF(x - half, bottom + 3 + m_fonts->numbersMetrics.ascent()), axisText(value, i == steps));
    }
}

void RowChart::paintValue(QPainter &painter, double x, double y, const QString &text) const
{
    painter.setFont(m_fonts->numbers);
    painter.setPen(m_theme.color(ColorRole::Text2));
    painter.drawText(QPointF(x, y + m_fonts->numbersMetrics.capHeight() / 2), text);
}

void RowChart::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.color(ColorRole::Surface));
    const QRectF area = plot();
    if (rowCount() == 0 || area.width() < 20)
        return;
    paintGrid(painter, area);
    const double height = rowHeight();
    const double barHeight = std::round(std::min(height * 0.72, kMostBar));
    for (int row = 0; row < rowCount(); ++row) {
        const double top = area.top() + row * height;
        const double middle = std::round(top + height / 2);
        if (row == m_current && hasFocus())
            painter.fillRect(QRectF(0, top, width(), height), m_theme.color(ColorRole::ActionSoft));
        paintPaneMark(&painter, QRectF(2, middle - kMarkSize / 2, kMarkSize, kMarkSize), letterOf(row), m_theme);
        painter.setFont(m_fonts->letter);
        painter.setPen(m_theme.color(ColorRole::Text));
        painter.drawText(QPointF(kMarkSize + 7, middle + m_fonts->letterMetrics.capHeight() / 2), QString::fromStdString(letterName(letterOf(row))));
        painter.save();
        paintRow(painter, row, QRectF(std::round(area.left()), middle - std::floor(barHeight / 2), area.width(), barHeight),
                 area.width() / scale().maximum);
        painter.restore();
    }
}

bool RowChart::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const int row = rowAt(help->pos());
    if (row < 0)
        QToolTip::hideText();
    else
        QToolTip::showText(help->globalPos(), rowText(row), this);
    return true;
}

void RowChart::setCurrentRow(int row)
{
    row = std::clamp(row, -1, rowCount() - 1);
    if (row == m_current)
        return;
    m_current = row;
    update();
    Q_EMIT currentRowChanged();
}

void RowChart::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Down: setCurrentRow(std::min(m_current + 1, rowCount() - 1)); break;
    case Qt::Key_Up: setCurrentRow(std::max(m_current - 1, 0)); break;
    case Qt::Key_Home: setCurrentRow(0); break;
    case Qt::Key_End: setCurrentRow(rowCount() - 1); break;
    default: QWidget::keyPressEvent(event); return;
    }
    event->accept();
    if (m_current < 0)
        return;
    setAccessibleDescription(rowText(m_current));
    QAccessibleEvent spoken(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&spoken);
    const QRectF area = plot();
    const QPointF below(area.left(), area.top() + (m_current + 1) * rowHeight());
    QToolTip::showText(mapToGlobal(below.toPoint()), rowText(m_current), this);
}

void RowChart::focusOutEvent(QFocusEvent *event)
{
    QWidget::focusOutEvent(event);
    QToolTip::hideText();
    update();
}

} // namespace lineup
