#include "widgets/theme/icons.h"
#include "widgets/theme/metrics.h"
#include "widgets/theme/styleparts.h"

#include <QFontMetrics>
#include <QPainter>
#include <QStyle>
#include <QStyleOptionButton>
#include <QTabBar>
#include <QWidget>

namespace lineup::styleparts {

namespace {

constexpr int kIconGap = 7;
constexpr int kKeyCapPadding = 5;
constexpr int kKeyCapGap = 12;

bool has(const QStyleOption &option, QStyle::StateFlag flag)
{
    return option.state.testFlag(flag);
}

QFont keyCapFont(const Theme &theme)
{
    return theme.font(TypeStep::Label);
}

/// `hover` darkens in light and lightens in dark, by the same step in every role.
QColor shifted(const QColor &color, const Theme &theme, double amount)
{
    return blended(theme.color(ColorRole::Text), color, amount);
}

} // namespace

ControlColors buttonColors(ButtonRole role, const QStyleOption &option, const Theme &theme)
{
    const bool enabled = has(option, QStyle::State_Enabled);
    const bool hovered = enabled && has(option, QStyle::State_MouseOver);
    const bool pressed = enabled && has(option, QStyle::State_Sunken);
    const bool on = has(option, QStyle::State_On);
    ControlColors colors;
    switch (role) {
    case ButtonRole::Primary:
        if (!enabled)
            return {theme.color(ColorRole::Surface), theme.color(ColorRole::Divider), theme.color(ColorRole::Disabled)};
        colors = {theme.color(ColorRole::Action), {}, theme.color(ColorRole::OnAction)};
        if (pressed || hovered)
            colors.ground = blended(theme.color(ColorRole::OnAction), colors.ground, pressed ? 0.18 : 0.1);
        return colors;
    case ButtonRole::Danger:
    case ButtonRole::Secondary:
    case ButtonRole::Segment: {
        const ColorRole tone = role == ButtonRole::Danger ? ColorRole::Error : ColorRole::Text;
        const ColorRole border = role == ButtonRole::Danger ? ColorRole::Error : ColorRole::Outline;
        colors = {theme.color(ColorRole::Surface), theme.color(border), theme.color(tone)};
        if (role == ButtonRole::Segment)
            colors.text = theme.color(ColorRole::Text2);
        break;
    }
    case ButtonRole::Flat:
        colors = {{}, {}, theme.color(ColorRole::Text2)};
        break;
    case ButtonRole::Chip:
        colors = {theme.color(ColorRole::Well), theme.color(hovered ? ColorRole::Outline : ColorRole::Divider),
                  theme.color(ColorRole::Text2)};
        break;
    }
    if (on) {
        colors.ground = theme.color(ColorRole::ActionSoft);
        colors.text = theme.color(ColorRole::Action);
    }
    if (pressed || hovered) {
        const QColor ground = on ? colors.ground : theme.color(ColorRole::Hover);
        colors.ground = pressed ? shifted(ground, theme, 0.06) : ground;
    }
    if (!enabled) {
        colors.text = theme.color(ColorRole::Disabled);
        if (colors.border.isValid())
            colors.border = theme.color(ColorRole::Divider);
    }
    return colors;
}

QPainterPath roundedPath(const QRectF &rect, double radius, SegmentPosition position)
{
    QPainterPath path;
    if (position == SegmentPosition::Only) {
        path.addRoundedRect(rect, radius, radius);
        return path;
    }
    const double left = position == SegmentPosition::First ? radius : 0.0;
    const double right = position == SegmentPosition::Last ? radius : 0.0;
    path.moveTo(rect.left() + left, rect.top());
    path.lineTo(rect.right() - right, rect.top());
    if (right > 0)
        path.arcTo(QRectF(rect.right() - 2 * right, rect.top(), 2 * right, 2 * right), 90, -90);
    path.lineTo(rect.right(), rect.bottom() - right);
    if (right > 0)
        path.arcTo(QRectF(rect.right() - 2 * right, rect.bottom() - 2 * right, 2 * right, 2 * right), 0, -90);
    path.lineTo(rect.left() + left, rect.bottom());
    if (left > 0)
        path.arcTo(QRectF(rect.left(), rect.bottom() - 2 * left, 2 * left, 2 * left), 270, -90);
    path.lineTo(rect.left(), rect.top() + left);
    if (left > 0)
        path.arcTo(QRectF(rect.left(), rect.top(), 2 * left, 2 * left), 180, -90);
    path.closeSubpath();
    return path;
}

void paintPanel(QPainter *painter, const QRect &rect, const ControlColors &colors, double radius,
                SegmentPosition position, double borderWidth)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setBrush(colors.ground.isValid() ? QBrush(colors.ground) : QBrush(Qt::NoBrush));
    double inset = 0.0;
    if (colors.border.isValid()) {
        painter->setPen(QPen(colors.border, borderWidth));
        inset = borderWidth / 2.0;
    } else {
        painter->setPen(Qt::NoPen);
    }
    QRectF inner = QRectF(rect).adjusted(inset, inset, -inset, -inset);
    // Neighbouring segments share one border: each but the last lets its right one fall outside.
    if (position == SegmentPosition::First || position == SegmentPosition::Middle) {
        painter->setClipRect(rect);
        inner.setRight(inner.right() + borderWidth);
    }
    painter->drawPath(roundedPath(inner, radius - inset, position));
    painter->restore();
}

