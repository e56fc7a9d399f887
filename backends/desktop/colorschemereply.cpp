#include "backends/desktop/colorschemereply.h"

#include <QDBusVariant>

namespace lineup {

std::optional<ColorPreference> colorPreferenceFrom(const QVariant &value)
{
    QVariant inner = value;
    // Twice is what the portal does; the bound keeps a strange reply from being followed for ever.
    for (int i = 0; i < 4 && inner.metaType() == QMetaType::fromType<QDBusVariant>(); ++i)
        inner = inner.value<QDBusVariant>().variant();
    if (inner.typeId() != QMetaType::UInt && inner.typeId() != QMetaType::Int)
        return std::nullopt;
    switch (inner.toUInt()) {
    case 1: return ColorPreference::Dark;
    case 2: return ColorPreference::Light;
    default: return ColorPreference::None;
    }
}

bool isColorSchemeSetting(const QString &nameSpace, const QString &key)
{
    return nameSpace == QLatin1StringView("org.freedesktop.appearance") && key == QLatin1StringView("color-scheme");
}

} // namespace lineup
