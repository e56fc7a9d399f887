#include "app/cli/conformancecommand.h"

#include "app/cli/conformancetext.h"
#include "app/base/interrupts.h"
#include "core/conformance/conformancereport.h"

#include <algorithm>
#include <iterator>
#include <limits>
#include <utility>

namespace lineup {

ConformanceCommand::ConformanceCommand(BackendFactory &backends, CommandIo io, QObject *parent)
    : QObject(parent), m_backends(backends), m_io(std::move(io)), m_progress(m_io.isMessageTerminal)
{
}

ConformanceCommand::~ConformanceCommand() = default;

void ConformanceCommand::start(const ConformanceOptions &options)
{
    m_options = options;
    const bool isReady = prepare();
    QMetaObject::invokeMethod(this, [this, isReady] { isReady ? runNext() : finish(exitcode::kUsage); }, Qt::QueuedConnection);
}

bool ConformanceCommand::prepare()
{
    for (const std::string &option : m_options.lanes) {
        if (!addLane(option))
            return false;
    }
    if (m_options.isEverything)
        addEverything();
    return true;
}

bool ConformanceCommand::addLane(const std::string &option)
{
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
    ChatRequest base;
    base.model = lane->model;
    base.parameters = lane->parameters;
    base.clocks = lane->clocks;
    base.retries = lane->retries;
    add(laneTitle(*lane), lane->backend, std::move(base), std::move(backend), true);
    return true;
}

void ConformanceCommand::addEverything()
{
    for (const ProviderDescriptor &provider : m_backends.providers()) {
        BackendRef ref;
        ref.kind = provider.id;
        const bool isNamed = std::ranges::any_of(m_endpoints, [&](const Endpoint &endpoint) { return endpoint.ref == ref; });
        if (!isNamed)
            add(provider.id, ref, {}, m_backends.backendFor(ref), false);
    }
}

void ConformanceCommand::add(std::string name, const BackendRef &ref, ChatRequest base, Result<std::shared_ptr<ChatBackend>> backend, bool isNamed)
{
    if (!backend) {
        m_isGood = m_isGood && !isNamed;
        m_unasked.push_back(conformance::unaskedReport(std::move(name), ref, base.model, backend.error()));
        return;
    }
    conformance::Subject subject{*std::move(backend), std::move(base), {}};
    const auto providers = m_backends.providers();
    const auto provider = std::ranges::find(providers, ref.kind, &ProviderDescriptor::id);
    if (provider != providers.end())
        subject.capabilities = provider->capabilities;
    m_endpoints.push_back({std::move(name), ref, std::move(subject)});
}

void ConformanceCommand::runNext()
{
    if (m_hasFinished)
        return;
    if (m_next == m_endpoints.size()) {
        print();
        return;
    }
    Endpoint &endpoint = m_endpoints[m_next++];
    m_run = std::make_unique<conformance::ConformanceRun>(endpoint.name, endpoint.ref, std::move(endpoint.subject), m_options.checks);
    connect(m_run.get(), &conformance::ConformanceRun::checkFinished, this, [this](int index, int count) {
        m_progress.show(tr("%1: check %2 of %3").arg(QString::fromStdString(m_run->report().name)).arg(index).arg(count));
    });
    // Queued, because the run is replaced.
    connect(
        m_run.get(), &conformance::ConformanceRun::finished, this,
        [this] {
            m_reports.push_back(m_run->report());
            m_isGood = m_isGood && m_run->report().isGood();
            runNext();
        },
        Qt::QueuedConnection);
    m_run->start();
}

void ConformanceCommand::print()
{
    m_progress.clear();
    std::ranges::move(m_unasked, std::back_inserter(m_reports));
    std::string text;
    switch (m_options.format) {
    case ConformanceFormat::Json: text = conformance::conformanceJsonText(m_reports); break;
    case ConformanceFormat::Junit: text = conformance::conformanceJunitText(m_reports); break;
    case ConformanceFormat::Table: text = conformanceTable(m_reports).toStdString(); break;
    }
    const int problem = printOutput(m_io, text);
    finish(problem != 0 ? problem : m_isGood ? exitcode::kSuccess : exitcode::kFailed);
}

void ConformanceCommand::interrupt(int signalNumber)
{
    m_run.reset();
    finish(exitCodeOfSignal(signalNumber));
}

void ConformanceCommand::finish(int exitCode)
{
    if (m_hasFinished)
        return;
    m_hasFinished = true;
    m_progress.clear();
    Q_EMIT finished(exitCode);
}

} // namespace lineup
