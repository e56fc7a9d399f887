#pragma once

#include "widgets/theme/theme.h"

#include <QChar>
#include <QColor>
#include <QImage>
#include <QList>
#include <QPen>
#include <QRectF>

class QPainter;

namespace lineup {

/// Panes that can be told apart; pane indexes of this program are 0 … kPaneCount − 1.
inline constexpr int kPaneCount = 24;

enum class MarkShape { Disc, Square, TriangleUp, Diamond, Pentagon, Star, TriangleDown, Cross };

/// Panes 1–8 have full marks, 9–16 open ones, 17–24 half-filled ones.
enum class MarkFill { Full, Open, Half };

/// How one pane is marked everywhere: hue, mark and line always go together, because a hue alone says nothing to many
/// people. The hue never carries text.
struct PaneLook {
    QChar letter; ///< A … X
    QColor hue;
    MarkShape shape = MarkShape::Disc;
    MarkFill fill = MarkFill::Full;
    QList<qreal> dash;      ///< in pen widths, as QPen::setDashPattern() takes it; empty = solid
    double lineWidth = 2.0; ///< px; 1 from the ninth pane on

    /// Pen for the pane's line in charts: hue, width, dash, round joins and flat caps.
    QPen pen() const;
};

/// Look of pane `index` (0-based; values outside 0 … 23 wrap around) in `theme`.
PaneLook paneLook(int index, const Theme &theme);

/// Paints the mark of pane `index` centred in the largest square of `rect`. The painter's state is restored.
void paintPaneMark(QPainter *painter, const QRectF &rect, int index, const Theme &theme);

/// The mark as an image of `size` device-independent pixels, transparent around it: for QXYSeries::setLightMarker()
/// and for icons.
QImage paneMarkImage(int index, int size, const Theme &theme, qreal devicePixelRatio = 1.0);

} // namespace lineup
