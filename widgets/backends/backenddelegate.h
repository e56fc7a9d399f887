#pragma once

#include <QAbstractItemDelegate>

namespace lineup {

/// Paints the rows of a BackendList: sign, name and what is known in two lines, the state as a chip at the right.
class BackendDelegate final : public QAbstractItemDelegate {
    Q_OBJECT
public:
    using QAbstractItemDelegate::QAbstractItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace lineup
