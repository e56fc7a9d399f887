#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// A Markdown answer as values: what is painted, selected and read aloud is made from these and from nothing else.
/// No type of Qt, no resource, no name that anything could open.
namespace lineup::markdown {

/// How a part of a text is set; flags may be combined.
enum InlineFlag : std::uint8_t {
    Bold = 1,
    Italic = 2,
    Strike = 4,
    Code = 8,
    Image = 16, ///< the text stands for an image that is not loaded: its alternative text and its host
};

/// A link or image address as the model wrote it, character references decoded, nothing else changed. Judge it with
/// linktarget.h before it is called a link.
struct LinkTarget {
    std::string target;
    std::string title;

    friend bool operator==(const LinkTarget &, const LinkTarget &) = default;
};

/// Bytes [begin, end) of the text that have `flags` and, from 0, belong to link `link` of the text (−1: to none).
struct InlineSpan {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    std::uint8_t flags = 0;
    std::int32_t link = -1;

    friend bool operator==(const InlineSpan &, const InlineSpan &) = default;
};

/// From byte `text` of a text on, until the next piece, its bytes are those of the source from byte `source` on,
/// counted from the start of the block's source.
struct SourcePiece {
    std::uint32_t text = 0;
    std::uint32_t source = 0;

    friend bool operator==(const SourcePiece &, const SourcePiece &) = default;
};

/// Text of one paragraph, heading, cell or code block, as it is shown: UTF-8, '\n' only for forced line breaks. Spans
/// are sorted, do not overlap, and exist only where something is set.
struct InlineText {
    std::string text;
    std::vector<InlineSpan> spans;
    std::vector<LinkTarget> links;
    std::vector<SourcePiece> pieces;

    /// Offset in the block's source of byte `offset` of the text (text.size() allowed); 0 for a text without source.
    std::size_t sourceOffset(std::size_t offset) const;

    /// Offset in the text of what stands at `source` of the block's source, or of the next thing that does.
    std::size_t textOffset(std::size_t source) const;

    friend bool operator==(const InlineText &, const InlineText &) = default;
};

enum class ContainerKind : std::uint8_t { Quote, BulletItem, NumberedItem };
enum class TaskState : std::uint8_t { None, Open, Done };

/// One quote or list item that a block stands in.
struct Container {
    ContainerKind kind = ContainerKind::Quote;
    TaskState task = TaskState::None;
    bool first = false; ///< the block is the first of this item or quote: its marker is painted beside this block
    bool tight = false; ///< items of this list follow each other without a gap
    char delimiter = '.'; ///< after the number of an item: '.' or ')'
    std::uint32_t number = 0; ///< of a NumberedItem

    friend bool operator==(const Container &, const Container &) = default;
};

enum class BlockKind : std::uint8_t {
    Paragraph,
    Heading,
    CodeBlock,
    Table,
    ThematicBreak,
    Plain, ///< source that was not parsed, because it is too large or took too long; shown as it is
};

enum class CellAlignment : std::uint8_t { Left, Center, Right };

/// A leaf of the document. Containers are a property of the leaves, so that a document is one flat list.
struct Block {
    BlockKind kind = BlockKind::Paragraph;
    std::uint8_t level = 0;   ///< of a Heading: 1 … 6
    std::vector<Container> containers; ///< outermost first; at most ParseLimits::nesting
    InlineText content;       ///< empty for Table and ThematicBreak; of a code block: the exact code, no newline at its end
    std::string language;     ///< first word of a code fence's info text, as written
    std::vector<CellAlignment> columns;           ///< of a Table
    std::vector<std::vector<InlineText>> rows;    ///< of a Table; row 0 is its head
    /// Bytes of the document from the start of the line that the block's first text stands on to the end of its last
    /// text. Both 0 for a block without text (a rule, an empty item): where it stands is known from its neighbours.
    std::size_t sourceBegin = 0;
    std::size_t sourceEnd = 0;

    friend bool operator==(const Block &, const Block &) = default;
};

/// Whether two blocks look and read the same, wherever in the document they stand.
bool looksSame(const Block &left, const Block &right);

/// Text of a block as it is read and selected: content, or the cells with '\t' between columns and '\n' between rows.
std::string displayText(const Block &block);

} // namespace lineup::markdown
