#include "widgets/compare/panerow.h"

#include "widgets/common/linesplitter.h"
#include "widgets/compare/lanepane.h"
#include "widgets/compare/panebody.h"
#include "widgets/compare/panefooter.h"
#include "widgets/compare/paneheader.h"
#include "widgets/compare/paneoverview.h"
#include "widgets/models/comparesession.h"
#include "widgets/theme/metrics.h"

#include <QApplication>
#include <QEvent>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>
#include <QWheelEvent>

#include <algorithm>
#include <numeric>

namespace lineup {

namespace {
constexpr std::chrono::milliseconds kSnapAfter{140};
constexpr auto kSizesKey = "panes";
}

PaneRow::PaneRow(CompareSession &session, LocalEngine &engine, const Clock &clock, QList<QAction *> paneActions, QWidget *parent)
    : QWidget(parent), m_session(session), m_engine(engine), m_clock(clock), m_paneActions(std::move(paneActions)), m_scroll(new QScrollArea(this)),
      m_splitter(new LineSplitter(Qt::Horizontal, this)), m_overview(new PaneOverview(this))
{
    setObjectName(QStringLiteral("paneRow"));
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setWidget(m_splitter);
    m_splitter->installEventFilter(this);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_scroll, 1);
    column->addWidget(m_overview);
    m_overview->hide();
    m_snap.setSingleShot(true);
    m_snap.setInterval(kSnapAfter);
    connect(&m_snap, &QTimer::timeout, this, &PaneRow::snap);
    m_settle.setSingleShot(true);
    m_settle.setInterval(0);
    connect(&m_settle, &QTimer::timeout, this, [this] {
        fitHeaders();
        fitFooters();
        updateOverview();
    });

    connect(m_scroll->horizontalScrollBar(), &QScrollBar::valueChanged, this, [this] {
        updateOverview();
        m_snap.start();
    });
    connect(m_scroll->horizontalScrollBar(), &QScrollBar::rangeChanged, this, &PaneRow::updateOverview);
    connect(m_overview, &PaneOverview::placeRequested, this, [this](double place) {
        QScrollBar *bar = m_scroll->horizontalScrollBar();
        bar->setValue(static_cast<int>(place * m_splitter->width() - m_scroll->viewport()->width() / 2.0));
    });
    connect(m_splitter, &LineSplitter::movedByPerson, this, &PaneRow::keepSizes);
    connect(m_splitter, &QSplitter::splitterMoved, this, &PaneRow::fitFooters);
    connectSession();
    connect(&m_engine, &LocalEngine::stateChanged, this, &PaneRow::refreshAll);
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget *, QWidget *now) { onFocusChanged(now); });
    rebuild();
    restoreSizes();
    goToPlace();
}

void PaneRow::connectSession()
{
    connect(&m_session, &CompareSession::lanesReset, this, &PaneRow::rebuild);
    connect(&m_session, &CompareSession::documentReplaced, this, [this] {
        m_maximisedLetter = -1;
        rebuild();
        restoreSizes();
    });
    for (const auto signal : {&CompareSession::setupChanged, &CompareSession::runStarted, &CompareSession::shownRunChanged, &CompareSession::runFinished})
        connect(&m_session, signal, this, &PaneRow::refreshAll);
    connect(&m_session, &CompareSession::documentReplaced, this, &PaneRow::goToPlace);
    connect(&m_session, &CompareSession::shownRunChanged, this, &PaneRow::goToPlace);
    connect(&m_session, &CompareSession::resultsChanged, this, [this](const std::vector<int> &lanes) {
        for (const int lane : lanes) {
            if (LanePane *changed = pane(lane))
                changed->refreshAnswer();
        }
    });
}

void PaneRow::goToPlace()
{
    for (LanePane *each : m_panes)
        m_session.isShownFromRecord() ? each->body()->goToAnswer() : each->body()->goToEnd();
}

LanePane *PaneRow::pane(int lane) const
{
    return lane >= 0 && lane < static_cast<int>(m_panes.size()) ? m_panes[static_cast<std::size_t>(lane)] : nullptr;
}

LanePane *PaneRow::makePane(int letter)
{
    auto *made = new LanePane(m_session, letter, m_engine, m_clock, m_paneActions, m_splitter);
    made->body()->setZoom(m_zoom);
    connect(made, &LanePane::editRequested, this, [this, made] { Q_EMIT editRequested(made->lane()); });
    connect(made, &LanePane::sendRequested, this, [this, made] { Q_EMIT sendRequested(made->lane()); });
    connect(made, &LanePane::stopRequested, this, [this, made] { Q_EMIT stopRequested(made->lane()); });
    connect(made, &LanePane::maximiseRequested, this, [this, made] { toggleMaximised(made->lane()); });
    connect(made, &LanePane::menuOpened, this, [this, made] { m_currentLetter = made->letter(); });
    connect(made, &LanePane::linkClicked, this, &PaneRow::linkClicked);
    connect(made->footer(), &PaneFooter::neededWidthChanged, &m_settle, qOverload<>(&QTimer::start));
    return made;
}

