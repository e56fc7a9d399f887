#pragma once

#include <string>
#include <vector>

namespace lineup::test {

/// Markdown source and the blocks it stands for (see blockdump.h).
struct MarkdownCase {
    const char *name;
    std::string source;
    std::string blocks;
};

/// Cases after CommonMark 0.31.2 and the GitHub extensions, each chosen for a construct that a growing text can change
/// late: setext underlines, loose lists, tables, fences, references.
const std::vector<MarkdownCase> &markdownCases();

/// Longer texts as models write them.
const std::vector<std::string> &markdownAnswers();

/// The three answers of the design's first picture.
const std::vector<std::string> &pictureAnswers();

/// Every kind of block and span once.
const std::string &markdownSampler();

} // namespace lineup::test
