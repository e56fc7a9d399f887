#include "backends/registry/registrybackendfactory.h"

#include "backends/catalog/builtincatalog.h"
#include "core/cli/nearestname.h"
#include "core/net/headers.h"

#include <algorithm>
#include <cstdlib>

namespace lineup {

namespace {

/// Backends that are kept for the next lane with the same settings.
constexpr std::size_t kMostKept = 64;

bool isControl(char c)
{
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
}

Unexpected<Error> unknownKind(const std::string &kind, const std::vector<ProviderDescriptor> &known)
{
    std::vector<std::string_view> names;
    std::string all;
    for (const ProviderDescriptor &each : known) {
        names.push_back(each.id);
        all += (all.empty() ? "" : ", ") + each.id;
    }
    const auto meant = nearestName(kind, names);
    return makeError(ErrorCode::BadInput,
                     meant ? "there is no such kind of backend (did you mean \"" + std::string(*meant) + "\"?)"
                           : "there is no such kind of backend; there are: " + all,
                     kind);
}

} // namespace

RegistryBackendFactory::RegistryBackendFactory(std::vector<Provider> providers, ProviderTools tools)
    : m_providers(std::move(providers)), m_tools(std::move(tools))
{
}

ProviderTools::Environment RegistryBackendFactory::systemEnvironment()
{
    return [](const std::string &name) -> std::optional<std::string> {
        const char *value = std::getenv(name.c_str());
        return value ? std::optional<std::string>(value) : std::nullopt;
    };
}

std::vector<ProviderDescriptor> RegistryBackendFactory::providers() const
{
    std::vector<ProviderDescriptor> all;
    for (const Provider &provider : m_providers)
        all.push_back(provider.descriptor);
    return all;
}

std::optional<PriceRule> RegistryBackendFactory::listPrice(const BackendRef &ref, const std::string &model) const
{
    const Catalog &catalog = builtInCatalog();
    const ModelCard *card = catalog.find(ref.kind, model);
    return card ? Catalog::priceAt(*card, ref.kind) : std::nullopt;
}

Result<std::shared_ptr<ChatBackend>> RegistryBackendFactory::backendFor(const BackendRef &ref)
{
    const auto provider = std::ranges::find(m_providers, ref.kind, [](const Provider &each) { return each.descriptor.id; });
    if (provider == m_providers.end())
        return unknownKind(ref.kind, providers());
    auto config = configFor(ref, provider->descriptor);
    if (!config)
        return Unexpected{config.error()};
    const auto made = std::ranges::find_if(m_made, [&](const Made &each) {
        return each.ref == ref && each.key == config->key && each.baseUrl == config->baseUrl && each.options == config->options;
    });
    if (made != m_made.end())
        return made->backend;
    auto backend = provider->make(*config, m_tools);
    if (!backend)
        return backend;
    if (m_made.size() >= kMostKept)
        m_made.erase(m_made.begin());
    m_made.push_back({ref, config->key, config->baseUrl, config->options, *backend});
    return backend;
}

Result<ProviderConfig> RegistryBackendFactory::configFor(const BackendRef &ref, const ProviderDescriptor &provider) const
{
    auto key = keyFor(ref, provider);
    if (!key)
        return Unexpected{key.error()};
    ProviderConfig config;
    config.key = *std::move(key);
    config.baseUrl = !ref.baseUrl.empty() ? ref.baseUrl : firstSet(provider.baseUrlVariables).value_or(provider.defaultBaseUrl);
    for (const auto &[id, value] : ref.options) {
        if (std::ranges::find(provider.options, id, &ProviderOption::id) == provider.options.end())
            return makeError(ErrorCode::BadInput, provider.name + " has no such setting", id);
    }
    for (const ProviderOption &option : provider.options) {
        const auto given = ref.options.find(option.id);
        const std::string value = given != ref.options.end() ? given->second : firstSet(option.variables).value_or(option.defaultValue);
        if (!value.empty())
            config.options.emplace(option.id, value);
    }
    return config;
}

/// Empty is unset: that is how a variable is taken away in many set-ups.
std::optional<std::string> RegistryBackendFactory::firstSet(const std::vector<std::string> &variables) const
{
    for (const std::string &name : variables) {
        const std::string value = m_tools.environment(name).value_or("");
        if (const std::string_view text = trimmed(value); !text.empty())
            return std::string(text);
    }
    return std::nullopt;
}

Result<Secret> RegistryBackendFactory::keyFor(const BackendRef &ref, const ProviderDescriptor &provider) const
{
    const std::vector<std::string> named = ref.keyEnv.empty() ? provider.keyVariables : std::vector{ref.keyEnv};
    const auto key = firstSet(named);
    if (!key && !ref.keyEnv.empty())
        return makeError(ErrorCode::KeyMissing, "the variable is not set or empty", ref.keyEnv);
    if (!key && provider.needsKey)
        return makeError(ErrorCode::KeyMissing, "the variable is not set or empty", named.empty() ? provider.name : named.front());
    if (!key)
        return Secret();
    if (std::ranges::any_of(*key, isControl))
        return makeError(ErrorCode::BadInput, "its value holds control characters, which no key has", named.front());
    return Secret(*key);
}

} // namespace lineup
