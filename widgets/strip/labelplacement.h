#pragma once

#include <QRectF>

#include <vector>

namespace lineup {

/// Moves boxes up or down until those that share a part of the width no longer overlap and all lie between `top` and
/// `bottom`, keeping their order from top to bottom and each as near to its place as the others allow. Boxes that are too
/// many for the room overlap at its lower end. Order of the result = order of `boxes`.
std::vector<QRectF> placeLabels(std::vector<QRectF> boxes, double top, double bottom);

} // namespace lineup
