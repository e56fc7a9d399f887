#include "widgets/models/backendplaces.h"

#include "widgets/models/modelwords.h"

#include <algorithm>

namespace lineup {

namespace {

constexpr auto kLocalKind = "local";

ModelPlace placeOf(const ConfiguredBackend &backend, const std::vector<ProviderDescriptor> &providers)
{
    ModelPlace place;
    place.ref.kind = backend.kind;
    place.ref.id = backend.id;
    place.name = backend.name.empty() ? backend.id : backend.name;
    const auto provider = std::ranges::find(providers, backend.kind, &ProviderDescriptor::id);
    if (provider != providers.end())
        place.provider = *provider;
    else
        place.provider.id = backend.kind;
    // Where it answers is the address that was set up, not the provider's.
    if (!backend.baseUrl.empty())
        place.provider.defaultBaseUrl = backend.baseUrl;
    place.isLocal = place.provider.isSelfHosted || modelwords::isLoopback(backend.baseUrl);
    return place;
}

} // namespace

BackendPlaces::BackendPlaces(BackendStore &store, ModelDirectory &models, QObject *parent) : QObject(parent), m_store(store), m_models(models)
{
    connect(&m_store, &BackendStore::changed, this, &BackendPlaces::refresh);
    refresh();
}

void BackendPlaces::refresh()
{
    const std::vector<ConfiguredBackend> backends = m_store.backends();
    for (const ConfiguredBackend &before : m_before) {
        if (std::ranges::find(backends, before) == backends.end())
            m_models.forget(before.id);
    }
    m_before = backends;
    std::vector<ModelPlace> places;
    BackendRef local;
    local.kind = kLocalKind;
    places.push_back(m_models.placeOf(local));
    for (const ConfiguredBackend &backend : backends) {
        if (backend.isEnabled)
            places.push_back(placeOf(backend, m_models.providers()));
    }
    for (const ProviderDescriptor &provider : m_models.providers()) {
        const bool isSetUp = std::ranges::find(backends, provider.id, &ConfiguredBackend::kind) != backends.end();
        // Without an address of its own the variable alone says too little.
        BackendRef ref;
        ref.kind = provider.id;
        if (isSetUp || !provider.needsKey || provider.defaultBaseUrl.empty() || !m_models.backends().keyVariable(ref))
            continue;
        places.push_back(m_models.placeOf(ref));
    }
    m_models.setPlaces(std::move(places));
}

} // namespace lineup
