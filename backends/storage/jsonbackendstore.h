#pragma once

#include "backends/storage/profilepaths.h"
#include "backends/storage/savefilestore.h"
#include "core/base/clock.h"
#include "core/ports/backendstore.h"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <optional>
#include <vector>

namespace lineup {

/// backends.json of a profile: what the person has set up, and the members that this version does not know. No key is ever in it.
///
/// Nothing is reset in silence. A file that cannot be read as backends is moved to the quarantine and problem() says where it
/// lies; of a file with some bad records it is a copy that goes there, and the good ones are kept. A file that may not be
/// replaced (made by a newer Lineup, or unreadable but still in its place) is left alone: put() and remove() then fail and say
/// why.
class JsonBackendStore final : public BackendStore {
    Q_OBJECT
public:
    /// `clock` must live longer.
    JsonBackendStore(ProfilePaths paths, const Clock &clock, QObject *parent = nullptr);

    std::vector<ConfiguredBackend> backends() override;
    Result<void> put(const ConfiguredBackend &backend) override;
    Result<void> remove(const std::string &id) override;
    std::optional<Error> problem() const override { return m_problem; }

private:
    /// What tells one state of the file from another.
    struct Stamp {
        bool exists = false;
        std::uint64_t inode = 0; ///< each write makes a new file
        std::int64_t size = 0;
        std::int64_t modified = 0; ///< ns
        bool operator==(const Stamp &) const = default;
    };
    Stamp stampOfFile() const;
    void refresh();
    void take(const std::string &bytes);
    void moveAside(const std::string &reason);
    Result<void> save(std::vector<ConfiguredBackend> backends);

    ProfilePaths m_paths;
    const Clock &m_clock;
    SaveFileStore m_files{SaveFileStore::Privacy::Private};
    std::optional<Stamp> m_stamp; ///< of the file as it was read; not set = not read yet
    std::vector<ConfiguredBackend> m_backends;
    nlohmann::json m_unknown = nlohmann::json::object();
    std::optional<Error> m_problem;
    std::optional<Error> m_whyNotToSave;
};

} // namespace lineup
