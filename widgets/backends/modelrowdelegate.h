#pragma once

#include "widgets/theme/theme.h"

#include <QAbstractItemDelegate>

namespace lineup {

/// Paints the rows of ModelRows: headings, models in two lines with what they cost and how much they read at the right, and
/// what there is to say about a list.
class ModelRowDelegate final : public QAbstractItemDelegate {
    Q_OBJECT
public:
    using QAbstractItemDelegate::QAbstractItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    /// The whole row in words: lines are shortened where there is no room.
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option, const QModelIndex &index) override;
};

} // namespace lineup
