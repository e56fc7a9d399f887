#pragma once

#include <QWidget>

class QPushButton;

namespace lineup {

class CompareSession;
class PromptEdit;
class SendTargets;
class TextLabel;

/// Where the question is written and sent: system prompt and examples as chips, the prompt, the panes it goes to, and
/// the button that says how many there are and what it costs.
class Composer : public QWidget {
    Q_OBJECT
public:
    explicit Composer(CompareSession &session, QWidget *parent = nullptr);

    void focusPrompt(Qt::FocusReason reason);
    /// Selects the prompt for writing another one over it.
    void writeAnother();
    /// Says whether the sheet above is open, for the chips.
    void setSheetOpen(bool on);
    PromptEdit *promptEdit() const { return m_prompt; }

    /// The height that shows everything at `width` px.
    int preferredHeight(int width) const;

Q_SIGNALS:
    void sendRequested();
    void systemRequested();
    void examplesRequested();
    /// preferredHeight() has changed.
    void heightChanged();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void load();
    void refresh();
    void refreshSend();
    QRect cardRect() const;

    CompareSession &m_session;
    QWidget *m_card;
    QPushButton *m_system;
    QPushButton *m_examples;
    PromptEdit *m_prompt;
    SendTargets *m_targets;
    TextLabel *m_hint;
    QPushButton *m_send;
    bool m_hasKeyboardFocus = false; ///< the prompt was reached with a key: the ring is shown
};

} // namespace lineup
