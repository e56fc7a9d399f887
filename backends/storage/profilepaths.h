#pragma once

#include "core/base/error.h"

#include <string>

namespace lineup {

/// Where one profile keeps its things. Absolute paths; nothing is created by making this value.
struct ProfilePaths {
    std::string configFolder; ///< settings, backends
    std::string dataFolder;   ///< engine, draft, what was moved aside

    std::string settingsFile() const { return configFolder + "/settings.json"; }
    std::string backendsFile() const { return configFolder + "/backends.json"; }
    std::string draftFile() const { return dataFolder + "/draft.lineup"; }
    std::string modelListsFile() const { return dataFolder + "/models.json"; }
    std::string engineFolder() const { return dataFolder + "/engine"; }
    std::string quarantineFolder() const { return dataFolder + "/quarantine"; }

    bool operator==(const ProfilePaths &) const = default;
};

/// The person's own profile: "lineup" below $XDG_CONFIG_HOME and $XDG_DATA_HOME, or their defaults
/// (QStandardPaths::GenericConfigLocation and GenericDataLocation), whatever the program calls itself.
ProfilePaths defaultProfilePaths();

/// The profile of `--profile DIR`: everything below DIR, nothing beside it. A relative path counts from the present folder.
ProfilePaths profilePathsBelow(const std::string &folder);

/// Creates `folder` and the missing ones above it, for the owner alone (0700); those that are there stay as they are.
Result<void> ensurePrivateFolder(const std::string &folder);

} // namespace lineup
