#include "backends/storage/jsonsettingsstore.h"

#include "backends/storage/quarantine.h"
#include "core/settings/settingscodec.h"

#include <QFileInfo>

namespace lineup {

namespace {

std::string joined(const std::vector<std::string> &parts)
{
    std::string text;
    for (const std::string &part : parts)
        text += (text.empty() ? "" : "; ") + part;
    return text;
}

Error storageError(std::string detail, std::string subject)
{
    return makeError(ErrorCode::Storage, std::move(detail), std::move(subject)).value;
}

} // namespace

JsonSettingsStore::JsonSettingsStore(ProfilePaths paths, const Clock &clock) : m_paths(std::move(paths)), m_clock(clock)
{
    removeLeftovers(m_paths.settingsFile());
}

Settings JsonSettingsStore::load()
{
    m_isLoaded = true;
    m_problem.reset();
    m_whyNotToSave.reset();
    m_unknown = nlohmann::json::object();
    const std::string file = m_paths.settingsFile();
    const QFileInfo info(QString::fromStdString(file));
    if (!info.exists() && !info.isSymLink())
        return {};
    const auto bytes = m_files.read(file);
    if (!bytes) {
        // It is there but cannot be read now: not the same as none, so it must not be written over.
        m_problem = bytes.error();
        m_whyNotToSave = storageError("not saved, because the file that is there could not be read: " + bytes.error().detail, file);
        return {};
    }
    return take(*bytes);
}

Settings JsonSettingsStore::take(const std::string &bytes)
{
    auto kept = readSettings(bytes);
    if (!kept) {
        moveAside(kept.error().detail);
        return {};
    }
    m_unknown = std::move(kept->unknown);
    if (kept->isNewer) {
        m_problem = makeError(ErrorCode::BadInput, joined(kept->problems), m_paths.settingsFile()).value;
        m_whyNotToSave = storageError("not saved, because the file was made by a newer Lineup", m_paths.settingsFile());
    } else if (!kept->problems.empty()) {
        moveAside(joined(kept->problems));
        // What was good must not live in memory only, or the next start would find nothing.
        if (!m_whyNotToSave)
            static_cast<void>(save(kept->settings));
    }
    return std::move(kept->settings);
}

void JsonSettingsStore::moveAside(const std::string &reason)
{
    const std::string file = m_paths.settingsFile();
    const auto place = moveToQuarantine(file, m_paths.quarantineFolder(), m_clock);
    if (place) {
        m_problem = makeError(ErrorCode::BadInput, reason, *place).value;
        return;
    }
    m_problem = makeError(ErrorCode::BadInput, reason, file).value;
    m_whyNotToSave = storageError("not saved, because the broken file that is there could not be moved: " + place.error().detail, file);
}

Result<void> JsonSettingsStore::save(const Settings &settings)
{
    // What is there must be known before it is replaced.
    if (!m_isLoaded)
        load();
    if (m_whyNotToSave)
        return Unexpected<Error>{*m_whyNotToSave};
    return m_files.write(m_paths.settingsFile(), writeSettings(settings, m_unknown));
}

} // namespace lineup
