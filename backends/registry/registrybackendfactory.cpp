#include "backends/registry/registrybackendfactory.h"

#include "backends/catalog/builtincatalog.h"
#include "backends/net/endpoint.h"
#include "backends/registry/latebackend.h"
#include "core/catalog/modelfacts.h"
#include "core/cli/backendoption.h"
#include "core/cli/nearestname.h"
#include "core/net/headers.h"

#include <algorithm>
#include <cstdlib>
#include <utility>

namespace lineup {

namespace {

/// Backends that are kept for the next lane with the same settings.
constexpr std::size_t kMostKept = 64;

bool isControl(char c)
{
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
}

/// "scheme://host:port", or "" for what is no address.
std::string originOf(const std::string &url)
{
    const auto endpoint = net::parseEndpoint(url);
    return endpoint ? endpoint->origin() : std::string();
}

/// "a, b, c".
std::string listed(const std::vector<std::string_view> &names)
{
    std::string text;
    for (const std::string_view name : names)
        text += (text.empty() ? "" : ", ") + std::string(name);
    return text;
}

/// Lays what a lane says over what was set up.
ConfiguredBackend overlaid(ConfiguredBackend backend, const BackendRef &ref)
{
    if (!ref.baseUrl.empty())
        backend.baseUrl = ref.baseUrl;
    if (!ref.keyEnv.empty())
        backend.keyEnv = ref.keyEnv;
    for (const auto &[id, value] : ref.options)
        backend.options[id] = value;
    return backend;
}

} // namespace

RegistryBackendFactory::RegistryBackendFactory(std::vector<Provider> providers, ProviderTools tools, std::optional<ProfileAccess> profile)
    : m_providers(std::move(providers)), m_tools(std::move(tools)), m_profile(profile)
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
    const std::string kind = kindOf(ref);
    const ModelCard *card = builtInCatalog().find(kind, model);
    return card ? Catalog::priceAt(*card, kind) : std::nullopt;
}

ModelFacts RegistryBackendFactory::modelFacts(const BackendRef &ref, const std::string &model, const ListedModel *listed) const
{
    const std::string kind = kindOf(ref);
    const Provider *provider = findProvider(kind);
    return factsOf(provider ? provider->descriptor : ProviderDescriptor{}, model, listed, builtInCatalog().find(kind, model));
}

/// Of a backend that is not there as well: what the reference itself says.
std::string RegistryBackendFactory::kindOf(const BackendRef &ref) const
{
    const auto whole = completed(ref);
    return whole ? whole->kind : ref.kind;
}

const Provider *RegistryBackendFactory::findProvider(const std::string &kind) const
{
    const auto found = std::ranges::find(m_providers, kind, [](const Provider &each) -> const std::string & { return each.descriptor.id; });
    return found == m_providers.end() ? nullptr : &*found;
}

/// `what`: "backend", for a name that may be meant as one that is set up or as a kind; or "kind of backend".
Error RegistryBackendFactory::unknown(const char *what, const std::string &name, const std::vector<ConfiguredBackend> &configured) const
{
    std::vector<std::string_view> names;
    for (const ConfiguredBackend &each : configured)
        names.push_back(each.id);
    for (const Provider &each : m_providers)
        names.push_back(each.descriptor.id);
    const auto meant = nearestName(name, names);
    const std::string start = "there is no such " + std::string(what);
    return makeError(ErrorCode::BadInput, start + (meant ? " (did you mean \"" + std::string(*meant) + "\"?)" : "; there are: " + listed(names)), name).value;
}

Result<BackendRef> RegistryBackendFactory::completed(BackendRef ref) const
{
    if (ref.id.empty())
        return ref;
    const std::vector<ConfiguredBackend> configured = m_profile ? m_profile->backends.backends() : std::vector<ConfiguredBackend>{};
    if (const ConfiguredBackend *backend = findBackend(configured, ref.id)) {
        ref.kind = backend->kind;
        return ref;
    }
    if (!findProvider(ref.id))
        return Unexpected{unknown("backend", ref.id, configured)};
    ref.kind = std::exchange(ref.id, {});
    return ref;
}

