#include "widgets/theme/icons.h"
#include "widgets/theme/metrics.h"
#include "widgets/theme/styleparts.h"

#include <QPainter>
#include <QPlainTextEdit>
#include <QStyle>
#include <QStyleOptionComboBox>
#include <QStyleOptionProgressBar>
#include <QStyleOptionSlider>
#include <QStyleOptionSpinBox>
#include <QWidget>

#include <algorithm>

namespace lineup::styleparts {

namespace {

constexpr double kWrongBorder = 2.0;
constexpr double kCheckRadius = 4.0;

ControlColors fieldColors(const QStyleOption &option, const Theme &theme, const QWidget *widget)
{
    ControlColors colors{theme.color(ColorRole::Surface), theme.color(ColorRole::Outline),
                         theme.color(ColorRole::Text)};
    if (!option.state.testFlag(QStyle::State_Enabled)) {
        colors.border = theme.color(ColorRole::Divider);
        colors.text = theme.color(ColorRole::Disabled);
    } else if (fieldState(widget) == FieldState::Wrong) {
        colors.border = theme.color(ColorRole::Error);
    } else if (option.state.testFlag(QStyle::State_HasFocus)) {
        colors.border = theme.color(ColorRole::Action);
    }
    return colors;
}

} // namespace

bool isTextField(const QWidget *widget)
{
    return qobject_cast<const QPlainTextEdit *>(widget) != nullptr;
}

void paintField(QPainter *painter, const QStyleOption &option, const Theme &theme, const QWidget *widget)
{
    const bool wrong = fieldState(widget) == FieldState::Wrong;
    paintPanel(painter, option.rect, fieldColors(option, theme, widget), metrics::kControlRadius,
               SegmentPosition::Only, wrong ? kWrongBorder : 1.0);
}

void paintCheckIndicator(QPainter *painter, const QStyleOption &option, const Theme &theme, const QWidget *widget)
{
    const bool enabled = option.state.testFlag(QStyle::State_Enabled);
    const bool on = option.state.testFlag(QStyle::State_On);
    const bool partly = option.state.testFlag(QStyle::State_NoChange);
    const QColor action = theme.color(enabled ? ColorRole::Action : ColorRole::Disabled);
    if (hasSwitchLook(widget)) {
        const QRectF track = QRectF(option.rect).adjusted(0.5, 1.5, -0.5, -1.5);
        const double radius = track.height() / 2.0;
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(Qt::NoPen);
        painter->setBrush(on ? action : theme.color(ColorRole::Outline));
        painter->drawRoundedRect(track, radius, radius);
        const double knob = radius - 2.0;
        painter->setBrush(theme.color(on ? ColorRole::OnAction : ColorRole::Surface));
        painter->drawEllipse(QPointF(on ? track.right() - radius : track.left() + radius, track.center().y()), knob,
                             knob);
        painter->restore();
        return;
    }
    ControlColors colors{theme.color(ColorRole::Surface), theme.color(enabled ? ColorRole::Outline : ColorRole::Divider),
                         {}};
    if (on || partly)
        colors = {action, {}, theme.color(ColorRole::OnAction)};
    else if (enabled && option.state.testFlag(QStyle::State_MouseOver))
        colors.ground = theme.color(ColorRole::Hover);
    paintPanel(painter, option.rect, colors, kCheckRadius);
    if (!on && !partly)
        return;
    const QRectF box(option.rect);
    QPainterPath path;
    if (on) {
        path.moveTo(box.left() + box.width() * 0.24, box.top() + box.height() * 0.52);
        path.lineTo(box.left() + box.width() * 0.42, box.top() + box.height() * 0.69);
        path.lineTo(box.left() + box.width() * 0.76, box.top() + box.height() * 0.32);
    } else {
        path.moveTo(box.left() + box.width() * 0.26, box.center().y());
        path.lineTo(box.left() + box.width() * 0.74, box.center().y());
    }
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->strokePath(path, QPen(colors.text, 1.75, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter->restore();
}

void paintRadioIndicator(QPainter *painter, const QStyleOption &option, const Theme &theme)
{
    const bool enabled = option.state.testFlag(QStyle::State_Enabled);
    const bool on = option.state.testFlag(QStyle::State_On);
    const QColor ink = theme.color(!enabled ? ColorRole::Disabled : on ? ColorRole::Action : ColorRole::Outline);
    const bool hovered = enabled && !on && option.state.testFlag(QStyle::State_MouseOver);
    const QRectF circle = QRectF(option.rect).adjusted(0.75, 0.75, -0.75, -0.75);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(ink, on ? 1.5 : 1.0));
    painter->setBrush(theme.color(hovered ? ColorRole::Hover : ColorRole::Surface));
    painter->drawEllipse(circle);
    if (on) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(ink);
        painter->drawEllipse(circle.center(), circle.width() * 0.27, circle.width() * 0.27);
    }
    painter->restore();
}

void paintComboBox(QPainter *painter, const QStyleOptionComboBox &option, const Theme &theme, const QWidget *widget)
{
    ControlColors colors = fieldColors(option, theme, widget);
    const bool enabled = option.state.testFlag(QStyle::State_Enabled);
    if (!option.editable && enabled && option.state.testFlag(QStyle::State_MouseOver))
        colors.ground = theme.color(ColorRole::Hover);
    if (option.frame)
        paintPanel(painter, option.rect, colors, metrics::kControlRadius);
    const QRect arrow(option.rect.right() - metrics::kSmallIconSize - 8, option.rect.y(), metrics::kSmallIconSize,
                      option.rect.height());
    paintIcon(painter, arrow, QStringLiteral("chevron-down"),
              theme.color(enabled ? ColorRole::Text2 : ColorRole::Disabled), metrics::kSmallIconSize);
}

void paintSpinBox(QPainter *painter, const QStyleOptionSpinBox &option, const Theme &theme, const QWidget *widget,
                  const QRect &up, const QRect &down)
{
    if (option.frame)
        paintPanel(painter, option.rect, fieldColors(option, theme, widget), metrics::kControlRadius);
    const auto arrow = [&](const QRect &rect, QStyle::SubControl part, QAbstractSpinBox::StepEnabledFlag step,
                           const QString &name) {
        const bool possible = option.stepEnabled.testFlag(step) && option.state.testFlag(QStyle::State_Enabled);
        const bool active = possible && option.activeSubControls.testFlag(part)
            && option.state.testFlag(QStyle::State_MouseOver);
        if (active)
            paintPanel(painter, rect.adjusted(1, 1, -1, -1), {theme.color(ColorRole::Hover), {}, {}}, 3);
        paintIcon(painter, rect, name, theme.color(possible ? ColorRole::Text2 : ColorRole::Disabled), 12);
    };
    if (option.buttonSymbols == QAbstractSpinBox::NoButtons)
        return;
    arrow(up, QStyle::SC_SpinBoxUp, QAbstractSpinBox::StepUpEnabled, QStringLiteral("chevron-up"));
    arrow(down, QStyle::SC_SpinBoxDown, QAbstractSpinBox::StepDownEnabled, QStringLiteral("chevron-down"));
}

void paintSlider(QPainter *painter, const QStyleOptionSlider &option, const Theme &theme, const QRect &groove,
                 const QRect &handle)
{
    const bool enabled = option.state.testFlag(QStyle::State_Enabled);
    const bool horizontal = option.orientation == Qt::Horizontal;
    constexpr double kTrack = 4.0;
    QRectF track(groove);
    if (horizontal)
        track = QRectF(track.left(), track.center().y() - kTrack / 2, track.width(), kTrack);
    else
        track = QRectF(track.center().x() - kTrack / 2, track.top(), kTrack, track.height());
    QRectF filled = track;
    if (horizontal && option.upsideDown)
        filled.setLeft(handle.center().x());
    else if (horizontal)
        filled.setRight(handle.center().x());
    else if (option.upsideDown)
        filled.setTop(handle.center().y());
    else
        filled.setBottom(handle.center().y());
    const QColor ink = theme.color(enabled ? ColorRole::Action : ColorRole::Disabled);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(theme.color(ColorRole::Outline));
    painter->drawRoundedRect(track, kTrack / 2, kTrack / 2);
    painter->setBrush(ink);
    painter->drawRoundedRect(filled, kTrack / 2, kTrack / 2);
    const double radius = std::min(handle.width(), handle.height()) / 2.0 - 1.5;
    painter->setPen(QPen(ink, 2));
    painter->setBrush(theme.color(ColorRole::Surface));
    painter->drawEllipse(QRectF(handle).center(), radius, radius);
    painter->restore();
}

void paintProgressBar(QPainter *painter, const QStyleOptionProgressBar &option, const Theme &theme)
{
    constexpr double kHeight = 6.0;
    QRectF track(option.rect);
    track = QRectF(track.left(), track.center().y() - kHeight / 2, track.width(), kHeight);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(theme.color(ColorRole::Divider));
    painter->drawRoundedRect(track, kHeight / 2, kHeight / 2);
    const double range = static_cast<double>(option.maximum) - option.minimum;
    painter->setBrush(theme.color(ColorRole::Text2));
    if (range > 0) {
        const double share = std::clamp((option.progress - option.minimum) / range, 0.0, 1.0);
        if (share > 0) {
            track.setWidth(std::max(kHeight, track.width() * share));
            painter->drawRoundedRect(track, kHeight / 2, kHeight / 2);
        }
    } else {
        // Length not known: a hatched bar; it does not move, so that waiting costs nothing.
        painter->setBrush(QBrush(theme.color(ColorRole::Text2), Qt::BDiagPattern));
        painter->drawRoundedRect(track, kHeight / 2, kHeight / 2);
    }
    painter->restore();
}

} // namespace lineup::styleparts
