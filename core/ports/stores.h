#pragma once

#include "core/base/error.h"
#include "core/settings/settings.h"

#include <optional>
#include <string>

namespace lineup {

/// Where settings are kept. Main thread.
class SettingsStore {
public:
    virtual ~SettingsStore() = default;
    /// The kept settings, or defaults. A broken file is moved aside and named in `problem()`.
    virtual Settings load() = 0;
    virtual Result<void> save(const Settings &settings) = 0;
    /// What was wrong with the kept settings at the last load(); nothing when they were fine.
    virtual std::optional<Error> problem() const = 0;
};

/// Whole files as bytes. Writing is atomic: the old file stays whole until the new one is.
class FileStore {
public:
    virtual ~FileStore() = default;
    /// Storage errors name the file in `subject`. 256 MiB at most, else TooLarge.
    virtual Result<std::string> read(const std::string &path) = 0;
    virtual Result<void> write(const std::string &path, const std::string &bytes) = 0;
};

} // namespace lineup