void paintButtonPanel(QPainter *painter, const QStyleOption &option, const Theme &theme, const QWidget *widget)
{
    const ButtonRole role = buttonRole(widget);
    const ControlColors colors = buttonColors(role, option, theme);
    // The arrows of a crowded tab bar lie over its tabs.
    if (widget && qobject_cast<const QTabBar *>(widget->parentWidget()))
        painter->fillRect(option.rect, option.palette.window());
    if (!colors.ground.isValid() && !colors.border.isValid())
        return;
    const double radius = role == ButtonRole::Chip ? metrics::kChipRadius : metrics::kControlRadius;
    const SegmentPosition position = role == ButtonRole::Segment ? segmentPosition(widget) : SegmentPosition::Only;
    paintPanel(painter, option.rect, colors, radius, position);
}

int keyHintWidth(const QWidget *widget, const Theme &theme)
{
    const QString keys = keyHint(widget);
    if (keys.isEmpty())
        return 0;
    return QFontMetrics(keyCapFont(theme)).horizontalAdvance(keys) + 2 * kKeyCapPadding + kKeyCapGap;
}

namespace {

void paintKeyCap(QPainter *painter, const QRect &area, const QColor &color, const QString &keys, const Theme &theme)
{
    const QFont font = keyCapFont(theme);
    const QFontMetrics metrics(font);
    const int width = metrics.horizontalAdvance(keys) + 2 * kKeyCapPadding;
    const int height = metrics.height() + 3;
    const QRect cap(area.right() - width + 1, area.center().y() - height / 2 + 1, width, height);
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(color, 1));
    painter->setBrush(Qt::NoBrush);
    painter->drawRoundedRect(QRectF(cap).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
    painter->setFont(font);
    painter->drawText(cap, Qt::AlignCenter, keys);
}

} // namespace

void paintPushButtonLabel(QPainter *painter, const QStyleOptionButton &option, const Theme &theme,
                          const QWidget *widget)
{
    const ButtonRole role = buttonRole(widget);
    const QColor color = buttonColors(role, option, theme).text;
    const int padding = role == ButtonRole::Chip ? 6 : 11;
    QRect area = option.rect;
    const bool iconOnly = option.text.isEmpty();
    if (!iconOnly)
        area.adjust(padding, 0, -padding, 0);

    painter->save();
    const QString keys = keyHint(widget);
    if (!keys.isEmpty()) {
        painter->save();
        paintKeyCap(painter, area, color, keys, theme);
        painter->restore();
        area.adjust(0, 0, -keyHintWidth(widget, theme), 0);
    }
    const bool menu = option.features.testFlag(QStyleOptionButton::HasMenu);
    if (menu) {
        paintIcon(painter, QRect(area.right() - metrics::kSmallIconSize + 1, area.y(), metrics::kSmallIconSize,
                                 area.height()),
                  QStringLiteral("chevron-down"), color, metrics::kSmallIconSize);
        area.adjust(0, 0, -metrics::kSmallIconSize - 4, 0);
    }
    painter->setFont(widget ? widget->font() : painter->font());
    const QFontMetrics fontMetrics = painter->fontMetrics();
    const QSize iconSize = option.icon.isNull() ? QSize(0, 0) : option.iconSize;
    const int gap = iconSize.width() > 0 && !iconOnly ? kIconGap : 0;
    const int textWidth = fontMetrics.size(Qt::TextShowMnemonic, option.text).width();
    const int content = iconSize.width() + gap + textWidth;
    const bool leading = isLeftAligned(widget);
    int x = area.x() + (leading ? 0 : std::max(0, (area.width() - content) / 2));
    if (iconSize.width() > 0) {
        const bool enabled = option.state.testFlag(QStyle::State_Enabled);
        const QIcon::Mode mode = !enabled                        ? QIcon::Disabled
            : role == ButtonRole::Primary                        ? QIcon::Selected
            : option.state.testFlag(QStyle::State_MouseOver)     ? QIcon::Active
                                                                 : QIcon::Normal;
        const QIcon::State state = option.state.testFlag(QStyle::State_On) ? QIcon::On : QIcon::Off;
        const QRect iconRect(x, area.y() + (area.height() - iconSize.height()) / 2, iconSize.width(),
                             iconSize.height());
        option.icon.paint(painter, iconRect, Qt::AlignCenter, mode, state);
        x += iconSize.width() + gap;
    }
    painter->setPen(color);
    const bool mnemonic = widget && widget->style()->styleHint(QStyle::SH_UnderlineShortcut, &option, widget);
    painter->drawText(QRect(x, area.y(), area.right() - x + 1, area.height()),
                      Qt::AlignVCenter | Qt::AlignLeft | (mnemonic ? Qt::TextShowMnemonic : Qt::TextHideMnemonic),
                      option.text);
    painter->restore();
}

} // namespace lineup::styleparts
