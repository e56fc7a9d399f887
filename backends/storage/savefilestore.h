#pragma once

#include "core/ports/stores.h"

#include <chrono>
#include <cstdint>
#include <string>

namespace lineup {

/// Files on disk, written through QSaveFile: into a temporary file beside the target, synced, then renamed over it, and the
/// folder synced. A symbolic link is followed and stays. Nothing but the temporary file is ever written in place, so that a
/// read-only folder fails although the file in it might be writable. Functions may be called on any thread.
class SaveFileStore final : public FileStore {
public:
    /// Who may read what is written.
    enum class Privacy {
        Chosen,  ///< a file the person chose: the mode of the file that was there, or the umask's
        Private, ///< a file of the profile: 0600, missing folders are created with 0700
    };
    static constexpr std::int64_t kMaxBytes = std::int64_t{256} * 1024 * 1024;

    explicit SaveFileStore(Privacy privacy = Privacy::Chosen) : m_privacy(privacy) {}

    /// Only of regular files: a pipe or a device could block, or never end.
    Result<std::string> read(const std::string &path) override;
    Result<void> write(const std::string &path, const std::string &bytes) override;

private:
    Privacy m_privacy;
};

/// Removes the temporary files (`path`.XXXXXX) that a killed program left beside `path`, if they are older than `age`: a younger
/// one may be in the making. Returns how many.
int removeLeftovers(const std::string &path, std::chrono::seconds age = std::chrono::hours(1));

} // namespace lineup
