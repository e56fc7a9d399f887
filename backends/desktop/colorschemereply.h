#pragma once

#include <QString>
#include <QVariant>

#include <optional>

namespace lineup {

/// What the desktop wants, as the portal spells it.
/// Source: XDG desktop portal, org.freedesktop.portal.Settings, key color-scheme of org.freedesktop.appearance:
/// 0 no preference, 1 prefer dark, 2 prefer light; unknown values count as 0.
enum class ColorPreference { None, Dark, Light };

/// Reads a value as it came over the bus: a number in one variant (ReadOne, SettingChanged), or in two (Read, which wraps once
/// more). Nothing when it is no number.
std::optional<ColorPreference> colorPreferenceFrom(const QVariant &value);

/// True for the setting that this is about.
bool isColorSchemeSetting(const QString &nameSpace, const QString &key);

} // namespace lineup
