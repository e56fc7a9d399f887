#pragma once

#include "backends/discovery/localdiscovery.h"
#include "backends/engine/engineprocess.h"
#include "backends/keys/keychainkeystore.h"
#include "backends/local/localchatbackend.h"
#include "backends/registry/registrybackendfactory.h"
#include "backends/net/iothread.h"
#include "backends/net/redaction.h"
#include "backends/storage/jsonbackendstore.h"
#include "backends/storage/jsonmodelliststore.h"
#include "backends/storage/jsonsettingsstore.h"
#include "backends/storage/profilepaths.h"
#include "core/base/clock.h"
#include "core/engine/localmodel.h"
#include "core/ports/localengine.h"
#include "core/run/reachtester.h"

#include <map>
#include <memory>
#include <mutex>
#include <string>

namespace lineup {

/// Everything that stands below windows and commands, built in order and taken down in the other. The one place that names
/// concrete backends. Lives on the main thread; needs an application object, of either kind.
///
/// Nothing is started by making it: no child, no connection; the engine is not even looked for before somebody asks.
class Composition {
public:
    explicit Composition(ProfilePaths paths);
    /// Ends the engine: see EngineProcess.
    ~Composition();
    Composition(const Composition &) = delete;
    Composition &operator=(const Composition &) = delete;

    const Clock &clock() const { return m_clock; }
    const ProfilePaths &paths() const { return m_paths; }
    SettingsStore &settingsStore() { return m_settingsStore; }
    /// As they were when this was made.
    const Settings &settingsAtStart() const { return m_settingsAtStart; }
    LocalEngine &engine() { return *m_engine; }
    /// Of the default model.
    EngineSetup &engineSetup();
    /// Of any model of this build.
    std::unique_ptr<EngineSetup> makeModelSetup(const LocalModel &model);
    BackendFactory &backends() { return *m_backends; }
    BackendStore &backendStore() { return m_backendStore; }
    KeyStore &keys() { return m_keys; }
    ModelListStore &modelLists() { return m_modelLists; }
    BackendTester &backendTester() { return *m_tester; }
    Discovery &discovery();
    /// Nothing goes to another computer while it is on. At first as the kept settings say.
    void setOffline(bool isOffline) { m_io.setOffline(isOffline); }
    bool isOffline() const { return m_io.isOffline(); }

    /// Which engine and model the next start of the engine takes; see Settings. At first those of the kept settings.
    void useEngineOf(const Settings &settings);

private:
    /// What a worker reads at each start of the engine.
    struct EngineChoice {
        std::mutex mutex;
        std::string program;
        std::string modelPath;
    };
    static Result<EngineConfig> engineConfig(const std::string &folder, EngineChoice &choice);
    std::vector<Provider> providers();
    LocalChatBackend::OtherModels otherModels();
    EngineProcess &engineOf(const LocalModel &model);
    /// True for the name of the model that the main engine runs.
    bool isMainModel(const std::string &name);
    void hideProxyPasswords();

    SystemClock m_clock;
    ProfilePaths m_paths;
    JsonSettingsStore m_settingsStore;
    JsonBackendStore m_backendStore;
    JsonModelListStore m_modelLists;
    keys::KeychainKeyStore m_keys;
    SaveFileStore m_files;
    Settings m_settingsAtStart;
    std::shared_ptr<EngineChoice> m_engineChoice;
    std::shared_ptr<net::Redactor> m_redactor;
    net::IoThread m_io;
    std::unique_ptr<EngineProcess> m_engine;
    std::map<std::string, std::unique_ptr<EngineProcess>> m_otherEngines; ///< by LocalModel::id; made when they are asked for
    std::unique_ptr<EngineSetup> m_engineSetup;
    std::unique_ptr<RegistryBackendFactory> m_backends;
    std::unique_ptr<ReachTester> m_tester;
    std::unique_ptr<LocalDiscovery> m_discovery;
};

} // namespace lineup
