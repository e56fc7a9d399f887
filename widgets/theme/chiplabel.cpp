#include "widgets/theme/chiplabel.h"

#include "widgets/theme/icons.h"
#include "widgets/theme/metrics.h"
#include "widgets/theme/styleparts.h"

#include <QPainter>

#include <algorithm>

namespace lineup {

namespace {

constexpr int kPadding = 7;
constexpr int kIconGap = 5;
constexpr int kVerticalPadding = 4;

styleparts::ControlColors chipColors(ChipTone tone, const Theme &theme)
{
    switch (tone) {
    case ChipTone::Neutral:
        return {theme.color(ColorRole::Well), theme.color(ColorRole::Divider), theme.color(ColorRole::Text2)};
    case ChipTone::Outline:
        return {{}, theme.color(ColorRole::Outline), theme.color(ColorRole::Text2)};
    case ChipTone::Action:
        return {theme.color(ColorRole::ActionSoft), theme.color(ColorRole::Action), theme.color(ColorRole::Action)};
    case ChipTone::Ok:
        return {theme.color(ColorRole::OkSoft), {}, theme.color(ColorRole::Ok)};
    case ChipTone::Warning:
        return {theme.color(ColorRole::WarningSoft), {}, theme.color(ColorRole::Warning)};
    case ChipTone::Error:
        return {theme.color(ColorRole::ErrorSoft), {}, theme.color(ColorRole::Error)};
    }
    return {};
}

} // namespace

ChipLabel::ChipLabel(const QString &text, ChipTone tone, QWidget *parent)
    : QLabel(parent)
    , m_tone(tone)
{
    setTextFormat(Qt::PlainText);
    setText(text);
    setFont(themeOf(this).font(TypeStep::Label));
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void ChipLabel::setTone(ChipTone tone)
{
    m_tone = tone;
    update();
}

void ChipLabel::setIconName(const QString &name)
{
    m_iconName = name;
    updateGeometry();
    update();
}

QSize ChipLabel::sizeHint() const
{
    int width = fontMetrics().horizontalAdvance(text()) + 2 * kPadding;
    if (!m_iconName.isEmpty())
        width += metrics::kChipIconSize + kIconGap;
    // The cost mark stands inside a line of numbers and must not make it taller.
    const int least = m_tone == ChipTone::Outline ? 16 : metrics::kChipHeight;
    const int padding = m_tone == ChipTone::Outline ? 1 : kVerticalPadding;
    return {width, std::max(least, fontMetrics().height() + padding)};
}

QSize ChipLabel::minimumSizeHint() const
{
    return sizeHint();
}

void ChipLabel::paintEvent(QPaintEvent *)
{
    const styleparts::ControlColors colors = chipColors(m_tone, themeOf(this));
    QPainter painter(this);
    styleparts::paintPanel(&painter, rect(), colors, metrics::kChipRadius);
    QRect area = rect().adjusted(kPadding, 0, -kPadding, 0);
    if (!m_iconName.isEmpty()) {
        paintIcon(&painter, QRect(area.x(), area.y(), metrics::kChipIconSize, area.height()), m_iconName, colors.text,
                  metrics::kChipIconSize);
        area.setLeft(area.left() + metrics::kChipIconSize + kIconGap);
    }
    painter.setPen(colors.text);
    painter.drawText(area, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, text());
}

} // namespace lineup
