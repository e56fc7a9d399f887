#include "widgets/common/elidedbutton.h"

#include "widgets/common/tooltips.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/metrics.h"

#include <QEvent>
#include <QKeyEvent>
#include <QPainter>

#include <algorithm>

namespace lineup {

namespace {
constexpr int kMaxLine = 500;
constexpr int kMinimumCharacters = 4;
constexpr int kArrowRoom = metrics::kChipIconSize + metrics::kSpace1;
constexpr int kSide = 2; ///< between text and ground at both ends
}

ElidedButton::ElidedButton(TypeStep step, QWidget *parent) : QAbstractButton(parent), m_step(step)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setFocusPolicy(Qt::TabFocus);
    setFont(themeOf(this).font(step));
}

void ElidedButton::setFullText(const QString &text)
{
    if (m_fullText == text)
        return;
    m_fullText = text;
    m_line = text.left(kMaxLine).simplified();
    setAccessibleName(m_line);
    updateGeometry();
    updateTip();
    update();
}

void ElidedButton::setHint(const QString &hint)
{
    m_hint = hint;
    setAccessibleDescription(hint);
    updateTip();
}

int ElidedButton::textRoom() const
{
    return width() - kArrowRoom - 2 * kSide;
}

bool ElidedButton::isElided() const
{
    return QFontMetrics(font()).horizontalAdvance(m_line) > textRoom();
}

void ElidedButton::updateTip()
{
    const QString both = m_fullText + QLatin1Char('\n') + m_hint;
    setToolTip(plainToolTip(isElided() ? both : m_hint));
}

QSize ElidedButton::sizeHint() const
{
    const QFontMetrics metrics(font());
    return {metrics.horizontalAdvance(m_line) + 1 + kArrowRoom + 2 * kSide, std::max(metrics.height(), metrics::kTargetSize)};
}

QSize ElidedButton::minimumSizeHint() const
{
    const QFontMetrics metrics(font());
    return {std::min(sizeHint().width(), metrics.averageCharWidth() * kMinimumCharacters + kArrowRoom + 2 * kSide), sizeHint().height()};
}

void ElidedButton::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Theme theme = themeOf(this);
    if (underMouse() || isDown()) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.color(ColorRole::Hover));
        painter.drawRoundedRect(rect(), metrics::kChipRadius, metrics::kChipRadius);
    }
    painter.setFont(font());
    painter.setPen(theme.color(ColorRole::Text));
    const QRect room(kSide, 0, std::max(0, textRoom()), height());
    const QString shown = QFontMetrics(font()).elidedText(m_line, Qt::ElideRight, room.width());
    painter.drawText(room, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, shown);
    const QRect arrow(kSide + QFontMetrics(font()).horizontalAdvance(shown) + metrics::kSpace1, 1, metrics::kChipIconSize, height());
    paintIcon(&painter, arrow, QStringLiteral("chevron-down"), theme.color(ColorRole::Text3), metrics::kChipIconSize);
}

void ElidedButton::resizeEvent(QResizeEvent *event)
{
    QAbstractButton::resizeEvent(event);
    updateTip();
}

void ElidedButton::changeEvent(QEvent *event)
{
    QAbstractButton::changeEvent(event);
    if (event->type() == QEvent::StyleChange || event->type() == QEvent::PaletteChange) {
        const QFont wanted = themeOf(this).font(m_step);
        if (font() != wanted)
            setFont(wanted);
    }
    if (event->type() == QEvent::FontChange)
        updateGeometry();
    update();
}

void ElidedButton::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Down)
        click();
    else
        QAbstractButton::keyPressEvent(event);
}

void ElidedButton::enterEvent(QEnterEvent *event)
{
    QAbstractButton::enterEvent(event);
    update();
}

void ElidedButton::leaveEvent(QEvent *event)
{
    QAbstractButton::leaveEvent(event);
    update();
}

} // namespace lineup
