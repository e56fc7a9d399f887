#include "widgets/strip/phasepaint.h"

#include <QPainter>

#include <algorithm>

namespace lineup {

namespace {

void paintOutline(QPainter &painter, const QRectF &box, const Theme &theme, Qt::PenStyle style)
{
    if (box.width() < 3) {
        painter.fillRect(box, theme.color(ColorRole::Outline));
        return;
    }
    painter.setPen(QPen(theme.color(ColorRole::Outline), 1, style));
    painter.setBrush(theme.color(ColorRole::Surface));
    painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5));
}

void paintHatch(QPainter &painter, const QRectF &box, const Theme &theme, Qt::BrushStyle style)
{
    painter.fillRect(box, theme.color(ColorRole::Surface));
    painter.fillRect(box, QBrush(theme.color(ColorRole::Text2), style));
}

} // namespace

void paintPhase(QPainter &painter, PhaseKind kind, const QRectF &box, const QColor &hue, const Theme &theme)
{
    switch (kind) {
    case PhaseKind::Queue: paintOutline(painter, box, theme, Qt::DotLine); return;
    case PhaseKind::Retry:
        paintHatch(painter, box, theme, Qt::DiagCrossPattern);
        return;
    case PhaseKind::Dns: painter.fillRect(box, theme.color(ColorRole::Phase1)); return;
    case PhaseKind::Connect: painter.fillRect(box, theme.color(ColorRole::Phase2)); return;
    case PhaseKind::Tls: painter.fillRect(box, theme.color(ColorRole::Phase3)); return;
    case PhaseKind::Upload: painter.fillRect(box, theme.color(ColorRole::Phase4)); return;
    case PhaseKind::Wait: paintOutline(painter, box, theme, Qt::SolidLine); return;
    case PhaseKind::Thinking: paintHatch(painter, box, theme, Qt::BDiagPattern); return;
    case PhaseKind::Text: painter.fillRect(box, hue); return;
    case PhaseKind::Tail: painter.fillRect(QRectF(box.left(), box.center().y() - 1, box.width(), 2), theme.color(ColorRole::Outline)); return;
    }
}

} // namespace lineup
