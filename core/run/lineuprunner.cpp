#include "core/run/lineuprunner.h"

#include <QTimer>

#include <algorithm>

namespace lineup {

namespace {
/// About 30 updates a second: more cannot be seen, less looks jerky.
constexpr std::chrono::milliseconds kDrainInterval{33};
/// The first words of a lane do not wait for the next update. Not 0, so that a server that says much before its first
/// word does not keep the thread busy.
constexpr std::chrono::milliseconds kFirstWordsInterval{2};
}

struct LineupRunner::Live {
    std::shared_ptr<StreamInbox> inbox;
    std::shared_ptr<ChatBackend> backend;
    std::unique_ptr<ChatStream> stream; ///< last, so that it goes before the backend that may be held by this alone

    ~Live()
    {
        if (inbox)
            inbox->close();
    }
};

LineupRunner::LineupRunner(BackendFactory &backends, const Clock &clock, std::string madeWith, QObject *parent)
    : QObject(parent), m_backends(backends), m_clock(clock), m_madeWith(std::move(madeWith)), m_drainTimer(new QTimer(this))
{
    m_drainTimer->setSingleShot(true);
    m_drainTimer->setTimerType(Qt::PreciseTimer);
    connect(m_drainTimer, &QTimer::timeout, this, &LineupRunner::drain);
}

LineupRunner::~LineupRunner()
{
    abandonAll();
}

void LineupRunner::abandonAll()
{
    ++m_generation;
    m_drainTimer->stop();
    m_live.clear();
}

void LineupRunner::start(const LineupSetup &setup, const std::vector<int> &lanes)
{
    abandonAll();
    m_run = Run{setup, std::chrono::floor<std::chrono::milliseconds>(m_clock.wallNow()), m_madeWith, {}};
    m_run.results.resize(setup.lanes.size());
    // The price of today stands in the run: what it cost never changes later.
    for (LaneSpec &lane : m_run.setup.lanes) {
        if (!lane.price)
            lane.price = m_backends.listPrice(lane.backend, lane.model);
    }
    m_live.resize(setup.lanes.size());
    m_isLocal.assign(setup.lanes.size(), false);
    m_startedAt = m_clock.now();
    for (int lane = 0; lane < static_cast<int>(m_run.setup.lanes.size()); ++lane) {
        if (lanes.empty() || std::find(lanes.begin(), lanes.end(), lane) != lanes.end())
            startLane(lane);
    }
    // News of the lanes is posted, never sent from within startLane(), so that this is still the first signal.
    Q_EMIT started();
}

void LineupRunner::restartLane(int lane)
{
    if (lane < 0 || lane >= static_cast<int>(m_run.results.size()))
        return;
    m_live.resize(m_run.results.size());
    m_isLocal.resize(m_run.results.size(), false);
    if (!isRunning())
        m_startedAt = m_clock.now();
    m_live[lane].reset();
    m_run.results[lane] = {};
    startLane(lane);
    Q_EMIT lanesChanged({lane});
}

void LineupRunner::startLane(int lane)
{
    LaneResult &result = m_run.results[lane];
    result.phase = LanePhase::Queued;
    auto live = std::make_unique<Live>();
    live->inbox = std::make_shared<StreamInbox>([this, lane] {
        QMetaObject::invokeMethod(this, [this, lane] { scheduleDrain(lane); }, Qt::QueuedConnection);
    });
    auto backend = m_backends.backendFor(m_run.setup.lanes[lane].backend);
    if (backend) {
        live->backend = *backend;
        m_isLocal[lane] = live->backend->isLocal();
        live->stream = live->backend->start(requestFor(m_run.setup, m_run.setup.lanes[lane]), live->inbox);
    } else {
        StreamEnd end;
        end.outcome = Outcome::Error;
        end.error = backend.error();
        end.attempts = 0;
        live->inbox->end(std::move(end));
    }
    m_live[lane] = std::move(live);
}

void LineupRunner::cancelLane(int lane)
{
    if (isLaneRunning(lane) && m_live[lane]->stream)
        m_live[lane]->stream->cancel();
}

void LineupRunner::cancelAll()
{
    for (int lane = 0; lane < static_cast<int>(m_live.size()); ++lane)
        cancelLane(lane);
}

bool LineupRunner::isLaneRunning(int lane) const
{
    return lane >= 0 && lane < static_cast<int>(m_live.size()) && m_live[lane];
}

int LineupRunner::runningCount() const
{
    return static_cast<int>(std::count_if(m_live.begin(), m_live.end(), [](const auto &live) { return live != nullptr; }));
}

bool LineupRunner::isRunning() const
{
    return runningCount() > 0;
}

void LineupRunner::show(const Run &run)
{
    abandonAll();
    m_run = run;
}

void LineupRunner::scheduleDrain(int lane)
{
    // The call was posted: since then the lane may have ended, or be one of another run.
    const bool isWaitedFor = isLaneRunning(lane) && !m_run.results[lane].hasContent();
    const auto interval = isWaitedFor ? kFirstWordsInterval : kDrainInterval;
    // The first news after a pause is shown at once.
    const auto sinceLast = std::chrono::duration_cast<std::chrono::milliseconds>(m_clock.now() - m_lastDrain);
    const auto wait = std::clamp(interval - sinceLast, std::chrono::milliseconds(0), interval);
    if (!m_drainTimer->isActive() || m_drainTimer->remainingTimeAsDuration() > wait)
        m_drainTimer->start(wait);
}

void LineupRunner::drain()
{
    m_lastDrain = m_clock.now();
    std::vector<int> changed;
    std::vector<int> ended;
    for (int lane = 0; lane < static_cast<int>(m_live.size()); ++lane) {
        if (!m_live[lane])
            continue;
        m_live[lane]->inbox->drain(m_delivery);
        if (m_delivery.isEmpty())
            continue;
        changed.push_back(lane);
        m_delivery.record.forEach([&](const StreamEvent &event) { apply(m_run.results[lane], event); });
        if (m_delivery.end) {
            endLane(lane, *m_delivery.end);
            ended.push_back(lane);
        }
    }
    announce(changed, ended);
}

void LineupRunner::announce(const std::vector<int> &changed, const std::vector<int> &ended)
{
    // A receiver may start another run, show another one or send a lane again; what is then left to say is about the past.
    const int generation = m_generation;
    if (!changed.empty())
        Q_EMIT lanesChanged(changed);
    for (const int lane : ended) {
        if (generation != m_generation)
            return;
        if (!isLaneRunning(lane))
            Q_EMIT laneEnded(lane);
    }
    if (generation == m_generation && !ended.empty() && !isRunning())
        Q_EMIT finished();
}

void LineupRunner::endLane(int lane, const StreamEnd &end)
{
    finish(m_run.results[lane], end, m_run.setup.lanes[lane].price, m_isLocal[lane]);
    m_live[lane].reset();
}

} // namespace lineup
