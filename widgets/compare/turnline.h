#pragma once

#include <QWidget>

class QPushButton;
class QToolButton;

namespace lineup {

class Chip;
class CompareSession;
class ElidedLabel;
class TextLabel;

/// The line above the panes: which run is shown, to how many panes it went, its prompt, and the way to other runs.
class TurnLine : public QWidget {
    Q_OBJECT
public:
    explicit TurnLine(CompareSession &session, QWidget *parent = nullptr);

Q_SIGNALS:
    /// "Run again" was pressed: the shown prompt once more.
    void againRequested();

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void refresh();
    void copyPrompt();

    CompareSession &m_session;
    QToolButton *m_previous;
    TextLabel *m_count;
    QToolButton *m_next;
    Chip *m_sentTo;
    Chip *m_recorded;
    ElidedLabel *m_prompt;
    QPushButton *m_again;
    QToolButton *m_copy;
};

} // namespace lineup
