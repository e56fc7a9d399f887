#pragma once

#include "widgets/models/phaserows.h"
#include "widgets/theme/theme.h"

#include <QRectF>

class QPainter;

namespace lineup {

/// Paints one part of a bar, or its swatch in the legend. No two need colour to be told apart: name look-up to upload go
/// from light to dark, wait is an outlined box, thinking is hatched, text is full in `hue`, queue and retry are outlined
/// with dots, the tail is a thin line.
void paintPhase(QPainter &painter, PhaseKind kind, const QRectF &box, const QColor &hue, const Theme &theme);

} // namespace lineup
