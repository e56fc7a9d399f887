#pragma once

#include "widgets/markdown/blocklayout.h"
#include "widgets/markdown/blockstyle.h"
#include "widgets/markdown/markdowndocument.h"
#include "widgets/markdown/sourcemap.h"

#include <QRect>

#include <chrono>
#include <memory>
#include <vector>

class QPainter;

namespace lineup::markdown {

/// Where the blocks of an answer stand, one under the other. Only what is asked for is laid out; the rest has an
/// estimated height until it is. Coordinates count from the top left corner of the answer.
class AnswerLayout {
public:
    explicit AnswerLayout(const MarkdownDocument &document);

    /// Drops all layouts: the fonts or colours are others now.
    void setStyle(const BlockStyle &style);
    const BlockStyle &style() const { return *m_style; }

    /// Follows a change of the document; blocks that grew keep what they can of their layout.
    void applyChange(const BlockChange &change);

    void setWidth(int width);
    int width() const { return m_width; }
    int height() const { return m_height; }

    /// Lays out all that meets [top, bottom]; returns whether the height or a place below changed.
    bool layOut(int top, int bottom);

    /// Lays out more for about `budget`, from the top; returns whether a height changed.
    bool layOutMore(std::chrono::microseconds budget);
    bool isComplete() const { return m_estimated == 0; }

    /// Drops the layouts of blocks that do not meet [top, bottom]; their heights stay.
    void forgetOutside(int top, int bottom);

    std::size_t blockCount() const { return m_items.size(); }
    /// Block at `y`, the nearest one above when `y` lies between two; 0 for an empty answer.
    std::size_t blockAt(int y) const;
    /// Room of a block's content, without its markers.
    QRect blockRect(std::size_t block) const;
    /// The layout of a block, made when needed.
    BlockLayout &block(std::size_t block);
    /// The same if it exists.
    BlockLayout *madeBlock(std::size_t block) const;

    TextPosition positionAt(QPoint point);
    TextPosition endPosition() const;
    QRect cursorRect(TextPosition position);

    /// Paints what meets `clip`; [from, to) is selected.
    void paint(QPainter &painter, const QRect &clip, TextPosition from, TextPosition to);

    /// Block layouts made so far, for tests: an append makes one.
    int layoutCount() const { return m_layoutCount; }

private:
    struct Item {
        std::unique_ptr<BlockLayout> layout;
        int left = 0;   ///< of the content
        int top = 0;
        int height = 0;
        int laidWidth = -1; ///< the width `height` is exact for; −1: it is estimated
    };

    void placeFrom(std::size_t first);
    void measure(std::size_t block);
    int contentLeft(std::size_t block) const;
    int contentWidth(std::size_t block) const;
    int estimatedHeight(std::size_t block) const;
    int gapBefore(std::size_t block) const;
    void findNumberWidths(std::size_t first);
    void paintMarkers(QPainter &painter, std::size_t block) const;
    void paintMarker(QPainter &painter, const Container &container, std::size_t depth, const QRect &room) const;
    TextRange selectedPart(std::size_t block, TextPosition from, TextPosition to) const;

    const MarkdownDocument &m_document;
    std::unique_ptr<BlockStyle> m_style;
    std::vector<Item> m_items;
    std::vector<std::vector<int>> m_indents; ///< of each block, one for each container
    int m_width = 400;
    int m_height = 0;
    int m_estimated = 0; ///< items whose height is not exact
    int m_layoutCount = 0;
};

} // namespace lineup::markdown
