#include "widgets/strip/chartlegend.h"

#include "widgets/common/tooltips.h"

#include <QFontMetrics>
#include <QPainter>
#include <QStringList>

namespace lineup {

namespace {
constexpr int kSwatch = 10;
constexpr int kTextGap = 5;
constexpr int kEntryGap = 12;
} // namespace

ChartLegend::ChartLegend(QWidget *parent) : QWidget(parent), m_theme(themeOf(this))
{
    setObjectName(QStringLiteral("stripLegend"));
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void ChartLegend::setEntries(std::vector<Entry> entries)
{
    m_entries = std::move(entries);
    QStringList words;
    for (const Entry &entry : m_entries)
        words << entry.text;
    setToolTip(plainToolTip(words.join(QLatin1Char('\n'))));
    setAccessibleName(words.join(QStringLiteral(", ")));
    updateGeometry();
    update();
}

void ChartLegend::setTheme(const Theme &theme)
{
    m_theme = theme;
    updateGeometry();
    update();
}

QSize ChartLegend::sizeHint() const
{
    const QFontMetrics words(m_theme.font(TypeStep::Label));
    int width = 0;
    for (const Entry &entry : m_entries)
        width += kSwatch + kTextGap + words.horizontalAdvance(entry.text) + kEntryGap;
    return {width, words.height() + 2};
}

void ChartLegend::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QFont font = m_theme.font(TypeStep::Label);
    const QFontMetrics words(font);
    const double baseLine = (height() + words.capHeight()) / 2.0;
    double left = 0;
    for (const Entry &entry : m_entries) {
        const double textLeft = left + kSwatch + kTextGap;
        const double right = textLeft + words.horizontalAdvance(entry.text);
        if (right > width())
            return;
        painter.save();
        entry.paint(painter, QRectF(left, (height() - kSwatch) / 2, kSwatch, kSwatch), m_theme);
        painter.restore();
        painter.setFont(font);
        painter.setPen(m_theme.color(ColorRole::Text2));
        painter.drawText(QPointF(textLeft, baseLine), entry.text);
        left = right + kEntryGap;
    }
}

} // namespace lineup
