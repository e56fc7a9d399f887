#include "widgets/strip/lanetableview.h"

#include "widgets/theme/icons.h"
#include "widgets/theme/metrics.h"
#include "widgets/theme/panepalette.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>
#include <QStyledItemDelegate>

#include <algorithm>

namespace lineup {

namespace {

constexpr int kColumnGap = 20;
constexpr int kLeastRow = 16;
constexpr int kMostRow = 23;
constexpr int kLetterLeft = metrics::kTableMarkSize + 7;

/// Columns of a view, the most important first.
std::vector<int> ranked(StripView view, bool isRunning)
{
    using M = LaneTableModel;
    switch (view) {
    case StripView::Race:
        // While they run, input is seldom known and the whole time, the same for all, stands in the header.
        if (isRunning)
            return {M::PaneColumn, M::TokensOutColumn, M::CostColumn, M::FirstTokenColumn, M::SpeedColumn, M::OutcomeColumn, M::ModelColumn};
        return {M::PaneColumn,     M::TokensOutColumn, M::CostColumn,    M::FirstTokenColumn, M::SpeedColumn,
                M::TokensInColumn, M::TotalColumn,     M::OutcomeColumn, M::ModelColumn};
    case StripView::Phases:
        return {M::PaneColumn, M::BeforeTextColumn, M::CostColumn, M::TextColumn, M::TotalColumn, M::FirstTokenColumn, M::OutcomeColumn, M::ModelColumn};
    case StripView::Speed:
        return {M::PaneColumn, M::SpeedColumn, M::EndToEndColumn, M::CostColumn, M::TokensOutColumn, M::TotalColumn, M::OutcomeColumn, M::ModelColumn};
    }
    return {};
}

/// Columns whose text starts at the left, behind the gap: the others end at the right.
bool isWordColumn(int column)
{
    return column == LaneTableModel::ModelColumn || column == LaneTableModel::OutcomeColumn;
}

class LaneDelegate : public QStyledItemDelegate {
public:
    explicit LaneDelegate(LaneTableView *view) : QStyledItemDelegate(view), m_view(*view) {}

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const Theme &theme = m_view.theme();
        const bool isTotal = index.data(LaneTableModel::TotalRowRole).toBool();
        const bool isFocusRow = m_view.hasFocus() && m_view.currentIndex().row() == index.row();
        painter->save();
        painter->fillRect(option.rect, theme.color(isFocusRow ? ColorRole::ActionSoft : ColorRole::Surface));
        if (!isTotal)
            painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), theme.color(ColorRole::Divider));
        QRect text = option.rect;
        if (index.column() == LaneTableModel::PaneColumn && !isTotal) {
            paintPane(*painter, option.rect, index, theme);
            text.setLeft(text.left() + kLetterLeft);
        }
        painter->setFont(m_view.cellFont(index.column(), isTotal).font);
        painter->setPen(theme.color(ColorRole::Text));
        const auto alignment = index.data(Qt::TextAlignmentRole).value<Qt::Alignment>();
        if (isWordColumn(index.column()))
            text.setLeft(text.left() + kColumnGap);
        QString shown = index.data().toString();
        if (index.column() == LaneTableModel::ModelColumn)
            shown = painter->fontMetrics().elidedText(shown, Qt::ElideRight, text.width());
        painter->drawText(text, int(alignment) | Qt::TextSingleLine, shown);
        painter->restore();
    }

private:
    static void paintPane(QPainter &painter, const QRect &cell, const QModelIndex &index, const Theme &theme)
    {
        constexpr int kSize = metrics::kTableMarkSize;
        const int top = cell.top() + (cell.height() - kSize) / 2;
        paintPaneMark(&painter, QRectF(cell.left(), top, kSize, kSize), index.data(LaneTableModel::LetterRole).toInt(), theme);
        if (!index.data(LaneTableModel::FailedRole).toBool())
            return;
        const QRect icon(cell.left() + kLetterLeft + 14, top - 1, metrics::kChipIconSize, metrics::kChipIconSize);
        paintIcon(&painter, icon, QStringLiteral("circle-alert"), theme.color(ColorRole::Error), metrics::kChipIconSize);
    }

    LaneTableView &m_view;
};

/// Words on the ground of the strip over one line, without the ground of ordinary table heads.
class PlainHeader : public QHeaderView {
public:
    explicit PlainHeader(LaneTableView *view) : QHeaderView(Qt::Horizontal, view), m_view(*view) {}

protected:
    void paintSection(QPainter *painter, const QRect &rect, int section) const override
    {
        const Theme &theme = m_view.theme();
        painter->save();
        painter->fillRect(rect, theme.color(ColorRole::Surface));
        painter->fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.color(ColorRole::Divider));
        painter->setFont(m_view.headFont().font);
        painter->setPen(theme.color(ColorRole::Text2));
        const auto alignment = model()->headerData(section, Qt::Horizontal, Qt::TextAlignmentRole).value<Qt::Alignment>();
        const QRect text = isWordColumn(section) ? rect.adjusted(kColumnGap, 0, 0, 0) : rect;
        painter->drawText(text, int(alignment) | Qt::TextSingleLine, model()->headerData(section, Qt::Horizontal).toString());
        painter->restore();
    }
    void paintEvent(QPaintEvent *event) override
    {
        QPainter(viewport()).fillRect(event->rect(), m_view.theme().color(ColorRole::Surface));
        QHeaderView::paintEvent(event);
    }

