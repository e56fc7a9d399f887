#pragma once

#include "widgets/markdown/flowtext.h"

#include <QPoint>
#include <QRect>
#include <QString>

#include <memory>

class QPainter;

namespace lineup::markdown {

struct Block;
struct BlockStyle;

/// One block as it is painted: its lines, its place for a position and the other way round. Coordinates count from the
/// block's top left corner; positions are UTF-16 units of text(). Lives in the GUI thread and keeps nothing but text.
class BlockLayout {
public:
    BlockLayout() = default;
    virtual ~BlockLayout();
    BlockLayout(const BlockLayout &) = delete;
    BlockLayout &operator=(const BlockLayout &) = delete;

    /// Breaks lines for `width` px and returns the height. Cheap when the width is the same.
    virtual int layOut(int width) = 0;

    /// Paints what meets `clip`.
    virtual void paint(QPainter &painter, const QRect &clip, TextRange selection) = 0;

    /// What is selected, copied and read: never what is only painted (placeholders, language names).
    virtual const QString &text() const = 0;

    virtual int positionAt(QPoint point) = 0;
    virtual QRect cursorRect(int position) = 0;

    /// Link that is painted at `point`: its number for linkAt() of the block it was made from; −1 for none.
    struct LinkPlace {
        int link = -1;
        int cellRow = -1; ///< of a table
        int cellColumn = -1;
    };
    virtual LinkPlace linkAt(QPoint point);
    /// Where a link is painted, empty when it is not.
    virtual QRect linkRect(const LinkPlace &place);

    /// The part that scrolls sideways when its content is wider: content and view width, 0 when it never does.
    struct SideScroll {
        int contentWidth = 0;
        int viewWidth = 0;
        QRect bar; ///< room for the scroll bar, inside the block; null when all fits

        bool isNeeded() const { return contentWidth > viewWidth; }
    };
    virtual SideScroll sideScroll() const { return {}; }
    virtual void setScroll(int x);
    virtual int scroll() const { return 0; }

    /// Takes over what can be kept of the layout of the block that stood here before.
    virtual void reuse(BlockLayout &old);

    /// Room for the button that copies the code; null for other blocks.
    virtual QRect copyButtonRect(QSize wanted) const;
    /// The button is shown: the language name makes room.
    virtual void setCopyButtonShown(bool shown);
};

/// Makes the layout for `block`. `style` must outlive it.
std::unique_ptr<BlockLayout> makeBlockLayout(const Block &block, const BlockStyle &style);

} // namespace lineup::markdown
