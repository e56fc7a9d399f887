#include "core/conformance/probe.h"

#include "core/cli/report.h"
#include "core/conformance/checkresult.h"

#include <QTimer>

#include <utility>

namespace lineup::conformance {

namespace {

constexpr std::chrono::milliseconds kLongestAnswer{180000};

} // namespace

bool ProbeResult::finishedWell() const
{
    return answer.end && (answer.end->outcome == Outcome::Finished || answer.end->outcome == Outcome::Length);
}

std::string ProbeResult::words() const
{
    if (isHanging || !answer.end)
        return "no end";
    std::string words(outcomeName(answer.end->outcome));
    if (const auto &error = answer.end->error) {
        words += ' ' + std::string(errorCodeName(error->code));
        if (error->timeoutPhase)
            words += ' ' + std::string(timeoutPhaseName(*error->timeoutPhase));
        words += " (" + shortened(error->providerMessage.value_or(error->detail)) + ')';
        return words;
    }
    return words + ", \"" + shortened(answerText(answer), 60) + '"';
}

Probe::Probe(QObject *parent) : QObject(parent), m_patience(new QTimer(this))
{
    m_patience->setSingleShot(true);
    connect(m_patience, &QTimer::timeout, this, [this] {
        m_inbox->close();
        m_result.isHanging = true;
        Q_EMIT finished();
    });
}

Probe::~Probe()
{
    if (m_inbox)
        m_inbox->close();
}

void Probe::start(std::shared_ptr<ChatBackend> backend, ChatRequest request, Plan plan)
{
    m_backend = std::move(backend);
    m_plan = plan;
    if (!request.clocks.total)
        request.clocks.total = kLongestAnswer;
    m_patience->start(*request.clocks.total + kPatience);
    m_inbox = std::make_shared<StreamInbox>([this] { QMetaObject::invokeMethod(this, &Probe::drain, Qt::QueuedConnection); });
    m_stream = m_backend->start(std::move(request), m_inbox);
}

void Probe::drain()
{
    if (m_result.isHanging || m_result.answer.end)
        return;
    const StreamInbox::Batch batch = m_inbox->drain();
    const std::size_t before = m_result.answer.contentEvents;
    for (const StreamEvent &event : batch.events)
        apply(m_result.answer, event);
    const bool hasNewContent = m_result.answer.contentEvents > before;
    if (m_cancelledAt && hasNewContent)
        m_result.hadContentAfterCancel = true;
    if (batch.end) {
        m_patience->stop();
        if (m_cancelledAt)
            m_result.cancelTook = std::chrono::ceil<std::chrono::milliseconds>(std::chrono::steady_clock::now() - *m_cancelledAt);
        finish(m_result.answer, *batch.end, std::nullopt, m_backend->isLocal());
        Q_EMIT finished();
    } else if (m_plan == Plan::CancelAtContent && hasNewContent && !m_cancelledAt) {
        cancel();
    }
}

void Probe::cancel()
{
    m_cancelledAt = std::chrono::steady_clock::now();
    m_patience->start(kPatience);
    m_stream->cancel();
}

} // namespace lineup::conformance
