#include "widgets/strip/runstrip.h"

#include "widgets/models/format.h"
#include "widgets/models/lanecsv.h"
#include "widgets/strip/lanetableview.h"
#include "widgets/strip/phasechart.h"
#include "widgets/strip/racechart.h"
#include "widgets/strip/speedchart.h"
#include "widgets/strip/stripheader.h"
#include "widgets/theme/metrics.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QScrollArea>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>

namespace lineup {

namespace {

using std::chrono::milliseconds;

constexpr int kWideStrip = 1600;
constexpr milliseconds kFrame{33};
constexpr milliseconds kTick{100};
constexpr milliseconds kReducedFrame{500};
constexpr double kTableShare = 0.38;
constexpr double kWideTableShare = 0.27;
constexpr double kPhasesShare = 0.40;
constexpr int kRow = 23;

QScrollArea *scrolled(QWidget *chart, const QString &name)
{
    auto *area = new QScrollArea;
    area->setObjectName(name);
    area->setWidget(chart);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setFocusPolicy(Qt::NoFocus);
    return area;
}

/// Undoes setFixedWidth().
void setFreeWidth(QWidget &widget)
{
    widget.setMinimumWidth(0);
    widget.setMaximumWidth(QWIDGETSIZE_MAX);
}

} // namespace

RunStrip::RunStrip(const Clock &clock, QWidget *parent)
    : QWidget(parent), m_clock(clock), m_followedTheme(themeOf(this)), m_coalesce(new QTimer(this)), m_tick(new QTimer(this)), m_header(new StripHeader(this)),
      m_body(new QWidget(this)), m_race(new RaceChart(m_follower)), m_phases(new PhaseChart(m_follower)),
      m_phasesArea(scrolled(m_phases, QStringLiteral("phaseArea"))), m_speed(new SpeedChart(m_follower)),
      m_speedArea(scrolled(m_speed, QStringLiteral("speedArea"))), m_tableBox(new QWidget), m_tableView(new LaneTableView(m_table)),
      m_note(new QLabel), m_empty(new QLabel)
{
    setObjectName(QStringLiteral("runStrip"));
    build();
    m_coalesce->setSingleShot(true);
    m_tick->setInterval(kTick);
    connect(m_coalesce, &QTimer::timeout, this, &RunStrip::refresh);
    connect(m_tick, &QTimer::timeout, this, &RunStrip::onTick);
    connect(m_header, &StripHeader::stopAllRequested, this, &RunStrip::stopAllRequested);
    connect(m_header, &StripHeader::foldToggled, this, [this] { setFolded(!m_isFolded); });
    connect(m_header, &StripHeader::viewChanged, this, [this](StripView view) {
        showParts();
        Q_EMIT viewChanged(view);
    });
    connect(m_tableView, &LaneTableView::copyRequested, this, &RunStrip::copyTable);
    // Later, because columns grow and heads change in the middle of an update of the table.
    connect(m_tableView, &LaneTableView::widthsOutgrown, this, &RunStrip::fitParts, Qt::QueuedConnection);
    connect(&m_table, &QAbstractItemModel::headerDataChanged, this, &RunStrip::fitParts, Qt::QueuedConnection);
    setTheme(m_followedTheme);
    retranslate();
    setFolded(false);
    showParts();
}

RunStrip::~RunStrip() = default;

void RunStrip::build()
{
    m_note->setObjectName(QStringLiteral("stripNote"));
    m_note->setWordWrap(true);
    m_empty->setObjectName(QStringLiteral("stripEmpty"));
    m_empty->setAlignment(Qt::AlignCenter);

    auto *table = new QVBoxLayout(m_tableBox);
    table->setContentsMargins({});
    table->setSpacing(0);
    table->addWidget(m_tableView);
    table->addWidget(m_note);
    table->addStretch(1);

    auto *body = new QHBoxLayout(m_body);
    body->setContentsMargins(metrics::kSpace3, 0, metrics::kSpace3, 0);
    body->setSpacing(metrics::kSpace6);
    body->addWidget(m_race, 1);
    body->addWidget(m_phasesArea, 1);
    body->addWidget(m_speedArea, 1);
    body->addWidget(m_empty, 1);
    body->addWidget(m_tableBox);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(m_header);
    column->addWidget(m_body, 1);
}

void RunStrip::setRun(const Run &run, Clock::Steady startedAt, RunOrigin origin)
{
    m_run = &run;
    m_startedAt = startedAt;
    m_origin = origin;
    m_follower.setRun(m_run, elapsed());
    m_isDirty.assign(static_cast<std::size_t>(m_follower.laneCount()), false);
    std::vector<LaneFigures> lanes;
    for (int lane = 0; lane < m_follower.laneCount(); ++lane)
        lanes.push_back(m_follower.figures(lane));
    m_table.setLanes(std::move(lanes));
    m_race->rebuild();
    showParts();
    updateGeometry();
    refresh();
}

void RunStrip::clear()
{
    m_run = nullptr;
    m_follower.setRun(nullptr, {});
    m_isDirty.clear();
    m_table.setLanes({});
    m_race->rebuild();
    showParts();
    refresh();
}

RunFollower::Duration RunStrip::elapsed() const
{
    if (!m_run || m_origin == RunOrigin::Recorded)
        return {};
    return std::chrono::duration_cast<RunFollower::Duration>(std::max(m_clock.now() - m_startedAt, Clock::Steady::duration::zero()));
}

void RunStrip::updateLanes(const std::vector<int> &lanes)
{
    for (const int lane : lanes) {
        if (lane >= 0 && lane < static_cast<int>(m_isDirty.size()))
            m_isDirty[static_cast<std::size_t>(lane)] = true;
    }
    scheduleRefresh();
}

void RunStrip::scheduleRefresh()
{
    if (m_coalesce->isActive())
        return;
    const milliseconds frame = m_isReducedMotion ? kReducedFrame : kFrame;
    const auto since = m_lastRefresh ? std::chrono::duration_cast<milliseconds>(m_clock.now() - *m_lastRefresh) : frame;
    m_coalesce->start(std::clamp(frame - since, milliseconds(0), frame));
}

void RunStrip::onTick()
{
    // Clocks go on while no token comes; with tokens the refresh has just been.
    if (!m_lastRefresh || m_clock.now() - *m_lastRefresh >= kTick - milliseconds(10))
        refresh();
}

void RunStrip::runEnded()
{
    m_isDirty.assign(m_isDirty.size(), true);
    refresh();
}

void RunStrip::refresh()
{
    m_coalesce->stop();
    m_lastRefresh = m_clock.now();
    const bool wasEmpty = m_empty->isVisibleTo(this);
    for (int lane = 0; lane < m_follower.laneCount(); ++lane) {
        const auto i = static_cast<std::size_t>(lane);
        if (!m_isDirty[i] && !m_follower.figures(lane).isRunning())
            continue;
        m_isDirty[i] = false;
        m_follower.update(lane, elapsed());
        m_table.setLane(lane, m_follower.figures(lane));
    }
    if (wasEmpty != m_follower.isEmpty())
        showParts();
    refreshHeader();
    refreshCharts();
    const bool isRunning = m_follower.isRunning() && m_origin == RunOrigin::Live;
    m_tick->setInterval(m_isReducedMotion ? kReducedFrame : kTick);
    if (!isRunning)
        m_tick->stop();
    else if (!m_tick->isActive())
        m_tick->start();
}

void RunStrip::refreshHeader()
{
    const bool isEmpty = m_follower.isEmpty();
    const bool isRunning = m_follower.isRunning();
    QString words = isEmpty ? QString() : stripwords::status(m_follower.counts());
    if (!isEmpty && m_origin == RunOrigin::Recorded)
        words = stripwords::recorded(*m_run);
    m_header->setStatus(isEmpty ? QString() : format::seconds(m_follower.longest(), 1).text(), words);
    m_header->setTotals(isEmpty ? m_empty->text() : stripwords::totals(m_table));
    m_header->setRunning(isRunning && m_origin == RunOrigin::Live);
    m_header->setFailure(stripwords::failure(m_follower));
    const QString note = stripwords::tooFewTokens(m_follower);
    if (note != m_note->text()) {
        m_note->setText(note);
        fitParts();
    }
    // Said once an answer is there and not for every token.
    if (!isRunning)
        m_race->setAccessibleDescription(stripwords::raceDescription(m_follower));
}

void RunStrip::refreshCharts()
{
    m_areChartsStale = !m_body->isVisible();
    if (m_areChartsStale)
        return;
    if (m_race->isVisible())
        m_race->refresh();
    if (m_phasesArea->isVisible()) {
        m_phases->refresh();
        m_header->setPhaseKinds(m_phases->kinds());
    }
    if (m_speedArea->isVisible())
        m_speed->refresh();
}

StripView RunStrip::view() const
{
    return m_header->view();
}

void RunStrip::setView(StripView view)
{
    m_header->setView(view);
    showParts();
}

void RunStrip::setFolded(bool folded)
{
    const bool isChanged = std::exchange(m_isFolded, folded) != folded;
    m_header->setFolded(folded);
    m_body->setVisible(!folded);
    setMinimumHeight(folded ? metrics::kStripFoldedHeight : metrics::kStripMinimumHeight);
    setMaximumHeight(folded ? metrics::kStripFoldedHeight : metrics::kStripMaximumHeight);
    updateGeometry();
    if (m_areChartsStale)
        refreshCharts();
    if (isChanged)
        Q_EMIT foldedChanged(folded);
}

void RunStrip::showParts()
{
    const bool isEmpty = m_follower.isEmpty();
    const bool isWide = m_header->stripWidth() == StripWidth::Wide;
    const StripView shown = m_header->view();
    m_empty->setVisible(isEmpty);
    m_tableBox->setVisible(!isEmpty);
    m_race->setVisible(!isEmpty && shown == StripView::Race);
    m_phasesArea->setVisible(!isEmpty && (shown == StripView::Phases || (isWide && shown == StripView::Race)));
    m_speedArea->setVisible(!isEmpty && shown == StripView::Speed);
    m_tableView->setView(shown);
    fitParts();
    refreshCharts();
}

void RunStrip::fitParts()
{
    const bool isWide = m_header->stripWidth() == StripWidth::Wide;
    const int inner = width() - 2 * metrics::kSpace3;
    const int share = static_cast<int>(inner * (isWide ? kWideTableShare : kTableShare));
    const int noteHeight = m_note->text().isEmpty() ? 0 : m_note->heightForWidth(share) + metrics::kSpace1;
    const int room = height() - metrics::kStripFoldedHeight;
    const int rows = m_tableView->fitRows(room - noteHeight);
    // The note gives way to the rows.
    m_note->setVisible(noteHeight > 0 && rows + noteHeight <= room);
    m_tableView->setFixedHeight(std::clamp(room, 0, rows));
    m_tableBox->setFixedWidth(m_tableView->fitColumns(share));
    if (isWide)
        m_phasesArea->setFixedWidth(static_cast<int>((inner - m_tableBox->width()) * kPhasesShare));
    else
        setFreeWidth(*m_phasesArea);
}

void RunStrip::setTheme(const Theme &theme)
{
    m_header->setTheme(theme);
    m_race->setTheme(theme);
    m_phases->setTheme(theme);
    m_speed->setTheme(theme);
    m_tableView->setTheme(theme);
    QPalette colors = palette();
    colors.setColor(QPalette::Window, theme.color(ColorRole::Surface));
    for (QWidget *ground : std::initializer_list<QWidget *>{this, m_phasesArea, m_speedArea})
        ground->setPalette(colors);
    for (QLabel *label : {m_note, m_empty}) {
        label->setTextFormat(Qt::PlainText);
        QPalette words = label->palette();
        words.setColor(QPalette::WindowText, theme.color(ColorRole::Text3));
        label->setPalette(words);
        label->setFont(theme.font(label == m_note ? TypeStep::Label : TypeStep::Body));
    }
    fitParts();
    update();
}

void RunStrip::setReducedMotion(bool reduced)
{
    m_isReducedMotion = reduced;
    m_tick->setInterval(reduced ? kReducedFrame : kTick);
}

void RunStrip::retranslate()
{
    //: accessible name of the strip under the panes
    setAccessibleName(tr("Race strip"));
    //: stands in the strip before anything was sent
    m_empty->setText(tr("Send a prompt to see the race."));
    //: accessible name of the chart
    m_race->setAccessibleName(tr("Race: output tokens over seconds since Send"));
    //: accessible name of the chart
    m_phases->setAccessibleName(tr("Phases: where the time of each answer went"));
    //: accessible name of the chart
    m_speed->setAccessibleName(tr("Speed: decode and end to end, tokens a second"));
    //: accessible name of the table
    m_tableView->setAccessibleName(tr("Figures of all panes"));
    m_header->retranslate();
    m_table.retranslate();
    m_note->clear();
    refresh();
    fitParts();
}

void RunStrip::copyTable() const
{
    std::vector<LaneFigures> lanes;
    for (int lane = 0; lane < m_table.laneCount(); ++lane)
        lanes.push_back(m_table.lane(lane));
    QGuiApplication::clipboard()->setText(laneCsv(lanes));
}

QSize RunStrip::sizeHint() const
{
    if (m_isFolded)
        return {800, metrics::kStripFoldedHeight};
    const int rows = (m_follower.laneCount() + 2) * kRow + metrics::kSpace4;
    return {800, std::clamp(metrics::kStripFoldedHeight + rows, metrics::kStripMinimumHeight, metrics::kStripMaximumHeight)};
}

void RunStrip::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    switch (event->type()) {
    case QEvent::LanguageChange: retranslate(); break;
    case QEvent::PaletteChange:
    case QEvent::StyleChange:
    case QEvent::FontChange:
        // Our own palette changes arrive here too; only another theme of the application matters.
        if (const Theme theme = themeOf(this); theme != m_followedTheme) {
            m_followedTheme = theme;
            setTheme(theme);
        }
        break;
    default: break;
    }
}

void RunStrip::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const StripWidth width = this->width() >= kWideStrip ? StripWidth::Wide : StripWidth::Narrow;
    if (width != m_header->stripWidth()) {
        m_header->setStripWidth(width);
        showParts();
    } else {
        fitParts();
    }
}

void RunStrip::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    fitParts();
    refreshCharts();
}

void RunStrip::contextMenuEvent(QContextMenuEvent *event)
{
    if (m_table.laneCount() == 0)
        return;
    QMenu menu(this);
    menu.setObjectName(QStringLiteral("stripMenu"));
    //: menu: the figures of all panes go to the clipboard as comma-separated values
    menu.addAction(tr("Copy Table as CSV"), QKeySequence::Copy, this, &RunStrip::copyTable);
    menu.exec(event->globalPos());
}

void RunStrip::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), palette().color(QPalette::Window));
}

} // namespace lineup
