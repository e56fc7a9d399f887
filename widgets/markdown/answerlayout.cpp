#include "widgets/markdown/answerlayout.h"

#include "widgets/markdown/utf8.h"
#include "widgets/theme/icons.h"

#include <QFontMetrics>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace lineup::markdown {

namespace {

constexpr int kQuoteBar = 3;
constexpr int kHeadingGapAfter = 4;
constexpr int kHeadingGapBefore = 12;
constexpr int kNumberGap = 6;

bool isItem(const Container &container)
{
    return container.kind != ContainerKind::Quote;
}

/// The outermost container that begins with this block; the number of containers when none does.
std::size_t firstDepth(const Block &block)
{
    std::size_t depth = 0;
    while (depth < block.containers.size() && !block.containers[depth].first)
        ++depth;
    return depth;
}

bool continuesList(const Block &before, const Block &block, std::size_t depth)
{
    return before.containers.size() > depth && before.containers[depth].kind == block.containers[depth].kind
        && isItem(block.containers[depth]);
}

int digits(std::uint32_t number)
{
    int count = 1;
    while (number >= 10) {
        number /= 10;
        ++count;
    }
    return count;
}

} // namespace

AnswerLayout::AnswerLayout(const MarkdownDocument &document)
    : m_document(document)
    , m_style(std::make_unique<BlockStyle>(BlockStyle::make(Theme::light(), 1.0, nullptr)))
{
}

void AnswerLayout::setStyle(const BlockStyle &style)
{
    // Layouts keep a pointer to their style: they go first.
    m_items.clear();
    m_indents.clear();
    m_estimated = 0;
    *m_style = style;
    applyChange({0, 0, m_document.blocks().size()});
}

void AnswerLayout::applyChange(const BlockChange &change)
{
    const auto at = [this](std::size_t index) { return m_items.begin() + static_cast<std::ptrdiff_t>(index); };
    // One block that became another at the same place may share lines with it.
    std::unique_ptr<BlockLayout> grown;
    if (change.removed > 0 && change.inserted > 0)
        grown = std::move(m_items[change.first].layout);
    for (auto item = at(change.first); item != at(change.first + change.removed); ++item)
        m_estimated -= item->laidWidth < 0 ? 1 : 0;
    m_items.erase(at(change.first), at(change.first + change.removed));
    std::vector<Item> fresh(change.inserted);
    m_items.insert(at(change.first), std::make_move_iterator(fresh.begin()), std::make_move_iterator(fresh.end()));
    m_estimated += static_cast<int>(change.inserted);
    if (grown) {
        std::unique_ptr<BlockLayout> layout = makeBlockLayout(m_document.blocks()[change.first], *m_style);
        layout->reuse(*grown);
        m_items[change.first].layout = std::move(layout);
    }
    findNumberWidths(change.first);
    for (std::size_t index = change.first; index < m_items.size(); ++index) {
        if (m_items[index].laidWidth < 0)
            m_items[index].height = estimatedHeight(index);
    }
    placeFrom(change.first);
}

/// Lists are indented as their widest number needs: found for the blocks from `first` on and for the lists they go on.
void AnswerLayout::findNumberWidths(std::size_t first)
{
    const std::vector<Block> &blocks = m_document.blocks();
    std::size_t begin = std::min(first, blocks.size());
    while (begin > 0 && begin <= blocks.size() && !blocks[begin - 1].containers.empty())
        --begin;
    m_indents.resize(blocks.size());
    const QFontMetrics metrics(m_style->body);
    const int digitWidth = metrics.horizontalAdvance(u'0');
    const int pointWidth = metrics.horizontalAdvance(u'.');
    std::vector<int> widest; // digits of the list at each depth; numbers grow downwards, so it is seen from below
    for (std::size_t index = blocks.size(); index-- > begin;) {
        const Block &block = blocks[index];
        widest.resize(block.containers.size(), 0);
        std::vector<int> indents;
        for (std::size_t depth = 0; depth < block.containers.size(); ++depth) {
            const Container &container = block.containers[depth];
            if (container.kind != ContainerKind::NumberedItem) {
                widest[depth] = 0;
                indents.push_back(container.kind == ContainerKind::Quote ? m_style->quoteIndent : m_style->indent);
                continue;
            }
            widest[depth] = std::max(widest[depth], digits(container.number));
            const int wanted = widest[depth] * digitWidth + pointWidth + m_style->scaled(kNumberGap);
            indents.push_back(std::max(m_style->indent, wanted));
        }
        if (m_indents[index] != indents && m_items[index].laidWidth >= 0) {
            m_items[index].laidWidth = -1;
            ++m_estimated;
        }
        m_indents[index] = std::move(indents);
    }
}

int AnswerLayout::contentLeft(std::size_t block) const
{
    int left = 0;
    for (int indent : m_indents[block])
        left += indent;
    // Deep nesting must leave room to read.
    return std::min(left, m_width / 2);
}

int AnswerLayout::contentWidth(std::size_t block) const
{
    return std::max(1, m_width - contentLeft(block));
}

