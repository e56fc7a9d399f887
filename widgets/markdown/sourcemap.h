#pragma once

#include "widgets/markdown/markdownblocks.h"

#include <compare>
#include <cstddef>
#include <string>
#include <vector>

namespace lineup::markdown {

/// A place in an answer: a block and UTF-16 units of its displayText().
struct TextPosition {
    std::size_t block = 0;
    int offset = 0;

    friend auto operator<=>(const TextPosition &, const TextPosition &) = default;
};

/// Byte of the document's source that the character at `position` comes from. At the end of a block's text it is the
/// byte after its last one. Positions outside are clamped.
std::size_t sourceOffset(const std::vector<Block> &blocks, TextPosition position);

/// Byte of `text` behind the last character in front of `position`: the end of a selection. Markup that closes behind a
/// block's last character is in, as is a whole character reference.
std::size_t sourceEndOffset(const std::string &text, const std::vector<Block> &blocks, TextPosition position);

/// The place that shows byte `source` of the document, or the nearest one behind that shows anything.
TextPosition positionOfSource(const std::vector<Block> &blocks, std::size_t source);

/// Source of [from, to): what is copied. A selection inside one code block is its exact code; everything else is the
/// Markdown as it was written, from the beginning of the line where it begins at the beginning of a block.
std::string sourceBetween(const std::string &text, const std::vector<Block> &blocks, TextPosition from,
                          TextPosition to);

} // namespace lineup::markdown
