#include "widgets/markdown/blockcontrols.h"
#include "widgets/markdown/linktarget.h"
#include "widgets/markdown/markdownbody.h"
#include "widgets/theme/controlroles.h"

#include <QAction>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QStyleHints>
#include <QTextBoundaryFinder>
#include <QToolTip>
#include <QWheelEvent>

#include <algorithm>

/// The half of MarkdownBody that answers mouse and keyboard.
namespace lineup {

using markdown::BlockLayout;
using markdown::TextPosition;

namespace {

constexpr int kLongestShownTarget = 300;
constexpr int kWheelStep = 40;

QString fromUtf8(const std::string &text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

} // namespace

bool MarkdownBody::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        // Fully encoded, an address has no '<': it cannot be taken for rich text.
        if (m_hovered.isEmpty())
            QToolTip::hideText();
        else
            QToolTip::showText(static_cast<QHelpEvent *>(event)->globalPos(), m_hovered.left(kLongestShownTarget), this);
        return true;
    }
    return QWidget::event(event);
}

void MarkdownBody::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton) {
        event->ignore();
        return;
    }
    const QPoint point = event->position().toPoint();
    m_focusedLink = -1;
    m_pressedLink = linkAt(point);
    m_dragging = true;
    m_granularity = Granularity::Character;
    setCursorPosition(m_layout.positionAt(point), event->modifiers().testFlag(Qt::ShiftModifier));
    m_dragUnit = {m_anchor, m_anchor};
}

void MarkdownBody::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    // A further click within the double-click time takes the whole block.
    m_granularity = m_granularity == Granularity::Word ? Granularity::Block : Granularity::Word;
    m_dragging = true;
    m_pressedLink.reset();
    m_dragUnit = unitAround(m_layout.positionAt(event->position().toPoint()));
    m_anchor = m_dragUnit.first;
    setCursorPosition(m_dragUnit.second, true);
}

void MarkdownBody::mouseMoveEvent(QMouseEvent *event)
{
    const QPoint point = event->position().toPoint();
    if (m_dragging && event->buttons().testFlag(Qt::LeftButton)) {
        dragTo(point);
        return;
    }
    m_controls->hover(point);
    hoverLink(linkAt(point));
}

void MarkdownBody::dragTo(QPoint point)
{
    const std::pair<TextPosition, TextPosition> unit = unitAround(m_layout.positionAt(point));
    const bool backward = unit.first < m_dragUnit.first;
    m_anchor = backward ? m_dragUnit.second : m_dragUnit.first;
    setCursorPosition(backward ? unit.first : unit.second, true);
    if (hasSelection())
        m_pressedLink.reset();
    const QRect visible = visibleRegion().boundingRect();
    if (visible.contains(QPoint(visible.center().x(), point.y()))) {
        m_dragScroll.stop();
    } else {
        // Outside of what is seen: go on while the button is held, also when the pointer rests.
        Q_EMIT visibilityWanted(QRect(point.x(), std::clamp(point.y(), 0, std::max(0, height() - 1)), 1, 1));
        if (!m_dragScroll.isActive())
            m_dragScroll.start();
    }
}

void MarkdownBody::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    m_dragging = false;
    m_dragScroll.stop();
    const std::optional<LinkRef> link = linkAt(event->position().toPoint());
    if (m_pressedLink && link && m_pressedLink->block == link->block && m_pressedLink->place.link == link->place.link
        && !hasSelection())
        activate(*link);
    m_pressedLink.reset();
    if (hasSelection() && QGuiApplication::clipboard()->supportsSelection())
        QGuiApplication::clipboard()->setText(selectedSource(), QClipboard::Selection);
}

void MarkdownBody::leaveEvent(QEvent *event)
{
    m_controls->leave();
    hoverLink(std::nullopt);
    QWidget::leaveEvent(event);
}

