#pragma once

#include "core/catalog/modelfacts.h"
#include "core/ports/chatbackend.h"

#include <QObject>
#include <QString>

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace lineup {

/// A place where models answer: the engine of this application, a provider, a server. A value.
struct ModelPlace {
    BackendRef ref;
    ProviderDescriptor provider; ///< an id alone when the registry does not know the kind
    std::string name;            ///< what the person calls it; "" = by its provider
    bool isLocal = false;        ///< on this computer or on a machine of the person's own
    bool operator==(const ModelPlace &) const = default;

    /// Whether the person has set it up; else it is what the lane itself says.
    bool isSetUp() const { return !ref.id.empty(); }
    /// What stands above its models; follows the language.
    QString title() const;
    /// "api.openai.com"; empty for the engine of this application.
    QString address() const;
};

/// A model at a place, with everything that is known of it.
struct PlacedModel {
    std::string id;
    ModelFacts facts;
    /// Name and id in lower case, for the search.
    QString searched;
    bool operator==(const PlacedModel &) const = default;
};

/// The lists of models of all places, asked for when somebody wants to see them and kept until somebody asks again. Main
/// thread.
class ModelDirectory : public QObject {
    Q_OBJECT
public:
    enum class State { NotAsked, Asking, Listed, Failed };
    struct Shelf {
        ModelPlace place;
        State state = State::NotAsked;
        std::vector<PlacedModel> models; ///< those in use first, then by name; kept while it is asked again
        std::optional<Error> error;      ///< with State::Failed
        unsigned asked = 0;              ///< counts questions, so that an old answer is known as such
    };

    /// `backends` outlives the directory.
    explicit ModelDirectory(BackendFactory &backends, QObject *parent = nullptr);

    BackendFactory &backends() const { return m_backends; }
    /// Every kind of backend there is, in the order in which they are shown.
    const std::vector<ProviderDescriptor> &providers() const { return m_providers; }
    /// The places that are offered everywhere, in their order.
    const std::vector<ModelPlace> &places() const { return m_places; }
    void setPlaces(std::vector<ModelPlace> places);
    /// The place that a lane means, whether it is offered or not.
    ModelPlace placeOf(const BackendRef &ref) const;

    /// What is known of the models there; never asked for by itself.
    const Shelf &shelf(const ModelPlace &place);
    /// Asks for the list unless it is there or under way. Ends in shelfChanged(), at the earliest when this has returned.
    void ask(const ModelPlace &place);
    /// Asks for it in any case, unless it is under way.
    void askAgain(const ModelPlace &place);
    /// What was listed by the backend that is set up by this id holds no longer: its settings or its key are others.
    void forget(const std::string &backendId);

Q_SIGNALS:
    void placesChanged();
    void shelfChanged(const lineup::BackendRef &ref);

private:
    Shelf &shelfFor(const ModelPlace &place);
    void take(const BackendRef &ref, unsigned asked, const Result<std::vector<ListedModel>> &listed);

    BackendFactory &m_backends;
    std::vector<ProviderDescriptor> m_providers;
    std::vector<ModelPlace> m_places;
    std::vector<std::unique_ptr<Shelf>> m_shelves;
};

} // namespace lineup
