#include "widgets/compare/lanepane.h"

#include "widgets/common/accessiblerole.h"
#include "widgets/compare/laneparams.h"
#include "widgets/compare/panebody.h"
#include "widgets/compare/panefooter.h"
#include "widgets/compare/paneheader.h"
#include "widgets/models/comparesession.h"
#include "widgets/models/format.h"
#include "widgets/models/lanefigures.h"
#include "widgets/models/modeldirectory.h"
#include "widgets/theme/metrics.h"
#include "widgets/theme/panepalette.h"

#include <QEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>
#include <QVBoxLayout>

namespace lineup {

namespace {
constexpr int kPreferredWidth = 400;
constexpr int kSpineTop = 12;
}

LanePane::LanePane(CompareSession &session, int letter, ModelDirectory &models, LocalEngine &engine, const Clock &clock, const QList<QAction *> &actions, QWidget *parent)
    : QWidget(parent), m_session(session), m_letter(letter), m_models(models), m_engine(engine), m_clock(clock), m_menu(new QMenu(this)),
      m_header(new PaneHeader(letter, m_menu, this)), m_body(new PaneBody(this)), m_footer(new PaneFooter(this))
{
    setObjectName(QStringLiteral("pane%1").arg(QString::fromStdString(letterName(letter))));
    setAccessibleRole(this, QAccessible::Grouping);
    for (QAction *action : actions) {
        if (action)
            m_menu->addAction(action);
        else
            m_menu->addSeparator();
    }
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, metrics::kPaneFootHeight);
    column->setSpacing(0);
    column->addWidget(m_header);
    column->addWidget(m_body, 1);
    column->addWidget(m_footer);
    setMinimumWidth(metrics::kPaneMinimumWidth);
    connect(m_menu, &QMenu::aboutToShow, this, &LanePane::menuOpened);
    connect(m_header, &PaneHeader::editRequested, this, &LanePane::editRequested);
    connect(m_header, &PaneHeader::maximiseRequested, this, &LanePane::maximiseRequested);
    connect(m_header, &PaneHeader::modelRequested, this, &LanePane::modelRequested);
    connect(m_body, &PaneBody::stopRequested, this, &LanePane::stopRequested);
    connect(m_body, &PaneBody::sendRequested, this, &LanePane::sendRequested);
    connect(m_body, &PaneBody::linkClicked, this, &LanePane::linkClicked);
    refresh();
}

int LanePane::lane() const
{
    const auto &lanes = m_session.setup().lanes;
    for (std::size_t index = 0; index < lanes.size(); ++index) {
        if (lanes[index].letter == m_letter)
            return static_cast<int>(index);
    }
    return -1;
}

PaneSituation LanePane::situation() const
{
    const int index = lane();
    const int result = m_session.resultIndex(index);
    const Clock::Steady now = m_clock.now();
    const auto since = [now](Clock::Steady start) { return std::chrono::duration_cast<std::chrono::microseconds>(now - start); };
    PaneSituation situation;
    situation.hasRun = m_session.shownRun() >= 0;
    situation.isInRun = result >= 0;
    situation.lane = result >= 0 ? m_session.run().setup.lanes[static_cast<std::size_t>(result)] : m_session.setup().lanes[static_cast<std::size_t>(index)];
    situation.isRecord = m_session.isShownFromRecord();
    if (result < 0)
        situation.notTaken = m_notTaken;
    if (m_session.isLaneRunning(index))
        situation.elapsed = since(m_session.startedAt());
    situation.sinceRetry = since(m_retrySince);
    situation.engine = m_engine.state();
    situation.engineElapsed = since(situation.engine.since);
    return situation;
}

void LanePane::refresh()
{
    const int index = lane();
    if (index < 0)
        return;
    const LaneSpec &spec = m_session.setup().lanes[static_cast<std::size_t>(index)];
    refreshHeader();
    m_body->setTranscriptName(tr("Answer of pane %1").arg(QString::fromStdString(letterName(m_letter))));
    const int result = m_session.resultIndex(index);
    const LineupSetup &asSent = result >= 0 ? m_session.run().setup : m_session.setup();
    const LaneSpec &sentLane = result >= 0 ? asSent.lanes[static_cast<std::size_t>(result)] : spec;
    m_body->setQuestion(QString::fromStdString(sentLane.system ? *sentLane.system : asSent.system), shotsOf(asSent, sentLane));
    m_header->setChangedSinceAnswer(result >= 0 && sentLane != spec && !m_session.isLaneRunning(index));
    refreshAnswer();
}

std::vector<Parameter> LanePane::notTaken(const LaneSpec &spec) const
{
    if (setParameters(spec.parameters).empty())
        return {};
    const auto backend = m_models.backends().backendFor(spec.backend);
    // What is wrong with a backend is said when something is sent to it.
    ChatRequest request;
    request.model = spec.model;
    request.parameters = spec.parameters;
    return backend ? (*backend)->parametersNotTaken(request) : std::vector<Parameter>{};
}

void LanePane::refreshHeader()
{
    const LaneSpec &spec = m_session.setup().lanes[static_cast<std::size_t>(lane())];
    const QString localModel = QString::fromStdString(m_engine.state().modelName);
    const QString place = m_models.placeOf(spec.backend).title();
    m_notTaken = notTaken(spec);
    m_header->setLane(m_session.setup(), spec, localModel, place, m_notTaken);
    setAccessibleName(paneName(spec, localModel, place));
}

