#pragma once

#include "core/ports/chatbackend.h"
#include "core/run/laneresult.h"

#include <QObject>

#include <chrono>
#include <memory>
#include <optional>

class QTimer;

namespace lineup::conformance {

/// What became of one question.
struct ProbeResult {
    LaneResult answer;
    /// Cancel → end; set when it was cancelled by the probe and ended.
    std::optional<std::chrono::milliseconds> cancelTook;
    /// Content that came after cancel().
    bool hadContentAfterCancel = false;
    /// It never ended; everything else is as far as it came.
    bool isHanging = false;

    bool finishedWell() const;
    /// "finished, 12 characters", "error Timeout (…)".
    std::string words() const;
};

/// Asks a backend one thing and reads the answer to its end, as a lane does. Main thread; start() once, finished() once and
/// never before start() has returned.
class Probe : public QObject {
    Q_OBJECT
public:
    enum class Plan {
        ReadOn,
        CancelAtContent, ///< cancel as soon as any content has come
    };
    /// An answer that has not ended so long after it should have is a hanging one.
    static constexpr std::chrono::seconds kPatience{5};

    explicit Probe(QObject *parent = nullptr);
    ~Probe() override;

    /// A request without a total clock gets one, so that there is an end.
    void start(std::shared_ptr<ChatBackend> backend, ChatRequest request, Plan plan);
    const ProbeResult &result() const { return m_result; }

Q_SIGNALS:
    void finished();

private:
    void drain();
    void cancel();

    std::shared_ptr<ChatBackend> m_backend;
    std::shared_ptr<StreamInbox> m_inbox;
    std::unique_ptr<ChatStream> m_stream;
    QTimer *m_patience;
    Plan m_plan = Plan::ReadOn;
    std::optional<std::chrono::steady_clock::time_point> m_cancelledAt;
    ProbeResult m_result;
};

} // namespace lineup::conformance
