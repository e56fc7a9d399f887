#include "widgets/markdown/transcriptview.h"

#include "widgets/theme/controlroles.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/metrics.h"

#include <QCoreApplication>
#include <QEvent>
#include <QKeyEvent>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QScrollBar>
#include <QWheelEvent>

#include <algorithm>

namespace lineup {

namespace {

constexpr int kMargin = metrics::kPanePadding;
constexpr int kRightMargin = 8; // beside the gutter of the scroll bar
constexpr int kSpacing = 10;
constexpr int kLineStep = 40;
constexpr int kChipBottom = 12;
constexpr int kMostRounds = 3;

} // namespace

TranscriptView::TranscriptView(QWidget *parent)
    : QAbstractScrollArea(parent)
    , m_content(new QWidget(viewport()))
    , m_chip(new QPushButton(viewport()))
{
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn); // a bar that comes and goes would break all lines anew
    setFocusPolicy(Qt::NoFocus);
    setFocusRingMode(this, FocusRingMode::Inside);
    setBackgroundRole(QPalette::Base); // the gutter of the scroll bar belongs to the surface
    setAutoFillBackground(true);
    viewport()->setBackgroundRole(QPalette::Base);
    viewport()->setAutoFillBackground(true);
    verticalScrollBar()->setSingleStep(kLineStep);
    m_content->setObjectName(QStringLiteral("transcriptContent"));
    m_content->installEventFilter(this);
    m_chip->setObjectName(QStringLiteral("newTextBelow"));
    m_chip->setText(tr("New text below"));
    m_chip->setIcon(icon(QStringLiteral("arrow-down")));
    m_chip->setIconSize(QSize(metrics::kSmallIconSize, metrics::kSmallIconSize));
    setControlSize(m_chip, ControlSize::Small);
    m_chip->hide();
    connect(m_chip, &QPushButton::clicked, this, &TranscriptView::scrollToEnd);
}

TranscriptView::~TranscriptView() = default;

void TranscriptView::addWidget(QWidget *widget)
{
    insertWidget(count(), widget);
}

void TranscriptView::insertWidget(int index, QWidget *widget)
{
    const int at = std::clamp(index, 0, count());
    m_widgets.insert(m_widgets.begin() + at, widget);
    adopt(widget);
    // Tab goes through the widgets in the order they stand in.
    if (at > 0)
        QWidget::setTabOrder(m_widgets[static_cast<std::size_t>(at) - 1], widget);
    scheduleLayout();
}

void TranscriptView::adopt(QWidget *widget)
{
    const bool hidden = widget->isHidden() && widget->testAttribute(Qt::WA_WState_ExplicitShowHide);
    widget->setParent(m_content);
    widget->installEventFilter(this);
    if (auto *body = qobject_cast<MarkdownBody *>(widget)) {
        body->setZoom(m_zoom);
        connect(body, &MarkdownBody::heightChanged, this, &TranscriptView::scheduleLayout);
        connect(body, &MarkdownBody::textChanged, this, [this] {
            if (!m_following)
                m_newBelow = true;
        });
        connect(body, &MarkdownBody::visibilityWanted, this,
                [this, body](const QRect &area) { showArea(body, area); });
    }
    if (!hidden)
        widget->show();
}

void TranscriptView::takeWidget(QWidget *widget)
{
    const auto found = std::find(m_widgets.begin(), m_widgets.end(), widget);
    if (found == m_widgets.end())
        return;
    m_widgets.erase(found);
    widget->removeEventFilter(this);
    widget->disconnect(this);
    widget->setParent(nullptr);
    scheduleLayout();
}

QWidget *TranscriptView::widgetAt(int index) const
{
    return index >= 0 && index < count() ? m_widgets[static_cast<std::size_t>(index)] : nullptr;
}

