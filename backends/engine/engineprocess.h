#pragma once

#include "backends/engine/childprocess.h"
#include "backends/engine/enginecommand.h"
#include "backends/engine/healthprobe.h"
#include "core/base/clock.h"
#include "core/engine/restartbackoff.h"
#include "core/ports/engineaccess.h"
#include "core/ports/localengine.h"

#include <QThreadPool>
#include <QTimer>

#include <chrono>
#include <functional>
#include <memory>
#include <vector>

namespace lineup {

/// What to start; called on a worker thread at each start, so that an installation or a changed setting is seen.
/// EngineMissing makes the engine Absent.
using EngineSource = std::function<Result<EngineConfig>()>;

/// Every delay of the supervisor, so that tests need not wait for the real ones.
struct EngineDelays {
    std::vector<std::chrono::milliseconds> restartDelays{std::chrono::milliseconds{500}, std::chrono::seconds{2},
                                                         std::chrono::seconds{8}};
    std::chrono::milliseconds restartWindow{std::chrono::seconds{60}};
    std::chrono::milliseconds afterClose{2000};
    std::chrono::milliseconds afterTerminate{3000};
    /// A starting engine that has been silent for so long hangs; any line of output begins it anew.
    std::chrono::milliseconds startSilence{std::chrono::seconds{120}};
    std::chrono::milliseconds probeInterval{50};
};

/// The supervised engine: a child process, restarted with back-off, its state as LocalEngine describes it.
///
/// A start goes through: source and checks (worker) → child → its port (launcher: a JSON line; llama-server: a log
/// line) → HealthProbe → Ready. Whatever ends the child otherwise than stop() is a crash with an Error of
/// classifyEngineExit(). The token is new at each start of the child and known to nobody else.
///
/// Lives on the main thread (see ChildProcess); endpoint() and beginRequest() may be called from any thread.
class EngineProcess final : public LocalEngine, public EngineAccess {
    Q_OBJECT
public:
    /// `clock` must outlive this.
    EngineProcess(EngineSource source, const Clock &clock, EngineDelays timings = {}, QObject *parent = nullptr);
    /// Ends the child: 800 ms at most.
    ~EngineProcess() override;

    EngineState state() const override;
    void start() override;
    void stop() override;

    std::optional<EngineEndpoint> endpoint() const override;
    EngineRequestMark beginRequest() override;

    /// The whole log of the current or last child (500 lines at most), redacted.
    std::vector<std::string> log() const;
    /// Process id of the child, 0 while none runs.
    qint64 processId() const;

private:
    struct Gate;

    void prepare();
    void onPrepared(int attempt, const Result<PreparedEngine> &engine);
    void launch(const PreparedEngine &engine);
    void onLine(const std::string &line, bool fromStdout);
    void onListening(std::uint16_t port);
    void onVerdict(int attempt, ProbeVerdict verdict);
    void onEnded(const ChildExit &exit);
    void onSilence();
    void onActivityChanged();
    void becomeReady();
    void crash(Error error, bool mayRestart);
    void setStatus(EngineStatus status);
    void publish();
    bool isAlive() const;

    EngineSource m_source;
    const Clock &m_clock;
    EngineDelays m_timings;
    RestartBackoff m_backoff;
    QThreadPool m_pool;
    QTimer m_restartTimer;
    QTimer m_silenceTimer;

    EngineState m_state;
    PreparedEngine m_engine;
    Secret m_token;
    std::uint16_t m_port = 0;
    int m_attempt = 0;               ///< numbers the starts, so that an answer to an earlier one is told apart
    bool m_isStopping = false;
    bool m_startAfterStop = false;
    std::optional<Error> m_verdict;  ///< why we ended the child ourselves
    std::string m_launcherWord;
    std::string m_launcherDetail;
    std::vector<std::string> m_lastLog;

    std::shared_ptr<Gate> m_gate;
    std::unique_ptr<ChildProcess> m_child;
    std::unique_ptr<HealthProbe> m_probe; ///< after everything it reports to, so that it goes first
};

} // namespace lineup
