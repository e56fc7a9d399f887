#pragma once

#include "backends/net/transfer.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <thread>

namespace lineup::net {

class IoLoop;

/// Names one delayed job of one IoThread. Never used twice.
enum class JobId : std::uint64_t {};

struct IoOptions {
    /// How often sockets with flowing content are looked at. It is the resolution of their time stamps.
    std::chrono::milliseconds drainInterval{10};
    /// More requests wait in order; the wait is TransferTiming::queue.
    std::size_t maxTransfers = 64;
    /// Not counted for an origin that has answered over HTTP/2.
    std::size_t maxTransfersPerOrigin = 6;
    /// PEM text to trust instead of the system's; unset: the system's and the environment's (cabundle.h).
    std::optional<std::string> certificates;
    /// How long this machine has slept since some fixed moment. Unset: CLOCK_BOOTTIME − CLOCK_MONOTONIC. After a
    /// sleep pooled connections are not used again, and running transfers have 15 s to show a byte.
    std::function<std::chrono::nanoseconds()> suspendedTime;
};

/// The one thread that owns every socket of the application (libcurl's multi interface).
///
/// Reads at once while a transfer's content has not begun; from then on (BodyAction::Content) all such sockets are
/// drained together, at most once per drainInterval, because at the rates of language models the cost is the wake-ups
/// and not the bytes.
///
/// All functions may be called from any thread, also from the handlers. The destructor cancels everything, delivers
/// the outstanding onEnd(Cancelled) and joins; it takes well under a second, also during a name look-up. It must not
/// run on the I/O thread.
class IoThread {
public:
    explicit IoThread(IoOptions options = {});
    ~IoThread();
    IoThread(const IoThread &) = delete;
    IoThread &operator=(const IoThread &) = delete;

    /// `handler` is called and destroyed on the I/O thread, never before this has returned to a caller on another
    /// thread's next step: expect the first call at any time.
    TransferId start(TransferRequest request, std::unique_ptr<TransferHandler> handler);
    /// Ends it with outcome Cancelled. Nothing happens when it has ended already. Idempotent.
    void cancel(TransferId id);
    /// Lets a transfer go on that answered BodyAction::Pause.
    void resume(TransferId id);

    /// Runs `job` on the I/O thread, after what was asked before. Dropped, not run, when the IoThread goes first.
    void post(std::function<void()> job);
    JobId postDelayed(std::chrono::milliseconds delay, std::function<void()> job);
    /// Nothing happens when the job has run already.
    void cancelJob(JobId id);

    /// Offline, every transfer that is not to this machine ends with ErrorCode::Offline before its name is looked up: those
    /// that come, those that wait and those that run. Connections that were kept open are closed, so that nothing is sent over
    /// them either. Transfers to this machine go on.
    void setOffline(bool isOffline);
    bool isOffline() const;

    bool isCurrentThread() const;
    std::chrono::milliseconds drainInterval() const;

private:
    std::unique_ptr<IoLoop> m_loop;
    std::thread m_thread;
};

} // namespace lineup::net
