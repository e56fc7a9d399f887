#include "widgets/strip/chartfonts.h"

namespace lineup {

namespace {

/// The mono font in the size of labels: the type scale has it only in the sizes of code and readouts.
QFont numbersFont(const Theme &theme)
{
    QFont font = theme.font(TypeStep::Code);
    font.setPointSizeF(theme.font(TypeStep::Label).pointSizeF());
    return font;
}

} // namespace

ChartFonts::ChartFonts(const Theme &theme)
    : words(theme.font(TypeStep::Label)), letter(theme.font(TypeStep::Label, QFont::DemiBold)), numbers(numbersFont(theme)),
      wordsMetrics(words), letterMetrics(letter), numbersMetrics(numbers)
{
}

} // namespace lineup
