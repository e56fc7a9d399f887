#pragma once

#include "widgets/markdown/answerlayout.h"
#include "widgets/markdown/markdowndocument.h"

#include <QString>
#include <QTimer>
#include <QUrl>
#include <QWidget>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

class QScrollBar;

namespace lineup {

class BlockControls;

/// One answer, rendered. Paints its own blocks: no text document, no resource, no address of a model is ever opened
/// here. As wide as it is made, as tall as its text needs (heightForWidth()).
///
/// Text is selected with mouse and keyboard (Shift and arrows, Ctrl A) and copied as the Markdown it was written in.
/// Tab goes to its links and to the buttons that copy code.
class MarkdownBody final : public QWidget {
    Q_OBJECT
public:
    explicit MarkdownBody(QWidget *parent = nullptr);
    ~MarkdownBody() override;

    /// The whole text in UTF-8, as the model wrote it. Selected, copied and read text is this text.
    const std::string &text() const { return m_document.text(); }
    void setText(std::string_view text);
    /// Adds to the end; cheap for a long text. Call at most once a frame.
    void append(std::string_view text);
    /// No more text will come.
    void finish();

    const markdown::MarkdownDocument &document() const { return m_document; }

    /// Shows a caret behind the last character. It does not blink.
    void setStreaming(bool streaming);
    bool isStreaming() const { return m_streaming; }

    /// Size of the text, clamped to 0.8 … 2.
    void setZoom(double zoom);
    double zoom() const { return m_zoom; }

    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

    /// The part that is in view, in the body's coordinates: only this and a page around it is laid out at once, the rest
    /// in idle time. Without this call everything is laid out.
    void setVisibleSpan(int top, int bottom);

    /// A place in the answer that stays the same when its lines are broken anew: a block and the px below its top.
    struct Anchor {
        std::size_t block = 0;
        int below = 0;
    };
    Anchor anchorAt(int y) const;
    int yOf(const Anchor &anchor) const;

    bool hasSelection() const { return m_anchor != m_cursor; }
    /// Source of the selection; empty without one.
    QString selectedSource() const;
    void selectAll();
    void clearSelection();
    /// Puts the selection, or all without one, on the clipboard.
    void copy() const;
    void copyAll() const;

    /// Selection and places as bytes of text(), for assistive technology.
    std::pair<std::size_t, std::size_t> selectedBytes() const;
    void selectBytes(std::size_t begin, std::size_t end);
    QRect rectOfByte(std::size_t byte) const;
    std::size_t byteAt(QPoint point) const;
    void showByte(std::size_t byte);

    /// Block layouts made so far, for tests: an append makes one.
    int layoutCount() const { return m_layout.layoutCount(); }
    /// Number of blocks, and a block's rectangle; for tests.
    std::size_t blockCount() const { return m_layout.blockCount(); }
    QRect blockRect(std::size_t block) const { return m_layout.blockRect(block); }

Q_SIGNALS:
    /// The text became another one.
    void textChanged();
    /// Height or places of blocks changed: the container should place its children again.
    void heightChanged();
    /// The pointer or the focus is on a link with this real target; empty: on none.
    void linkHovered(const QString &target);
    /// A click or Enter on a link. Nothing is opened here.
    void linkActivated(const QUrl &url, const QString &label);
    /// The container should scroll so that `area` (in the body's coordinates) is seen.
    void visibilityWanted(const QRect &area);
    void selectionChanged();

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    bool focusNextPrevChild(bool next) override;

private:
    friend class BlockControls;

    struct LinkRef {
        std::size_t block = 0;
        markdown::BlockLayout::LinkPlace place;
    };
    enum class Granularity { Character, Word, Block };

    void applyStyle();
    void afterChange(const markdown::BlockChange &change);
    void settleLayout();
    void layOutIdly();
    void placeControls();
    void setCursorPosition(markdown::TextPosition position, bool keepAnchor);
    std::pair<markdown::TextPosition, markdown::TextPosition> ordered() const;
    markdown::TextPosition moved(markdown::TextPosition position, const QKeyEvent &event) const;
    markdown::TextPosition stepped(markdown::TextPosition position, bool forward, bool byWord) const;
    std::pair<markdown::TextPosition, markdown::TextPosition> unitAround(markdown::TextPosition position) const;
    void dragTo(QPoint point);
    std::optional<LinkRef> linkAt(QPoint point) const;
    std::vector<LinkRef> links() const;
    const markdown::LinkTarget *targetOf(const LinkRef &link) const;
    QString labelOf(const LinkRef &link) const;
    void hoverLink(const std::optional<LinkRef> &link);
    void activate(const LinkRef &link);
    void focusLink(std::size_t index);
    QRect caretRect() const;
    void scrollSideways(std::size_t block, int x);
    void showPosition(markdown::TextPosition position);

    markdown::MarkdownDocument m_document;
    mutable markdown::AnswerLayout m_layout; ///< laying out is caching, seen through heightForWidth()
    bool m_streaming = false;
    double m_zoom = 1.0;
    std::optional<std::pair<int, int>> m_span;
    QTimer m_idle;

    markdown::TextPosition m_anchor;
    markdown::TextPosition m_cursor;
    std::pair<markdown::TextPosition, markdown::TextPosition> m_dragUnit;
    Granularity m_granularity = Granularity::Character;
    bool m_dragging = false;
    QTimer m_dragScroll;
    std::optional<LinkRef> m_pressedLink;
    QString m_hovered;
    int m_focusedLink = -1;
    std::unique_ptr<BlockControls> m_controls;
};

} // namespace lineup
