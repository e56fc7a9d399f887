#pragma once

#include "widgets/markdown/markdownblocks.h"

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace lineup::markdown {

/// What one parse may cost. A text that needs more is shown as plain text: nothing is lost, only its formatting.
struct ParseLimits {
    std::size_t blockBytes = 256 * 1024; ///< a run of lines without an empty one that is longer stays plain
    std::size_t nesting = 16;            ///< quotes and items that are kept; deeper ones are drawn at this depth
    std::chrono::milliseconds budget{250}; ///< what is not parsed after this time stays plain
};

struct ParseResult {
    std::vector<Block> blocks;
    bool overBudget = false; ///< the budget ran out: a part of `blocks` is Plain
};

/// Parses the GitHub dialect of Markdown with raw HTML as text: `size` bytes of valid UTF-8 at `text`, which must be
/// followed by a NUL byte (md4c looks one byte ahead), as std::string's buffer is. Offsets in the result count from
/// `base` for the first byte. Never throws for what the text says.
ParseResult parseMarkdown(const char *text, std::size_t size, std::size_t base = 0, const ParseLimits &limits = {});

/// `text` as one block that is shown as it is, without the newlines at its end.
Block plainBlock(std::string_view text, std::size_t base);

inline ParseResult parseMarkdown(const std::string &text, const ParseLimits &limits = {})
{
    return parseMarkdown(text.c_str(), text.size(), 0, limits);
}

} // namespace lineup::markdown
