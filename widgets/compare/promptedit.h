#pragma once

#include <QPlainTextEdit>

namespace lineup {

/// Where a prompt is written: grows with its lines up to `maxLines`, then scrolls. Tab leaves it.
class PromptEdit : public QPlainTextEdit {
    Q_OBJECT
public:
    PromptEdit(int minLines, int maxLines, QWidget *parent = nullptr);

    /// The text in UTF-8.
    std::string prompt() const;
    /// Sets the text without saying promptEdited(); keeps the caret when the text is the same.
    void setPrompt(const std::string &text);
    /// Puts the caret here and selects everything, for writing something else.
    void focusAndSelect();

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    /// The person changed the text.
    void promptEdited();
    /// sizeHint() has another height now.
    void heightChanged();

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    /// Files that are dropped are for the window.
    bool canInsertFromMimeData(const QMimeData *source) const override;

private:
    int heightOf(int lines) const;
    void follow();

    int m_minLines;
    int m_maxLines;
    int m_lines = 1;
    bool m_isLoading = false;
};

} // namespace lineup
