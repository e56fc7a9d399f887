#pragma once

#include "core/run/lane.h"

#include <QTimer>
#include <QWidget>

#include <vector>

class QPushButton;
class QTableWidget;
class QToolButton;

namespace lineup {

class TextLabel;

/// The few-shot examples as a table of inputs and outputs: add, remove, move (Alt ↑, Alt ↓), edit in place. Adding,
/// removing and moving can be undone with Ctrl Z while the table has the focus.
class ExamplesEditor : public QWidget {
    Q_OBJECT
public:
    explicit ExamplesEditor(QWidget *parent = nullptr);

    /// Shows these; keeps the selection where it can and says nothing.
    void setShots(const std::vector<Shot> &shots);
    const std::vector<Shot> &shots() const { return m_shots; }

    /// Removes the last example, undoable.
    void removeLast();

    QSize sizeHint() const override;

Q_SIGNALS:
    /// The person changed the examples.
    void shotsEdited();

protected:
    bool event(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void addShot();
    void removeShot();
    void moveShot(int by);
    void undo();
    void keepForUndo();
    void edited();
    void fill();
    void fitRows();
    void onCellChanged(int row, int column);
    void refreshButtons();
    void retranslate();

    std::vector<Shot> m_shots;
    std::vector<std::vector<Shot>> m_undo; ///< newest last, 50 at most
    QTableWidget *m_table;
    TextLabel *m_empty;
    QPushButton *m_add;
    QToolButton *m_up;
    QToolButton *m_down;
    QToolButton *m_remove;
    QToolButton *m_undoButton;
    QTimer m_fit; ///< after the columns have got their widths
    bool m_isFilling = false;
};

} // namespace lineup
