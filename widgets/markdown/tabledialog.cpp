#include "widgets/markdown/tabledialog.h"

#include <QAbstractTableModel>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QItemSelectionModel>
#include <QKeyEvent>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace lineup {

namespace {

constexpr int kColumnWidth = 140;
constexpr int kMostShown = 500; ///< characters of a cell that are painted; copies are whole

/// The cells of one table as plain text.
class CellModel final : public QAbstractTableModel {
public:
    CellModel(const markdown::Block &table, QObject *parent)
        : QAbstractTableModel(parent)
        , m_rows(table.rows)
        , m_columns(static_cast<int>(table.columns.size()))
    {
    }

    int rowCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() || m_rows.empty() ? 0 : static_cast<int>(m_rows.size()) - 1;
    }
    int columnCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : m_columns; }

    QVariant data(const QModelIndex &index, int role) const override
    {
        const QString text = cell(static_cast<std::size_t>(index.row()) + 1, static_cast<std::size_t>(index.column()));
        if (role == Qt::DisplayRole)
            return text.left(kMostShown);
        return role == Qt::EditRole ? QVariant(text) : QVariant();
    }

    QVariant headerData(int section, Qt::Orientation orientation, int role) const override
    {
        if (role != Qt::DisplayRole)
            return {};
        return orientation == Qt::Vertical ? QVariant(section + 1)
                                           : QVariant(cell(0, static_cast<std::size_t>(section)).left(kMostShown));
    }

private:
    QString cell(std::size_t row, std::size_t column) const
    {
        if (row >= m_rows.size() || column >= m_rows[row].size())
            return {};
        const std::string &text = m_rows[row][column].text;
        return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
    }

    std::vector<std::vector<markdown::InlineText>> m_rows;
    int m_columns;
};

} // namespace

TableDialog::TableDialog(const markdown::Block &table, QWidget *parent)
    : QDialog(parent)
    , m_view(new QTableView(this))
{
    setWindowTitle(tr("Table"));
    m_view->setModel(new CellModel(table, m_view));
    m_view->setObjectName(QStringLiteral("fullTable"));
    m_view->setAccessibleName(tr("Table"));
    m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_view->setWordWrap(false);
    m_view->horizontalHeader()->setDefaultSectionSize(kColumnWidth);
    auto *column = new QVBoxLayout(this);
    column->addWidget(m_view);
    resize(800, 600);
}

QString TableDialog::selectedText() const
{
    const QAbstractItemModel *model = m_view->model();
    const QModelIndexList selected = m_view->selectionModel()->selectedIndexes();
    int top = 0;
    int bottom = model->rowCount() - 1;
    int left = 0;
    int right = model->columnCount() - 1;
    QStringList lines;
    if (selected.isEmpty()) {
        QStringList head;
        for (int column = 0; column <= right; ++column)
            head << model->headerData(column, Qt::Horizontal).toString();
        lines << head.join(u'\t');
    } else {
        const auto byRow = std::minmax_element(selected.begin(), selected.end(), [](const auto &one, const auto &two) {
            return one.row() < two.row();
        });
        const auto byColumn = std::minmax_element(selected.begin(), selected.end(), [](const auto &one, const auto &two) {
            return one.column() < two.column();
        });
        top = byRow.first->row();
        bottom = byRow.second->row();
        left = byColumn.first->column();
        right = byColumn.second->column();
    }
    for (int row = top; row <= bottom; ++row) {
        QStringList cells;
        for (int column = left; column <= right; ++column) {
            const QModelIndex index = model->index(row, column);
            const bool wanted = selected.isEmpty() || m_view->selectionModel()->isSelected(index);
            cells << (wanted ? index.data(Qt::EditRole).toString() : QString());
        }
        lines << cells.join(u'\t');
    }
    return lines.join(u'\n');
}

void TableDialog::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy))
        QGuiApplication::clipboard()->setText(selectedText());
    else
        QDialog::keyPressEvent(event);
}

} // namespace lineup
