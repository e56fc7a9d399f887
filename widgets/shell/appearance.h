#pragma once

#include "core/ports/desktop.h"
#include "widgets/models/settingskeeper.h"
#include "widgets/theme/theme.h"

#include <QObject>

class QApplication;

namespace lineup {

/// Keeps the look of the application as the settings and the desktop say: light or dark, chosen or following, live.
class Appearance : public QObject {
    Q_OBJECT
public:
    /// Applies the look at once. All references outlive this.
    Appearance(QApplication &application, SettingsKeeper &settings, SystemColorScheme &system, QObject *parent = nullptr);

    /// Whether the window is dark now.
    bool isDark() const;

private:
    void apply();

    QApplication &m_application;
    SettingsKeeper &m_settings;
    SystemColorScheme &m_system;
    int m_ownFlashTime; ///< of the caret, ms, as the desktop has it
};

} // namespace lineup
