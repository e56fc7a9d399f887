#include "widgets/common/linesplitter.h"

#include "widgets/theme/controlroles.h"
#include "widgets/theme/metrics.h"
#include "widgets/theme/theme.h"

#include <QKeyEvent>
#include <QPainter>

#include <numeric>

namespace lineup {

namespace {

constexpr int kKeyStep = 8;

class LineHandle : public QSplitterHandle {
public:
    LineHandle(Qt::Orientation orientation, LineSplitter *splitter) : QSplitterHandle(orientation, splitter), m_splitter(splitter)
    {
        setFocusPolicy(Qt::TabFocus);
        setFocusRingMode(this, FocusRingMode::None);
    }

    void makeBaseLine()
    {
        m_role = ColorRole::Text;
        m_width = metrics::kBaseLineHeight;
        updateGeometry();
        update();
    }

    QSize sizeHint() const override
    {
        // QSplitter asks each handle, so that one line may be thicker than the others.
        const QSize own = QSplitterHandle::sizeHint();
        return orientation() == Qt::Horizontal ? QSize(m_width, own.height()) : QSize(own.width(), m_width);
    }

protected:
    void resizeEvent(QResizeEvent *event) override
    {
        // QSplitter lays the handle out by its contents and leaves the margins to the grab. QSplitterHandle sets its own
        // margins here, and setting margins resizes again: its version must not run.
        QWidget::resizeEvent(event);
        const int around = metrics::kSplitterGrab - m_width;
        const int before = around / 2;
        if (orientation() == Qt::Horizontal)
            setContentsMargins(before, 0, around - before, 0);
        else
            setContentsMargins(0, before, 0, around - before);
        setAttribute(Qt::WA_MouseNoMask);
        setMask(hasFocus() ? QRegion() : QRegion(contentsRect()));
    }

    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        const Theme theme = themeOf(this);
        painter.fillRect(contentsRect(), theme.color(m_role));
        if (hasFocus()) {
            const QRect line = orientation() == Qt::Horizontal ? contentsRect().adjusted(-1, 0, 1, 0) : contentsRect().adjusted(0, -1, 0, 1);
            painter.fillRect(line, theme.color(ColorRole::Action));
        }
    }

    void focusInEvent(QFocusEvent *event) override
    {
        clearMask();
        QSplitterHandle::focusInEvent(event);
    }

    void focusOutEvent(QFocusEvent *event) override
    {
        setMask(QRegion(contentsRect()));
        QSplitterHandle::focusOutEvent(event);
    }

    void mouseDoubleClickEvent(QMouseEvent *) override { reset(); }

    void mouseReleaseEvent(QMouseEvent *event) override
    {
        QSplitterHandle::mouseReleaseEvent(event);
        Q_EMIT m_splitter->movedByPerson();
    }

    void keyPressEvent(QKeyEvent *event) override
    {
        const bool isAcross = orientation() == Qt::Horizontal;
        const int position = isAcross ? x() + contentsMargins().left() : y() + contentsMargins().top();
        const int key = event->key();
        if (key == (isAcross ? Qt::Key_Left : Qt::Key_Up))
            moveBy(position - kKeyStep);
        else if (key == (isAcross ? Qt::Key_Right : Qt::Key_Down))
            moveBy(position + kKeyStep);
        else if (key == Qt::Key_Return || key == Qt::Key_Enter)
            reset();
        else
            QSplitterHandle::keyPressEvent(event);
    }

private:
    void moveBy(int position)
    {
        moveSplitter(closestLegalPosition(position));
        Q_EMIT m_splitter->movedByPerson();
    }

    void reset()
    {
        if (m_splitter->hasEqualParts()) {
            m_splitter->makeEqual();
            Q_EMIT m_splitter->movedByPerson();
        }
        Q_EMIT m_splitter->resetRequested();
    }

    LineSplitter *m_splitter;
    ColorRole m_role = ColorRole::Divider;
    int m_width = metrics::kDividerWidth;
};

} // namespace

LineSplitter::LineSplitter(Qt::Orientation orientation, QWidget *parent) : QSplitter(orientation, parent)
{
    setHandleWidth(metrics::kDividerWidth);
    setChildrenCollapsible(false);
    setFocusPolicy(Qt::NoFocus);
}

void LineSplitter::setBaseLine(int index)
{
    if (auto *line = static_cast<LineHandle *>(handle(index)))
        line->makeBaseLine();
}

QSplitterHandle *LineSplitter::createHandle()
{
    auto *handle = new LineHandle(orientation(), this);
    handle->setAccessibleName(m_handleName);
    return handle;
}

void LineSplitter::setHandleName(const QString &name)
{
    m_handleName = name;
    for (int index = 1; index < count(); ++index)
        handle(index)->setAccessibleName(name);
}

void LineSplitter::makeEqual()
{
    const QList<int> present = sizes();
    int shown = 0;
    for (int index = 0; index < count(); ++index)
        shown += widget(index)->isHidden() ? 0 : 1;
    if (shown == 0)
        return;
    const int total = std::accumulate(present.begin(), present.end(), 0);
    QList<int> equal;
    for (int index = 0; index < count(); ++index)
        equal.push_back(widget(index)->isHidden() ? 0 : std::max(1, total / shown));
    setSizes(equal);
}

} // namespace lineup
