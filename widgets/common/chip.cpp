#include "widgets/common/chip.h"

#include "widgets/common/tooltips.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/metrics.h"

#include <QEvent>
#include <QFontMetrics>
#include <QPainter>

namespace lineup {

namespace {

constexpr int kPadding = 7;
constexpr int kOutlinedPadding = 5;
constexpr int kIconGap = 4;

struct ChipColors {
    ColorRole text;
    std::optional<ColorRole> ground;
    std::optional<ColorRole> border;
};

ChipColors colorsOf(Chip::Tone tone)
{
    switch (tone) {
    case Chip::Tone::Plain:
        return {ColorRole::Text3, {}, {}};
    case Chip::Tone::Neutral:
        return {ColorRole::Text2, ColorRole::Well, ColorRole::Divider};
    case Chip::Tone::Outlined:
        return {ColorRole::Text2, {}, ColorRole::Outline};
    case Chip::Tone::Ok:
        return {ColorRole::Ok, {}, {}};
    case Chip::Tone::Warning:
        return {ColorRole::Warning, ColorRole::WarningSoft, {}};
    case Chip::Tone::Error:
        return {ColorRole::Error, ColorRole::ErrorSoft, {}};
    }
    return {ColorRole::Text3, {}, {}};
}

} // namespace

Chip::Chip(QWidget *parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
}

void Chip::setContent(Tone tone, const QString &text, const QString &iconName)
{
    if (tone == m_tone && text == m_text && iconName == m_iconName)
        return;
    m_tone = tone;
    m_text = text.left(200).simplified();
    m_iconName = iconName;
    setAccessibleName(m_text);
    updateGeometry();
    updateTip();
    update();
}

void Chip::setFolded(bool on)
{
    if (m_isFolded == on)
        return;
    m_isFolded = on;
    updateGeometry();
    updateTip();
    update();
}

void Chip::setHint(const QString &hint)
{
    if (m_hint == hint)
        return;
    m_hint = hint;
    updateTip();
}

int Chip::padding() const
{
    if (m_tone == Tone::Plain || m_tone == Tone::Ok)
        return 0;
    return m_tone == Tone::Outlined ? kOutlinedPadding : kPadding;
}

int Chip::iconRoom() const
{
    return m_iconName.isEmpty() ? 0 : metrics::kChipIconSize + (m_isFolded ? 0 : kIconGap);
}

QSize Chip::sizeHint() const
{
    const QFontMetrics text(themeOf(this).font(TypeStep::Label));
    const int words = m_isFolded && !m_iconName.isEmpty() ? 0 : text.horizontalAdvance(m_text) + 1;
    const int height = m_tone == Tone::Outlined ? metrics::kChipHeight - 4 : metrics::kChipHeight;
    return {words + iconRoom() + 2 * padding(), std::max(height, text.height())};
}

QSize Chip::minimumSizeHint() const
{
    const QFontMetrics text(themeOf(this).font(TypeStep::Label));
    const QSize wanted = sizeHint();
    // Where a number comes from is never shortened; a name may be.
    if (m_tone == Tone::Outlined)
        return wanted;
    return {std::min(wanted.width(), iconRoom() + 2 * padding() + text.averageCharWidth() * 5), wanted.height()};
}

void Chip::updateTip()
{
    const QFontMetrics text(themeOf(this).font(TypeStep::Label));
    const bool isCut = m_isFolded || text.horizontalAdvance(m_text) > width() - iconRoom() - 2 * padding();
    const QString tip = !m_hint.isEmpty() ? m_hint : isCut ? m_text : QString();
    setToolTip(plainToolTip(tip));
}

void Chip::resizeEvent(QResizeEvent *)
{
    updateTip();
}

void Chip::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        updateGeometry();
}

void Chip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme theme = themeOf(this);
    const ChipColors colors = colorsOf(m_tone);
    painter.setBrush(colors.ground ? QBrush(theme.color(*colors.ground)) : QBrush(Qt::NoBrush));
    painter.setPen(colors.border ? QPen(theme.color(*colors.border), 1) : QPen(Qt::NoPen));
    if (colors.ground || colors.border)
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), metrics::kChipRadius, metrics::kChipRadius);

    const QColor textColor = theme.color(colors.text);
    int x = padding();
    if (!m_iconName.isEmpty()) {
        paintIcon(&painter, QRect(x, 0, metrics::kChipIconSize, height()), m_iconName, textColor, metrics::kChipIconSize);
        x += iconRoom();
    }
    if (m_isFolded && !m_iconName.isEmpty())
        return;
    const QFont font = theme.font(TypeStep::Label);
    painter.setFont(font);
    painter.setPen(textColor);
    const int room = width() - x - padding();
    painter.drawText(QRect(x, 0, room + 1, height()), Qt::AlignVCenter | Qt::AlignLeft,
                     QFontMetrics(font).elidedText(m_text, Qt::ElideRight, room));
}

} // namespace lineup
