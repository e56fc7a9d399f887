#include "backends/engine/engineprocess.h"

#include "backends/engine/worker.h"
#include "core/engine/enginefault.h"
#include "core/engine/enginetalk.h"

#include <QCoreApplication>
#include <QProcess>
#include <QRandomGenerator>

#include <array>
#include <mutex>
#include <utility>

namespace lineup {

namespace {

constexpr std::size_t kShownLogLines = 20;

/// 256 bits from the system's generator, in hex.
Secret makeToken()
{
    std::array<quint32, 8> bits{};
    QRandomGenerator::system()->fillRange(bits.data(), static_cast<qsizetype>(bits.size()));
    const QByteArray bytes(reinterpret_cast<const char *>(bits.data()), sizeof(bits));
    return Secret(bytes.toHex().toStdString());
}

} // namespace

/// What other threads see of the engine. Shared with every EngineRequestMark, so that a mark may outlive the engine.
struct EngineProcess::Gate {
    std::mutex mutex;
    EngineProcess *owner = nullptr; ///< null once the engine is gone
    std::optional<EngineEndpoint> endpoint;
    int active = 0;

    void setEndpoint(std::optional<EngineEndpoint> value)
    {
        const std::lock_guard lock(mutex);
        endpoint = std::move(value);
    }
    void add(int change)
    {
        const std::lock_guard lock(mutex);
        active += change;
        // Posting under the lock: the owner cannot go away before it has taken itself out.
        if (owner != nullptr)
            QMetaObject::invokeMethod(owner, [engine = owner] { engine->onActivityChanged(); }, Qt::QueuedConnection);
    }
};

EngineProcess::EngineProcess(EngineSource source, const Clock &clock, EngineDelays timings, QObject *parent)
    : LocalEngine(parent), m_source(std::move(source)), m_clock(clock), m_timings(std::move(timings)),
      m_backoff(m_timings.restartDelays, m_timings.restartWindow), m_gate(std::make_shared<Gate>())
{
    m_gate->owner = this;
    m_pool.setMaxThreadCount(1);
    m_restartTimer.setSingleShot(true);
    m_silenceTimer.setSingleShot(true);
    m_silenceTimer.setInterval(m_timings.startSilence);
    connect(&m_restartTimer, &QTimer::timeout, this, &EngineProcess::prepare);
    connect(&m_silenceTimer, &QTimer::timeout, this, &EngineProcess::onSilence);
    m_state.since = m_clock.now();
}

EngineProcess::~EngineProcess()
{
    {
        const std::lock_guard lock(m_gate->mutex);
        m_gate->owner = nullptr;
        m_gate->endpoint.reset();
    }
    m_probe.reset();
    m_child.reset();
    m_pool.waitForDone();
}

EngineState EngineProcess::state() const
{
    return m_state;
}

bool EngineProcess::isAlive() const
{
    return m_state.status == EngineStatus::Starting || m_state.status == EngineStatus::Ready || m_state.status == EngineStatus::Busy;
}

void EngineProcess::start()
{
    if (m_isStopping) {
        m_startAfterStop = true;
        return;
    }
    if (isAlive())
        return;
    m_backoff.reset();
    prepare();
}

void EngineProcess::stop()
{
    m_startAfterStop = false;
    m_restartTimer.stop();
    m_silenceTimer.stop();
    m_probe.reset();
    m_gate->setEndpoint(std::nullopt);
    ++m_attempt;
    if (m_child) {
        m_isStopping = true;
        m_child->stop();
        return;
    }
    if (m_state.status != EngineStatus::Absent)
        setStatus(EngineStatus::Stopped);
}

std::optional<EngineEndpoint> EngineProcess::endpoint() const
{
    const std::lock_guard lock(m_gate->mutex);
    return m_gate->endpoint;
}

EngineRequestMark EngineProcess::beginRequest()
{
    m_gate->add(1);
    // What the pointer points to does not matter; its deleter gives the count back when the last copy goes.
    return EngineRequestMark(m_gate.get(), [gate = m_gate](const void *) { gate->add(-1); });
}

std::vector<std::string> EngineProcess::log() const
{
    return m_child ? m_child->log().lines() : m_lastLog;
}

qint64 EngineProcess::processId() const
{
    return m_child ? m_child->processId() : 0;
}

void EngineProcess::prepare()
{
    m_verdict.reset();
    m_launcherWord.clear();
    m_launcherDetail.clear();
    // Absent stays Absent until something to start has been found.
    if (m_state.status != EngineStatus::Absent)
        setStatus(EngineStatus::Starting);
    const int attempt = ++m_attempt;
    runOnWorker(m_pool, this, [source = m_source]() -> Result<PreparedEngine> {
        auto config = source();
        if (!config)
            return Unexpected{config.error()};
        return prepareEngine(*std::move(config));
    }, [this, attempt](const Result<PreparedEngine> &engine) { onPrepared(attempt, engine); });
}

void EngineProcess::onPrepared(int attempt, const Result<PreparedEngine> &engine)
{
    if (attempt != m_attempt)
        return;
    if (engine)
        return launch(*engine);
    if (engine.error().code != ErrorCode::EngineMissing)
        return crash(engine.error(), false);
    m_state.error = engine.error();
    setStatus(EngineStatus::Absent);
}

void EngineProcess::launch(const PreparedEngine &engine)
{
    m_engine = engine;
    m_port = static_cast<std::uint16_t>(engine.config.port.value_or(0));
    m_token = makeToken();
    m_state.modelName = engine.config.modelName;
    if (m_state.status == EngineStatus::Absent)
        setStatus(EngineStatus::Starting);
    StopLadder ladder = engineStopLadder(engine.config.kind);
    ladder.afterClose = m_timings.afterClose;
    ladder.afterTerminate = m_timings.afterTerminate;
    const ChildCommand command =
        engineCommand(engine, m_token, QCoreApplication::applicationPid(), QProcess::systemEnvironment());
    m_child = std::make_unique<ChildProcess>(command, ladder);
    connect(m_child.get(), &ChildProcess::lineRead, this, &EngineProcess::onLine);
    connect(m_child.get(), &ChildProcess::ended, this, &EngineProcess::onEnded);
    m_silenceTimer.start();
    m_child->start();
}

void EngineProcess::onLine(const std::string &line, bool fromStdout)
{
    if (m_state.status != EngineStatus::Starting || m_isStopping)
        return;
    m_silenceTimer.start();
    if (m_engine.config.kind == EngineKind::LlamaServer) {
        if (const auto port = listeningPort(line))
            onListening(*port);
        return;
    }
    const auto event = fromStdout ? parseLauncherLine(line) : std::nullopt;
    if (!event)
        return;
    if (const auto *ready = std::get_if<LauncherReady>(&*event))
        onListening(ready->port);
    if (const auto *failed = std::get_if<LauncherFailed>(&*event)) {
        m_launcherWord = failed->word;
        m_launcherDetail = failed->detail;
    }
}

void EngineProcess::onListening(std::uint16_t port)
{
    if (m_probe)
        return;
    m_port = port;
    m_probe = std::make_unique<HealthProbe>(
        port, m_token, m_engine.config.modelAlias, m_timings.probeInterval, [this, attempt = m_attempt](ProbeVerdict verdict) {
            QMetaObject::invokeMethod(this, [this, attempt, verdict] { onVerdict(attempt, verdict); }, Qt::QueuedConnection);
        });
}

void EngineProcess::onVerdict(int attempt, ProbeVerdict verdict)
{
    if (attempt != m_attempt || m_state.status != EngineStatus::Starting)
        return;
    m_probe.reset();
    m_silenceTimer.stop();
    if (verdict == ProbeVerdict::Ours)
        return becomeReady();
    m_verdict = engineError(ErrorCode::EngineCrashed, enginefault::kForeignServer,
                            "another program answers at the engine's port", "127.0.0.1:" + std::to_string(m_port));
    m_child->kill();
}

void EngineProcess::becomeReady()
{
    m_state.baseUrl = "http://127.0.0.1:" + std::to_string(m_port) + "/v1";
    m_gate->setEndpoint(EngineEndpoint{m_state.baseUrl, m_token, m_engine.config.modelAlias});
    m_state.status = EngineStatus::Ready;
    m_state.since = m_clock.now();
    onActivityChanged();
}

void EngineProcess::onActivityChanged()
{
    {
        const std::lock_guard lock(m_gate->mutex);
        m_state.activeRequests = m_gate->active;
    }
    if (m_state.status != EngineStatus::Ready && m_state.status != EngineStatus::Busy)
        return;
    const EngineStatus status = m_state.activeRequests > 0 ? EngineStatus::Busy : EngineStatus::Ready;
    if (status != m_state.status)
        m_state.since = m_clock.now();
    m_state.status = status;
    publish();
}

void EngineProcess::onSilence()
{
    if (m_state.status != EngineStatus::Starting || !m_child)
        return;
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(m_timings.startSilence).count();
    m_verdict = engineError(ErrorCode::EngineCrashed, enginefault::kStartTimeout,
                            "no sign of life for " + std::to_string(seconds) + " s while starting", m_engine.config.modelName);
    m_child->stop();
}

void EngineProcess::onEnded(const ChildExit &exit)
{
    m_silenceTimer.stop();
    m_probe.reset();
    m_gate->setEndpoint(std::nullopt);
    ++m_attempt;
    m_lastLog = m_child->log().lines();
    // Not deleted here: this is called from inside one of its signals.
    m_child.release()->deleteLater();
    if (std::exchange(m_isStopping, false)) {
        setStatus(EngineStatus::Stopped);
        if (std::exchange(m_startAfterStop, false))
            start();
        return;
    }
    EngineExit end;
    end.failedToStart = exit.failedToStart;
    end.signal = exit.signal;
    end.exitCode = exit.exitCode;
    end.launcherWord = m_launcherWord;
    end.launcherDetail = m_launcherDetail;
    end.log = m_lastLog;
    end.subject = m_engine.config.modelName;
    Error error = classifyEngineExit(end);
    if (error.providerCode == enginefault::kPortTaken && m_port != 0)
        error.subject = "127.0.0.1:" + std::to_string(m_port);
    if (m_verdict) {
        m_verdict->excerpt = error.excerpt;
        error = *std::exchange(m_verdict, std::nullopt);
    }
    const bool mayRestart = engineRestartMayHelp(error);
    crash(std::move(error), mayRestart);
}

void EngineProcess::crash(Error error, bool mayRestart)
{
    m_state.error = std::move(error);
    const auto delay = mayRestart ? m_backoff.nextDelay(m_clock.now()) : std::nullopt;
    m_state.willRestart = delay.has_value();
    if (delay)
        m_restartTimer.start(*delay);
    const std::size_t from = m_lastLog.size() > kShownLogLines ? m_lastLog.size() - kShownLogLines : 0;
    m_state.lastLogLines.assign(m_lastLog.begin() + static_cast<std::ptrdiff_t>(from), m_lastLog.end());
    setStatus(EngineStatus::Crashed);
}

void EngineProcess::setStatus(EngineStatus status)
{
    m_state.status = status;
    m_state.since = m_clock.now();
    m_state.baseUrl.clear();
    if (status != EngineStatus::Crashed && status != EngineStatus::Absent)
        m_state.error.reset();
    if (status != EngineStatus::Crashed) {
        m_state.lastLogLines.clear();
        m_state.willRestart = false;
    }
    publish();
}

void EngineProcess::publish()
{
    const EngineState state = m_state;
    Q_EMIT stateChanged(state);
}

} // namespace lineup
