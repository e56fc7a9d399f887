#pragma once

#include "widgets/theme/theme.h"

#include <QColor>
#include <QIcon>
#include <QPixmap>
#include <QString>

namespace lineup {

/// Icon `name` of the bundled Lucide set ("chevron-down"), in the colour that `role` has in the application's theme
/// when the icon is painted: it follows a switch between light and dark by itself. Disabled and, for checked states,
/// action colours are taken from the theme too. An unknown name gives a null icon and a warning in the log.
QIcon icon(const QString &name, ColorRole role = ColorRole::Text2);

/// The same drawing as a pixmap of `size` device-independent pixels in one fixed colour, for custom painting; cached.
/// Stroke 1.75 on the 24-unit grid. Null for an unknown name.
QPixmap iconPixmap(const QString &name, const QColor &color, int size, qreal devicePixelRatio);

/// Paints the icon centred in `rect`, `size` pixels wide, sharp on the painter's device.
void paintIcon(QPainter *painter, const QRect &rect, const QString &name, const QColor &color, int size = 16);

/// Whether `name` is in the bundled set.
bool hasIcon(const QString &name);

} // namespace lineup
