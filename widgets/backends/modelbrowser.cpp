#include "widgets/backends/modelbrowser.h"

#include "widgets/backends/modelrowdelegate.h"
#include "widgets/common/marklabel.h"
#include "widgets/common/textlabel.h"
#include "widgets/common/tooltips.h"
#include "widgets/models/modelrows.h"
#include "widgets/theme/controlroles.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/metrics.h"

#include <QCoreApplication>
#include <QEvent>
#include <QHBoxLayout>
#include <QItemSelectionModel>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace lineup {

namespace {

/// The cursor stands on what can be chosen, never on a heading.
class RowView final : public QListView {
public:
    RowView(ModelRows &rows, QWidget *parent) : QListView(parent), m_rows(rows) {}

protected:
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers) override
    {
        const int present = currentIndex().isValid() ? currentIndex().row() : -1;
        const int last = m_rows.rowCount() - 1;
        const int page = std::max(1, viewport()->height() / std::max(1, sizeHintForRow(0)) - 2);
        switch (action) {
        case MoveDown:
        case MoveNext: return nearest(present + 1, 1, present);
        case MoveUp:
        case MovePrevious: return nearest(present - 1, -1, present);
        case MovePageDown: return nearest(std::min(present + page, last), -1, present);
        case MovePageUp: return nearest(std::max(present - page, 0), 1, present);
        case MoveHome: return nearest(0, 1, present);
        case MoveEnd: return nearest(last, -1, present);
        default: return currentIndex();
        }
    }

private:
    QModelIndex nearest(int row, int step, int fallback) const
    {
        for (; row >= 0 && row < m_rows.rowCount(); row += step) {
            if (m_rows.isChoosable(row))
                return m_rows.index(row);
        }
        return fallback < 0 ? QModelIndex() : m_rows.index(fallback);
    }

    ModelRows &m_rows;
};

} // namespace

QPushButton *makeFootButton(const QString &name, QWidget *parent)
{
    auto *button = new QPushButton(parent);
    button->setObjectName(name);
    button->setAutoDefault(false);
    setButtonRole(button, ButtonRole::Flat);
    setControlSize(button, ControlSize::Small);
    return button;
}

ModelBrowser::ModelBrowser(Purpose purpose, ModelDirectory &directory, QString localModel, QWidget *parent)
    : QWidget(parent), m_purpose(purpose), m_search(new QLineEdit(this)), m_rows(new ModelRows(directory, std::move(localModel), this)),
      m_list(new RowView(*m_rows, this)), m_detail(new ElidedLabel(TypeStep::Label, ColorRole::Text3, this)),
      m_count(new TextLabel(TypeStep::Label, ColorRole::Text3, this)), m_refresh(makeFootButton(QStringLiteral("modelRefresh"), this)),
      m_foot(new QHBoxLayout)
{
    m_search->setObjectName(QStringLiteral("modelSearch"));
    m_search->addAction(icon(QStringLiteral("search")), QLineEdit::LeadingPosition);
    m_search->setClearButtonEnabled(true);
    m_search->installEventFilter(this);
    m_detail->setObjectName(QStringLiteral("modelDetail"));
    m_rows->setOwnNames(purpose == Purpose::Choose);
    buildList();
    m_foot->setSpacing(metrics::kSpace1);
    m_foot->addWidget(m_count, 1);
    m_foot->addWidget(m_refresh);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(metrics::kSpace1);
    column->addWidget(m_search);
    column->addWidget(m_list, 1);
    column->addWidget(new Divider(Qt::Horizontal, this));
    column->addWidget(m_detail);
    column->addLayout(m_foot);
    connect(m_search, &QLineEdit::textChanged, this, &ModelBrowser::search);
    connect(m_rows, &QAbstractItemModel::modelReset, this, &ModelBrowser::restoreCursor);
    connect(m_refresh, &QPushButton::clicked, m_rows, &ModelRows::refresh);
    retranslate();
}

void ModelBrowser::buildList()
{
    m_list->setObjectName(QStringLiteral("modelList"));
    m_list->setModel(m_rows);
    m_list->setItemDelegate(new ModelRowDelegate(m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setSelectionMode(QAbstractItemView::SingleSelection);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setMouseTracking(true);
    m_list->installEventFilter(this);
    // The row with the cursor shows where the keyboard is.
    setFocusRingMode(m_list, FocusRingMode::None);
    connect(m_list, &QListView::clicked, this, &ModelBrowser::choose);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex &current) {
        showDetail();
        if (!current.isValid() || !m_list->hasFocus())
            return;
        m_hasCursor = true;
        m_cursorRef = m_rows->refOf(current.row());
        m_cursorModel = m_rows->modelOf(current.row());
    });
}

