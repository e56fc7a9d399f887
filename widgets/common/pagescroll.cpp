#include "widgets/common/pagescroll.h"

#include <QScrollBar>

namespace lineup {

PageScroll::PageScroll(QWidget *parent) : QScrollArea(parent)
{
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);
}

QSize PageScroll::minimumSizeHint() const
{
    const int page = widget() ? widget()->minimumSizeHint().width() : 0;
    return {page + verticalScrollBar()->sizeHint().width(), QScrollArea::minimumSizeHint().height()};
}

} // namespace lineup
