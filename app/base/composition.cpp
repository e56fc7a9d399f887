#include "app/base/composition.h"

#include "backends/engine/engineinstallation.h"
#include "backends/engine/engineinstaller.h"
#include "backends/keys/qtkeychainjobs.h"
#include "backends/local/localchatbackend.h"
#include "backends/providers/openaicompatible/openaicompatiblebackend.h"
#include "backends/registry/allproviders.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace lineup {

Composition::Composition(ProfilePaths paths)
    : m_paths(std::move(paths)),
      m_settingsStore(m_paths, m_clock),
      m_backendStore(m_paths, m_clock),
      m_modelLists(m_paths),
      m_keys(std::make_unique<keys::QtKeychainJobs>(), keys::keychainService(m_paths.configFolder, m_paths == defaultProfilePaths())),
      m_settingsAtStart(m_settingsStore.load()),
      m_engineChoice(std::make_shared<EngineChoice>()),
      m_redactor(std::make_shared<net::Redactor>())
{
    useEngineOf(m_settingsAtStart);
    m_io.setOffline(m_settingsAtStart.isOffline);
    hideProxyPasswords();
    const auto source = [folder = m_paths.engineFolder(), choice = m_engineChoice] { return engineConfig(folder, *choice); };
    m_engine = std::make_unique<EngineProcess>(source, m_clock);
    m_backends = std::make_unique<RegistryBackendFactory>(providers(), ProviderTools{&m_io, m_redactor, RegistryBackendFactory::systemEnvironment()},
                                                          ProfileAccess{m_backendStore, m_keys, m_files, m_clock});
}

Composition::~Composition() = default;

/// The environment may name a proxy with its password, which a report of a failure must not repeat.
void Composition::hideProxyPasswords()
{
    for (const char *name : {"http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"}) {
        const std::string url = qEnvironmentVariable(name).toStdString();
        const auto at = url.rfind('@');
        const auto scheme = url.find("://");
        const auto begin = url.find(':', scheme == std::string::npos ? 0 : scheme + 3);
        if (at != std::string::npos && begin != std::string::npos && begin < at)
            m_redactor->addSecret(Secret(url.substr(begin + 1, at - begin - 1)));
    }
}

EngineSetup &Composition::engineSetup()
{
    if (!m_engineSetup)
        m_engineSetup = std::make_unique<EngineInstaller>(QString::fromStdString(m_paths.engineFolder()));
    return *m_engineSetup;
}

void Composition::useEngineOf(const Settings &settings)
{
    const std::lock_guard lock(m_engineChoice->mutex);
    m_engineChoice->program = settings.engineProgram;
    m_engineChoice->modelPath = settings.engineModelPath;
}

/// On a worker. A program or model of the person's own takes the place of the installed one.
Result<EngineConfig> Composition::engineConfig(const std::string &folder, EngineChoice &choice)
{
    std::string program;
    std::string modelPath;
    {
        const std::lock_guard lock(choice.mutex);
        program = choice.program;
        modelPath = choice.modelPath;
    }
    const bool needsInstallation = program.empty() || modelPath.empty();
    auto config = needsInstallation ? installedEngineConfig(QString::fromStdString(folder), builtInEnginePackages()) : Result<EngineConfig>(EngineConfig{});
    if (!config)
        return config;
    config->workFolder = folder;
    if (!program.empty()) {
        config->kind = EngineKind::LlamaServer;
        config->enginePath = program;
    }
    if (!modelPath.empty()) {
        config->modelPath = modelPath;
        config->modelName.clear(); // the file says its name
    }
    return config;
}

/// The engine of this application first, then everything that is reached over a network.
std::vector<Provider> Composition::providers()
{
    const auto makeForEngine = [this](const EngineEndpoint &endpoint) {
        return openaicompatible::makeBackend({endpoint.baseUrl, endpoint.token, true}, m_io, m_redactor);
    };
    const auto local = std::make_shared<LocalChatBackend>(*m_engine, *m_engine, m_clock, makeForEngine);
    ProviderDescriptor descriptor;
    descriptor.id = "local";
    descriptor.name = "Local engine";
    descriptor.needsKey = false;
    descriptor.isSelfHosted = true;
    std::vector<Provider> all{{descriptor, [local](const ProviderConfig &, const ProviderTools &) { return Result<std::shared_ptr<ChatBackend>>(local); }}};
    std::ranges::move(allProviders(), std::back_inserter(all));
    return all;
}

} // namespace lineup
