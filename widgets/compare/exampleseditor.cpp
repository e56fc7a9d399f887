#include "widgets/compare/exampleseditor.h"

#include "widgets/common/textlabel.h"
#include "widgets/common/tooltips.h"
#include "widgets/theme/controlroles.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/metrics.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QStyledItemDelegate>
#include <QTableWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace lineup {

namespace {

constexpr std::size_t kMaxUndo = 50;
constexpr int kRowHeight = 32;
constexpr int kMaxRowHeight = 96;
constexpr int kVisibleRows = 5;
constexpr int kNumberWidth = 28;
/// Fitting a row to its text asks for its layout; a table of thousands keeps even rows.
constexpr int kMaxFittedRows = 200;
enum Column { InputColumn, OutputColumn, ColumnCount };

/// Cells are edited in a field of several lines; Enter ends, Shift Enter is a new line.
class ShotDelegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QWidget *createEditor(QWidget *parent, const QStyleOptionViewItem &, const QModelIndex &index) const override
    {
        auto *editor = new QPlainTextEdit(parent);
        editor->setTabChangesFocus(true);
        editor->setAccessibleName(index.model()->headerData(index.column(), Qt::Horizontal).toString());
        return editor;
    }
    void setEditorData(QWidget *editor, const QModelIndex &index) const override
    {
        auto *field = static_cast<QPlainTextEdit *>(editor);
        field->setPlainText(index.data(Qt::EditRole).toString());
        field->selectAll();
    }
    void setModelData(QWidget *editor, QAbstractItemModel *model, const QModelIndex &index) const override
    {
        model->setData(index, static_cast<QPlainTextEdit *>(editor)->toPlainText(), Qt::EditRole);
    }
    void updateEditorGeometry(QWidget *editor, const QStyleOptionViewItem &option, const QModelIndex &) const override
    {
        QRect place = option.rect;
        place.setHeight(std::max(place.height(), 2 * kRowHeight));
        editor->setGeometry(place);
    }
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        // A chosen row is marked softly: it is read and edited, not pressed.
        const Theme theme = themeOf(option->widget);
        option->palette.setColor(QPalette::Highlight, theme.color(ColorRole::ActionSoft));
        option->palette.setColor(QPalette::HighlightedText, theme.color(ColorRole::Text));
    }
    bool eventFilter(QObject *object, QEvent *event) override
    {
        if (event->type() == QEvent::KeyPress) {
            auto *key = static_cast<QKeyEvent *>(event);
            const bool isEnter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
            if (isEnter && key->modifiers() == Qt::ShiftModifier)
                return false;
            if (isEnter && key->modifiers() == Qt::NoModifier) {
                Q_EMIT commitData(static_cast<QWidget *>(object));
                Q_EMIT closeEditor(static_cast<QWidget *>(object));
                return true;
            }
        }
        return QStyledItemDelegate::eventFilter(object, event);
    }
};

QToolButton *iconButton(const QString &name, const QString &iconName, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setObjectName(name);
    button->setIcon(icon(iconName));
    button->setFocusPolicy(Qt::TabFocus);
    setControlSize(button, ControlSize::Compact);
    return button;
}

} // namespace