void TranscriptView::setZoom(double zoom)
{
    m_zoom = zoom;
    const Anchor kept = anchor();
    for (QWidget *widget : m_widgets) {
        if (auto *body = qobject_cast<MarkdownBody *>(widget))
            body->setZoom(zoom);
    }
    placeWidgets();
    restore(kept);
}

/// Many changes of one frame make one layout.
void TranscriptView::scheduleLayout()
{
    if (m_placing || m_layoutPending)
        return;
    m_layoutPending = true;
    QCoreApplication::postEvent(this, new QEvent(QEvent::LayoutRequest), Qt::HighEventPriority);
}

bool TranscriptView::event(QEvent *event)
{
    if (event->type() == QEvent::LayoutRequest) {
        m_layoutPending = false;
        const Anchor kept = anchor();
        placeWidgets();
        restore(kept);
        return true;
    }
    return QAbstractScrollArea::event(event);
}

bool TranscriptView::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::LayoutRequest: // posted to the parent of a widget whose size hint changed
        if (watched == m_content)
            scheduleLayout();
        break;
    case QEvent::ShowToParent:
    case QEvent::HideToParent:
        if (watched != m_content)
            scheduleLayout();
        break;
    case QEvent::ChildRemoved:
        if (watched == m_content) {
            auto *child = static_cast<QChildEvent *>(event)->child();
            std::erase_if(m_widgets, [child](QWidget *widget) { return widget == child; });
            scheduleLayout();
        }
        break;
    default:
        break;
    }
    return QAbstractScrollArea::eventFilter(watched, event);
}

void TranscriptView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    const Anchor kept = anchor();
    placeWidgets();
    restore(kept);
}

int TranscriptView::heightOf(QWidget *widget, int width) const
{
    const int least = widget->minimumSizeHint().height();
    if (widget->hasHeightForWidth())
        return std::max(widget->heightForWidth(width), least);
    return std::max(widget->sizeHint().height(), least);
}

int TranscriptView::maximumScroll() const
{
    return std::max(0, m_content->height() - viewport()->height());
}

/// Heights that were estimated may become exact while they are placed: then once more.
void TranscriptView::placeWidgets()
{
    const QScopedValueRollback guard(m_placing, true);
    for (int round = 0; round < kMostRounds; ++round) {
        const int before = m_content->height();
        placeOnce();
        if (m_following)
            verticalScrollBar()->setValue(maximumScroll());
        else if (!m_shownFrom.empty())
            verticalScrollBar()->setValue(startOfShown());
        tellSpans();
        if (round > 0 && m_content->height() == before)
            break;
    }
    updateChip();
}

void TranscriptView::placeOnce()
{
    const int width = std::max(1, viewport()->width() - kMargin - kRightMargin);
    int y = kMargin;
    for (QWidget *widget : m_widgets) {
        if (widget->isHidden())
            continue;
        const int height = heightOf(widget, width);
        widget->setGeometry(kMargin, y, width, height);
        y += height + kSpacing;
    }
    const int height = y - kSpacing + kMargin;
    m_content->resize(viewport()->width(), std::max(height, kMargin));
    verticalScrollBar()->setRange(0, maximumScroll());
    verticalScrollBar()->setPageStep(viewport()->height());
    m_content->move(0, -verticalScrollBar()->value());
}

void TranscriptView::tellSpans()
{
    const int top = verticalScrollBar()->value();
    const int bottom = top + viewport()->height();
    for (QWidget *widget : m_widgets) {
        if (auto *body = qobject_cast<MarkdownBody *>(widget); body && !body->isHidden())
            body->setVisibleSpan(top - body->y(), bottom - body->y());
    }
}

TranscriptView::Anchor TranscriptView::anchor() const
{
    const int top = verticalScrollBar()->value();
    for (QWidget *widget : m_widgets) {
        if (widget->isHidden() || widget->y() + widget->height() <= top)
            continue;
        Anchor result{widget, top - widget->y(), {}};
        if (auto *body = qobject_cast<MarkdownBody *>(widget))
            result.inBody = body->anchorAt(result.below);
        return result;
    }
    return {};
}

