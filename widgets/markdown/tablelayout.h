#pragma once

#include "widgets/markdown/blocklayout.h"
#include "widgets/markdown/markdownblocks.h"

#include <QString>

#include <vector>

namespace lineup::markdown {

/// A table: head on a well, 1 px lines, columns measured on the first rows so that they stand still while rows come in,
/// scrolled sideways inside its own frame. Rows after the 200th and columns after the 50th are counted, not painted.
class TableLayout final : public BlockLayout {
public:
    TableLayout(const Block &block, const BlockStyle &style);

    int layOut(int width) override;
    void paint(QPainter &painter, const QRect &clip, TextRange selection) override;
    const QString &text() const override { return m_text; }
    int positionAt(QPoint point) override;
    QRect cursorRect(int position) override;
    LinkPlace linkAt(QPoint point) override;
    QRect linkRect(const LinkPlace &place) override;
    SideScroll sideScroll() const override;
    void setScroll(int x) override;
    int scroll() const override { return m_scroll; }
    void reuse(BlockLayout &old) override;

    /// Whether there are rows or columns that are not painted.
    bool isCut() const { return m_hiddenRows > 0 || m_hiddenColumns > 0; }

private:
    struct Cell {
        FlowText flow;
        int begin = 0; ///< of its text in the table's text
    };
    struct Row {
        std::vector<Cell> cells;
        int top = 0;
        int height = 0;
        std::vector<InlineText> source; ///< to see whether a row stayed the same
    };

    struct CellPlace {
        std::size_t row = 0;
        std::size_t column = 0;
    };

    void measureColumns();
    bool placeColumns(int width);
    void layOutRow(Row &row);
    int columnLeft(std::size_t column) const;
    CellPlace cellAt(QPoint point) const;
    CellPlace cellOf(int position) const;
    QPoint cellOrigin(const CellPlace &place) const;
    void paintRow(QPainter &painter, const Row &row, bool head, const QRect &clip, TextRange selection);
    void paintNotice(QPainter &painter);
    int noticeHeight() const;

    const BlockStyle *m_style;
    QString m_text;
    std::vector<CellAlignment> m_columns;
    std::vector<Row> m_rows;
    std::vector<FlowText::Widths> m_measured; ///< of each column, on the first rows
    std::vector<int> m_widths;                ///< of each column with its padding
    int m_hiddenRows = 0;
    int m_hiddenColumns = 0;
    int m_width = -1;
    int m_tableWidth = 0;
    int m_height = 0;
    int m_scroll = 0;
};

} // namespace lineup::markdown
