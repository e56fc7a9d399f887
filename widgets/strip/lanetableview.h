#pragma once

#include "widgets/models/lanetablemodel.h"
#include "widgets/strip/stripwords.h"
#include "widgets/theme/theme.h"

#include <QFontMetrics>
#include <QTableView>

#include <array>
#include <memory>
#include <vector>

namespace lineup {

/// The table beside the charts. Shows the columns that belong to the chart and fit the width: the least important ones are
/// hidden first, Pane, tokens and cost never. Copying (Ctrl C) asks for the whole table.
class LaneTableView : public QTableView {
    Q_OBJECT
public:
    explicit LaneTableView(LaneTableModel &model, QWidget *parent = nullptr);
    ~LaneTableView() override;

    void setView(StripView view);
    void setTheme(const Theme &theme);
    const Theme &theme() const { return m_theme; }
    /// Font of a cell and its metrics, made once a theme.
    struct Font {
        QFont font;
        QFontMetrics metrics;
    };
    const Font &cellFont(int column, bool isTotal) const;
    const Font &headFont() const { return m_fonts->head; }
    /// Chooses the columns that fit into `available` px and returns the width they need.
    int fitColumns(int available);
    /// Rows so high that all of them fit into `available` px, within 16…23 px at the design's text size. Returns the
    /// height that the table then needs.
    int fitRows(int available);
    /// Columns on the screen now, in their order.
    std::vector<int> shownColumns() const;

Q_SIGNALS:
    void copyRequested();
    /// A cell has become wider than its column.
    void widthsOutgrown();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void dataChanged(const QModelIndex &topLeft, const QModelIndex &bottomRight, const QList<int> &roles) override;

private:
    struct Fonts {
        explicit Fonts(const Theme &theme);
        Font head;
        Font pane;
        Font words;
        Font numbers;
        Font sums;
    };
    int neededWidth(int column) const;
    int cellWidth(const QModelIndex &index) const;

    LaneTableModel &m_model;
    StripView m_view = StripView::Race;
    Theme m_theme;
    std::unique_ptr<Fonts> m_fonts;
    std::array<int, LaneTableModel::ColumnCount> m_widths{}; ///< without the gap
};

} // namespace lineup
