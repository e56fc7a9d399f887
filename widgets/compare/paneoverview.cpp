#include "widgets/compare/paneoverview.h"

#include "widgets/theme/metrics.h"
#include "widgets/theme/panepalette.h"

#include <QMouseEvent>
#include <QPainter>

namespace lineup {

namespace {
constexpr int kBarHeight = 4;
constexpr int kHeight = 12;
}

PaneOverview::PaneOverview(QWidget *parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("paneOverview"));
    setFixedHeight(kHeight);
    setCursor(Qt::PointingHandCursor);
}

void PaneOverview::setPanes(std::vector<std::pair<int, double>> panes)
{
    m_panes = std::move(panes);
    update();
}

void PaneOverview::setSeen(double start, double end)
{
    m_start = start;
    m_end = end;
    update();
}

QSize PaneOverview::sizeHint() const
{
    return {100, kHeight};
}

void PaneOverview::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Theme theme = themeOf(this);
    painter.fillRect(rect(), theme.color(ColorRole::Window));
    const int top = (kHeight - kBarHeight) / 2;
    double x = 0;
    for (const auto &[letter, share] : m_panes) {
        const double part = share * width();
        painter.fillRect(QRectF(x, top, part - 1, kBarHeight), paneLook(letter, theme).hue);
        x += part;
    }
    painter.setPen(QPen(theme.color(ColorRole::Text), 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(QRectF(m_start * width() + 0.5, 1.5, (m_end - m_start) * width() - 1, kHeight - 3));
}

void PaneOverview::mousePressEvent(QMouseEvent *event)
{
    Q_EMIT placeRequested(event->position().x() / std::max(1, width()));
}

void PaneOverview::mouseMoveEvent(QMouseEvent *event)
{
    Q_EMIT placeRequested(event->position().x() / std::max(1, width()));
}

} // namespace lineup