int AnswerLayout::estimatedHeight(std::size_t index) const
{
    const Block &block = m_document.blocks()[index];
    switch (block.kind) {
    case BlockKind::CodeBlock: {
        const auto lines = std::count(block.content.text.begin(), block.content.text.end(), '\n') + 1;
        return static_cast<int>(lines) * m_style->codeLine + m_style->scaled(16);
    }
    case BlockKind::Table:
        return static_cast<int>(std::min<std::size_t>(block.rows.size(), 201)) * (m_style->bodyLine + 3);
    case BlockKind::ThematicBreak:
        return m_style->scaled(9);
    default:
        break;
    }
    const int perLine = std::max(1, contentWidth(index) * 2 / std::max(1, m_style->bodyLine * 2 / 3));
    const int lines = static_cast<int>(block.content.text.size()) / perLine + 1;
    return lines * m_style->bodyLine;
}

int AnswerLayout::gapBefore(std::size_t index) const
{
    if (index == 0)
        return 0;
    const std::vector<Block> &blocks = m_document.blocks();
    const Block &block = blocks[index];
    const Block &before = blocks[index - 1];
    const std::size_t depth = firstDepth(block);
    if (depth < block.containers.size()) {
        const bool sameList = continuesList(before, block, depth);
        if (sameList && block.containers[depth].tight)
            return 0;
        if (!sameList && depth > 0 && isItem(block.containers[depth - 1]) && block.containers[depth - 1].tight)
            return 0; // a list inside an item of a tight one
    } else if (!block.containers.empty() && block.containers.back().tight) {
        return m_style->scaled(4);
    }
    if (block.kind == BlockKind::Heading)
        return m_style->scaled(kHeadingGapBefore);
    return before.kind == BlockKind::Heading ? m_style->scaled(kHeadingGapAfter) : m_style->gap;
}

void AnswerLayout::placeFrom(std::size_t first)
{
    int bottom = 0;
    if (first > 0 && first <= m_items.size())
        bottom = m_items[first - 1].top + m_items[first - 1].height;
    for (std::size_t index = first; index < m_items.size(); ++index) {
        Item &item = m_items[index];
        item.left = contentLeft(index);
        item.top = bottom + gapBefore(index);
        bottom = item.top + item.height;
    }
    m_height = bottom;
}

void AnswerLayout::setWidth(int width)
{
    width = std::max(1, width);
    if (width == m_width)
        return;
    m_width = width;
    m_estimated = static_cast<int>(m_items.size());
    for (std::size_t index = 0; index < m_items.size(); ++index) {
        m_items[index].laidWidth = -1;
        m_items[index].height = estimatedHeight(index);
    }
    placeFrom(0);
}

void AnswerLayout::measure(std::size_t index)
{
    Item &item = m_items[index];
    const int width = contentWidth(index);
    if (!item.layout || item.laidWidth != width)
        ++m_layoutCount;
    if (!item.layout)
        item.layout = makeBlockLayout(m_document.blocks()[index], *m_style);
    if (item.laidWidth < 0)
        --m_estimated;
    item.height = item.layout->layOut(width);
    item.laidWidth = width;
}

bool AnswerLayout::layOut(int top, int bottom)
{
    bool changed = false;
    std::size_t index = blockAt(top);
    while (index < m_items.size() && m_items[index].top <= bottom) {
        Item &item = m_items[index];
        if (item.laidWidth < 0 || !item.layout) {
            const int before = item.height;
            const int left = item.left;
            measure(index);
            if (item.height != before || left != contentLeft(index)) {
                placeFrom(index);
                changed = true;
            }
        }
        ++index;
    }
    return changed;
}

bool AnswerLayout::layOutMore(std::chrono::microseconds budget)
{
    const auto deadline = std::chrono::steady_clock::now() + budget;
    std::size_t firstChanged = m_items.size();
    for (std::size_t index = 0; index < m_items.size() && m_estimated > 0; ++index) {
        if (m_items[index].laidWidth >= 0)
            continue;
        const int before = m_items[index].height;
        measure(index);
        if (m_items[index].height != before)
            firstChanged = std::min(firstChanged, index);
        if (std::chrono::steady_clock::now() > deadline)
            break;
    }
    if (firstChanged == m_items.size())
        return false;
    placeFrom(firstChanged);
    return true;
}

void AnswerLayout::forgetOutside(int top, int bottom)
{
    for (Item &item : m_items) {
        if (item.layout && item.laidWidth >= 0 && (item.top > bottom || item.top + item.height < top))
            item.layout.reset();
    }
}

std::size_t AnswerLayout::blockAt(int y) const
{
    const auto after = std::upper_bound(m_items.begin(), m_items.end(), y,
                                        [](int value, const Item &item) { return value < item.top; });
    return after == m_items.begin() ? 0 : static_cast<std::size_t>(after - m_items.begin()) - 1;
}

QRect AnswerLayout::blockRect(std::size_t block) const
{
    const Item &item = m_items[block];
    return {item.left, item.top, contentWidth(block), item.height};
}

