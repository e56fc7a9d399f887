#include "widgets/markdown/markdownblocks.h"

#include <algorithm>

namespace lineup::markdown {

std::size_t InlineText::sourceOffset(std::size_t offset) const
{
    if (pieces.empty())
        return 0;
    auto next = std::upper_bound(pieces.begin(), pieces.end(), offset,
                                 [](std::size_t value, const SourcePiece &piece) { return value < piece.text; });
    if (next == pieces.begin())
        return next->source;
    const SourcePiece &piece = *(next - 1);
    const std::size_t wanted = piece.source + (offset - piece.text);
    // A piece that stands for a longer source (a character reference) or a shorter one does not run into the next.
    return next == pieces.end() ? wanted : std::min<std::size_t>(wanted, next->source);
}

std::size_t InlineText::textOffset(std::size_t source) const
{
    for (std::size_t index = pieces.size(); index-- > 0;) {
        const SourcePiece &piece = pieces[index];
        if (piece.source > source)
            continue;
        const std::size_t end = index + 1 < pieces.size() ? pieces[index + 1].text : text.size();
        return std::min(end, piece.text + (source - piece.source));
    }
    return 0;
}

bool looksSame(const Block &left, const Block &right)
{
    return left.kind == right.kind && left.level == right.level && left.containers == right.containers
        && left.content == right.content && left.language == right.language && left.columns == right.columns
        && left.rows == right.rows;
}

std::string displayText(const Block &block)
{
    if (block.kind != BlockKind::Table)
        return block.content.text;
    std::string text;
    for (std::size_t row = 0; row < block.rows.size(); ++row) {
        if (row > 0)
            text += '\n';
        for (std::size_t cell = 0; cell < block.rows[row].size(); ++cell) {
            if (cell > 0)
                text += '\t';
            text += block.rows[row][cell].text;
        }
    }
    return text;
}

} // namespace lineup::markdown
