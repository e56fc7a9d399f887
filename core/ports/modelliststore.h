#pragma once

#include "core/ports/chatbackend.h"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace lineup {

/// A list of models as a backend gave it.
struct KeptModelList {
    std::vector<ListedModel> models;
    std::chrono::system_clock::time_point askedAt{}; ///< whole seconds
    bool operator==(const KeptModelList &) const = default;
};

/// Lists of models, kept so that hundreds of them need not be asked for again and again. Nothing is lost with it. Main thread.
class ModelListStore {
public:
    virtual ~ModelListStore() = default;
    /// `place` names the backend that was asked: see modelListPlace(). Nothing when none is kept.
    virtual std::optional<KeptModelList> read(const std::string &place) = 0;
    /// Keeps `list` instead of the one before.
    virtual Result<void> write(const std::string &place, const KeptModelList &list) = 0;
};

/// "work", or "openai https://api.example/v1" for what is not set up.
inline std::string modelListPlace(const BackendRef &ref)
{
    return ref.id.empty() ? ref.kind + ' ' + ref.baseUrl : ref.id + ' ' + ref.baseUrl;
}

} // namespace lineup