Result<RegistryBackendFactory::Resolved> RegistryBackendFactory::resolved(const BackendRef &ref) const
{
    const auto whole = completed(ref);
    if (!whole)
        return Unexpected{whole.error()};
    Resolved resolved;
    if (!whole->id.empty()) {
        resolved.backend = *findBackend(m_profile->backends.backends(), whole->id);
        if (!resolved.backend.isEnabled) {
            Error off = makeError(ErrorCode::BadInput, "it is switched off", whole->id).value;
            off.providerCode = "backend-off";
            return Unexpected{std::move(off)};
        }
        // However it got into the file.
        if (auto checked = checkBackend(resolved.backend); !checked)
            return Unexpected{checked.error()};
    }
    resolved.backend = overlaid(std::move(resolved.backend), *whole);
    resolved.backend.kind = whole->kind;
    resolved.provider = findProvider(whole->kind);
    if (!resolved.provider)
        return Unexpected{unknown("kind of backend", whole->kind, {})};
    return resolved;
}

Result<std::shared_ptr<ChatBackend>> RegistryBackendFactory::backendFor(const BackendRef &ref)
{
    auto found = resolved(ref);
    if (!found)
        return Unexpected{found.error()};
    if (found->backend.id.empty())
        return make(*found, {});
    const QFuture<StoredSecrets> secrets = readStoredSecrets(m_profile->keys, found->backend);
    const auto whenThere = [this, isAlive = std::weak_ptr(m_isAlive), resolved = *std::move(found), secrets]() -> Result<std::shared_ptr<ChatBackend>> {
        // The key store or this factory went away first: the program ends.
        if (secrets.resultCount() == 0 || isAlive.expired())
            return makeError(ErrorCode::KeyMissing, "the key store was closed", resolved.backend.id);
        return make(resolved, secrets.result());
    };
    if (secrets.isFinished())
        return whenThere();
    return std::shared_ptr<ChatBackend>(std::make_shared<LateBackend>(QFuture<void>(secrets), whenThere, m_profile->clock));
}

Result<std::shared_ptr<ChatBackend>> RegistryBackendFactory::make(const Resolved &resolved, const StoredSecrets &secrets)
{
    auto config = configFor(resolved, secrets);
    if (!config)
        return Unexpected{config.error()};
    const auto made = std::ranges::find_if(m_made, [&](const Made &each) { return each.kind == resolved.backend.kind && each.config == *config; });
    if (made != m_made.end())
        return made->backend;
    auto backend = resolved.provider->make(*config, m_tools);
    if (!backend)
        return backend;
    if (m_made.size() >= kMostKept)
        m_made.erase(m_made.begin());
    m_made.push_back({resolved.backend.kind, *std::move(config), *backend});
    return backend;
}

Result<ProviderConfig> RegistryBackendFactory::configFor(const Resolved &resolved, const StoredSecrets &secrets)
{
    const ProviderDescriptor &provider = resolved.provider->descriptor;
    const ConfiguredBackend &backend = resolved.backend;
    ProviderConfig config;
    config.baseUrl = addressOf(resolved);
    auto key = keyFor(resolved, secrets, originOf(config.baseUrl));
    if (!key)
        return Unexpected{key.error()};
    config.key = *std::move(key);
    for (const auto &[id, value] : backend.options) {
        if (std::ranges::find(provider.options, id, &ProviderOption::id) == provider.options.end())
            return makeError(ErrorCode::BadInput, provider.name + " has no such setting", id);
    }
    for (const ProviderOption &option : provider.options) {
        const auto given = backend.options.find(option.id);
        const std::string value = given != backend.options.end() ? given->second : firstSet(option.variables).value_or(option.defaultValue);
        if (!value.empty())
            config.options.emplace(option.id, value);
    }
    if (backend.id.empty())
        return config;
    auto network = networkFor(backend, secrets);
    if (!network)
        return Unexpected{network.error()};
    config.network = *std::move(network);
    config.limiter = limiterFor(backend);
    return config;
}

std::string RegistryBackendFactory::addressOf(const Resolved &resolved) const
{
    const ProviderDescriptor &provider = resolved.provider->descriptor;
    return !resolved.backend.baseUrl.empty() ? resolved.backend.baseUrl : firstSet(provider.baseUrlVariables).value_or(provider.defaultBaseUrl);
}

/// Empty is unset: that is how a variable is taken away in many set-ups.
std::optional<std::string> RegistryBackendFactory::valueOf(const std::string &variable) const
{
    const std::string value = m_tools.environment(variable).value_or("");
    const std::string_view text = trimmed(value);
    return text.empty() ? std::nullopt : std::optional<std::string>(text);
}

std::optional<std::string> RegistryBackendFactory::firstSet(const std::vector<std::string> &variables) const
{
    for (const std::string &name : variables) {
        if (auto value = valueOf(name))
            return value;
    }
    return std::nullopt;
}

