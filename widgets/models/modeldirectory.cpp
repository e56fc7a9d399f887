#include "widgets/models/modeldirectory.h"

#include "widgets/models/modelwords.h"

#include <QFuture>
#include <QMetaObject>

#include <algorithm>

namespace lineup {

namespace {

/// Those in use first, then by name.
bool comesBefore(const PlacedModel &left, const PlacedModel &right)
{
    if (left.facts.status != right.facts.status)
        return left.facts.status < right.facts.status;
    return left.searched < right.searched;
}

} // namespace

QString ModelPlace::title() const
{
    return name.empty() ? modelwords::providerName(provider) : QString::fromStdString(name);
}

QString ModelPlace::address() const
{
    return modelwords::hostOf(ref.baseUrl.empty() ? provider.defaultBaseUrl : ref.baseUrl);
}

ModelDirectory::ModelDirectory(BackendFactory &backends, QObject *parent) : QObject(parent), m_backends(backends), m_providers(backends.providers()) {}

void ModelDirectory::setPlaces(std::vector<ModelPlace> places)
{
    if (places == m_places)
        return;
    m_places = std::move(places);
    Q_EMIT placesChanged();
}

ModelPlace ModelDirectory::placeOf(const BackendRef &ref) const
{
    const auto offered = std::ranges::find_if(m_places, [&ref](const ModelPlace &each) {
        return each.ref == ref || (each.isSetUp() && each.ref.id == ref.id);
    });
    ModelPlace place;
    if (offered != m_places.end()) {
        place = *offered;
        place.ref = ref; // with what the lane lays over it
        return place;
    }
    place.ref = ref;
    place.name = ref.id; // it was set up once, or on another computer
    const auto provider = std::ranges::find(m_providers, ref.kind, &ProviderDescriptor::id);
    if (provider != m_providers.end())
        place.provider = *provider;
    else
        place.provider.id = ref.kind;
    place.isLocal = place.provider.isSelfHosted || modelwords::isLoopback(ref.baseUrl);
    return place;
}

ModelDirectory::Shelf &ModelDirectory::shelfFor(const ModelPlace &place)
{
    const auto found = std::ranges::find_if(m_shelves, [&place](const auto &each) { return each->place.ref == place.ref; });
    if (found != m_shelves.end()) {
        (*found)->place = place;
        return **found;
    }
    m_shelves.push_back(std::make_unique<Shelf>());
    m_shelves.back()->place = place;
    return *m_shelves.back();
}

const ModelDirectory::Shelf &ModelDirectory::shelf(const ModelPlace &place)
{
    return shelfFor(place);
}

void ModelDirectory::ask(const ModelPlace &place)
{
    const State state = shelfFor(place).state;
    if (state == State::NotAsked)
        askAgain(place);
}

void ModelDirectory::askAgain(const ModelPlace &place)
{
    Shelf &shelf = shelfFor(place);
    if (shelf.state == State::Asking)
        return;
    shelf.state = State::Asking;
    shelf.error.reset();
    const unsigned asked = ++shelf.asked;
    Q_EMIT shelfChanged(place.ref);
    const Result<std::shared_ptr<ChatBackend>> backend = m_backends.backendFor(place.ref);
    if (!backend) {
        // Not from within this call: who asks is not ready for the answer yet.
        QMetaObject::invokeMethod(this, [this, ref = place.ref, asked, error = backend.error()] { take(ref, asked, Unexpected{error}); }, Qt::QueuedConnection);
        return;
    }
    // The backend lives as long as its answer is awaited.
    (*backend)->listModels().then(this, [this, ref = place.ref, asked, held = *backend](const Result<std::vector<ListedModel>> &listed) { take(ref, asked, listed); });
}

void ModelDirectory::forget(const std::string &backendId)
{
    for (const auto &shelf : m_shelves) {
        if (shelf->place.ref.id != backendId)
            continue;
        shelf->state = State::NotAsked;
        shelf->models.clear();
        shelf->error.reset();
        ++shelf->asked;
        Q_EMIT shelfChanged(shelf->place.ref);
    }
}

void ModelDirectory::take(const BackendRef &ref, unsigned asked, const Result<std::vector<ListedModel>> &listed)
{
    const auto found = std::ranges::find_if(m_shelves, [&ref](const auto &each) { return each->place.ref == ref; });
    if (found == m_shelves.end() || (*found)->asked != asked)
        return;
    Shelf &shelf = **found;
    if (!listed) {
        shelf.state = State::Failed;
        shelf.error = listed.error();
        Q_EMIT shelfChanged(ref);
        return;
    }
    shelf.state = State::Listed;
    shelf.models.clear();
    for (const ListedModel &each : *listed) {
        PlacedModel model{each.id, m_backends.modelFacts(ref, each.id, &each), {}};
        const QString id = QString::fromStdString(each.id);
        const QString text = QString::fromStdString(model.facts.displayName) + QLatin1Char('\n') + id;
        model.searched = text.toCaseFolded();
        shelf.models.push_back(std::move(model));
    }
    std::ranges::stable_sort(shelf.models, comesBefore);
    Q_EMIT shelfChanged(ref);
}

} // namespace lineup
