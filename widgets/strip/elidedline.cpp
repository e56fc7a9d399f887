#include "widgets/strip/elidedline.h"

#include "widgets/common/tooltips.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/metrics.h"

#include <QFontMetrics>
#include <QPainter>

namespace lineup {

ElidedLine::ElidedLine(QWidget *parent) : QWidget(parent), m_theme(themeOf(this))
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void ElidedLine::setText(const QString &text, Tone tone)
{
    if (text == m_text && tone == m_tone)
        return;
    m_text = text;
    m_tone = tone;
    setToolTip(plainToolTip(text));
    setAccessibleName(text);
    updateGeometry();
    update();
}

void ElidedLine::setTheme(const Theme &theme)
{
    m_theme = theme;
    updateGeometry();
    update();
}

int ElidedLine::textLeft() const
{
    return m_tone == Tone::Alert ? metrics::kSmallIconSize + metrics::kSpace1 : 0;
}

QSize ElidedLine::sizeHint() const
{
    const QFontMetrics words(m_theme.font(TypeStep::Label));
    return {textLeft() + words.horizontalAdvance(m_text) + 1, std::max(words.height(), metrics::kSmallIconSize) + 2};
}

void ElidedLine::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QFont font = m_theme.font(TypeStep::Label);
    const QFontMetrics words(font);
    const QColor color = m_theme.color(m_tone == Tone::Alert ? ColorRole::Error : ColorRole::Text2);
    if (m_tone == Tone::Alert) {
        const QRect box(0, (height() - metrics::kSmallIconSize) / 2, metrics::kSmallIconSize, metrics::kSmallIconSize);
        paintIcon(&painter, box, QStringLiteral("circle-alert"), color, metrics::kSmallIconSize);
    }
    painter.setFont(font);
    painter.setPen(color);
    const QString shown = words.elidedText(m_text, Qt::ElideRight, width() - textLeft());
    painter.drawText(QRect(textLeft(), 0, width() - textLeft(), height()), Qt::AlignLeading | Qt::AlignVCenter, shown);
}

} // namespace lineup