void ModelBrowser::setPlaces(std::vector<ModelPlace> places, const BackendRef &current, const std::string &currentModel, const QString &typed)
{
    m_hasCursor = false;
    m_search->setText(typed);
    m_rows->setPlaces(std::move(places), current, currentModel);
    restoreCursor();
}

void ModelBrowser::focusSearch(Qt::FocusReason reason)
{
    m_search->setFocus(reason);
}

void ModelBrowser::addFootButton(QPushButton *button)
{
    m_foot->addWidget(button);
}

void ModelBrowser::search(const QString &text)
{
    m_hasCursor = false;
    m_rows->setQuery(text);
}

void ModelBrowser::restoreCursor()
{
    int row = -1;
    for (int index = 0; m_hasCursor && row < 0 && index < m_rows->rowCount(); ++index) {
        if (m_rows->isChoosable(index) && m_rows->refOf(index) == m_cursorRef && m_rows->modelOf(index) == m_cursorModel)
            row = index;
    }
    if (row < 0)
        row = m_rows->bestRow();
    m_list->setCurrentIndex(m_rows->index(row));
    // With the heading of the first place in view.
    if (row <= 1)
        m_list->scrollToTop();
    showCount();
    showDetail();
}

void ModelBrowser::choose(const QModelIndex &index)
{
    if (!index.isValid() || !m_rows->isChoosable(index.row()))
        return;
    const ModelRows::Kind kind = m_rows->row(index.row()).kind;
    if (kind == ModelRows::Kind::Failed || kind == ModelRows::Kind::NotAsked) {
        m_rows->ask(index.row());
        return;
    }
    const BackendRef ref = m_rows->refOf(index.row());
    const std::string model = m_rows->modelOf(index.row());
    if (m_purpose == Purpose::Choose)
        Q_EMIT chosen(ref, model);
}

bool ModelBrowser::handleSearchKey(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Down:
    case Qt::Key_Up:
    case Qt::Key_PageDown:
    case Qt::Key_PageUp:
        // The keyboard goes to the list, so that a screen reader reads the rows.
        m_list->setFocus(Qt::OtherFocusReason);
        QCoreApplication::sendEvent(m_list, event);
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        choose(m_list->currentIndex());
        return true;
    default:
        return false;
    }
}

bool ModelBrowser::handleListKey(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        choose(m_list->currentIndex());
        return true;
    case Qt::Key_Up: {
        bool isFirst = true;
        for (int row = 0; row < m_list->currentIndex().row(); ++row)
            isFirst = isFirst && !m_rows->isChoosable(row);
        if (!isFirst)
            return false;
        m_list->scrollToTop();
        m_search->setFocus(Qt::OtherFocusReason);
        return true;
    }
    default:
        break;
    }
    const bool isTyping = event->key() == Qt::Key_Backspace || (!event->text().isEmpty() && event->text().front().isPrint());
    if (!isTyping || event->modifiers().testFlag(Qt::ControlModifier) || event->modifiers().testFlag(Qt::AltModifier))
        return false;
    m_search->setFocus(Qt::OtherFocusReason);
    m_search->end(false);
    QCoreApplication::sendEvent(m_search, event);
    return true;
}

bool ModelBrowser::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    auto *key = static_cast<QKeyEvent *>(event);
    const bool isHandled = watched == m_search ? handleSearchKey(key) : watched == m_list && handleListKey(key);
    return isHandled || QWidget::eventFilter(watched, event);
}

void ModelBrowser::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_F5)
        m_rows->refresh();
    else
        QWidget::keyPressEvent(event);
}

void ModelBrowser::showDetail()
{
    const QModelIndex current = m_list->currentIndex();
    m_detail->setFullText(current.isValid() ? current.data(ModelRows::DetailRole).toString() : QString());
}

void ModelBrowser::showCount()
{
    m_count->setText(m_rows->modelCount() == 0 && !m_rows->query().isEmpty() ? tr("No listed model matches") : tr("%n models", nullptr, m_rows->modelCount()));
}

void ModelBrowser::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void ModelBrowser::retranslate()
{
    const QString search = m_purpose == Purpose::Choose ? tr("Search models, or write a name") : tr("Search models");
    m_search->setPlaceholderText(search);
    m_search->setAccessibleName(search);
    m_list->setAccessibleName(tr("Models"));
    m_refresh->setText(tr("Refresh"));
    m_refresh->setToolTip(toolTipWithShortcut(tr("Ask for the models again"), QKeySequence(Qt::Key_F5).toString(QKeySequence::NativeText)));
    showCount();
    showDetail();
}

} // namespace lineup