void PaneRow::rebuild()
{
    const auto &lanes = m_session.setup().lanes;
    // Panes whose letter stays are kept as they are: their scroll place and folds are the person's.
    std::vector<LanePane *> kept = std::move(m_panes);
    m_panes.clear();
    bool isOther = kept.size() != lanes.size();
    for (const LaneSpec &lane : lanes) {
        const auto found = std::find_if(kept.begin(), kept.end(), [&](const LanePane *pane) { return pane->letter() == lane.letter; });
        if (found != kept.end()) {
            m_panes.push_back(*found);
            kept.erase(found);
        } else {
            m_panes.push_back(makePane(lane.letter));
            isOther = true;
        }
        m_splitter->insertWidget(static_cast<int>(m_panes.size()) - 1, m_panes.back());
        m_panes.back()->show();
    }
    for (LanePane *gone : kept) {
        if (gone->letter() == m_maximisedLetter)
            m_maximisedLetter = -1;
        gone->hide();
        gone->setParent(nullptr);
        gone->deleteLater();
    }
    m_splitter->setHandleName(tr("Border between panes"));
    for (int index = 0; index < m_splitter->count(); ++index)
        m_splitter->setStretchFactor(index, 1);
    applyForms();
    if (isOther)
        m_splitter->makeEqual();
    refreshAll();
    fitFooters();
    updateOverview();
}

void PaneRow::refreshAll()
{
    for (LanePane *each : m_panes)
        each->refresh();
    fitHeaders();
}

void PaneRow::fitHeaders()
{
    // Where one pane has no room for the provider none shows it, so that the heads read alike.
    const bool hasRoom = std::all_of(m_panes.begin(), m_panes.end(), [](const LanePane *each) {
        return each->form() == LanePane::Form::Spine || each->header()->hasRoomForProvider();
    });
    for (LanePane *each : m_panes)
        each->header()->setProviderAllowed(hasRoom);
}

int PaneRow::current() const
{
    for (const LanePane *each : m_panes) {
        if (each->letter() == m_currentLetter)
            return each->lane();
    }
    return m_panes.empty() ? -1 : 0;
}

void PaneRow::setCurrent(int lane)
{
    if (LanePane *wanted = pane(lane))
        m_currentLetter = wanted->letter();
}

void PaneRow::onFocusChanged(QWidget *now)
{
    for (LanePane *each : m_panes) {
        if (now && (each == now || each->isAncestorOf(now))) {
            m_currentLetter = each->letter();
            reveal(each->lane());
            return;
        }
    }
}

void PaneRow::reveal(int lane)
{
    const LanePane *wanted = pane(lane);
    if (!wanted)
        return;
    QScrollBar *bar = m_scroll->horizontalScrollBar();
    const int room = m_scroll->viewport()->width();
    if (wanted->x() < bar->value())
        bar->setValue(wanted->x());
    else if (wanted->geometry().right() + 1 > bar->value() + room)
        bar->setValue(wanted->geometry().right() + 1 - room);
}

void PaneRow::toggleMaximised(int lane)
{
    const LanePane *wanted = pane(lane);
    if (!wanted)
        return;
    m_maximisedLetter = wanted->letter() == m_maximisedLetter ? -1 : wanted->letter();
    m_currentLetter = wanted->letter();
    applyForms();
    if (m_maximisedLetter < 0) {
        restoreSizes();
    } else {
        QList<int> sizes;
        for (const LanePane *each : m_panes)
            sizes.push_back(each->letter() == m_maximisedLetter ? m_scroll->viewport()->width() : metrics::kPaneSpineWidth);
        m_splitter->setSizes(sizes);
    }
    fitFooters();
    updateOverview();
    Q_EMIT maximisedChanged();
}

void PaneRow::applyForms()
{
    for (LanePane *each : m_panes) {
        if (m_maximisedLetter < 0)
            each->setForm(LanePane::Form::Column);
        else
            each->setForm(each->letter() == m_maximisedLetter ? LanePane::Form::Maximised : LanePane::Form::Spine);
    }
}

void PaneRow::setZoom(int percent)
{
    m_zoom = percent;
    for (LanePane *each : m_panes)
        each->body()->setZoom(percent);
}

