#pragma once

#include <QPointF>
#include <QRectF>
#include <QSizeF>

#include <vector>

namespace lineup {

/// A label that wants to stand beside its mark.
struct LabelWish {
    QPointF mark;          ///< its centre
    QSizeF size;           ///< of the label
    bool hasCross = false; ///< the cross of a failure stands over the mark
};

/// Centre of the cross of a failure over a mark that is `markSize` wide.
QPointF crossOver(const QPointF &mark, double markSize);

/// Finds a place for each label behind its mark or, where another mark, a cross or an earlier label is in the way, in the
/// nearest free place around it. All lie in `room`. A label without a free place gets an empty box: beside another mark it
/// would name the wrong one. Order of the result = order of `wishes`.
std::vector<QRectF> placeLabels(const std::vector<LabelWish> &wishes, const QRectF &room, double markSize);

} // namespace lineup
