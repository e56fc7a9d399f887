#include "app/cli/backendtestcommand.h"

#include "app/cli/comparesetup.h"
#include "app/base/interrupts.h"
#include "app/cli/plaintext.h"
#include "core/cli/backendreport.h"
#include "core/cli/report.h"
#include "widgets/models/backendwords.h"
#include "widgets/models/errorwords.h"
#include "widgets/models/format.h"

#include <limits>

namespace lineup {

namespace {

QString tableText(const std::string &name, const BackendTestResult &result)
{
    std::vector<std::vector<QString>> rows;
    for (const HopResult &hop : result.hops) {
        QString more = hop.took ? format::milliseconds(hop.took).text() : QString();
        if (hop.hop == Hop::Http && result.status)
            more += (more.isEmpty() ? QString() : QStringLiteral("  ")) + QString::number(*result.status);
        rows.push_back({backendwords::hop(hop.hop), backendwords::hopState(hop.state), more});
    }
    using enum Alignment;
    QString text = QStringLiteral("== %1 ==\n").arg(terminalLine(QString::fromStdString(name))) + alignedColumns(rows, {Left, Left, Left});
    if (result.models)
        text += BackendTestCommand::tr("%n model(s) listed.", nullptr, static_cast<int>(std::min<std::size_t>(*result.models, std::numeric_limits<int>::max()))) + QLatin1Char('\n');
    if (result.error) {
        const ErrorWords words = errorWords(*result.error);
        text += QStringLiteral("-- ") + terminalLine(words.happened + QLatin1Char(' ') + words.advice) + QLatin1Char('\n');
    }
    return text;
}

} // namespace

BackendTestCommand::BackendTestCommand(BackendFactory &backends, CommandIo io, QObject *parent) : QObject(parent), m_backends(backends), m_io(std::move(io)) {}

BackendTestCommand::~BackendTestCommand() = default;

void BackendTestCommand::start(const BackendTestOptions &options)
{
    m_format = options.format;
    auto lane = makeLane(options.lane, m_io.input, std::numeric_limits<std::size_t>::max(), &m_backends);
    auto backend = lane ? m_backends.backendFor(lane->backend) : Result<std::shared_ptr<ChatBackend>>(Unexpected{lane.error()});
    const auto run = [this, lane, backend] {
        if (m_hasFinished)
            return;
        if (!lane || (!backend && backend.error().code == ErrorCode::BadInput)) {
            printError(m_io, backend.error());
            return finish(exitcode::kUsage);
        }
        m_name = lane->backend.id.empty() ? laneTitle(*lane) : lane->backend.id;
        if (!backend)
            return onTested(testResultOfNothingSent(backend.error()));
        m_test = std::make_unique<BackendTest>(*backend, lane->model);
        connect(m_test.get(), &BackendTest::finished, this, &BackendTestCommand::onTested);
        m_test->start();
    };
    QMetaObject::invokeMethod(this, run, Qt::QueuedConnection);
}

void BackendTestCommand::onTested(const BackendTestResult &result)
{
    if (m_hasFinished)
        return;
    const std::string text = m_format == ReportFormat::Json ? backendTestJsonText(m_name, result, reportWords) : tableText(m_name, result).toStdString();
    const int problem = printOutput(m_io, text);
    finish(problem != 0 ? problem : result.error ? exitcode::kFailed : exitcode::kSuccess);
}

void BackendTestCommand::interrupt(int signalNumber)
{
    finish(exitCodeOfSignal(signalNumber));
}

void BackendTestCommand::finish(int exitCode)
{
    if (m_hasFinished)
        return;
    m_hasFinished = true;
    Q_EMIT finished(exitCode);
}

} // namespace lineup