ExamplesEditor::ExamplesEditor(QWidget *parent)
    : QWidget(parent), m_table(new QTableWidget(this)), m_empty(new TextLabel(TypeStep::Body, ColorRole::Text2, this)), m_add(new QPushButton(this)),
      m_up(iconButton(QStringLiteral("exampleUp"), QStringLiteral("arrow-up"), this)),
      m_down(iconButton(QStringLiteral("exampleDown"), QStringLiteral("arrow-down"), this)),
      m_remove(iconButton(QStringLiteral("exampleRemove"), QStringLiteral("trash-2"), this)),
      m_undoButton(iconButton(QStringLiteral("exampleUndo"), QStringLiteral("undo-2"), this))
{
    setObjectName(QStringLiteral("examplesEditor"));
    m_table->setObjectName(QStringLiteral("examplesTable"));
    m_table->installEventFilter(this);
    m_table->setColumnCount(ColumnCount);
    m_table->setItemDelegate(new ShotDelegate(m_table));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setWordWrap(true);
    m_table->setTabKeyNavigation(false);
    m_table->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::SelectedClicked | QAbstractItemView::EditKeyPressed
                             | QAbstractItemView::AnyKeyPressed);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->verticalHeader()->setDefaultSectionSize(kRowHeight);
    m_table->verticalHeader()->setHighlightSections(false);
    m_table->verticalHeader()->setMinimumWidth(kNumberWidth);
    m_table->verticalHeader()->setDefaultAlignment(Qt::AlignCenter);
    // The heights depend on the widths, which come with the first showing and every resize.
    m_fit.setSingleShot(true);
    m_fit.setInterval(0);
    connect(&m_fit, &QTimer::timeout, this, &ExamplesEditor::fitRows);
    connect(m_table->horizontalHeader(), &QHeaderView::sectionResized, &m_fit, qOverload<>(&QTimer::start));
    m_table->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    connect(m_table, &QTableWidget::cellChanged, this, &ExamplesEditor::onCellChanged);
    connect(m_table, &QTableWidget::currentCellChanged, this, &ExamplesEditor::refreshButtons);
    m_empty->setWordWrap(true);

    m_add->setObjectName(QStringLiteral("exampleAdd"));
    m_add->setIcon(icon(QStringLiteral("plus"), ColorRole::Text));
    m_add->setIconSize(QSize(metrics::kSmallIconSize, metrics::kSmallIconSize));
    setControlSize(m_add, ControlSize::Compact);
    connect(m_add, &QPushButton::clicked, this, &ExamplesEditor::addShot);
    connect(m_remove, &QToolButton::clicked, this, &ExamplesEditor::removeShot);
    connect(m_up, &QToolButton::clicked, this, [this] { moveShot(-1); });
    connect(m_down, &QToolButton::clicked, this, [this] { moveShot(1); });
    connect(m_undoButton, &QToolButton::clicked, this, &ExamplesEditor::undo);

    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(metrics::kSpace1);
    buttons->addWidget(m_add);
    buttons->addStretch(1);
    for (QToolButton *button : {m_up, m_down, m_remove, m_undoButton})
        buttons->addWidget(button);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(metrics::kSpace2);
    column->addWidget(m_table, 1);
    column->addWidget(m_empty, 1);
    column->addLayout(buttons);
    retranslate();
    fill();
}

QSize ExamplesEditor::sizeHint() const
{
    const int rows = std::clamp(static_cast<int>(m_shots.size()), 1, kVisibleRows);
    const int buttons = m_add->sizeHint().height() + metrics::kSpace2;
    return {480, m_table->horizontalHeader()->sizeHint().height() + rows * kRowHeight + 2 + buttons};
}

void ExamplesEditor::setShots(const std::vector<Shot> &shots)
{
    if (shots == m_shots)
        return;
    m_shots = shots;
    m_undo.clear();
    fill();
}

void ExamplesEditor::fill()
{
    const QScopedValueRollback<bool> filling(m_isFilling, true);
    const int current = m_table->currentRow();
    m_table->setRowCount(static_cast<int>(m_shots.size()));
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const Shot &shot = m_shots[static_cast<std::size_t>(row)];
        m_table->setItem(row, InputColumn, new QTableWidgetItem(QString::fromStdString(shot.input)));
        m_table->setItem(row, OutputColumn, new QTableWidgetItem(QString::fromStdString(shot.output)));
    }
    if (!m_shots.empty())
        m_table->setCurrentCell(std::clamp(current, 0, m_table->rowCount() - 1), InputColumn);
    m_table->setVisible(!m_shots.empty());
    m_empty->setVisible(m_shots.empty());
    fitRows();
    refreshButtons();
    updateGeometry();
}

void ExamplesEditor::fitRows()
{
    if (m_table->rowCount() > kMaxFittedRows)
        return;
    for (int row = 0; row < m_table->rowCount(); ++row) {
        m_table->resizeRowToContents(row);
        m_table->setRowHeight(row, std::clamp(m_table->rowHeight(row), kRowHeight, kMaxRowHeight));
    }
}

void ExamplesEditor::onCellChanged(int row, int column)
{
    if (m_isFilling)
        return;
    keepForUndo();
    Shot &shot = m_shots[static_cast<std::size_t>(row)];
    (column == InputColumn ? shot.input : shot.output) = m_table->item(row, column)->text().toStdString();
    m_table->resizeRowToContents(row);
    m_table->setRowHeight(row, std::clamp(m_table->rowHeight(row), kRowHeight, kMaxRowHeight));
    refreshButtons();
    Q_EMIT shotsEdited();
}

