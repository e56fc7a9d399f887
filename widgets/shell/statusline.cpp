#include "widgets/shell/statusline.h"

#include "widgets/common/textlabel.h"
#include "widgets/compare/laneparams.h"
#include "widgets/models/comparesession.h"
#include "widgets/models/format.h"
#include "widgets/shell/workspace.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/metrics.h"

#include <QDateTime>
#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>

namespace lineup {

namespace {
constexpr int kIconSize = 12;
}

StatusLine::StatusLine(Workspace &workspace, LocalEngine &engine, QWidget *parent)
    : QWidget(parent), m_workspace(workspace), m_engine(engine), m_engineLabel(new TextLabel(TypeStep::Label, ColorRole::Text2, this)),
      m_network(new ElidedLabel(TypeStep::Label, ColorRole::Text2, this)), m_message(new ElidedLabel(TypeStep::Label, ColorRole::Text2, this))
{
    setObjectName(QStringLiteral("statusLine"));
    m_engineLabel->setObjectName(QStringLiteral("engineWord"));
    m_network->setObjectName(QStringLiteral("networkWord"));
    m_message->setObjectName(QStringLiteral("statusMessage"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(metrics::kSpace3 + kIconSize + 6, 1, metrics::kSpace3, 0);
    layout->setSpacing(metrics::kSpace4);
    layout->addWidget(m_engineLabel);
    layout->addWidget(m_network);
    layout->addStretch(1);
    layout->addWidget(m_message);
    setMinimumHeight(metrics::kStatusHeight);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    connect(&m_engine, &LocalEngine::stateChanged, this, &StatusLine::refresh);
    connect(&m_workspace, &Workspace::currentChanged, this, &StatusLine::followSession);
    connect(&m_workspace, &Workspace::draftSaved, this, [this] {
        m_lastMessage.clear();
        refresh();
    });
    followSession();
}

void StatusLine::showMessage(const QString &text)
{
    m_lastMessage = text;
    refresh();
}

void StatusLine::followSession()
{
    if (CompareSession *session = m_workspace.currentSession()) {
        for (const auto signal : {&CompareSession::documentReplaced, &CompareSession::setupChanged, &CompareSession::lanesReset})
            connect(session, signal, this, &StatusLine::refresh, Qt::UniqueConnection);
    }
    refresh();
}

QString StatusLine::engineWords() const
{
    const EngineState state = m_engine.state();
    switch (state.status) {
    case EngineStatus::Absent:
        return tr("No local model yet");
    case EngineStatus::Starting:
        return tr("Local model starting");
    case EngineStatus::Ready:
        return tr("Local model ready");
    case EngineStatus::Busy:
        return tr("Local model answering");
    case EngineStatus::Crashed:
        return tr("Local model stopped working");
    case EngineStatus::Stopped:
        return tr("Local model off");
    }
    return {};
}

QString StatusLine::networkWords() const
{
    const CompareSession *session = m_workspace.currentSession();
    if (!session || session->setup().lanes.empty())
        return {};
    int servers = 0;
    for (const LaneSpec &lane : session->setup().lanes)
        servers += isLocalLane(lane) ? 0 : 1;
    return servers == 0 ? tr("No network used") : tr("%n panes use a server", nullptr, servers);
}

void StatusLine::refresh()
{
    m_engineLabel->setText(engineWords());
    m_network->setFullText(networkWords());
    if (!m_lastMessage.isEmpty()) {
        m_message->setFullText(m_lastMessage);
    } else if (const auto at = m_workspace.draftSavedAt()) {
        const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(at->time_since_epoch()).count();
        m_message->setFullText(tr("Draft saved %1").arg(format::timeOfDay(QDateTime::fromSecsSinceEpoch(seconds).time())));
    } else {
        m_message->setFullText({});
    }
    update();
}

void StatusLine::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Theme theme = themeOf(this);
    painter.fillRect(rect(), theme.color(ColorRole::Window));
    painter.fillRect(QRect(0, 0, width(), 1), theme.color(ColorRole::Divider));
    const EngineStatus status = m_engine.state().status;
    const bool isWrong = status == EngineStatus::Crashed;
    paintIcon(&painter, QRect(metrics::kSpace3, 1, kIconSize, height() - 1), isWrong ? QStringLiteral("circle-alert") : QStringLiteral("server"),
              theme.color(isWrong ? ColorRole::Error : ColorRole::Text2), kIconSize);
}

void StatusLine::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        refresh();
}

} // namespace lineup
