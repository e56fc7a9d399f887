#pragma once

#include "widgets/theme/controlroles.h"
#include "widgets/theme/theme.h"

#include <QPainterPath>
#include <QRectF>

class QPainter;
class QStyle;
class QStyleOption;
class QStyleOptionButton;
class QStyleOptionComboBox;
class QStyleOptionHeader;
class QStyleOptionMenuItem;
class QStyleOptionProgressBar;
class QStyleOptionSlider;
class QStyleOptionSpinBox;
class QStyleOptionTab;
class QWidget;

/// The painting of LineupStyle, one function a control; nothing here keeps state.
namespace lineup::styleparts {

/// Colours of a control in one state; an invalid colour means "not painted".
struct ControlColors {
    QColor ground;
    QColor border;
    QColor text;
};

/// Colours of a button with `role` in the state of `option`.
ControlColors buttonColors(ButtonRole role, const QStyleOption &option, const Theme &theme);

/// Rectangle with round corners where the sides say so; `rect` is inset by half a pixel for a crisp 1 px border.
QPainterPath roundedPath(const QRectF &rect, double radius, SegmentPosition position = SegmentPosition::Only);

/// Ground and 1 px border (or `borderWidth`) of a control.
void paintPanel(QPainter *painter, const QRect &rect, const ControlColors &colors, double radius,
                SegmentPosition position = SegmentPosition::Only, double borderWidth = 1.0);

void paintButtonPanel(QPainter *painter, const QStyleOption &option, const Theme &theme, const QWidget *widget);
void paintPushButtonLabel(QPainter *painter, const QStyleOptionButton &option, const Theme &theme,
                          const QWidget *widget);
/// Extra width that the key cap of a button takes, 0 without one.
int keyHintWidth(const QWidget *widget, const Theme &theme);

/// A field of several lines looks like one of one line.
bool isTextField(const QWidget *widget);
void paintField(QPainter *painter, const QStyleOption &option, const Theme &theme, const QWidget *widget);
void paintCheckIndicator(QPainter *painter, const QStyleOption &option, const Theme &theme, const QWidget *widget);
void paintRadioIndicator(QPainter *painter, const QStyleOption &option, const Theme &theme);
void paintComboBox(QPainter *painter, const QStyleOptionComboBox &option, const Theme &theme, const QWidget *widget);
void paintSpinBox(QPainter *painter, const QStyleOptionSpinBox &option, const Theme &theme, const QWidget *widget,
                  const QRect &up, const QRect &down);
void paintSlider(QPainter *painter, const QStyleOptionSlider &option, const Theme &theme, const QRect &groove,
                 const QRect &handle);
void paintProgressBar(QPainter *painter, const QStyleOptionProgressBar &option, const Theme &theme);

void paintScrollBar(QPainter *painter, const QStyleOptionSlider &option, const Theme &theme, const QRect &thumb);
void paintTabShape(QPainter *painter, const QStyleOptionTab &option, const Theme &theme, const QWidget *widget);
void paintTabLabel(QPainter *painter, const QStyleOptionTab &option, const Theme &theme, const QRect &textRect,
                   const QRect &iconRect);
void paintHeaderSection(QPainter *painter, const QStyleOptionHeader &option, const Theme &theme);

void paintMenuItem(QPainter *painter, const QStyleOptionMenuItem &option, const Theme &theme);
void paintMenuBarItem(QPainter *painter, const QStyleOptionMenuItem &option, const Theme &theme);
/// Size of a menu row, separator or bar item for the given text size.
QSize menuItemSize(const QStyleOptionMenuItem &option, const QSize &contents);

} // namespace lineup::styleparts
