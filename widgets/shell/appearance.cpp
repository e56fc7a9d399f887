#include "widgets/shell/appearance.h"

#include "widgets/theme/lineupstyle.h"

#include <QApplication>

namespace lineup {

Appearance::Appearance(QApplication &application, SettingsKeeper &settings, SystemColorScheme &system, QObject *parent)
    : QObject(parent), m_application(application), m_settings(settings), m_system(system), m_ownFlashTime(QApplication::cursorFlashTime())
{
    connect(&system, &SystemColorScheme::changed, this, &Appearance::apply);
    connect(&settings, &SettingsKeeper::changed, this, [this](const Settings &before) {
        const Settings &now = m_settings.values();
        if (now.colorScheme != before.colorScheme || now.reducedMotion != before.reducedMotion)
            apply();
    });
    apply();
}

bool Appearance::isDark() const
{
    const ColorScheme scheme = m_settings.values().colorScheme;
    return scheme == ColorScheme::Dark || (scheme == ColorScheme::System && m_system.prefersDark());
}

void Appearance::apply()
{
    QApplication::setCursorFlashTime(m_settings.values().reducedMotion ? 0 : m_ownFlashTime);
    applyTheme(m_application, isDark() ? Theme::dark() : Theme::light());
}

} // namespace lineup
