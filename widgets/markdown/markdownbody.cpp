#include "widgets/markdown/markdownbody.h"

#include "widgets/markdown/blockcontrols.h"
#include "widgets/markdown/markdownaccessible.h"
#include "widgets/theme/controlroles.h"
#include "widgets/theme/theme.h"

#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QPaintEvent>
#include <QPainter>

#include <algorithm>
#include <chrono>
#include <limits>

namespace lineup {

using markdown::TextPosition;

namespace {

constexpr double kLeastZoom = 0.8;
constexpr double kMostZoom = 2.0;
constexpr int kCaretWidth = 7;
constexpr int kCaretHeight = 14;
constexpr int kCaretGap = 2;
constexpr std::chrono::microseconds kIdleBudget{4000};
constexpr int kHintWidth = 360;
constexpr int kDragScrollInterval = 40;

QString fromUtf8(const std::string &text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

} // namespace

MarkdownBody::MarkdownBody(QWidget *parent)
    : QWidget(parent)
    , m_layout(m_document)
    , m_controls(std::make_unique<BlockControls>(*this))
{
    registerMarkdownAccessibility();
    setFocusPolicy(Qt::StrongFocus);
    setFocusRingMode(this, FocusRingMode::Area);
    setMouseTracking(true);
    setCursor(Qt::IBeamCursor);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    m_idle.setInterval(0);
    connect(&m_idle, &QTimer::timeout, this, &MarkdownBody::layOutIdly);
    m_dragScroll.setInterval(kDragScrollInterval);
    connect(&m_dragScroll, &QTimer::timeout, this, [this] { dragTo(mapFromGlobal(QCursor::pos())); });
    applyStyle();
}

MarkdownBody::~MarkdownBody() = default;

void MarkdownBody::applyStyle()
{
    m_layout.setStyle(markdown::BlockStyle::make(themeOf(this), m_zoom, this));
    m_controls->restyle();
    settleLayout();
}

void MarkdownBody::setText(std::string_view text)
{
    const markdown::BlockChange change = m_document.setText(text);
    m_focusedLink = -1;
    afterChange(change);
}

void MarkdownBody::append(std::string_view text)
{
    if (!text.empty())
        afterChange(m_document.append(text));
}

void MarkdownBody::finish()
{
    setStreaming(false);
    const markdown::BlockChange change = m_document.finish();
    if (!change.isEmpty())
        afterChange(change);
}

void MarkdownBody::afterChange(const markdown::BlockChange &change)
{
    m_layout.applyChange(change);
    const TextPosition end = m_layout.endPosition();
    m_anchor = std::min(m_anchor, end);
    m_cursor = std::min(m_cursor, end);
    settleLayout();
    Q_EMIT textChanged();
}

void MarkdownBody::setStreaming(bool streaming)
{
    if (streaming == m_streaming)
        return;
    m_streaming = streaming;
    update();
}

void MarkdownBody::setZoom(double zoom)
{
    zoom = std::clamp(zoom, kLeastZoom, kMostZoom);
    if (qFuzzyCompare(zoom, m_zoom))
        return;
    m_zoom = zoom;
    applyStyle();
}

/// Lays out what is in view and a page around it, and tells the container.
void MarkdownBody::settleLayout()
{
    m_layout.setWidth(std::max(1, width()));
    const int page = m_span ? m_span->second - m_span->first : 0;
    const int top = m_span ? m_span->first - page : 0;
    const int bottom = m_span ? m_span->second + page : std::numeric_limits<int>::max();
    m_layout.layOut(top, bottom);
    if (!m_layout.isComplete())
        m_idle.start();
    placeControls();
    update();
    updateGeometry();
    Q_EMIT heightChanged();
}

void MarkdownBody::layOutIdly()
{
    const bool changed = m_layout.layOutMore(kIdleBudget);
    if (m_layout.isComplete()) {
        m_idle.stop();
        if (m_span) {
            const int page = m_span->second - m_span->first;
            m_layout.forgetOutside(m_span->first - 2 * page, m_span->second + 2 * page);
        }
    }
    if (!changed)
        return;
    placeControls();
    update();
    updateGeometry();
    Q_EMIT heightChanged();
}

void MarkdownBody::placeControls()
{
    m_controls->place(m_span ? m_span->first : 0, m_span ? m_span->second : height());
}

void MarkdownBody::setVisibleSpan(int top, int bottom)
{
    if (m_span && *m_span == std::pair(top, bottom))
        return;
    m_span = {top, bottom};
    const int page = bottom - top;
    if (m_layout.layOut(top - page, bottom + page)) {
        updateGeometry();
        Q_EMIT heightChanged();
    }
    placeControls();
}

int MarkdownBody::heightForWidth(int width) const
{
    if (width != m_layout.width()) {
        m_layout.setWidth(width);
        const int page = m_span ? m_span->second - m_span->first : 0;
        m_layout.layOut(m_span ? m_span->first - page : 0,
                        m_span ? m_span->second + page : std::numeric_limits<int>::max());
    }
    return std::max(m_layout.height(), m_layout.style().bodyLine);
}

QSize MarkdownBody::sizeHint() const
{
    const int hintWidth = width() > 1 ? width() : kHintWidth;
    return {hintWidth, heightForWidth(hintWidth)};
}

QSize MarkdownBody::minimumSizeHint() const
{
    return {80, m_layout.style().bodyLine};
}

MarkdownBody::Anchor MarkdownBody::anchorAt(int y) const
{
    if (m_layout.blockCount() == 0)
        return {};
    const std::size_t block = m_layout.blockAt(y);
    return {block, y - m_layout.blockRect(block).top()};
}

int MarkdownBody::yOf(const Anchor &anchor) const
{
    if (m_layout.blockCount() == 0)
        return 0;
    const QRect rect = m_layout.blockRect(std::min(anchor.block, m_layout.blockCount() - 1));
    return rect.top() + std::min(anchor.below, rect.height() + m_layout.style().gap);
}

void MarkdownBody::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    if (m_layout.width() != width())
        settleLayout();
    else
        placeControls();
}

void MarkdownBody::changeEvent(QEvent *event)
{
    switch (event->type()) {
    case QEvent::PaletteChange:
    case QEvent::StyleChange:
        applyStyle();
        break;
    case QEvent::LanguageChange:
        m_controls->restyle();
        placeControls();
        update();
        break;
    default:
        break;
    }
    QWidget::changeEvent(event);
}

QRect MarkdownBody::caretRect() const
{
    const markdown::BlockStyle &style = m_layout.style();
    const TextPosition end = m_layout.endPosition();
    const QRect line = m_layout.cursorRect(end);
    const int caretWidth = style.scaled(kCaretWidth);
    const int caretHeight = style.scaled(kCaretHeight);
    const int gap = style.scaled(kCaretGap);
    int left = line.left() + gap;
    if (end.offset > 0) {
        const QRect before = m_layout.cursorRect({end.block, end.offset - 1});
        if (before.top() == line.top() && before.left() > line.left())
            left = line.left() - gap - caretWidth; // the text runs to the left
    }
    left = std::clamp(left, 0, std::max(0, width() - caretWidth));
    return {left, line.center().y() - caretHeight / 2 + 1, caretWidth, caretHeight};
}

void MarkdownBody::paintEvent(QPaintEvent *event)
{
    QPainter painter(this);
    const auto [from, to] = ordered();
    m_layout.paint(painter, event->rect(), from, to);
    const Theme &theme = m_layout.style().theme;
    if (m_streaming)
        painter.fillRect(caretRect(), theme.color(ColorRole::Text));
    if (m_focusedLink >= 0 && hasFocus()) {
        const std::vector<LinkRef> all = links();
        if (m_focusedLink < static_cast<int>(all.size())) {
            const LinkRef &link = all[static_cast<std::size_t>(m_focusedLink)];
            const QRect box = m_layout.block(link.block).linkRect(link.place)
                                  .translated(m_layout.blockRect(link.block).topLeft());
            painter.setRenderHint(QPainter::Antialiasing);
            painter.setPen(QPen(theme.color(ColorRole::Action), 2));
            painter.setBrush(Qt::NoBrush);
            painter.drawRoundedRect(QRectF(box).adjusted(-2, 0, 2, 0), 4, 4);
        }
    }
    // Painting may have laid out something that was only estimated.
    if (m_layout.height() != height() && m_layout.width() == width())
        QMetaObject::invokeMethod(this, &MarkdownBody::heightChanged, Qt::QueuedConnection);
}

std::pair<TextPosition, TextPosition> MarkdownBody::ordered() const
{
    return std::minmax(m_anchor, m_cursor);
}

QString MarkdownBody::selectedSource() const
{
    const auto [from, to] = ordered();
    if (from == TextPosition{} && to == m_layout.endPosition())
        return fromUtf8(m_document.text());
    return fromUtf8(markdown::sourceBetween(m_document.text(), m_document.blocks(), from, to));
}

void MarkdownBody::selectAll()
{
    m_anchor = {};
    m_cursor = m_layout.endPosition();
    update();
    Q_EMIT selectionChanged();
}

void MarkdownBody::clearSelection()
{
    if (!hasSelection())
        return;
    m_anchor = m_cursor;
    update();
    Q_EMIT selectionChanged();
}

void MarkdownBody::copy() const
{
    if (hasSelection())
        QGuiApplication::clipboard()->setText(selectedSource());
    else
        copyAll();
}

void MarkdownBody::copyAll() const
{
    QGuiApplication::clipboard()->setText(fromUtf8(m_document.text()));
}

std::pair<std::size_t, std::size_t> MarkdownBody::selectedBytes() const
{
    const auto [from, to] = ordered();
    if (from == to)
        return {};
    if (from == TextPosition{} && to == m_layout.endPosition())
        return {0, m_document.text().size()};
    return {markdown::sourceOffset(m_document.blocks(), from),
            markdown::sourceEndOffset(m_document.text(), m_document.blocks(), to)};
}

void MarkdownBody::selectBytes(std::size_t begin, std::size_t end)
{
    m_anchor = markdown::positionOfSource(m_document.blocks(), begin);
    m_cursor = markdown::positionOfSource(m_document.blocks(), end);
    update();
    Q_EMIT selectionChanged();
}

QRect MarkdownBody::rectOfByte(std::size_t byte) const
{
    return m_layout.cursorRect(markdown::positionOfSource(m_document.blocks(), byte));
}

std::size_t MarkdownBody::byteAt(QPoint point) const
{
    return markdown::sourceOffset(m_document.blocks(), m_layout.positionAt(point));
}

void MarkdownBody::showByte(std::size_t byte)
{
    showPosition(markdown::positionOfSource(m_document.blocks(), byte));
}

void MarkdownBody::scrollSideways(std::size_t block, int x)
{
    if (block >= m_layout.blockCount())
        return;
    m_layout.block(block).setScroll(x);
    update(m_layout.blockRect(block));
}

} // namespace lineup