void PaneRow::keepSizes()
{
    if (m_maximisedLetter >= 0)
        return;
    nlohmann::json sizes = nlohmann::json::array();
    for (const int size : m_splitter->sizes())
        sizes.push_back(size);
    m_session.setLayoutValue(kSizesKey, sizes);
    fitFooters();
    updateOverview();
}

void PaneRow::restoreSizes()
{
    const nlohmann::json &layout = m_session.document().layout;
    const auto found = layout.is_object() ? layout.find(kSizesKey) : layout.end();
    QList<int> sizes;
    if (layout.is_object() && found != layout.end() && found->is_array() && found->size() == m_panes.size()) {
        for (const nlohmann::json &size : *found) {
            if (size.is_number_integer())
                sizes.push_back(std::clamp(size.get<int>(), 1, 100000));
        }
    }
    if (static_cast<std::size_t>(sizes.size()) == m_panes.size() && !sizes.isEmpty())
        m_splitter->setSizes(sizes);
    else
        m_splitter->makeEqual();
}

void PaneRow::fitFooters()
{
    int columns = 5;
    for (const LanePane *each : m_panes) {
        if (each->form() != LanePane::Form::Spine)
            columns = std::min(columns, each->footer()->columnsFor(each->width()));
    }
    const int before = leastHeight();
    for (LanePane *each : m_panes)
        each->footer()->setColumns(columns);
    if (leastHeight() != before)
        Q_EMIT leastHeightChanged();
}

int PaneRow::leastHeight() const
{
    int least = metrics::kPaneHeaderHeight + metrics::kPaneFooterTallHeight;
    for (const LanePane *each : m_panes) {
        if (each->form() != LanePane::Form::Spine)
            least = std::max(least, each->header()->minimumSizeHint().height() + each->footer()->sizeHint().height());
    }
    const int overview = m_overview->isHidden() ? 0 : m_overview->sizeHint().height();
    return least + PaneBody::kLeastHeight + metrics::kPaneFootHeight + overview;
}

void PaneRow::updateOverview()
{
    const int whole = m_splitter->width();
    const int seen = m_scroll->viewport()->width();
    const bool isNeeded = whole > seen + 1 && !m_panes.empty();
    m_overview->setVisible(isNeeded);
    if (!isNeeded)
        return;
    std::vector<std::pair<int, double>> feet;
    for (const LanePane *each : m_panes)
        feet.emplace_back(each->letter(), static_cast<double>(each->width() + metrics::kDividerWidth) / whole);
    m_overview->setPanes(std::move(feet));
    const int start = m_scroll->horizontalScrollBar()->value();
    m_overview->setSeen(static_cast<double>(start) / whole, static_cast<double>(start + seen) / whole);
}

void PaneRow::snap()
{
    QScrollBar *bar = m_scroll->horizontalScrollBar();
    if (bar->maximum() == 0 || bar->value() == bar->maximum() || QApplication::mouseButtons() != Qt::NoButton) {
        m_restedAt = bar->value();
        return;
    }
    int nearest = bar->value();
    int distance = bar->maximum();
    for (const LanePane *each : m_panes) {
        // Never back to where it came from: one notch of a wheel goes one pane on, however wide that is.
        const bool isWhereItCameFrom = each->x() == m_restedAt && bar->value() != m_restedAt;
        if (const int away = std::abs(each->x() - bar->value()); away < distance && !isWhereItCameFrom) {
            distance = away;
            nearest = each->x();
        }
    }
    bar->setValue(std::min(nearest, bar->maximum()));
    m_restedAt = bar->value();
    m_snap.stop();
}

void PaneRow::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fitFooters();
    m_settle.start();
}

void PaneRow::wheelEvent(QWheelEvent *event)
{
    // Only what no pane has taken comes here. Shift turns a wheel that knows up and down alone.
    const QPoint delta = event->angleDelta();
    if (!event->modifiers().testFlag(Qt::ShiftModifier) || delta.x() != 0 || delta.y() == 0) {
        event->ignore();
        return;
    }
    QScrollBar *bar = m_scroll->horizontalScrollBar();
    constexpr int kNotch = 120; // of angleDelta()
    bar->setValue(bar->value() - delta.y() * QApplication::wheelScrollLines() * bar->singleStep() / kNotch);
}

bool PaneRow::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_splitter && (event->type() == QEvent::Resize || event->type() == QEvent::LayoutRequest))
        m_settle.start();
    return QWidget::eventFilter(watched, event);
}

void PaneRow::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        m_splitter->setHandleName(tr("Border between panes"));
        fitFooters();
    }
}

} // namespace lineup
