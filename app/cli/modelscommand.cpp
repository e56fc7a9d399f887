#include "app/cli/modelscommand.h"

#include "app/base/interrupts.h"
#include "app/cli/plaintext.h"
#include "widgets/models/errorwords.h"
#include "widgets/models/format.h"

#include <algorithm>
#include <limits>

namespace lineup {

namespace {

constexpr std::chrono::hours kLongestKept{24};

QString listText(const std::vector<ModelListing> &listings)
{
    QString text;
    for (const ModelListing &listing : listings) {
        text += (text.isEmpty() ? QString() : QStringLiteral("\n")) + QStringLiteral("== %1 ==\n").arg(terminalLine(QString::fromStdString(listing.name)));
        if (!listing.models) {
            const ErrorWords words = errorWords(listing.models.error());
            text += QStringLiteral("-- ") + terminalLine(words.happened + QLatin1Char(' ') + words.advice) + QLatin1Char('\n');
            continue;
        }
        std::vector<std::vector<QString>> rows;
        for (const ListedModel &model : *listing.models) {
            const QString context = model.contextLength ? format::tokensPhrase(*model.contextLength) : QString();
            rows.push_back({terminalLine(QString::fromStdString(model.id)), context});
        }
        if (listing.keptSince)
            text += ModelsCommand::tr("As of %1; --refresh asks again.").arg(format::dateTime(*listing.keptSince)) + QLatin1Char('\n');
        text += rows.empty() ? ModelsCommand::tr("No models are listed.") + QLatin1Char('\n') : alignedColumns(rows, {Alignment::Left, Alignment::Left});
    }
    return text;
}

} // namespace

ModelsCommand::ModelsCommand(BackendFactory &backends, CommandIo io, std::optional<ModelsProfile> profile, QObject *parent)
    : QObject(parent), m_backends(backends), m_io(std::move(io)), m_profile(profile)
{
}

void ModelsCommand::start(const ModelsOptions &options)
{
    m_options = options;
    if (m_options.lanes.empty()) {
        m_options.lanes.push_back("backend=local");
        for (const ConfiguredBackend &backend : m_profile ? m_profile->backends.backends() : std::vector<ConfiguredBackend>{}) {
            if (backend.isEnabled)
                m_options.lanes.push_back("backend=" + backend.id);
        }
    }
    const bool isReady = prepare();
    QMetaObject::invokeMethod(this, [this, isReady] { isReady ? ask() : finish(exitcode::kUsage); }, Qt::QueuedConnection);
}

/// False when something is wrong with the arguments; then it has been said.
bool ModelsCommand::prepare()
{
    for (const std::string &option : m_options.lanes) {
        auto lane = makeLane(option, m_io.input, std::numeric_limits<std::size_t>::max(), &m_backends);
        if (!lane) {
            printError(m_io, lane.error());
            return false;
        }
        auto backend = m_backends.backendFor(lane->backend);
        if (!backend && backend.error().code == ErrorCode::BadInput) {
            printError(m_io, backend.error());
            return false;
        }
        Asked asked{laneTitle(*lane), lane->backend, nullptr, std::nullopt, isWorthKeeping(*lane)};
        if (backend)
            asked.backend = *std::move(backend);
        else
            asked.models = Unexpected{backend.error()};
        if (asked.backend && !m_options.refresh)
            useKept(asked);
        m_asked.push_back(std::move(asked));
    }
    return true;
}

/// What is on the internet: servers at home change with whoever runs them.
bool ModelsCommand::isWorthKeeping(const LaneSpec &lane) const
{
    const std::vector<ProviderDescriptor> providers = m_backends.providers();
    const auto provider = std::ranges::find(providers, lane.backend.kind, &ProviderDescriptor::id);
    std::string address = lane.backend.baseUrl;
    for (const ConfiguredBackend &backend : m_profile ? m_profile->backends.backends() : std::vector<ConfiguredBackend>{}) {
        if (address.empty() && backend.id == lane.backend.id)
            address = backend.baseUrl;
    }
    return m_profile && provider != providers.end() && !provider->isSelfHosted && (address.empty() || address.starts_with("https://"));
}

void ModelsCommand::useKept(Asked &asked) const
{
    if (!asked.isKept)
        return;
    auto kept = m_profile->lists.read(modelListPlace(asked.ref));
    const auto now = m_profile->clock.wallNow();
    if (!kept || kept->askedAt > now || now - kept->askedAt >= kLongestKept)
        return;
    asked.models = std::move(kept->models);
    asked.keptSince = kept->askedAt;
}

void ModelsCommand::ask()
{
    for (std::size_t index = 0; index < m_asked.size(); ++index) {
        if (m_asked[index].models)
            continue;
        m_asked[index].backend->listModels().then(this, [this, index](Result<std::vector<ListedModel>> models) { onAnswered(index, std::move(models)); });
    }
    finishWhenAllAnswered();
}

void ModelsCommand::onAnswered(std::size_t index, Result<std::vector<ListedModel>> models)
{
    Asked &asked = m_asked[index];
    asked.models = std::move(models);
    if (*asked.models && asked.isKept && m_profile) {
        // A list that cannot be kept is asked for again, and no more.
        static_cast<void>(m_profile->lists.write(modelListPlace(asked.ref), {**asked.models, m_profile->clock.wallNow()}));
    }
    finishWhenAllAnswered();
}

void ModelsCommand::finishWhenAllAnswered()
{
    if (m_hasFinished || !std::ranges::all_of(m_asked, [](const Asked &asked) { return asked.models.has_value(); }))
        return;
    std::vector<ModelListing> listings;
    for (const Asked &asked : m_asked)
        listings.push_back({asked.name, asked.ref, *asked.models, asked.keptSince});
    const bool isComplete = std::ranges::all_of(listings, [](const ModelListing &listing) { return listing.models.has_value(); });
    const int problem = printOutput(m_io, m_options.format == ReportFormat::Json ? modelsJsonText(listings, reportWords) : listText(listings).toStdString());
    finish(problem != 0 ? problem : isComplete ? exitcode::kSuccess : exitcode::kFailed);
}

void ModelsCommand::interrupt(int signalNumber)
{
    finish(exitCodeOfSignal(signalNumber));
}

void ModelsCommand::finish(int exitCode)
{
    if (m_hasFinished)
        return;
    m_hasFinished = true;
    Q_EMIT finished(exitCode);
}

} // namespace lineup
