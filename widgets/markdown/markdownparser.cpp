#include "widgets/markdown/markdownparser.h"

#include "widgets/markdown/blockbuilder.h"

#include <exception>

namespace lineup::markdown {

namespace {

constexpr unsigned kFlags = MD_DIALECT_GITHUB | MD_FLAG_NOHTMLBLOCKS | MD_FLAG_NOHTMLSPANS;

BlockBuilder &builder(void *data)
{
    return *static_cast<BlockBuilder *>(data);
}

/// md4c is C: no exception may pass through it.
template<typename Call>
int guarded(Call call) noexcept
{
    try {
        return call();
    } catch (const std::exception &) {
        return -1;
    }
}

MD_PARSER makeParser()
{
    MD_PARSER parser{};
    parser.flags = kFlags;
    parser.enter_block = [](MD_BLOCKTYPE type, void *detail, void *data) {
        return guarded([=] { return builder(data).enterBlock(type, detail); });
    };
    parser.leave_block = [](MD_BLOCKTYPE type, void *, void *data) {
        return guarded([=] { return builder(data).leaveBlock(type); });
    };
    parser.enter_span = [](MD_SPANTYPE type, void *detail, void *data) {
        return guarded([=] { return builder(data).enterSpan(type, detail); });
    };
    parser.leave_span = [](MD_SPANTYPE type, void *, void *data) {
        return guarded([=] { return builder(data).leaveSpan(type); });
    };
    parser.text = [](MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE size, void *data) {
        return guarded([=] { return builder(data).text(type, text, size); });
    };
    return parser;
}

/// Parses a buffer that ends in a NUL, without looking at the size of its blocks.
bool parseInto(std::vector<Block> &blocks, const char *text, std::size_t size, std::size_t base,
               const ParseLimits &limits)
{
    if (size == 0)
        return true;
    const std::string_view view(text, size);
    BlockBuilder collected(view, base, limits);
    const MD_PARSER parser = makeParser();
    const int failure = md_parse(text, static_cast<MD_SIZE>(size), &parser, &collected);
    if (failure != 0) {
        blocks.push_back(plainBlock(view, base));
        return false;
    }
    std::vector<Block> parsed = collected.takeBlocks();
    blocks.insert(blocks.end(), std::make_move_iterator(parsed.begin()), std::make_move_iterator(parsed.end()));
    return true;
}

struct Range {
    std::size_t begin = 0;
    std::size_t end = 0;
};

bool isBlank(std::string_view line)
{
    return line.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

/// The next run of lines without an empty one from `from` on that is longer than `cap`; empty range when there is none.
Range oversized(std::string_view text, std::size_t from, std::size_t cap)
{
    std::size_t begin = from;
    for (std::size_t at = from; at < text.size();) {
        const std::size_t newline = text.find('\n', at);
        const std::size_t end = newline == std::string_view::npos ? text.size() : newline + 1;
        if (isBlank(text.substr(at, end - at))) {
            if (at - begin > cap)
                return {begin, at};
            begin = end;
        }
        at = end;
    }
    return text.size() - begin > cap ? Range{begin, text.size()} : Range{};
}

} // namespace

Block plainBlock(std::string_view text, std::size_t base)
{
    Block block;
    block.kind = BlockKind::Plain;
    block.content.text = text;
    while (!block.content.text.empty() && (block.content.text.back() == '\n' || block.content.text.back() == '\r'))
        block.content.text.pop_back();
    block.content.pieces.push_back({0, 0});
    block.sourceBegin = base;
    block.sourceEnd = base + block.content.text.size();
    return block;
}

ParseResult parseMarkdown(const char *text, std::size_t size, std::size_t base, const ParseLimits &limits)
{
    ParseResult result;
    const std::string_view view(text, size);
    std::size_t done = 0;
    while (size - done > limits.blockBytes) {
        const Range large = oversized(view, done, limits.blockBytes);
        if (large.end == 0)
            break;
        const std::string before(view.substr(done, large.begin - done));
        if (!parseInto(result.blocks, before.c_str(), before.size(), base + done, limits))
            result.overBudget = true;
        result.blocks.push_back(plainBlock(view.substr(large.begin, large.end - large.begin), base + large.begin));
        done = large.end;
    }
    if (!parseInto(result.blocks, text + done, size - done, base + done, limits))
        result.overBudget = true;
    return result;
}

} // namespace lineup::markdown
