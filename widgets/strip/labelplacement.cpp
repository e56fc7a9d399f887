#include "widgets/strip/labelplacement.h"

#include <algorithm>
#include <cmath>

namespace lineup {

namespace {

constexpr double kGap = 4;     ///< between a mark and a label beside it
constexpr double kCrossGap = 6; ///< from the edge of a mark to the centre of its cross
constexpr double kAir = 3;     ///< letters do not fill the height of their line

/// Where a label may stand, seen from its mark, the nearest place first. Marks that stand one over the other have their
/// labels one over the other too.
std::vector<QPointF> placesAround(const QSizeF &size, double markSize, bool isStacked)
{
    const double aside = markSize / 2 + kGap + size.width() / 2;
    const double away = markSize / 2 + size.height() / 2;
    const double line = size.height();
    const std::vector<QPointF> behind{{aside, -line}, {aside, line}, {aside, -2 * line}, {aside, 2 * line}};
    const std::vector<QPointF> around{{0, -away},         {0, away},        {-aside, 0},           {-aside, -line},         {-aside, line},
                                      {0, -away - line}, {0, away + line}, {0, -away - 2 * line}, {0, -away - 3 * line}};
    std::vector<QPointF> places{{aside, 0}};
    for (const auto *next : {isStacked ? &behind : &around, isStacked ? &around : &behind})
        places.insert(places.end(), next->begin(), next->end());
    return places;
}

struct Surroundings {
    QRectF room;
    double markSize = 0;
    std::vector<QPointF> marks; ///< and crosses
    std::vector<QRectF> labels; ///< that have their place already
};

QRectF placeOf(const LabelWish &wish, const Surroundings &around)
{
    const double markSize = around.markSize;
    const auto isOver = [&](const QPointF &other) { return other != wish.mark && std::abs(other.x() - wish.mark.x()) < markSize; };
    const bool isStacked = std::any_of(around.marks.begin(), around.marks.end(), isOver);
    const QPointF half(wish.size.width() / 2, wish.size.height() / 2);
    for (const QPointF &centre : placesAround(wish.size, markSize, isStacked)) {
        const QRectF box(wish.mark + centre - half, wish.size);
        const QRectF ink = box.adjusted(0, kAir, 0, -kAir);
        const auto hides = [&](const QPointF &mark) { return QRectF(mark.x() - markSize / 2, mark.y() - markSize / 2, markSize, markSize).intersects(ink); };
        const auto isWritten = [&](const QRectF &label) { return label.intersects(box); };
        if (around.room.contains(ink) && std::none_of(around.marks.begin(), around.marks.end(), hides)
            && std::none_of(around.labels.begin(), around.labels.end(), isWritten))
            return box;
    }
    return {};
}

} // namespace

QPointF crossOver(const QPointF &mark, double markSize)
{
    return mark - QPointF(0, markSize / 2 + kCrossGap);
}

std::vector<QRectF> placeLabels(const std::vector<LabelWish> &wishes, const QRectF &room, double markSize)
{
    Surroundings around{room, markSize, {}, {}};
    for (const LabelWish &wish : wishes) {
        around.marks.push_back(wish.mark);
        if (wish.hasCross)
            around.marks.push_back(crossOver(wish.mark, markSize));
    }
    for (const LabelWish &wish : wishes)
        around.labels.push_back(placeOf(wish, around));
    return around.labels;
}

} // namespace lineup