void MarkdownBody::wheelEvent(QWheelEvent *event)
{
    const bool shifted = event->modifiers().testFlag(Qt::ShiftModifier);
    const QPoint delta = event->angleDelta();
    const int sideways = shifted && delta.x() == 0 ? delta.y() : delta.x();
    const bool mostlySideways = std::abs(sideways) > (shifted ? 0 : std::abs(delta.y()));
    if (m_layout.blockCount() > 0 && mostlySideways) {
        const std::size_t block = m_layout.blockAt(event->position().toPoint().y());
        BlockLayout &layout = m_layout.block(block);
        if (layout.sideScroll().isNeeded()) {
            scrollSideways(block, layout.scroll() - sideways * kWheelStep / 120);
            placeControls();
            event->accept();
            return;
        }
    }
    event->ignore();
}

void MarkdownBody::setCursorPosition(TextPosition position, bool keepAnchor)
{
    m_cursor = position;
    if (!keepAnchor)
        m_anchor = position;
    update();
    Q_EMIT selectionChanged();
}

std::pair<TextPosition, TextPosition> MarkdownBody::unitAround(TextPosition position) const
{
    if (m_granularity == Granularity::Character || m_layout.blockCount() == 0)
        return {position, position};
    const QString &text = m_layout.block(position.block).text();
    if (m_granularity == Granularity::Block)
        return {{position.block, 0}, {position.block, static_cast<int>(text.size())}};
    QTextBoundaryFinder finder(QTextBoundaryFinder::Word, text);
    finder.setPosition(position.offset);
    if (!finder.isAtBoundary() || !(finder.boundaryReasons() & QTextBoundaryFinder::StartOfItem))
        finder.toPreviousBoundary();
    const int begin = static_cast<int>(std::max<qsizetype>(finder.position(), 0));
    const qsizetype end = finder.toNextBoundary();
    return {{position.block, begin}, {position.block, static_cast<int>(end < 0 ? text.size() : end)}};
}

TextPosition MarkdownBody::stepped(TextPosition position, bool forward, bool byWord) const
{
    const QString &text = m_layout.block(position.block).text();
    QTextBoundaryFinder finder(byWord ? QTextBoundaryFinder::Word : QTextBoundaryFinder::Grapheme, text);
    finder.setPosition(position.offset);
    if (forward) {
        if (position.offset >= text.size())
            return position.block + 1 < m_layout.blockCount() ? TextPosition{position.block + 1, 0} : position;
        qsizetype next = finder.toNextBoundary();
        while (byWord && next >= 0 && next < text.size() && text[next - 1].isSpace())
            next = finder.toNextBoundary();
        return {position.block, static_cast<int>(next < 0 ? text.size() : next)};
    }
    if (position.offset <= 0) {
        if (position.block == 0)
            return position;
        const std::size_t block = position.block - 1;
        return {block, static_cast<int>(m_layout.block(block).text().size())};
    }
    qsizetype next = finder.toPreviousBoundary();
    while (byWord && next > 0 && text[next].isSpace())
        next = finder.toPreviousBoundary();
    return {position.block, static_cast<int>(std::max<qsizetype>(next, 0))};
}

TextPosition MarkdownBody::moved(TextPosition position, const QKeyEvent &event) const
{
    const bool control = event.modifiers().testFlag(Qt::ControlModifier);
    const QRect caret = m_layout.cursorRect(position);
    switch (event.key()) {
    case Qt::Key_Left:
    case Qt::Key_Right:
        return stepped(position, event.key() == Qt::Key_Right, control);
    case Qt::Key_Up:
    case Qt::Key_Down: {
        const bool down = event.key() == Qt::Key_Down;
        const int line = m_layout.style().bodyLine;
        // Past the gap between two blocks: further until the position is another one.
        for (int step = 1; step <= 4; ++step) {
            const int y = down ? caret.bottom() + step * line / 2 : caret.top() - step * line / 2;
            if (y < 0)
                return {};
            const TextPosition next = m_layout.positionAt(QPoint(caret.left(), y));
            if (down ? position < next : next < position)
                return next;
        }
        return down ? m_layout.endPosition() : TextPosition{};
    }
    case Qt::Key_Home:
        return control ? TextPosition{} : m_layout.positionAt(QPoint(0, caret.center().y()));
    case Qt::Key_End:
        return control ? m_layout.endPosition() : m_layout.positionAt(QPoint(width(), caret.center().y()));
    default:
        return position;
    }
}

