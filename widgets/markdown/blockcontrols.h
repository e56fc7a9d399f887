#pragma once

#include <QObject>
#include <QPoint>
#include <QToolButton>

#include <cstddef>
#include <map>
#include <vector>

class QScrollBar;

namespace lineup {

class MarkdownBody;

/// The button on a code block. It is always there for the keyboard and for assistive technology, and is seen while the
/// pointer is over its block or it has the focus.
class CopyCodeButton final : public QToolButton {
    Q_OBJECT
public:
    explicit CopyCodeButton(QWidget *parent);

    void setRevealed(bool revealed);
    bool isSeen() const { return m_revealed || hasFocus(); }

    QSize sizeHint() const override;

Q_SIGNALS:
    void seenChanged();

protected:
    void paintEvent(QPaintEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    bool m_revealed = false;
};

/// The child widgets of a MarkdownBody: a copy button for each code block, a scroll bar for each block that is wider
/// than the answer, a button that opens a table which is too large to be painted.
class BlockControls final : public QObject {
    Q_OBJECT
public:
    explicit BlockControls(MarkdownBody &body);

    /// Makes, drops and places the controls for what the body shows between `top` and `bottom`.
    void place(int top, int bottom);

    /// Words and fonts may have changed.
    void restyle();

    /// The pointer is at `point` of the body, or nowhere near it.
    void hover(QPoint point);
    void leave();

private:
    void placeButtons();
    void placeBars(int top, int bottom);
    void placeTableButtons(int top, int bottom);
    void putInTabOrder();
    void openTable(std::size_t block);
    QString codeOf(std::size_t index) const;
    int hiddenCharacters(std::size_t index) const;
    void copyCode(std::size_t index, bool withHidden);
    void offerCopies(std::size_t index, QPoint at);
    void makeButton();

    MarkdownBody &m_body;
    std::vector<CopyCodeButton *> m_buttons;    ///< of the code blocks in order; owned by the body
    std::vector<std::size_t> m_codeBlocks;      ///< the block of each button
    std::map<std::size_t, QScrollBar *> m_bars; ///< by block; owned by the body
    std::map<std::size_t, QToolButton *> m_tableButtons; ///< the same
    std::vector<QWidget *> m_tabOrder;                   ///< as it was put last; only compared, never followed
};

} // namespace lineup
