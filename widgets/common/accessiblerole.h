#pragma once

#include <QAccessible>

class QWidget;

namespace lineup {

/// What a screen reader calls a widget that paints itself: Qt knows only its own classes. For plain QWidget and QFrame
/// children (a button keeps its own role). Name and description stay QWidget's.
void setAccessibleRole(QWidget *widget, QAccessible::Role role);

} // namespace lineup