void MarkdownBody::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy)) {
        copy();
        return;
    }
    if (event->matches(QKeySequence::SelectAll)) {
        selectAll();
        return;
    }
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && event->modifiers() == Qt::NoModifier && m_focusedLink >= 0) {
        const std::vector<LinkRef> all = links();
        if (m_focusedLink < static_cast<int>(all.size()))
            activate(all[static_cast<std::size_t>(m_focusedLink)]);
        return;
    }
    if (event->modifiers().testFlag(Qt::ShiftModifier) && m_layout.blockCount() > 0) {
        if (!hasSelection() && m_span && m_cursor == TextPosition{})
            m_anchor = m_cursor = m_layout.positionAt(QPoint(0, m_span->first)); // begin with what is seen
        const TextPosition next = moved(m_cursor, *event);
        if (next != m_cursor) {
            setCursorPosition(next, true);
            showPosition(next);
            return;
        }
    }
    event->ignore();
}

void MarkdownBody::showPosition(TextPosition position)
{
    if (m_layout.blockCount() == 0)
        return;
    const QRect rect = m_layout.cursorRect(position);
    BlockLayout &layout = m_layout.block(std::min(position.block, m_layout.blockCount() - 1));
    if (layout.sideScroll().isNeeded()) {
        const QRect room = m_layout.blockRect(position.block);
        const int margin = m_layout.style().scaled(24);
        if (rect.left() < room.left() + margin)
            scrollSideways(position.block, layout.scroll() - (room.left() + margin - rect.left()));
        else if (rect.right() > room.right() - margin)
            scrollSideways(position.block, layout.scroll() + rect.right() - (room.right() - margin));
        placeControls();
    }
    Q_EMIT visibilityWanted(m_layout.cursorRect(position).adjusted(0, -4, 0, 4));
}

std::optional<MarkdownBody::LinkRef> MarkdownBody::linkAt(QPoint point) const
{
    if (m_layout.blockCount() == 0)
        return std::nullopt;
    const std::size_t block = m_layout.blockAt(point.y());
    const QPoint inside = point - m_layout.blockRect(block).topLeft();
    const BlockLayout::LinkPlace place = m_layout.block(block).linkAt(inside);
    return place.link < 0 ? std::nullopt : std::optional(LinkRef{block, place});
}

const markdown::LinkTarget *MarkdownBody::targetOf(const LinkRef &link) const
{
    const markdown::Block &block = m_document.blocks()[link.block];
    const markdown::InlineText *text = &block.content;
    if (link.place.cellRow >= 0)
        text = &block.rows[static_cast<std::size_t>(link.place.cellRow)][static_cast<std::size_t>(link.place.cellColumn)];
    const auto index = static_cast<std::size_t>(link.place.link);
    return index < text->links.size() ? &text->links[index] : nullptr;
}

QString MarkdownBody::labelOf(const LinkRef &link) const
{
    const markdown::Block &block = m_document.blocks()[link.block];
    const markdown::InlineText &text = link.place.cellRow < 0
        ? block.content
        : block.rows[static_cast<std::size_t>(link.place.cellRow)][static_cast<std::size_t>(link.place.cellColumn)];
    std::string label;
    for (const markdown::InlineSpan &span : text.spans) {
        if (span.link == link.place.link)
            label += text.text.substr(span.begin, span.end - span.begin);
    }
    return fromUtf8(label);
}

