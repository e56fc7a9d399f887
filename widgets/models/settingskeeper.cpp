#include "widgets/models/settingskeeper.h"

namespace lineup {

namespace {
constexpr std::size_t kMaxRecent = 10;
}

SettingsKeeper::SettingsKeeper(SettingsStore &store, QObject *parent) : QObject(parent), m_store(store), m_values(store.load()) {}

Result<void> SettingsKeeper::change(const std::function<void(Settings &)> &edit)
{
    const Settings before = m_values;
    edit(m_values);
    if (m_values == before)
        return {};
    Result<void> saved = m_store.save(m_values);
    Q_EMIT changed(before);
    if (!saved)
        Q_EMIT saveFailed(saved.error());
    return saved;
}

void SettingsKeeper::addRecentFile(const std::string &path)
{
    // Not being able to remember a recent file is no reason to disturb a person who just opened it.
    static_cast<void>(change([&path](Settings &settings) {
        std::erase(settings.recentFiles, path);
        settings.recentFiles.insert(settings.recentFiles.begin(), path);
        if (settings.recentFiles.size() > kMaxRecent)
            settings.recentFiles.resize(kMaxRecent);
    }));
}

} // namespace lineup
