#include "app/cli/modelscommand.h"

#include "app/base/interrupts.h"
#include "app/cli/plaintext.h"
#include "widgets/models/errorwords.h"
#include "widgets/models/format.h"

#include <algorithm>
#include <limits>

namespace lineup {

namespace {

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
        text += rows.empty() ? ModelsCommand::tr("No models are listed.") + QLatin1Char('\n') : alignedColumns(rows, {Alignment::Left, Alignment::Left});
    }
    return text;
}

} // namespace

ModelsCommand::ModelsCommand(BackendFactory &backends, CommandIo io, QObject *parent) : QObject(parent), m_backends(backends), m_io(std::move(io)) {}

void ModelsCommand::start(const ModelsOptions &options)
{
    m_options = options;
    if (m_options.lanes.empty())
        m_options.lanes.push_back("backend=local");
    const bool isReady = prepare();
    QMetaObject::invokeMethod(this, [this, isReady] { isReady ? ask() : finish(exitcode::kUsage); }, Qt::QueuedConnection);
}

/// False when something is wrong with the arguments; then it has been said.
bool ModelsCommand::prepare()
{
    for (const std::string &option : m_options.lanes) {
        auto lane = makeLane(option, m_io.input, std::numeric_limits<std::size_t>::max());
        if (!lane) {
            printError(m_io, lane.error());
            return false;
        }
        auto backend = m_backends.backendFor(lane->backend);
        if (!backend && backend.error().code == ErrorCode::BadInput) {
            printError(m_io, backend.error());
            return false;
        }
        Asked asked{laneTitle(*lane), lane->backend, nullptr, std::nullopt};
        if (backend)
            asked.backend = *std::move(backend);
        else
            asked.models = Unexpected{backend.error()};
        m_asked.push_back(std::move(asked));
    }
    return true;
}

void ModelsCommand::ask()
{
    for (std::size_t index = 0; index < m_asked.size(); ++index) {
        if (!m_asked[index].backend)
            continue;
        m_asked[index].backend->listModels().then(this, [this, index](Result<std::vector<ListedModel>> models) { onAnswered(index, std::move(models)); });
    }
    finishWhenAllAnswered();
}

void ModelsCommand::onAnswered(std::size_t index, Result<std::vector<ListedModel>> models)
{
    m_asked[index].models = std::move(models);
    finishWhenAllAnswered();
}

void ModelsCommand::finishWhenAllAnswered()
{
    if (m_hasFinished || !std::ranges::all_of(m_asked, [](const Asked &asked) { return asked.models.has_value(); }))
        return;
    std::vector<ModelListing> listings;
    for (const Asked &asked : m_asked)
        listings.push_back({asked.name, asked.ref, *asked.models});
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
