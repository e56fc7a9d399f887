#pragma once

#include <QString>

class QAbstractButton;
class QCheckBox;
class QTabBar;
class QWidget;

namespace lineup {

/// Look of a push or tool button. Kept as a dynamic property and read by LineupStyle; set it before or after showing.
enum class ButtonRole {
    Secondary, ///< surface with an outline; what a button has when nothing is set (tool buttons: Flat)
    Primary,   ///< action ground; at most one in a region
    Flat,      ///< no border, a ground when hovered
    Danger,    ///< like Secondary, in the error colour: removes something
    Chip,      ///< small parameter chip on a well ground
    Segment,   ///< one of several joined toggles, see setSegmentPosition()
};

/// Place of a Segment in its row: only the outer corners are round, inner borders are shared.
enum class SegmentPosition { Only, First, Middle, Last };

/// Height of a button, field or combo box: 32, 28, 24 or 20 px (more where the font needs it).
enum class ControlSize { Normal, Small, Compact, Chip };

/// Whether the content of a field is acceptable; Wrong draws a 2 px border in the error colour. The reason stands in
/// words beside the field.
enum class FieldState { Plain, Wrong };

/// Look of a tab bar: a 2 px line under the current tab, or tabs like cards for documents.
enum class TabLook { Underline, Card };

/// How keyboard focus is shown: a ring outside the widget (above its siblings), a ring just inside its border (for large
/// areas without room around them), a ring inside the border of the scroll area it is in (for what is taller than the
/// view), or not by the style, because the widget paints it itself.
enum class FocusRingMode { Outside, Inside, Area, None };

void setButtonRole(QAbstractButton *button, ButtonRole role);
ButtonRole buttonRole(const QWidget *button);

void setSegmentPosition(QAbstractButton *button, SegmentPosition position);
SegmentPosition segmentPosition(const QWidget *button);

void setControlSize(QWidget *widget, ControlSize size);
ControlSize controlSize(const QWidget *widget);
/// Pixels of a size at 100 %.
int controlHeight(ControlSize size);

void setFieldState(QWidget *field, FieldState state);
FieldState fieldState(const QWidget *field);

void setTabLook(QTabBar *bar, TabLook look);
TabLook tabLook(const QWidget *bar);

void setFocusRingMode(QWidget *widget, FocusRingMode mode);
FocusRingMode focusRingMode(const QWidget *widget);

/// Paints the box as a switch (36×20) instead of a check mark.
void setSwitchLook(QCheckBox *box, bool on = true);
bool hasSwitchLook(const QWidget *box);

/// Icon and text of a push button start at its left edge instead of standing in the middle (lists of things to do).
void setLeftAligned(QAbstractButton *button, bool on = true);
bool isLeftAligned(const QWidget *button);

/// Key names painted as a key cap at the end of a push button ("Esc"); empty removes it. It is an ornament: the shortcut
/// itself is set elsewhere.
void setKeyHint(QAbstractButton *button, const QString &keys);
QString keyHint(const QWidget *button);

} // namespace lineup
