#include "widgets/strip/labelplacement.h"

#include <algorithm>
#include <numeric>

namespace lineup {

namespace {

bool sharesWidth(const QRectF &a, const QRectF &b)
{
    return a.left() < b.right() && b.left() < a.right();
}

} // namespace

std::vector<QRectF> placeLabels(std::vector<QRectF> boxes, double top, double bottom)
{
    std::vector<std::size_t> order(boxes.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return boxes[a].center().y() < boxes[b].center().y(); });

    // From above: nobody starts before those over it end. A box gives half of a collision to the one above, so that both
    // stay near their marks; the second pass then only repairs what is left.
    for (std::size_t i = 0; i < order.size(); ++i) {
        QRectF &box = boxes[order[i]];
        box.moveTop(std::max(box.top(), top));
        for (std::size_t j = 0; j < i; ++j) {
            QRectF &above = boxes[order[j]];
            if (!sharesWidth(above, box) || above.bottom() <= box.top())
                continue;
            const double overlap = above.bottom() - box.top();
            const bool isNext = j + 1 == i;
            const double given = isNext ? std::min(overlap / 2, std::max(above.top() - top, 0.0)) : 0.0;
            above.translate(0, -given);
            box.moveTop(above.bottom());
        }
    }
    // From below: nobody ends under the bottom or under the start of the one below it.
    for (std::size_t i = order.size(); i-- > 0;) {
        QRectF &box = boxes[order[i]];
        double limit = bottom;
        for (std::size_t j = i + 1; j < order.size(); ++j) {
            if (sharesWidth(boxes[order[j]], box))
                limit = std::min(limit, boxes[order[j]].top());
        }
        if (box.bottom() > limit)
            box.moveBottom(std::max(limit, top + box.height()));
    }
    // Giving way upwards may have met a third box: the way down is always safe.
    for (std::size_t i = 1; i < order.size(); ++i) {
        QRectF &box = boxes[order[i]];
        for (std::size_t j = 0; j < i; ++j) {
            const QRectF &above = boxes[order[j]];
            if (sharesWidth(above, box) && above.bottom() > box.top())
                box.moveTop(above.bottom());
        }
        if (box.bottom() > bottom)
            box.moveBottom(std::max(bottom, top + box.height()));
    }
    return boxes;
}

} // namespace lineup
