#pragma once

#include "core/ports/stores.h"
#include "core/settings/settings.h"

#include <QObject>

#include <functional>

namespace lineup {

/// The settings of this profile while the program runs: one copy that everybody reads, and one way to change it, which
/// writes at once and tells. Main thread.
class SettingsKeeper : public QObject {
    Q_OBJECT
public:
    /// Loads from `store`, which outlives this.
    explicit SettingsKeeper(SettingsStore &store, QObject *parent = nullptr);

    const Settings &values() const { return m_values; }
    /// Applies `edit` and saves when something changed. The change holds for this run even when saving failed.
    Result<void> change(const std::function<void(Settings &)> &edit);
    /// What was wrong with the kept settings at the start.
    std::optional<Error> problem() const { return m_store.problem(); }
    /// Puts `path` first in the recent files; 10 at most.
    void addRecentFile(const std::string &path);

Q_SIGNALS:
    void changed(const lineup::Settings &before);
    void saveFailed(const lineup::Error &error);

private:
    SettingsStore &m_store;
    Settings m_values;
};

} // namespace lineup