void LanePane::refreshAnswer()
{
    const int index = lane();
    if (index < 0)
        return;
    const LaneResult &result = m_session.result(index);
    if (result.phase == LanePhase::RetryWait && result.lastRetry && result.lastRetry->attempt != m_retryAttempt) {
        m_retryAttempt = result.lastRetry->attempt;
        m_retrySince = m_clock.now();
    } else if (result.phase == LanePhase::Idle || result.phase == LanePhase::Queued) {
        m_retryAttempt = 0;
    }
    m_body->setAnswer(result);
    // A refusal teaches what a model does not take.
    if (result.phase == LanePhase::Ended)
        refreshHeader();
    refreshNotice();
    refreshFigures();
    if (m_form == Form::Spine)
        update();
}

void LanePane::refreshNotice()
{
    const LaneResult &result = m_session.result(lane());
    const PaneSituation present = situation();
    const PaneState state = paneState(present, result);
    m_header->setState(state.tone, state.text, state.iconName, state.hint);
    m_body->setNotice(paneNotice(present, result));
    m_body->setMismatch(modelMismatch(present.lane, result));
}

void LanePane::refreshFigures()
{
    const LaneResult &result = m_session.result(lane());
    const PaneSituation present = situation();
    m_track.update(result);
    LaneFigures figures = laneFigures(present.lane, result, m_track, present.elapsed);
    if (result.phase == LanePhase::Idle && isLocalLane(present.lane)) {
        // Known before anything is sent: an answer of this computer costs nothing.
        figures.cost = Cost{Money{}, std::nullopt, CostProvenance::Local};
    }
    m_footer->setFigures(figures);
}

void LanePane::tick()
{
    if (!m_session.isLaneRunning(lane()))
        return;
    refreshNotice();
    refreshFigures();
}

void LanePane::focusInside()
{
    if (m_form == Form::Spine)
        Q_EMIT maximiseRequested();
    m_body->focusTranscript();
}

QString LanePane::answerText() const
{
    return QString::fromStdString(plainText(m_session.result(lane()).answer));
}

QString LanePane::spoken() const
{
    const PaneState state = paneState(situation(), m_session.result(lane()));
    //: A pane read aloud: its name, its state, its figures
    return tr("%1: %2. %3.").arg(accessibleName(), state.text, m_footer->spoken());
}

void LanePane::setForm(Form form)
{
    if (m_form == form)
        return;
    m_form = form;
    const bool isSpine = form == Form::Spine;
    for (QWidget *part : {static_cast<QWidget *>(m_header), static_cast<QWidget *>(m_body), static_cast<QWidget *>(m_footer)})
        part->setVisible(!isSpine);
    setMinimumWidth(isSpine ? metrics::kPaneSpineWidth : metrics::kPaneMinimumWidth);
    setMaximumWidth(isSpine ? metrics::kPaneSpineWidth : QWIDGETSIZE_MAX);
    setFocusPolicy(isSpine ? Qt::TabFocus : Qt::NoFocus);
    setCursor(isSpine ? Qt::PointingHandCursor : Qt::ArrowCursor);
    setToolTip(isSpine ? tr("Show this pane") : QString());
    m_header->setMaximised(form == Form::Maximised);
    update();
}

QSize LanePane::sizeHint() const
{
    return {kPreferredWidth, 360};
}

void LanePane::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Theme theme = themeOf(this);
    painter.fillRect(rect(), theme.color(ColorRole::Surface));
    painter.fillRect(QRect(0, height() - metrics::kPaneFootHeight, width(), metrics::kPaneFootHeight), paneLook(m_letter, theme).hue);
    if (m_form == Form::Spine)
        paintSpine(painter);
}

void LanePane::paintSpine(QPainter &painter) const
{
    const Theme theme = themeOf(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const int size = metrics::kHeaderMarkSize;
    paintPaneMark(&painter, QRectF((width() - size) / 2.0, kSpineTop, size, size), m_letter, theme);
    painter.setFont(theme.font(TypeStep::Name));
    painter.setPen(theme.color(ColorRole::Text));
    const QRect letter(0, kSpineTop + size + 4, width(), 20);
    painter.drawText(letter, Qt::AlignCenter, QString::fromStdString(letterName(m_letter)));
    const std::optional<std::int64_t> tokens = outputCount(m_session.result(lane())).tokens;
    painter.setFont(theme.font(TypeStep::Readout));
    painter.setPen(theme.color(ColorRole::Text2));
    painter.save();
    painter.translate(width() / 2.0, letter.bottom() + 12);
    painter.rotate(90);
    painter.drawText(QRectF(0, -12, height(), 24), Qt::AlignVCenter | Qt::AlignLeft, tokens ? format::tokensPhrase(*tokens) : format::unknown());
    painter.restore();
}

void LanePane::mousePressEvent(QMouseEvent *event)
{
    if (m_form == Form::Spine)
        Q_EMIT maximiseRequested();
    QWidget::mousePressEvent(event);
}

void LanePane::keyPressEvent(QKeyEvent *event)
{
    const bool isPress = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Space;
    if (m_form == Form::Spine && isPress)
        Q_EMIT maximiseRequested();
    else
        QWidget::keyPressEvent(event);
}

void LanePane::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        refresh();
}

} // namespace lineup