void ExamplesEditor::keepForUndo()
{
    m_undo.push_back(m_shots);
    if (m_undo.size() > kMaxUndo)
        m_undo.erase(m_undo.begin());
}

void ExamplesEditor::edited()
{
    fill();
    Q_EMIT shotsEdited();
}

void ExamplesEditor::addShot()
{
    keepForUndo();
    m_shots.emplace_back();
    edited();
    const int row = m_table->rowCount() - 1;
    m_table->setCurrentCell(row, InputColumn);
    m_table->editItem(m_table->item(row, InputColumn));
}

void ExamplesEditor::removeLast()
{
    if (m_shots.empty())
        return;
    keepForUndo();
    m_shots.pop_back();
    edited();
}

void ExamplesEditor::removeShot()
{
    const int row = m_table->currentRow();
    if (row < 0)
        return;
    keepForUndo();
    m_shots.erase(m_shots.begin() + row);
    edited();
}

void ExamplesEditor::moveShot(int by)
{
    const int row = m_table->currentRow();
    const int target = row + by;
    if (row < 0 || target < 0 || target >= static_cast<int>(m_shots.size()))
        return;
    keepForUndo();
    std::swap(m_shots[static_cast<std::size_t>(row)], m_shots[static_cast<std::size_t>(target)]);
    edited();
    m_table->setCurrentCell(target, InputColumn);
}

void ExamplesEditor::undo()
{
    if (m_undo.empty())
        return;
    m_shots = std::move(m_undo.back());
    m_undo.pop_back();
    edited();
}

void ExamplesEditor::refreshButtons()
{
    const int row = m_table->currentRow();
    m_up->setEnabled(row > 0);
    m_down->setEnabled(row >= 0 && row + 1 < m_table->rowCount());
    m_remove->setEnabled(row >= 0);
    m_undoButton->setEnabled(!m_undo.empty());
}

bool ExamplesEditor::event(QEvent *event)
{
    // The window has Ctrl+Z for removed panes; here it is for examples.
    if (event->type() == QEvent::ShortcutOverride && !m_undo.empty() && static_cast<QKeyEvent *>(event)->matches(QKeySequence::Undo)) {
        event->accept();
        return true;
    }
    return QWidget::event(event);
}

bool ExamplesEditor::eventFilter(QObject *watched, QEvent *event)
{
    // Before the table, which takes Alt with an arrow for the arrow alone.
    if (watched != m_table || event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    const bool isAlt = key->modifiers() == Qt::AltModifier;
    if (key->matches(QKeySequence::Undo))
        undo();
    else if (isAlt && key->key() == Qt::Key_Up)
        moveShot(-1);
    else if (isAlt && key->key() == Qt::Key_Down)
        moveShot(1);
    else if (key->key() == Qt::Key_Delete)
        removeShot();
    else
        return false;
    return true;
}

void ExamplesEditor::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void ExamplesEditor::retranslate()
{
    const QKeySequence up(Qt::ALT | Qt::Key_Up);
    const QKeySequence down(Qt::ALT | Qt::Key_Down);
    m_table->setHorizontalHeaderLabels({tr("Input"), tr("Answer")});
    m_table->setAccessibleName(tr("Examples"));
    // The corner between the two headers is a button to Qt.
    if (auto *corner = m_table->findChild<QAbstractButton *>(QString(), Qt::FindDirectChildrenOnly))
        corner->setAccessibleName(tr("All examples"));
    m_empty->setText(tr("No examples yet. One example often helps more than a longer prompt."));
    m_add->setText(tr("Add example"));
    m_up->setAccessibleName(tr("Move up"));
    m_up->setToolTip(toolTipWithShortcut(tr("Move up"), up.toString(QKeySequence::NativeText)));
    m_down->setAccessibleName(tr("Move down"));
    m_down->setToolTip(toolTipWithShortcut(tr("Move down"), down.toString(QKeySequence::NativeText)));
    m_remove->setAccessibleName(tr("Remove example"));
    m_remove->setToolTip(plainToolTip(tr("Remove example")));
    m_undoButton->setAccessibleName(tr("Undo"));
    m_undoButton->setToolTip(toolTipWithShortcut(tr("Undo"), QKeySequence(QKeySequence::Undo).toString(QKeySequence::NativeText)));
}

} // namespace lineup