BlockLayout &AnswerLayout::block(std::size_t block)
{
    Item &item = m_items[block];
    if (!item.layout || item.laidWidth < 0) {
        const int before = item.height;
        measure(block);
        if (item.height != before)
            placeFrom(block);
    }
    return *item.layout;
}

BlockLayout *AnswerLayout::madeBlock(std::size_t block) const
{
    return m_items[block].layout.get();
}

TextPosition AnswerLayout::positionAt(QPoint point)
{
    if (m_items.empty())
        return {};
    const std::size_t index = blockAt(point.y());
    BlockLayout &layout = block(index);
    const QRect rect = blockRect(index);
    if (point.y() > rect.bottom())
        return {index, static_cast<int>(layout.text().size())};
    return {index, layout.positionAt(point - rect.topLeft())};
}

TextPosition AnswerLayout::endPosition() const
{
    const std::vector<Block> &blocks = m_document.blocks();
    if (blocks.empty())
        return {};
    const Block &last = blocks.back();
    const std::size_t units = last.kind == BlockKind::Table
        ? unitOffset(displayText(last), std::string::npos)
        : unitOffset(last.content.text, last.content.text.size());
    return {blocks.size() - 1, static_cast<int>(units)};
}

QRect AnswerLayout::cursorRect(TextPosition position)
{
    if (m_items.empty())
        return {0, 0, 1, m_style->bodyLine};
    const std::size_t index = std::min(position.block, m_items.size() - 1);
    BlockLayout &layout = block(index);
    const int offset = std::clamp(position.offset, 0, static_cast<int>(layout.text().size()));
    return layout.cursorRect(offset).translated(blockRect(index).topLeft());
}

TextRange AnswerLayout::selectedPart(std::size_t block, TextPosition from, TextPosition to) const
{
    if (!(from < to) || block < from.block || block > to.block)
        return {};
    constexpr int kAll = 1 << 30;
    return {block == from.block ? from.offset : 0, block == to.block ? to.offset : kAll};
}

void AnswerLayout::paint(QPainter &painter, const QRect &clip, TextPosition from, TextPosition to)
{
    for (std::size_t index = blockAt(clip.top()); index < m_items.size(); ++index) {
        if (m_items[index].top > clip.bottom() && m_items[index].top - gapBefore(index) > clip.bottom())
            break;
        BlockLayout &layout = block(index);
        const QRect rect = blockRect(index);
        paintMarkers(painter, index);
        painter.save();
        painter.translate(rect.topLeft());
        layout.paint(painter, clip.translated(-rect.topLeft()), selectedPart(index, from, to));
        painter.restore();
    }
}

void AnswerLayout::paintMarkers(QPainter &painter, std::size_t index) const
{
    const Block &block = m_document.blocks()[index];
    const Item &item = m_items[index];
    int left = 0;
    for (std::size_t depth = 0; depth < block.containers.size() && left < item.left; ++depth) {
        const Container &container = block.containers[depth];
        const int indent = m_indents[index][depth];
        if (container.kind == ContainerKind::Quote) {
            const int above = container.first ? 0 : gapBefore(index);
            painter.fillRect(QRect(left, item.top - above, m_style->scaled(kQuoteBar), item.height + above),
                             m_style->theme.color(ColorRole::Outline));
        } else if (container.first) {
            const int line = block.kind == BlockKind::Heading
                ? m_style->headingLines[static_cast<std::size_t>(std::clamp<int>(block.level, 1, 6) - 1)]
                : m_style->bodyLine;
            const int down = block.kind == BlockKind::CodeBlock ? m_style->scaled(7) : 0;
            paintMarker(painter, container, depth, QRect(left, item.top + down, indent, line));
        }
        left += indent;
    }
}

void AnswerLayout::paintMarker(QPainter &painter, const Container &container, std::size_t depth,
                               const QRect &room) const
{
    const QColor ink = m_style->theme.color(ColorRole::Text);
    if (container.task != TaskState::None) {
        const int side = m_style->scaled(14);
        const bool done = container.task == TaskState::Done;
        const QRect box(room.right() - side - m_style->scaled(4), room.y(), side, room.height());
        paintIcon(&painter, box, done ? QStringLiteral("square-check") : QStringLiteral("square"),
                  m_style->theme.color(done ? ColorRole::Action : ColorRole::Text3), side);
        return;
    }
    if (container.kind == ContainerKind::NumberedItem) {
        painter.setFont(m_style->body);
        painter.setPen(ink);
        painter.drawText(room.adjusted(-room.width(), 0, -m_style->scaled(kNumberGap), 0),
                         Qt::AlignRight | Qt::AlignVCenter | Qt::TextDontClip,
                         QString::number(container.number) + QLatin1Char(container.delimiter));
        return;
    }
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const double radius = m_style->zoom * m_style->theme.textScale() * 2.0;
    const QPointF middle(room.left() + m_style->scaled(7), room.top() + room.height() / 2.0 + 0.5);
    if (depth % 2 == 0) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(ink);
    } else {
        painter.setPen(QPen(ink, 1.2));
        painter.setBrush(Qt::NoBrush);
    }
    painter.drawEllipse(middle, radius, radius);
    painter.restore();
}

} // namespace lineup::markdown
