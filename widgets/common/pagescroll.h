#pragma once

#include <QScrollArea>

namespace lineup {

/// Scrolls a page up and down only, so it is as wide as the page needs. Not a stop of the keyboard: what is inside is.
class PageScroll : public QScrollArea {
    Q_OBJECT
public:
    explicit PageScroll(QWidget *parent = nullptr);

    QSize minimumSizeHint() const override;
};

} // namespace lineup
