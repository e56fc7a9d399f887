#include "widgets/theme/appmark.h"

#include <QPainter>
#include <QPixmap>

#include <algorithm>
#include <array>
#include <cmath>

namespace lineup {

namespace {

constexpr double kGrid = 20.0;

struct Column {
    double x;
    double height;
};
constexpr std::array<Column, 3> kColumns{{{2, 9}, {8, 14}, {14, 11}}};
constexpr double kColumnWidth = 4;
constexpr double kColumnsBottom = 16;
constexpr double kBaseTop = 17;
constexpr double kBaseHeight = 2;

} // namespace

void paintAppMark(QPainter *painter, const QRectF &rect, const Theme &theme)
{
    const double side = std::min(rect.width(), rect.height());
    const double unit = side / kGrid;
    const double left = std::round(rect.center().x() - side / 2.0);
    const double top = std::round(rect.center().y() - side / 2.0);
    const auto snap = [unit](double value) { return std::round(value * unit); };
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing, false);
    for (const Column &column : kColumns) {
        const double x = snap(column.x);
        const double y = snap(kColumnsBottom - column.height);
        painter->fillRect(QRectF(left + x, top + y, snap(column.x + kColumnWidth) - x, snap(kColumnsBottom) - y),
                          theme.color(ColorRole::Text));
    }
    const double base = snap(kBaseTop);
    painter->fillRect(QRectF(left, top + base, side, std::max(1.0, snap(kBaseTop + kBaseHeight) - base)),
                      theme.color(ColorRole::Action));
    painter->restore();
}

QIcon appIcon()
{
    const Theme theme = Theme::light();
    QIcon result;
    for (int size : {16, 20, 24, 32, 40, 48, 64, 128, 256}) {
        QPixmap pixmap(size, size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.color(ColorRole::Surface));
        const double radius = size * 0.18;
        painter.drawRoundedRect(QRectF(0, 0, size, size), radius, radius);
        const double margin = size < 32 ? 1.0 : size * 0.14;
        paintAppMark(&painter, QRectF(margin, margin, size - 2 * margin, size - 2 * margin), theme);
        painter.end();
        result.addPixmap(pixmap);
    }
    return result;
}

} // namespace lineup
