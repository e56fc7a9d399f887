#include "widgets/theme/controlroles.h"

#include <QAbstractButton>
#include <QCheckBox>
#include <QCoreApplication>
#include <QEvent>
#include <QTabBar>
#include <QToolButton>
#include <QVariant>
#include <QWidget>

namespace lineup {

namespace {

constexpr const char *kButtonRole = "lineupButtonRole";
constexpr const char *kSegment = "lineupSegment";
constexpr const char *kControlSize = "lineupControlSize";
constexpr const char *kFieldState = "lineupFieldState";
constexpr const char *kTabLook = "lineupTabLook";
constexpr const char *kFocusRing = "lineupFocusRing";
constexpr const char *kSwitch = "lineupSwitch";
constexpr const char *kLeftAligned = "lineupLeftAligned";
constexpr const char *kKeyHint = "lineupKeyHint";

void keep(QWidget *widget, const char *name, const QVariant &value)
{
    if (widget->property(name) == value)
        return;
    widget->setProperty(name, value);
    // Buttons remember their size hint until they hear of a change.
    QEvent change(QEvent::StyleChange);
    QCoreApplication::sendEvent(widget, &change);
    widget->updateGeometry();
    widget->update();
}

template<typename Value>
void store(QWidget *widget, const char *name, Value value)
{
    keep(widget, name, static_cast<int>(value));
}

template<typename Value>
Value stored(const QWidget *widget, const char *name, Value fallback)
{
    if (!widget)
        return fallback;
    const QVariant value = widget->property(name);
    return value.isValid() ? static_cast<Value>(value.toInt()) : fallback;
}

} // namespace

void setButtonRole(QAbstractButton *button, ButtonRole role)
{
    store(button, kButtonRole, role);
}

ButtonRole buttonRole(const QWidget *button)
{
    const bool tool = qobject_cast<const QToolButton *>(button) != nullptr;
    return stored(button, kButtonRole, tool ? ButtonRole::Flat : ButtonRole::Secondary);
}

void setSegmentPosition(QAbstractButton *button, SegmentPosition position)
{
    store(button, kSegment, position);
}

SegmentPosition segmentPosition(const QWidget *button)
{
    return stored(button, kSegment, SegmentPosition::Only);
}

void setControlSize(QWidget *widget, ControlSize size)
{
    store(widget, kControlSize, size);
}

ControlSize controlSize(const QWidget *widget)
{
    return stored(widget, kControlSize, ControlSize::Normal);
}

int controlHeight(ControlSize size)
{
    switch (size) {
    case ControlSize::Normal:
        return 32;
    case ControlSize::Small:
        return 28;
    case ControlSize::Compact:
        return 24;
    case ControlSize::Chip:
        return 20;
    }
    return 32;
}

void setFieldState(QWidget *field, FieldState state)
{
    store(field, kFieldState, state);
}

FieldState fieldState(const QWidget *field)
{
    return stored(field, kFieldState, FieldState::Plain);
}

void setTabLook(QTabBar *bar, TabLook look)
{
    store(bar, kTabLook, look);
}

TabLook tabLook(const QWidget *bar)
{
    return stored(bar, kTabLook, TabLook::Underline);
}

void setFocusRingMode(QWidget *widget, FocusRingMode mode)
{
    store(widget, kFocusRing, mode);
}

FocusRingMode focusRingMode(const QWidget *widget)
{
    return stored(widget, kFocusRing, FocusRingMode::Outside);
}

void setSwitchLook(QCheckBox *box, bool on)
{
    store(box, kSwitch, on);
}

bool hasSwitchLook(const QWidget *box)
{
    return stored(box, kSwitch, 0) != 0;
}

void setLeftAligned(QAbstractButton *button, bool on)
{
    store(button, kLeftAligned, on);
}

bool isLeftAligned(const QWidget *button)
{
    return stored(button, kLeftAligned, 0) != 0;
}

void setKeyHint(QAbstractButton *button, const QString &keys)
{
    keep(button, kKeyHint, keys);
}

QString keyHint(const QWidget *button)
{
    return button ? button->property(kKeyHint).toString() : QString();
}

} // namespace lineup
