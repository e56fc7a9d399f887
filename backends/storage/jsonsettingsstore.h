#pragma once

#include "backends/storage/profilepaths.h"
#include "backends/storage/savefilestore.h"
#include "core/base/clock.h"
#include "core/ports/stores.h"

#include <nlohmann/json.hpp>

#include <optional>

namespace lineup {

/// settings.json of a profile: only what differs from the defaults, and the members that this version does not know.
///
/// Nothing is reset in silence. A file that cannot be read as settings is moved to the quarantine and problem() says where it
/// lies; of a file with some bad members the others are kept. A file that may not be replaced (made by a newer Lineup, or
/// unreadable but still in its place) is left alone: save() then fails and says why.
class JsonSettingsStore final : public SettingsStore {
public:
    /// `clock` must live longer.
    JsonSettingsStore(ProfilePaths paths, const Clock &clock);

    Settings load() override;
    Result<void> save(const Settings &settings) override;
    std::optional<Error> problem() const override { return m_problem; }

private:
    Settings take(const std::string &bytes);
    void moveAside(const std::string &reason);

    ProfilePaths m_paths;
    const Clock &m_clock;
    SaveFileStore m_files{SaveFileStore::Privacy::Private};
    nlohmann::json m_unknown = nlohmann::json::object();
    std::optional<Error> m_problem;
    std::optional<Error> m_whyNotToSave;
    bool m_isLoaded = false;
};

} // namespace lineup