Result<Secret> RegistryBackendFactory::keyFor(const Resolved &resolved, const StoredSecrets &secrets, const std::string &origin) const
{
    const ProviderDescriptor &provider = resolved.provider->descriptor;
    const std::string &named = resolved.backend.keyEnv;
    if (secrets.key) {
        const bool isOwnPlace = secrets.key->origin.empty() && origin == originOf(provider.defaultBaseUrl);
        if (isOwnPlace || (!origin.empty() && secrets.key->origin == origin))
            return secrets.key->secret;
        if (named.empty()) {
            Error detached = makeError(ErrorCode::KeyMissing, "its key was entered for " + (secrets.key->origin.empty() ? provider.name : secrets.key->origin),
                                       origin.empty() ? provider.name : origin)
                                 .value;
            detached.providerCode = "key-detached";
            return Unexpected{std::move(detached)};
        }
    }
    const std::vector<std::string> variables = named.empty() ? provider.keyVariables : std::vector{named};
    const auto key = firstSet(variables);
    if (!key && (!named.empty() || provider.needsKey)) {
        if (secrets.problem) {
            Error locked = makeError(ErrorCode::KeyMissing, secrets.problem->detail).value;
            locked.providerCode = "key-store-locked";
            return Unexpected{std::move(locked)};
        }
        return makeError(ErrorCode::KeyMissing, "the variable is not set or empty", !named.empty() ? named : variables.empty() ? provider.name : variables.front());
    }
    if (!key)
        return Secret();
    if (std::ranges::any_of(*key, isControl))
        return makeError(ErrorCode::BadInput, "its value holds control characters, which no key has", variables.front());
    return Secret(*key);
}

Result<chat::NetworkSettings> RegistryBackendFactory::networkFor(const ConfiguredBackend &backend, const StoredSecrets &secrets) const
{
    const NetworkChoice &choice = backend.network;
    chat::NetworkSettings network;
    network.headers = choice.headers;
    network.http11Only = choice.http11Only;
    network.noProxy = choice.noProxy;
    if (choice.proxy != NetworkChoice::Proxy::System)
        network.proxy = choice.proxy == NetworkChoice::Proxy::Own ? choice.proxyUrl : std::string();
    if (secrets.proxy && secrets.proxy->origin == choice.proxyUrl) {
        network.proxyCredentials = secrets.proxy->secret;
        const std::string &credentials = secrets.proxy->secret.reveal();
        m_tools.redactor->addSecret(Secret(credentials.substr(std::min(credentials.find(':'), credentials.size() - 1) + 1)));
    }
    if (!choice.caFile.empty()) {
        const auto pem = m_profile->files.read(choice.caFile);
        if (!pem)
            return Unexpected{pem.error()};
        if (pem->find("-----BEGIN CERTIFICATE-----") == std::string::npos)
            return makeError(ErrorCode::BadInput, "it holds no certificate in PEM form", choice.caFile);
        network.certificates = std::make_shared<const std::string>(*pem);
    }
    network.clientCertificate.file = choice.clientCertificate;
    network.clientCertificate.keyFile = choice.clientKey;
    if (secrets.certificate && secrets.certificate->origin == choice.clientCertificate) {
        network.clientCertificate.passPhrase = secrets.certificate->secret;
        m_tools.redactor->addSecret(secrets.certificate->secret);
    }
    return network;
}

std::shared_ptr<chat::RateLimiter> RegistryBackendFactory::limiterFor(const ConfiguredBackend &backend)
{
    Limited &kept = m_limiters[backend.id];
    if (kept.limits != backend.limits) {
        kept.limits = backend.limits;
        kept.limiter = chat::makeLimiter(backend.limits, *m_tools.io);
    }
    return kept.limiter;
}

std::string RegistryBackendFactory::keyOrigin(const BackendRef &ref) const
{
    const auto found = resolved(ref);
    if (!found)
        return {};
    const std::string origin = originOf(addressOf(*found));
    return origin == originOf(found->provider->descriptor.defaultBaseUrl) ? std::string() : origin;
}

std::optional<std::string> RegistryBackendFactory::keyVariable(const BackendRef &ref) const
{
    const auto found = resolved(ref);
    if (!found)
        return std::nullopt;
    const std::vector<std::string> variables = found->backend.keyEnv.empty() ? found->provider->descriptor.keyVariables : std::vector{found->backend.keyEnv};
    const auto set = std::ranges::find_if(variables, [this](const std::string &name) { return valueOf(name).has_value(); });
    return set == variables.end() ? std::nullopt : std::optional(*set);
}

} // namespace lineup