std::vector<MarkdownBody::LinkRef> MarkdownBody::links() const
{
    std::vector<LinkRef> found;
    const auto collect = [&](const markdown::InlineText &text, LinkRef link) {
        for (std::size_t index = 0; index < text.links.size(); ++index) {
            link.place.link = static_cast<int>(index);
            if (markdown::checkLink(text.links[index].target, labelOf(link)))
                found.push_back(link);
        }
    };
    const std::vector<markdown::Block> &blocks = m_document.blocks();
    for (std::size_t index = 0; index < blocks.size(); ++index) {
        collect(blocks[index].content, {index, {}});
        for (std::size_t row = 0; row < blocks[index].rows.size(); ++row) {
            for (std::size_t column = 0; column < blocks[index].rows[row].size(); ++column)
                collect(blocks[index].rows[row][column],
                        {index, {-1, static_cast<int>(row), static_cast<int>(column)}});
        }
    }
    return found;
}

void MarkdownBody::hoverLink(const std::optional<LinkRef> &link)
{
    QString shown;
    if (link) {
        const markdown::LinkTarget *target = targetOf(*link);
        if (const auto checked = target ? markdown::checkLink(target->target, labelOf(*link)) : std::nullopt)
            shown = checked->shown;
    }
    setCursor(shown.isEmpty() ? Qt::IBeamCursor : Qt::PointingHandCursor);
    if (shown == m_hovered)
        return;
    m_hovered = shown;
    Q_EMIT linkHovered(shown);
}

void MarkdownBody::activate(const LinkRef &link)
{
    const markdown::LinkTarget *target = targetOf(link);
    const QString label = labelOf(link);
    if (const auto checked = target ? markdown::checkLink(target->target, label) : std::nullopt)
        Q_EMIT linkActivated(checked->url, label);
}

void MarkdownBody::focusLink(std::size_t index)
{
    const std::vector<LinkRef> all = links();
    m_focusedLink = static_cast<int>(index);
    const LinkRef &link = all[index];
    const QRect room = m_layout.blockRect(link.block);
    const QRect box = m_layout.block(link.block).linkRect(link.place).translated(room.topLeft());
    hoverLink(link);
    update();
    Q_EMIT visibilityWanted(box.isEmpty() ? room : box.adjusted(0, -4, 0, 4));
}

bool MarkdownBody::focusNextPrevChild(bool next)
{
    // Tab walks over the links before it goes on to the buttons and out.
    if (hasFocus()) {
        const int count = static_cast<int>(links().size());
        const int wanted = m_focusedLink + (next ? 1 : -1);
        if (wanted >= 0 && wanted < count) {
            focusLink(static_cast<std::size_t>(wanted));
            return true;
        }
    }
    return QWidget::focusNextPrevChild(next);
}

void MarkdownBody::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    update();
}

void MarkdownBody::focusOutEvent(QFocusEvent *event)
{
    if (event->reason() != Qt::ActiveWindowFocusReason && event->reason() != Qt::PopupFocusReason) {
        m_focusedLink = -1;
        hoverLink(std::nullopt);
    }
    QWidget::focusOutEvent(event);
    update();
}

void MarkdownBody::contextMenuEvent(QContextMenuEvent *event)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto add = [this, menu](const QString &text, const QKeySequence &keys, auto action) {
        QAction *entry = menu->addAction(text);
        entry->setShortcut(keys);
        connect(entry, &QAction::triggered, this, action);
        return entry;
    };
    QAction *copySelection = add(tr("Copy"), QKeySequence::Copy, [this] { copy(); });
    copySelection->setEnabled(hasSelection());
    add(tr("Copy All as Markdown"), {}, [this] { copyAll(); });
    if (const std::optional<LinkRef> link = linkAt(event->pos())) {
        const markdown::LinkTarget *target = targetOf(*link);
        if (const auto checked = target ? markdown::checkLink(target->target, labelOf(*link)) : std::nullopt)
            add(tr("Copy Link Address"), {}, [shown = checked->shown] { QGuiApplication::clipboard()->setText(shown); });
    }
    menu->addSeparator();
    add(tr("Select All"), QKeySequence::SelectAll, [this] { selectAll(); });
    menu->popup(event->globalPos());
}

} // namespace lineup
