#include "widgets/markdown/sourcemap.h"

#include "widgets/markdown/entities.h"
#include "widgets/markdown/utf8.h"

#include <algorithm>
#include <string_view>

namespace lineup::markdown {

namespace {

bool hasSource(const Block &block)
{
    return block.sourceEnd > block.sourceBegin;
}

/// Calls `see(cell, begin)` for each cell with the byte of displayText() its text begins at, until it returns true.
template<typename See>
void forEachCell(const Block &table, See see)
{
    std::size_t begin = 0;
    for (const std::vector<InlineText> &row : table.rows) {
        for (const InlineText &cell : row) {
            if (see(cell, begin))
                return;
            begin += cell.text.size() + 1;
        }
    }
}

std::size_t offsetInBlock(const Block &block, std::size_t byte)
{
    if (block.kind != BlockKind::Table)
        return byte >= block.content.text.size() && !block.content.pieces.empty() && byte > 0
            ? block.sourceEnd - block.sourceBegin
            : block.content.sourceOffset(byte);
    std::size_t found = 0;
    forEachCell(block, [&](const InlineText &cell, std::size_t begin) {
        if (begin > byte)
            return true;
        if (!cell.pieces.empty())
            found = cell.sourceOffset(std::min(byte - begin, cell.text.size()));
        return false;
    });
    return found;
}

std::size_t byteInBlock(const Block &block, std::size_t source)
{
    if (block.kind != BlockKind::Table)
        return block.content.textOffset(source);
    std::size_t found = 0;
    forEachCell(block, [&](const InlineText &cell, std::size_t begin) {
        if (cell.pieces.empty() || cell.pieces.front().source > source)
            return !cell.pieces.empty();
        found = begin + cell.textOffset(source);
        return false;
    });
    return found;
}

/// Bytes of the character reference at `begin` of `text`, 0 when there is none or it is shown as it is.
std::size_t referenceLength(std::string_view text, std::size_t begin, std::string_view shown)
{
    if (text[begin] != '&')
        return 0;
    const std::size_t end = text.find(';', begin);
    if (end == std::string_view::npos)
        return 0;
    const std::string_view reference = text.substr(begin, end + 1 - begin);
    return decodedEntity(reference) == reference || shown.starts_with(reference) ? 0 : reference.size();
}

} // namespace

std::size_t sourceOffset(const std::vector<Block> &blocks, TextPosition position)
{
    if (blocks.empty())
        return 0;
    std::size_t index = std::min(position.block, blocks.size() - 1);
    // A rule or an empty item has no text: it stands right behind what is before it.
    while (index > 0 && !hasSource(blocks[index]))
        --index;
    const Block &block = blocks[index];
    if (!hasSource(block))
        return 0;
    if (index != position.block)
        return block.sourceEnd;
    const std::string text = displayText(block);
    const std::size_t byte = byteOffset(text, static_cast<std::size_t>(std::max(0, position.offset)));
    return block.sourceBegin + offsetInBlock(block, byte);
}

std::size_t sourceEndOffset(const std::string &text, const std::vector<Block> &blocks, TextPosition position)
{
    if (blocks.empty() || position.block >= blocks.size())
        return sourceOffset(blocks, position);
    if (position.offset <= 0 || !hasSource(blocks[position.block])) {
        // Nothing of this block is in: the end is that of the text before it.
        std::size_t before = position.block;
        while (before > 0 && !hasSource(blocks[before - 1]))
            --before;
        return before == 0 ? sourceOffset(blocks, position)
                           : std::min(text.find('\n', blocks[before - 1].sourceEnd), text.size());
    }
    const Block &block = blocks[position.block];
    const std::string shown = displayText(block);
    const std::size_t byte = byteOffset(shown, static_cast<std::size_t>(position.offset));
    if (byte >= shown.size())
        return std::min(text.find('\n', block.sourceEnd), text.size());
    const std::size_t lastBegin = byteOffset(shown, unitOffset(shown, byte) - 1);
    const std::size_t begin = block.sourceBegin + offsetInBlock(block, lastBegin);
    return begin + std::max(byte - lastBegin, referenceLength(text, begin, std::string_view(shown).substr(lastBegin)));
}

TextPosition positionOfSource(const std::vector<Block> &blocks, std::size_t source)
{
    TextPosition position;
    for (std::size_t index = 0; index < blocks.size(); ++index) {
        const Block &block = blocks[index];
        if (!hasSource(block))
            continue;
        if (block.sourceBegin > source) {
            // Between two blocks: the beginning of the one behind.
            if (position.block != index && source > blocks[position.block].sourceEnd)
                return {index, 0};
            return position;
        }
        const std::string text = displayText(block);
        const std::size_t byte = source >= block.sourceEnd ? text.size() : byteInBlock(block, source - block.sourceBegin);
        position = {index, static_cast<int>(unitOffset(text, byte))};
    }
    return position;
}

std::string sourceBetween(const std::string &text, const std::vector<Block> &blocks, TextPosition from, TextPosition to)
{
    if (blocks.empty() || !(from < to))
        return {};
    if (from.block == to.block && from.block < blocks.size() && blocks[from.block].kind == BlockKind::CodeBlock) {
        const std::string &code = blocks[from.block].content.text;
        const std::size_t begin = byteOffset(code, static_cast<std::size_t>(from.offset));
        return code.substr(begin, byteOffset(code, static_cast<std::size_t>(to.offset)) - begin);
    }
    std::size_t begin = sourceOffset(blocks, from);
    if (from.offset == 0 && from.block < blocks.size() && hasSource(blocks[from.block])) {
        begin = blocks[from.block].sourceBegin;
        // The fence belongs to a code block that is selected with what follows it.
        if (blocks[from.block].kind == BlockKind::CodeBlock && begin > 0) {
            const std::size_t before = begin < 2 ? std::string::npos : text.rfind('\n', begin - 2);
            begin = before == std::string::npos ? 0 : before + 1;
        }
    }
    const std::size_t end = sourceEndOffset(text, blocks, to);
    return end > begin ? text.substr(begin, end - begin) : std::string();
}

} // namespace lineup::markdown
