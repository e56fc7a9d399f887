#include "widgets/markdown/blockstyle.h"

#include <QFontMetricsF>

#include <algorithm>
#include <cmath>

namespace lineup::markdown {

BlockStyle BlockStyle::make(const Theme &theme, double zoom, const QPaintDevice *device)
{
    const Theme zoomed = theme.withTextScale(theme.textScale() * zoom);
    const auto semibold = [&zoomed](TypeStep step) { return zoomed.font(step, QFont::DemiBold); };
    const auto line = [&zoomed, device](TypeStep step) { return zoomed.lineHeight(step, device); };
    BlockStyle style{theme,
                     zoom,
                     zoomed.font(TypeStep::Body),
                     zoomed.font(TypeStep::Code),
                     zoomed.font(TypeStep::Code),
                     zoomed.font(TypeStep::Label),
                     {semibold(TypeStep::Section), semibold(TypeStep::Name), semibold(TypeStep::Name),
                      semibold(TypeStep::Body), semibold(TypeStep::Body), semibold(TypeStep::Body)},
                     line(TypeStep::Body),
                     line(TypeStep::Code),
                     {line(TypeStep::Section), line(TypeStep::Name), line(TypeStep::Name), line(TypeStep::Body),
                      line(TypeStep::Body), line(TypeStep::Body)},
                     0,
                     0,
                     0,
                     0};
    const double advance = QFontMetricsF(style.code).horizontalAdvance(QLatin1Char('m'));
    style.codeColumn = std::max(1, static_cast<int>(std::lround(advance)));
    style.gap = style.scaled(8);
    style.indent = style.scaled(20);
    style.quoteIndent = style.scaled(14);
    return style;
}

int BlockStyle::scaled(double pixels) const
{
    return static_cast<int>(std::lround(pixels * zoom * theme.textScale()));
}

} // namespace lineup::markdown
