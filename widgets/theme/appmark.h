#pragma once

#include "widgets/theme/theme.h"

#include <QIcon>
#include <QRectF>

class QPainter;

namespace lineup {

/// Paints the mark of the program: three columns in text colour on a base line in action colour, in the largest
/// square of `rect`. At sizes that divide by 20 every edge falls on a pixel; at others edges are snapped, so that it is
/// sharp from 16 px on.
void paintAppMark(QPainter *painter, const QRectF &rect, const Theme &theme);

/// The mark as window icon in all usual sizes, in the colours of the light theme (icons stand on grounds that we do
/// not choose), each on the surface of a rounded tile.
QIcon appIcon();

} // namespace lineup
