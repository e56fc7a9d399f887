#pragma once

#include "widgets/theme/theme.h"

#include <QFont>

#include <array>

class QPaintDevice;

namespace lineup::markdown {

/// Fonts, colours and distances of an answer at one zoom, made once and shared by all its blocks.
struct BlockStyle {
    Theme theme;
    double zoom; ///< 0.8 … 2
    QFont body;
    QFont code;       ///< of code blocks
    QFont inlineCode; ///< inside text
    QFont label;
    std::array<QFont, 6> headings;
    int bodyLine; ///< distance of base lines, px
    int codeLine;
    std::array<int, 6> headingLines;
    int codeColumn;  ///< width of one character of code, px
    int gap;         ///< between blocks
    int indent;      ///< of a list
    int quoteIndent;

    /// Makes the style for `device`'s resolution.
    static BlockStyle make(const Theme &theme, double zoom, const QPaintDevice *device);

    /// `pixels` at this zoom.
    int scaled(double pixels) const;
};

} // namespace lineup::markdown
