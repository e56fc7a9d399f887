#include "app/cli/comparecommand.h"

#include "app/base/interrupts.h"
#include "app/cli/textreports.h"
#include "core/base/product.h"
#include "core/cli/report.h"
#include "core/document/answercodec.h"
#include "widgets/models/format.h"

#include <QTimer>

namespace lineup {

namespace {

constexpr std::chrono::milliseconds kProgressInterval{100};
/// A cancelled lane that has not ended by then is given up; the transport closes its connection within 200 ms.
constexpr std::chrono::milliseconds kCancelLimit{2000};

/// Lanes that did not say in time that they had stopped.
void endCancelledLanes(Run &run)
{
    for (LaneResult &result : run.results) {
        if (result.end)
            continue;
        StreamEnd end = interruptedEnd(result);
        end.outcome = Outcome::Cancelled;
        end.error.reset();
        ::lineup::finish(result, end, std::nullopt, false);
    }
}

} // namespace

CompareCommand::CompareCommand(BackendFactory &backends, const Clock &clock, CommandIo io, QObject *parent)
    : QObject(parent),
      m_backends(backends),
      m_io(std::move(io)),
      m_runner(backends, clock, productName()),
      m_progress(m_io.isMessageTerminal),
      m_progressTimer(new QTimer(this)),
      m_cancelTimer(new QTimer(this)),
      m_clock(clock)
{
    m_progressTimer->setInterval(kProgressInterval);
    m_cancelTimer->setInterval(kCancelLimit);
    m_cancelTimer->setSingleShot(true);
    connect(m_progressTimer, &QTimer::timeout, this, &CompareCommand::showProgress);
    connect(m_cancelTimer, &QTimer::timeout, this, &CompareCommand::onRunFinished);
    connect(&m_runner, &LineupRunner::finished, this, &CompareCommand::onRunFinished);
}

CompareCommand::~CompareCommand() = default;

void CompareCommand::start(const CompareOptions &options)
{
    m_options = options;
    const bool isReady = prepare();
    QMetaObject::invokeMethod(
        this,
        [this, isReady] {
            if (m_hasFinished)
                return;
            if (isReady)
                return runNext();
            m_hasFinished = true;
            Q_EMIT finished(exitcode::kUsage);
        },
        Qt::QueuedConnection);
}

/// False when something is wrong with the input; then it has been said.
bool CompareCommand::prepare()
{
    auto document = makeCompareDocument(m_options, m_io.input, &m_backends);
    if (!document) {
        printError(m_io, document.error());
        return false;
    }
    m_document = *std::move(document);
    for (const LaneSpec &lane : m_document.setup.lanes) {
        // An unknown kind or a bad address is a mistake in the arguments; a key that is not there is an answer of its lane.
        const auto backend = m_backends.backendFor(lane.backend);
        if (!backend && backend.error().code == ErrorCode::BadInput) {
            printError(m_io, backend.error());
            return false;
        }
    }
    if (m_options.savePath) {
        if (const auto check = m_io.checkFile(*m_options.savePath); !check) {
            printError(m_io, check.error());
            return false;
        }
    }
    return true;
}

void CompareCommand::runNext()
{
    m_runner.start(m_document.setup);
    if (m_progress.isTerminal())
        m_progressTimer->start();
    showProgress();
}

void CompareCommand::onRunFinished()
{
    if (m_hasFinished)
        return;
    m_cancelTimer->stop();
    m_runs.push_back(m_runner.run());
    if (m_signal)
        endCancelledLanes(m_runs.back());
    if (!m_signal && static_cast<int>(m_runs.size()) < m_options.repeat)
        runNext();
    else
        finish();
}

void CompareCommand::interrupt(int signalNumber)
{
    m_signal = signalNumber;
    if (m_runner.isRunning()) {
        m_runner.cancelAll();
        m_cancelTimer->start();
    } else if (!m_hasFinished) {
        finish();
    }
}

void CompareCommand::showProgress()
{
    const Run &run = m_runner.run();
    const auto lanes = static_cast<int>(run.results.size());
    std::size_t pieces = 0;
    for (const LaneResult &result : run.results)
        pieces += result.contentEvents;
    const auto passed = std::chrono::duration_cast<std::chrono::microseconds>(m_clock.now() - m_runner.startedAt());
    //: the line in the terminal while a comparison runs: "Answers: 1 of 3. Time: 4.2 s. Pieces of text: 120"
    QString line = tr("Answers: %1 of %2. Time: %3. Pieces of text: %4")
                       .arg(QString::number(lanes - m_runner.runningCount()), QString::number(lanes), format::seconds(passed, 1).text(),
                            format::count(static_cast<std::int64_t>(pieces)));
    if (m_options.repeat > 1)
        line = tr("Repeat %1 of %2: %3").arg(QString::number(m_runs.size() + 1), QString::number(m_options.repeat), line);
    m_progress.show(line);
}

void CompareCommand::finish()
{
    m_progressTimer->stop();
    m_progress.clear();
    m_hasFinished = true;
    int code = allLanesSucceeded(m_runs) ? exitcode::kSuccess : exitcode::kFailed;
    if (const int problem = printReport(); problem != 0)
        code = problem;
    if (const int problem = saveDocument(); problem != 0)
        code = problem;
    Q_EMIT finished(m_signal ? exitCodeOfSignal(*m_signal) : code);
}

int CompareCommand::printReport()
{
    if (m_runs.empty())
        return 0;
    std::string text;
    switch (m_options.format) {
    case ReportFormat::Table: text = tableReport(m_runs).toStdString(); break;
    case ReportFormat::Markdown: text = markdownReport(m_runs).toStdString(); break;
    case ReportFormat::Json: text = reportJsonText(m_runs, reportWords); break;
    }
    return printOutput(m_io, text);
}

int CompareCommand::saveDocument()
{
    if (!m_options.savePath || m_runs.empty())
        return 0;
    m_document.runs.insert(m_document.runs.end(), m_runs.begin(), m_runs.end());
    const auto saved = m_io.writeFile(*m_options.savePath, writeDocument(m_document));
    if (saved)
        return 0;
    printError(m_io, saved.error());
    return exitcode::kUsage;
}

} // namespace lineup
