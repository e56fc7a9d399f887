#include "core/run/backendtest.h"

#include <QTimer>

#include <utility>

namespace lineup {

namespace {

constexpr std::chrono::milliseconds kDrainInterval{20};
constexpr std::chrono::seconds kLongest{60};

/// The shortest question there is.
ChatRequest oneToken(const std::string &model)
{
    ChatRequest request;
    request.model = model;
    request.messages = {textMessage(Role::User, "Hi")};
    request.parameters.maxTokens = 1;
    request.parameters.streams = false;
    request.clocks.total = kLongest;
    request.retries = 0;
    return request;
}

/// Servers without a list say so in many ways; a test with a model goes on then.
bool meansNoList(const Error &error)
{
    return error.httpStatus == 404 || error.httpStatus == 405 || error.httpStatus == 501;
}

constexpr int kSuccess = 200;

} // namespace

BackendTest::BackendTest(std::shared_ptr<ChatBackend> backend, std::string model, QObject *parent)
    : QObject(parent), m_backend(std::move(backend)), m_model(std::move(model)), m_timer(new QTimer(this))
{
    m_timer->setInterval(kDrainInterval);
    connect(m_timer, &QTimer::timeout, this, &BackendTest::drain);
}

BackendTest::~BackendTest()
{
    if (m_inbox)
        m_inbox->close();
}

void BackendTest::start()
{
    QMetaObject::invokeMethod(
        this, [this] { m_backend->reach().then(this, [this](ConnectionReport report) { onReport(std::move(report)); }); }, Qt::QueuedConnection);
}

void BackendTest::onReport(ConnectionReport report)
{
    m_report = std::move(report);
    const bool hasNoList = !m_report.wasAsked || (m_report.error && meansNoList(*m_report.error));
    if (!m_model.empty() && (hasNoList || !m_report.error))
        return ask();
    Q_EMIT finished(testResultOfList(m_report));
}

void BackendTest::ask()
{
    m_inbox = std::make_shared<StreamInbox>();
    m_stream = m_backend->start(oneToken(m_model), m_inbox);
    m_timer->start();
}

void BackendTest::drain()
{
    const StreamInbox::Batch batch = m_inbox->drain();
    for (const StreamEvent &event : batch.events) {
        if (const auto *text = std::get_if<TextDelta>(&event.body))
            m_answer += text->text;
    }
    if (!batch.end)
        return;
    m_timer->stop();
    onAnswer(*batch.end);
}

void BackendTest::onAnswer(const StreamEnd &end)
{
    // The phases of the list are those of a fresh connection; those of the answer are what there is without a list.
    ConnectionReport report = m_report;
    if (!report.status) {
        report.name = end.trace.dns;
        report.connect = end.trace.connect;
        report.tls = end.trace.tls;
        report.answer = end.trace.wait;
    }
    report.wasAsked = true;
    report.error = end.error;
    report.status = end.error ? end.error->httpStatus : std::optional(kSuccess);
    BackendTestResult result = testResultOf(report, true, true);
    result.answer = m_answer;
    Q_EMIT finished(result);
}

} // namespace lineup
