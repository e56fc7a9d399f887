#pragma once

#include <QFrame>

class QToolButton;

namespace lineup {

class CompareSession;
class ExamplesEditor;
class PromptEdit;
class TextLabel;

/// What goes in front of the prompt, opened above the composer: the system prompt and the examples that all panes share.
/// Esc or × closes it; what is written holds at once.
class SetupSheet : public QFrame {
    Q_OBJECT
public:
    explicit SetupSheet(CompareSession &session, QWidget *parent = nullptr);

    void focusSystem();
    void focusExamples();
    /// Takes the last example away, as the person would in the table.
    void removeLastExample();

Q_SIGNALS:
    void closed();

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void load();
    void retranslate();

    CompareSession &m_session;
    TextLabel *m_systemTitle;
    TextLabel *m_systemHint;
    PromptEdit *m_system;
    TextLabel *m_examplesTitle;
    TextLabel *m_examplesHint;
    ExamplesEditor *m_examples;
    QToolButton *m_close;
};

} // namespace lineup
