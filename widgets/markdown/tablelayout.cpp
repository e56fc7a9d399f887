#include "widgets/markdown/tablelayout.h"

#include "widgets/markdown/blockstyle.h"

#include <QCoreApplication>
#include <QPainter>

#include <algorithm>
#include <numeric>

namespace lineup::markdown {

namespace {

constexpr std::size_t kMostRows = 200;
constexpr std::size_t kMostColumns = 50;
constexpr std::size_t kMeasuredRows = 8;
constexpr int kPaddingX = 8;
constexpr int kPaddingY = 1;
constexpr int kWidestColumn = 320;
constexpr int kLeastColumn = 40;
constexpr int kWidestWord = 140;
constexpr int kBarHeight = 12;
constexpr int kButtonHeight = 28; // room for the button that opens the table

Qt::Alignment alignmentOf(CellAlignment alignment)
{
    switch (alignment) {
    case CellAlignment::Left:
        return Qt::AlignLeft;
    case CellAlignment::Center:
        return Qt::AlignHCenter;
    case CellAlignment::Right:
        return Qt::AlignRight;
    }
    return Qt::AlignLeft;
}

} // namespace

TableLayout::TableLayout(const Block &block, const BlockStyle &style)
    : m_style(&style)
    , m_columns(block.columns)
{
    const std::string all = displayText(block);
    m_text = QString::fromUtf8(all.data(), static_cast<qsizetype>(all.size()));
    m_hiddenRows = static_cast<int>(block.rows.size() - std::min(block.rows.size(), kMostRows + 1));
    int position = 0;
    for (std::size_t index = 0; index < block.rows.size() && index <= kMostRows; ++index) {
        Row row;
        const std::vector<InlineText> &cells = block.rows[index];
        m_hiddenColumns = std::max(m_hiddenColumns,
                                   static_cast<int>(cells.size() - std::min(cells.size(), kMostColumns)));
        for (std::size_t column = 0; column < cells.size(); ++column) {
            FlowText::Look look;
            look.font = index == 0 ? style.headings[5] : style.body;
            look.lineHeight = style.bodyLine;
            look.color = style.theme.color(ColorRole::Text);
            if (column < m_columns.size())
                look.alignment = alignmentOf(m_columns[column]);
            Cell cell{FlowText(cells[column], style, look), position};
            position += static_cast<int>(cell.flow.text().size()) + 1;
            if (column < kMostColumns)
                row.cells.push_back(std::move(cell));
        }
        row.source = cells;
        m_rows.push_back(std::move(row));
    }
}

void TableLayout::reuse(BlockLayout &old)
{
    auto *table = dynamic_cast<TableLayout *>(&old);
    if (!table || table->m_style != m_style || table->m_columns != m_columns)
        return;
    m_scroll = table->m_scroll;
    const std::size_t common = std::min(m_rows.size(), table->m_rows.size());
    std::size_t same = 0;
    while (same < common && m_rows[same].source == table->m_rows[same].source) {
        m_rows[same] = std::move(table->m_rows[same]);
        ++same;
    }
    if (same >= kMeasuredRows) {
        m_measured = table->m_measured;
        m_widths = table->m_widths;
        m_width = table->m_width;
        m_tableWidth = table->m_tableWidth;
        for (std::size_t index = same; index < m_rows.size(); ++index)
            layOutRow(m_rows[index]);
    }
}

void TableLayout::measureColumns()
{
    m_measured.assign(std::min(m_columns.size(), kMostColumns), {});
    for (std::size_t index = 0; index < m_rows.size() && index < kMeasuredRows; ++index) {
        for (std::size_t column = 0; column < m_rows[index].cells.size() && column < m_measured.size(); ++column) {
            const FlowText::Widths widths = m_rows[index].cells[column].flow.widths();
            m_measured[column].natural = std::max(m_measured[column].natural, widths.natural);
            m_measured[column].word = std::max(m_measured[column].word, widths.word);
        }
    }
}

/// Shares `width` among the columns; returns whether any column changed.
bool TableLayout::placeColumns(int width)
{
    const std::vector<int> before = m_widths;
    const int padding = 2 * m_style->scaled(kPaddingX) + 1;
    const int least = m_style->scaled(kLeastColumn);
    std::vector<double> wanted;
    std::vector<double> needed;
    for (const FlowText::Widths &widths : m_measured) {
        const int natural = std::clamp(widths.natural, least, m_style->scaled(kWidestColumn));
        wanted.push_back(natural + padding);
        needed.push_back(std::clamp(widths.word, least, std::min(natural, m_style->scaled(kWidestWord))) + padding);
    }
    const double allWanted = std::accumulate(wanted.begin(), wanted.end(), 1.0);
    const double allNeeded = std::accumulate(needed.begin(), needed.end(), 1.0);
    m_widths.clear();
    for (std::size_t column = 0; column < wanted.size(); ++column) {
        double share = needed[column];
        if (allWanted <= width)
            share = wanted[column] * (width - 1) / std::max(1.0, allWanted - 1);
        else if (allNeeded < width)
            share += (wanted[column] - needed[column]) * (width - allNeeded) / (allWanted - allNeeded);
        m_widths.push_back(static_cast<int>(share));
    }
    m_tableWidth = std::accumulate(m_widths.begin(), m_widths.end(), 1);
    if (!m_widths.empty() && m_tableWidth < width && allNeeded < width) {
        m_widths.back() += width - m_tableWidth; // what rounding left over
        m_tableWidth = width;
    }
    return m_widths != before;
}

void TableLayout::layOutRow(Row &row)
{
    const int padding = 2 * m_style->scaled(kPaddingX) + 1;
    int height = m_style->bodyLine;
    for (std::size_t column = 0; column < row.cells.size() && column < m_widths.size(); ++column)
        height = std::max(height, row.cells[column].flow.layOut(m_widths[column] - padding));
    row.height = height + 2 * m_style->scaled(kPaddingY);
}

int TableLayout::layOut(int width)
{
    if (width != m_width) {
        if (m_measured.empty())
            measureColumns();
        const bool changed = placeColumns(width);
        for (Row &row : m_rows) {
            if (changed || row.height == 0)
                layOutRow(row);
        }
        m_width = width;
    }
    int top = 1;
    for (Row &row : m_rows) {
        row.top = top;
        top += row.height + 1;
    }
    m_height = top;
    setScroll(m_scroll);
    int below = sideScroll().isNeeded() ? m_style->scaled(kBarHeight) : 0;
    if (isCut())
        below += noticeHeight();
    return m_height + below;
}

BlockLayout::SideScroll TableLayout::sideScroll() const
{
    SideScroll side;
    side.viewWidth = std::max(1, m_width);
    side.contentWidth = m_tableWidth;
    if (side.isNeeded())
        side.bar = QRect(0, m_height, side.viewWidth, m_style->scaled(kBarHeight));
    return side;
}

void TableLayout::setScroll(int x)
{
    m_scroll = std::clamp(x, 0, std::max(0, m_tableWidth - std::max(1, m_width)));
}

int TableLayout::columnLeft(std::size_t column) const
{
    return std::accumulate(m_widths.begin(), m_widths.begin() + static_cast<std::ptrdiff_t>(column), 0) - m_scroll;
}

QPoint TableLayout::cellOrigin(const CellPlace &place) const
{
    return {columnLeft(place.column) + 1 + m_style->scaled(kPaddingX),
            m_rows[place.row].top + m_style->scaled(kPaddingY)};
}

void TableLayout::paint(QPainter &painter, const QRect &clip, TextRange selection)
{
    const QColor line = m_style->theme.color(ColorRole::Divider);
    painter.save();
    painter.setClipRect(QRect(0, 0, std::min(m_width, m_tableWidth), m_height), Qt::IntersectClip);
    for (std::size_t index = 0; index < m_rows.size(); ++index) {
        const Row &row = m_rows[index];
        if (row.top + row.height < clip.top() || row.top > clip.bottom())
            continue;
        paintRow(painter, row, index == 0, clip, selection);
        painter.fillRect(QRect(-m_scroll, row.top - 1, m_tableWidth, 1), line);
        painter.fillRect(QRect(-m_scroll, row.top + row.height, m_tableWidth, 1), line);
    }
    for (std::size_t column = 0; column < m_widths.size(); ++column)
        painter.fillRect(QRect(columnLeft(column), 0, 1, m_height), line);
    painter.fillRect(QRect(m_tableWidth - 1 - m_scroll, 0, 1, m_height), line);
    painter.restore();
    if (isCut())
        paintNotice(painter);
}

void TableLayout::paintRow(QPainter &painter, const Row &row, bool head, const QRect &clip, TextRange selection)
{
    if (head)
        painter.fillRect(QRect(-m_scroll, row.top, m_tableWidth, row.height), m_style->theme.color(ColorRole::Well));
    for (std::size_t column = 0; column < row.cells.size() && column < m_widths.size(); ++column) {
        const Cell &cell = row.cells[column];
        const QPoint origin(columnLeft(column) + 1 + m_style->scaled(kPaddingX), row.top + m_style->scaled(kPaddingY));
        if (origin.x() > clip.right() || origin.x() + m_widths[column] < clip.left())
            continue;
        cell.flow.paint(painter, origin, clip, {selection.begin - cell.begin, selection.end - cell.begin});
    }
}

int TableLayout::noticeHeight() const
{
    return std::max(m_style->bodyLine, kButtonHeight);
}

void TableLayout::paintNotice(QPainter &painter)
{
    QStringList parts;
    if (m_hiddenRows > 0)
        parts << QCoreApplication::translate("lineup::MarkdownBody", "%n more row(s)", nullptr, m_hiddenRows);
    if (m_hiddenColumns > 0)
        parts << QCoreApplication::translate("lineup::MarkdownBody", "%n more column(s)", nullptr, m_hiddenColumns);
    const int top = m_height + (sideScroll().isNeeded() ? m_style->scaled(kBarHeight) : 0);
    painter.setFont(m_style->label);
    painter.setPen(m_style->theme.color(ColorRole::Text3));
    painter.drawText(QRect(0, top, m_width, noticeHeight()), Qt::AlignVCenter | Qt::AlignLeft,
                     parts.join(QStringLiteral(" · ")));
}

TableLayout::CellPlace TableLayout::cellAt(QPoint point) const
{
    CellPlace place;
    for (std::size_t index = 0; index < m_rows.size() && m_rows[index].top <= point.y(); ++index)
        place.row = index;
    if (m_rows.empty())
        return place;
    const std::size_t columns = std::min(m_rows[place.row].cells.size(), m_widths.size());
    for (std::size_t column = 0; column < columns && columnLeft(column) <= point.x(); ++column)
        place.column = column;
    return place;
}

TableLayout::CellPlace TableLayout::cellOf(int position) const
{
    CellPlace place;
    for (std::size_t index = 0; index < m_rows.size(); ++index) {
        for (std::size_t column = 0; column < m_rows[index].cells.size(); ++column) {
            if (m_rows[index].cells[column].begin > position)
                return place;
            place = {index, column};
        }
    }
    return place;
}

int TableLayout::positionAt(QPoint point)
{
    if (m_rows.empty())
        return 0;
    const CellPlace place = cellAt(point);
    if (m_rows[place.row].cells.empty())
        return 0;
    const Cell &cell = m_rows[place.row].cells[place.column];
    return cell.begin + cell.flow.positionAt(point - cellOrigin(place));
}

QRect TableLayout::cursorRect(int position)
{
    const CellPlace place = cellOf(position);
    if (m_rows.empty() || m_rows[place.row].cells.empty())
        return {0, 0, 1, m_style->bodyLine};
    const Cell &cell = m_rows[place.row].cells[place.column];
    const int offset = std::clamp(position - cell.begin, 0, static_cast<int>(cell.flow.text().size()));
    return cell.flow.cursorRect(offset).toAlignedRect().translated(cellOrigin(place));
}

BlockLayout::LinkPlace TableLayout::linkAt(QPoint point)
{
    if (m_rows.empty())
        return {};
    const CellPlace place = cellAt(point);
    if (m_rows[place.row].cells.empty())
        return {};
    const int link = m_rows[place.row].cells[place.column].flow.linkAt(point - cellOrigin(place));
    return {link, static_cast<int>(place.row), static_cast<int>(place.column)};
}

QRect TableLayout::linkRect(const LinkPlace &place)
{
    if (place.cellRow < 0 || place.cellRow >= static_cast<int>(m_rows.size()))
        return {};
    const CellPlace cell{static_cast<std::size_t>(place.cellRow), static_cast<std::size_t>(place.cellColumn)};
    if (cell.column >= m_rows[cell.row].cells.size())
        return {};
    const QRectF box = m_rows[cell.row].cells[cell.column].flow.linkRect(place.link);
    return box.isEmpty() ? QRect() : box.toAlignedRect().translated(cellOrigin(cell));
}

} // namespace lineup::markdown
