#include "widgets/common/marklabel.h"

#include "widgets/theme/metrics.h"
#include "widgets/theme/panepalette.h"

#include <QPainter>

namespace lineup {

MarkLabel::MarkLabel(int pane, int size, QWidget *parent) : QWidget(parent), m_pane(pane), m_size(size)
{
    setFixedSize(size, size);
}

void MarkLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintPaneMark(&painter, rect(), m_pane, themeOf(this));
}

Divider::Divider(Qt::Orientation orientation, QWidget *parent) : QWidget(parent)
{
    if (orientation == Qt::Horizontal)
        setFixedHeight(metrics::kDividerWidth);
    else
        setFixedWidth(metrics::kDividerWidth);
}

void Divider::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), themeOf(this).color(ColorRole::Divider));
}

} // namespace lineup
