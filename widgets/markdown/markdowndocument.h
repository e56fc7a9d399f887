#pragma once

#include "widgets/markdown/markdownblocks.h"
#include "widgets/markdown/markdownparser.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace lineup::markdown {

/// What a change of the text did to the list of blocks: `removed` blocks from index `first` on were replaced by
/// `inserted` others. Blocks in front look as before; blocks behind do too and have only moved.
struct BlockChange {
    std::size_t first = 0;
    std::size_t removed = 0;
    std::size_t inserted = 0;

    bool isEmpty() const { return removed == 0 && inserted == 0; }
    friend bool operator==(const BlockChange &, const BlockChange &) = default;
};

/// The text of one answer and its blocks, made for text that grows at its end.
///
/// Law: after any sequence of calls blocks() equals parseMarkdown(text()).blocks (within the limits of time).
///
/// An append parses only from the last settled block on: a block that begins after an empty line, at the left edge, with
/// something that can continue no list. Nothing that follows can change what stands before it, except a reference
/// definition ("[label]: target"); once one is seen, every change parses the whole text. Code that grows inside a fence
/// at the left edge is not parsed at all.
class MarkdownDocument {
public:
    explicit MarkdownDocument(const ParseLimits &limits = {});

    /// The text as it was given, invalid UTF-8 replaced by U+FFFD. Bytes of a character that is not complete yet are
    /// held back until it is.
    const std::string &text() const { return m_text; }

    const std::vector<Block> &blocks() const { return m_blocks; }

    /// Whether a part stays plain because parsing took too long; the reader should be told.
    bool isOverBudget() const { return m_overBudget; }

    /// Replaces everything. The change covers the blocks that differ, from both ends.
    BlockChange setText(std::string_view bytes);

    /// Adds at the end.
    BlockChange append(std::string_view bytes);

    /// No more text will come: what was held back is shown as U+FFFD.
    BlockChange finish();

    /// Bytes that the last call gave to the parser: 0 for code that grew in its fence. For tests and measurements.
    std::size_t lastParsedBytes() const { return m_lastParsed; }

private:
    /// A fence at the left edge that is open at the end of the text, when the last block is its code.
    struct OpenFence {
        std::size_t codeBegin = 0; ///< 0: there is none
        char mark = '`';
        std::size_t length = 0;
    };

    BlockChange grow(std::string_view added);
    BlockChange reparseTail();
    bool growFence(std::size_t oldSize);
    bool mayDefineReference(std::size_t from) const;
    void settle();
    void findOpenFence();
    bool startsSettledBlock(const Block &block) const;

    ParseLimits m_limits;
    std::string m_text;
    std::string m_held; ///< first bytes of a character
    std::vector<Block> m_blocks;
    std::size_t m_settledBytes = 0;
    std::size_t m_settledBlocks = 0;
    bool m_definesReferences = false;
    bool m_overBudget = false;
    OpenFence m_fence;
    std::size_t m_lastParsed = 0;
};

} // namespace lineup::markdown
