#include "app/base/composition.h"

#include "backends/engine/engineinstallation.h"
#include "backends/engine/engineinstaller.h"
#include "backends/engine/localmodels.h"
#include "backends/engine/localmodelsetup.h"
#include "backends/keys/qtkeychainjobs.h"
#include "backends/local/localchatbackend.h"
#include "backends/providers/openaicompatible/openaicompatiblebackend.h"
#include "backends/registry/allproviders.h"

#include <QDir>
#include <QFileInfo>

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
    m_tester = std::make_unique<ReachTester>(*m_backends, m_clock);
}

Composition::~Composition() = default;

Discovery &Composition::discovery()
{
    if (!m_discovery) {
        const std::string home = QDir::homePath().toStdString();
        m_discovery = std::make_unique<LocalDiscovery>(m_io, LocalDiscovery::usualPorts(), LocalDiscovery::usualFolders(home),
                                                       RegistryBackendFactory::systemEnvironment());
    }
    return *m_discovery;
}

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

std::unique_ptr<EngineSetup> Composition::makeModelSetup(const LocalModel &model)
{
    return std::make_unique<LocalModelSetup>(QString::fromStdString(m_paths.engineFolder()), model, m_clock);
}

EngineProcess &Composition::engineOf(const LocalModel &model)
{
    auto &engine = m_otherEngines[model.id];
    if (!engine) {
        const auto source = [folder = QString::fromStdString(m_paths.engineFolder()), model] { return localModelConfig(folder, model); };
        engine = std::make_unique<EngineProcess>(source, m_clock);
    }
    return *engine;
}

bool Composition::isMainModel(const std::string &name)
{
    const std::lock_guard lock(m_engineChoice->mutex);
    if (name.empty())
        return true;
    const QFileInfo own(QString::fromStdString(m_engineChoice->modelPath));
    if (!m_engineChoice->modelPath.empty())
        return own.completeBaseName().toStdString() == name || own.fileName().toStdString() == name;
    return findLocalModel({builtInLocalModels().front()}, name) != nullptr;
}

LocalChatBackend::OtherModels Composition::otherModels()
{
    LocalChatBackend::OtherModels others;
    others.engineFor = [this](const std::string &name) -> Result<std::optional<LocalChatBackend::Engine>> {
        if (isMainModel(name))
            return std::optional<LocalChatBackend::Engine>();
        const LocalModel *model = findLocalModel(builtInLocalModels(), name);
        if (!model) {
            std::string known;
            for (const LocalModel &each : builtInLocalModels())
                known += (known.empty() ? "" : ", ") + each.id;
            return makeError(ErrorCode::ModelGone, "there is no such model on this computer; there are: " + known, name);
        }
        EngineProcess &engine = engineOf(*model);
        const auto makeInner = [this, isBase = model->isBase](const EngineEndpoint &endpoint) {
            return openaicompatible::makeBackend({endpoint.baseUrl, endpoint.token, true, isBase}, m_io, m_redactor);
        };
        return std::optional(LocalChatBackend::Engine{&engine, &engine, makeInner});
    };
    others.list = [folder = QString::fromStdString(m_paths.engineFolder())] {
        std::vector<ListedModel> models;
        for (const LocalModel &model : builtInLocalModels()) {
            if (&model == &builtInLocalModels().front() || !isLocalModelInstalled(folder, model))
                continue;
            ListedModel listed;
            listed.id = model.id;
            listed.name = model.label;
            models.push_back(std::move(listed));
        }
        return models;
    };
    return others;
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
        return openaicompatible::makeBackend({endpoint.baseUrl, endpoint.token, true, false}, m_io, m_redactor);
    };
    const auto local = std::make_shared<LocalChatBackend>(*m_engine, *m_engine, m_clock, makeForEngine, otherModels());
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
