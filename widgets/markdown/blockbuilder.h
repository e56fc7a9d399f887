#pragma once

#include "widgets/markdown/markdownblocks.h"
#include "widgets/markdown/markdownparser.h"

#include <md4c.h>

#include <chrono>
#include <string_view>
#include <vector>

namespace lineup::markdown {

/// Collects the events of one md4c parse into a flat list of leaf blocks. Used by parseMarkdown() only.
class BlockBuilder {
public:
    /// `text` is the parsed buffer, alive as long as the builder; `base` the offset of its first byte.
    BlockBuilder(std::string_view text, std::size_t base, const ParseLimits &limits);

    /// The handlers of md4c; 0 goes on, anything else stops the parse.
    int enterBlock(MD_BLOCKTYPE type, void *detail);
    int leaveBlock(MD_BLOCKTYPE type);
    int enterSpan(MD_SPANTYPE type, void *detail);
    int leaveSpan(MD_SPANTYPE type);
    int text(MD_TEXTTYPE type, const char *text, std::size_t size);

    bool isOverBudget() const { return m_overBudget; }
    std::vector<Block> takeBlocks() { return std::move(m_blocks); }

private:
    struct List {
        ContainerKind kind = ContainerKind::BulletItem;
        bool tight = false;
        char delimiter = '.';
        std::uint32_t next = 0;
    };
    struct CodeLine {
        const char *text = nullptr; ///< in the buffer; null for a line without text
        std::size_t size = 0;
        std::size_t indent = 0;     ///< columns in front of it that belong to the code
    };
    struct OpenImage {
        std::size_t textBegin = 0;
        std::int32_t outerLink = -1;
    };

    bool spendTime();
    bool isInBuffer(const char *text) const;
    void pushContainer(Container container);
    void popContainer();
    void openLeaf(BlockKind kind);
    void ensureLeaf();
    void closeLeaf();
    void appendText(std::string_view text, const char *source);
    void noteSource(const char *source, std::size_t size);
    std::int32_t addLink(const MD_ATTRIBUTE &target, const MD_ATTRIBUTE &title);
    void leaveImage();
    void codeText(const char *text, std::size_t size);
    void closeCode();
    bool takeCodeFromSource();
    void appendCodeLine(const CodeLine &line);

    std::string_view m_text;
    std::size_t m_base;
    ParseLimits m_limits;
    std::vector<Block> m_blocks;

    std::vector<Container> m_containers;
    std::vector<bool> m_containerFresh; ///< no leaf yet, one entry for each open container, kept or not
    std::vector<List> m_lists;
    Block m_block;
    bool m_open = false;
    bool m_hasSource = false;
    bool m_fenced = false;
    InlineText *m_target = nullptr; ///< what text goes into: the block's content or a cell

    int m_bold = 0;
    int m_italic = 0;
    int m_strike = 0;
    int m_code = 0;
    std::vector<std::int32_t> m_links; ///< of the open links, in m_target
    std::vector<OpenImage> m_images;
    std::vector<CodeLine> m_codeLines;
    bool m_codeLineOpen = false;

    std::chrono::steady_clock::time_point m_deadline;
    unsigned m_events = 0;
    bool m_overBudget = false;
};

} // namespace lineup::markdown
