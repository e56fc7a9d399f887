#pragma once

#include "backends/storage/profilepaths.h"
#include "backends/storage/savefilestore.h"
#include "core/ports/modelliststore.h"

namespace lineup {

/// models.json of a profile. A file that cannot be read counts as none: all of it can be asked for again.
class JsonModelListStore final : public ModelListStore {
public:
    explicit JsonModelListStore(ProfilePaths paths) : m_paths(std::move(paths)) {}

    std::optional<KeptModelList> read(const std::string &place) override;
    Result<void> write(const std::string &place, const KeptModelList &list) override;

private:
    /// Lists are small and few; the oldest go when there are more.
    static constexpr std::size_t kMostLists = 64;

    ProfilePaths m_paths;
    SaveFileStore m_files{SaveFileStore::Privacy::Private};
};

} // namespace lineup