void TranscriptView::restore(const Anchor &anchor)
{
    if (!anchor.widget || m_following || !m_shownFrom.empty())
        return;
    int y = anchor.widget->y() + anchor.below;
    if (auto *body = qobject_cast<MarkdownBody *>(anchor.widget); body && anchor.below >= 0)
        y = body->y() + body->yOf(anchor.inBody);
    if (y == verticalScrollBar()->value())
        return;
    const bool following = m_following;
    verticalScrollBar()->setValue(y);
    setFollowing(following); // the reader did not scroll
}

void TranscriptView::scrollContentsBy(int, int)
{
    m_content->move(0, -verticalScrollBar()->value());
    if (!m_placing) {
        m_shownFrom.clear();
        setFollowing(verticalScrollBar()->value() >= maximumScroll());
        tellSpans();
    }
    updateChip();
}

void TranscriptView::setFollowing(bool following)
{
    if (following)
        m_newBelow = false;
    if (following == m_following)
        return;
    m_following = following;
    updateChip();
    Q_EMIT followingChanged(following);
}

void TranscriptView::updateChip()
{
    const bool wanted = m_newBelow && !m_following;
    if (wanted) {
        const QSize size = m_chip->sizeHint();
        m_chip->setGeometry((viewport()->width() - size.width()) / 2, viewport()->height() - size.height() - kChipBottom,
                            size.width(), size.height());
        m_chip->raise();
    }
    m_chip->setVisible(wanted);
}

int TranscriptView::startOfShown() const
{
    for (const QPointer<QWidget> &widget : m_shownFrom) {
        if (widget && !widget->isHidden())
            return widget->y() - kMargin;
    }
    return 0;
}

void TranscriptView::showFrom(const std::vector<QWidget *> &widgets)
{
    m_shownFrom.assign(widgets.begin(), widgets.end());
    setFollowing(false);
    placeWidgets();
}

void TranscriptView::scrollToEnd()
{
    m_shownFrom.clear();
    setFollowing(true);
    placeWidgets();
}

void TranscriptView::showArea(const QWidget *widget, const QRect &area)
{
    const int top = widget->mapTo(m_content, area.topLeft()).y();
    const int bottom = top + area.height();
    QScrollBar *bar = verticalScrollBar();
    if (top < bar->value())
        bar->setValue(top - kMargin);
    else if (bottom > bar->value() + viewport()->height())
        bar->setValue(bottom - viewport()->height() + kMargin);
}

void TranscriptView::keyPressEvent(QKeyEvent *event)
{
    QScrollBar *bar = verticalScrollBar();
    if (event->modifiers() == Qt::NoModifier || event->modifiers() == Qt::KeypadModifier) {
        switch (event->key()) {
        case Qt::Key_Home:
            bar->setValue(bar->minimum());
            return;
        case Qt::Key_End:
            scrollToEnd();
            return;
        case Qt::Key_Space:
            bar->triggerAction(QAbstractSlider::SliderPageStepAdd);
            return;
        default:
            break;
        }
    }
    QAbstractScrollArea::keyPressEvent(event);
}

void TranscriptView::wheelEvent(QWheelEvent *event)
{
    // Sideways is for what stands around: there is nothing beside the transcript itself.
    const QPoint delta = event->angleDelta();
    if (event->modifiers().testFlag(Qt::ShiftModifier) || std::abs(delta.x()) > std::abs(delta.y()))
        event->ignore();
    else
        QAbstractScrollArea::wheelEvent(event);
}

void TranscriptView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        m_chip->setText(tr("New text below"));
        updateChip();
    }
    QAbstractScrollArea::changeEvent(event);
}

QSize TranscriptView::sizeHint() const
{
    return {metrics::kPaneComfortableWidth, 320};
}

} // namespace lineup
