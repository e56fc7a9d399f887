#pragma once

#include "core/ports/localengine.h"
#include "widgets/models/settingskeeper.h"

#include <QObject>

namespace lineup {

class Workspace;

/// Sends the built-in example once by itself: when the local engine is ready for the first time ever and the example is
/// what is open. That it was done is on the disk before anything is sent; when it cannot be kept, nothing is sent.
class FirstRun : public QObject {
    Q_OBJECT
public:
    /// Looks at once. References outlive this.
    FirstRun(Workspace &workspace, SettingsKeeper &settings, LocalEngine &engine, QObject *parent = nullptr);

private:
    void look();

    Workspace &m_workspace;
    SettingsKeeper &m_settings;
    LocalEngine &m_engine;
};

} // namespace lineup
