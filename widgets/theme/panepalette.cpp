#include "widgets/theme/panepalette.h"

#include <QPainter>
#include <QPainterPath>
#include <QPolygonF>

#include <array>
#include <cmath>
#include <numbers>

namespace lineup {

namespace {

constexpr int kHueCount = 8;

struct HueEntry {
    QRgb light;
    QRgb dark;
    MarkShape shape;
    std::array<qreal, 6> dash; ///< ends at the first 0
};

// Source: the design's pane palette.
constexpr std::array<HueEntry, kHueCount> kHues{{
    {0xff0a6e9e, 0xff1fa8e0, MarkShape::Disc, {}},
    {0xffe24e1e, 0xffdb5a38, MarkShape::Square, {3.5, 1.5}},
    {0xff2e966a, 0xff86e59b, MarkShape::TriangleUp, {1, 1.25}},
    {0xffb54cd6, 0xff8f72f0, MarkShape::Diamond, {4, 1.5, 1, 1.5}},
    {0xff6f4e0c, 0xffb7a61a, MarkShape::Pentagon, {6, 2}},
    {0xffa83a70, 0xfff06bbe, MarkShape::Star, {2, 1}},
    {0xff263a50, 0xffcbd4e8, MarkShape::TriangleDown, {4, 1.5, 1, 1.5, 1, 1.5}},
    {0xff5a1206, 0xfff4a284, MarkShape::Cross, {0.5, 1.5}},
}};

int wrapped(int index)
{
    const int rest = index % kPaneCount;
    return rest < 0 ? rest + kPaneCount : rest;
}

/// Regular polygon or, with `inner` below 1, star; first corner at the top. Radius 1 around 0.
QPolygonF radial(int corners, double inner)
{
    QPolygonF polygon;
    const int points = inner < 1.0 ? corners * 2 : corners;
    for (int point = 0; point < points; ++point) {
        const double angle = 2.0 * std::numbers::pi * point / points - std::numbers::pi / 2.0;
        const double radius = inner < 1.0 && point % 2 == 1 ? inner : 1.0;
        polygon << QPointF(radius * std::cos(angle), radius * std::sin(angle));
    }
    return polygon;
}

/// The shape around 0 with the extent of a disc of radius 1, balanced so that all eight look equally heavy.
QPainterPath unitShape(MarkShape shape)
{
    QPainterPath path;
    switch (shape) {
    case MarkShape::Disc:
        path.addEllipse(QPointF(0, 0), 0.93, 0.93);
        break;
    case MarkShape::Square:
        path.addRect(QRectF(-0.86, -0.86, 1.72, 1.72));
        break;
    case MarkShape::TriangleUp:
        path.addPolygon(QPolygonF({{0, -0.9}, {1.0, 0.86}, {-1.0, 0.86}}));
        break;
    case MarkShape::Diamond:
        path.addPolygon(QPolygonF({{0, -1.08}, {1.08, 0}, {0, 1.08}, {-1.08, 0}}));
        break;
    case MarkShape::Pentagon:
        path.addPolygon(radial(5, 1.0));
        break;
    case MarkShape::Star:
        for (const QPointF &point : radial(5, 0.45)) {
            const QPointF corner = point * 1.12;
            path.elementCount() == 0 ? path.moveTo(corner) : path.lineTo(corner);
        }
        break;
    case MarkShape::TriangleDown:
        path.addPolygon(QPolygonF({{0, 0.9}, {-1.0, -0.86}, {1.0, -0.86}}));
        break;
    case MarkShape::Cross:
        path.addPolygon(QPolygonF({{-0.34, -0.98}, {0.34, -0.98}, {0.34, -0.34}, {0.98, -0.34}, {0.98, 0.34},
                                   {0.34, 0.34}, {0.34, 0.98}, {-0.34, 0.98}, {-0.34, 0.34}, {-0.98, 0.34},
                                   {-0.98, -0.34}, {-0.34, -0.34}}));
        break;
    }
    path.closeSubpath();
    return path;
}

} // namespace

QPen PaneLook::pen() const
{
    QPen pen(hue, lineWidth);
    pen.setCapStyle(Qt::FlatCap);
    pen.setJoinStyle(Qt::RoundJoin);
    if (!dash.isEmpty())
        pen.setDashPattern(dash);
    return pen;
}

PaneLook paneLook(int index, const Theme &theme)
{
    const int pane = wrapped(index);
    const HueEntry &entry = kHues[static_cast<std::size_t>(pane % kHueCount)];
    PaneLook look;
    look.letter = QChar(u'A' + pane);
    look.hue = QColor::fromRgb(theme.isDark() ? entry.dark : entry.light);
    look.shape = entry.shape;
    look.fill = pane < kHueCount ? MarkFill::Full : pane < 2 * kHueCount ? MarkFill::Open : MarkFill::Half;
    look.lineWidth = pane < kHueCount ? 2.0 : 1.0;
    for (qreal length : entry.dash) {
        if (length > 0)
            look.dash << length;
    }
    return look;
}

void paintPaneMark(QPainter *painter, const QRectF &rect, int index, const Theme &theme)
{
    const PaneLook look = paneLook(index, theme);
    const double side = std::min(rect.width(), rect.height());
    const bool open = look.fill != MarkFill::Full;
    const double stroke = open ? std::max(1.25, side * 0.12) : 0.0;
    // An open mark is stroked inside the outline of the full one, so that both have one size.
    const double radius = side / 2.0 * 0.92 - stroke * 0.6;

    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->translate(rect.center());
    QTransform scale;
    scale.scale(radius, radius);
    const QPainterPath path = scale.map(unitShape(look.shape));
    if (look.fill == MarkFill::Half) {
        QPainterPath left;
        left.addRect(QRectF(-side, -side, side, 2 * side));
        painter->fillPath(path.intersected(left), look.hue);
    }
    if (open) {
        QPen pen(look.hue, stroke);
        pen.setJoinStyle(Qt::MiterJoin);
        painter->strokePath(path, pen);
    } else {
        painter->fillPath(path, look.hue);
    }
    painter->restore();
}

QImage paneMarkImage(int index, int size, const Theme &theme, qreal devicePixelRatio)
{
    const int pixels = static_cast<int>(std::ceil(size * devicePixelRatio));
    QImage image(pixels, pixels, QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(devicePixelRatio);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    paintPaneMark(&painter, QRectF(0, 0, size, size), index, theme);
    return image;
}

} // namespace lineup