private:
    LaneTableView &m_view;
};

LaneTableView::Font fontOf(const QFont &font)
{
    return {font, QFontMetrics(font)};
}

} // namespace

LaneTableView::Fonts::Fonts(const Theme &theme)
    : head(fontOf(theme.font(TypeStep::Label))), pane(fontOf(theme.font(TypeStep::Control, QFont::DemiBold))),
      words(fontOf(theme.font(TypeStep::Control))), numbers(fontOf(theme.font(TypeStep::Code))),
      sums(fontOf(theme.font(TypeStep::Code, QFont::Medium)))
{
}

const LaneTableView::Font &LaneTableView::cellFont(int column, bool isTotal) const
{
    switch (column) {
    case LaneTableModel::PaneColumn: return m_fonts->pane;
    case LaneTableModel::ModelColumn:
    case LaneTableModel::OutcomeColumn: return m_fonts->words;
    default: return isTotal ? m_fonts->sums : m_fonts->numbers;
    }
}

LaneTableView::~LaneTableView() = default;

LaneTableView::LaneTableView(LaneTableModel &model, QWidget *parent) : QTableView(parent), m_model(model), m_theme(themeOf(this))
{
    setObjectName(QStringLiteral("laneTable"));
    setHorizontalHeader(new PlainHeader(this));
    setModel(&model);
    setItemDelegate(new LaneDelegate(this));
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setSelectionMode(QAbstractItemView::NoSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setTabKeyNavigation(false);
    setWordWrap(false);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setCornerButtonEnabled(false);
    verticalHeader()->hide();
    horizontalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setMinimumSectionSize(1);
    horizontalHeader()->setMinimumSectionSize(1);
    horizontalHeader()->setHighlightSections(false);
    setTheme(m_theme);
}

void LaneTableView::setView(StripView view)
{
    m_view = view;
}

void LaneTableView::setTheme(const Theme &theme)
{
    m_theme = theme;
    m_fonts = std::make_unique<Fonts>(theme);
    QPalette colors = palette();
    colors.setColor(QPalette::Base, theme.color(ColorRole::Surface));
    setPalette(colors);
    viewport()->update();
    horizontalHeader()->viewport()->update();
}

int LaneTableView::cellWidth(const QModelIndex &index) const
{
    const bool isTotal = index.data(LaneTableModel::TotalRowRole).toBool();
    const int text = cellFont(index.column(), isTotal).metrics.horizontalAdvance(index.data().toString());
    if (index.column() != LaneTableModel::PaneColumn || isTotal)
        return text;
    return kLetterLeft + text + (index.data(LaneTableModel::FailedRole).toBool() ? metrics::kChipIconSize + 6 : 0);
}

int LaneTableView::neededWidth(int column) const
{
    int width = m_fonts->head.metrics.horizontalAdvance(m_model.headerData(column, Qt::Horizontal).toString());
    for (int row = 0; row < m_model.rowCount(); ++row)
        width = std::max(width, cellWidth(m_model.index(row, column)));
    return width;
}

int LaneTableView::fitColumns(int available)
{
    constexpr int kAlwaysShown = 3;
    std::array<bool, LaneTableModel::ColumnCount> isShown{};
    int used = -kColumnGap;
    int rank = 0;
    for (const int column : ranked(m_view, m_model.isRunning())) {
        const auto i = static_cast<std::size_t>(column);
        m_widths[i] = neededWidth(column) + 1;
        if (rank++ >= kAlwaysShown && used + kColumnGap + m_widths[i] > available)
            break;
        isShown[i] = true;
        used += kColumnGap + m_widths[i];
    }
    for (int column = 0; column < LaneTableModel::ColumnCount; ++column) {
        const auto i = static_cast<std::size_t>(column);
        setColumnHidden(column, !isShown[i]);
        if (isShown[i])
            setColumnWidth(column, m_widths[i] + (column == LaneTableModel::PaneColumn ? 0 : kColumnGap));
    }
    return used + (verticalScrollBar()->isVisible() ? verticalScrollBar()->width() : 0);
}

int LaneTableView::fitRows(int available)
{
    const int lines = m_model.rowCount() + 1;
    const double scale = m_theme.textScale();
    const int height = std::clamp(available / std::max(lines, 1), static_cast<int>(kLeastRow * scale), static_cast<int>(kMostRow * scale));
    verticalHeader()->setDefaultSectionSize(height);
    horizontalHeader()->setFixedHeight(height);
    return lines * height;
}

std::vector<int> LaneTableView::shownColumns() const
{
    std::vector<int> columns;
    for (int column = 0; column < LaneTableModel::ColumnCount; ++column) {
        if (!isColumnHidden(column))
            columns.push_back(column);
    }
    return columns;
}

void LaneTableView::dataChanged(const QModelIndex &topLeft, const QModelIndex &bottomRight, const QList<int> &roles)
{
    QTableView::dataChanged(topLeft, bottomRight, roles);
    for (int row = topLeft.row(); row <= bottomRight.row(); ++row) {
        for (int column = topLeft.column(); column <= bottomRight.column(); ++column) {
            if (isColumnHidden(column) || cellWidth(m_model.index(row, column)) <= m_widths[static_cast<std::size_t>(column)])
                continue;
            Q_EMIT widthsOutgrown();
            return;
        }
    }
}

void LaneTableView::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy)) {
        Q_EMIT copyRequested();
        event->accept();
        return;
    }
    QTableView::keyPressEvent(event);
}

} // namespace lineup
