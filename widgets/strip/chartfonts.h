#pragma once

#include "widgets/theme/theme.h"

#include <QFontMetricsF>

namespace lineup {

/// The three fonts of a chart with their metrics, made once a theme: fonts made in every paint are slow.
struct ChartFonts {
    explicit ChartFonts(const Theme &theme);

    QFont words;   ///< axis words, labels
    QFont letter;  ///< the letter of a pane
    QFont numbers; ///< mono: axis numbers and values
    QFontMetricsF wordsMetrics;
    QFontMetricsF letterMetrics;
    QFontMetricsF numbersMetrics;
};

} // namespace lineup
