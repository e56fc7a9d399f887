#pragma once

#include "backends/net/curltransfer.h"
#include "backends/net/iothread.h"

#include <curl/curl.h>

#include <atomic>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <unordered_map>
#include <vector>

struct pollfd;

namespace lineup::net {

/// What runs on the thread of an IoThread. Private to backends/net.
///
/// libcurl's socket interface is used rather than curl_multi_poll, because only so can sockets with flowing content be
/// left out of the poll until the next common look at them.
class IoLoop {
public:
    using Steady = TransferHandler::Steady;

    explicit IoLoop(IoOptions options);
    ~IoLoop();
    IoLoop(const IoLoop &) = delete;
    IoLoop &operator=(const IoLoop &) = delete;

    /// Any thread.
    TransferId start(TransferRequest request, std::unique_ptr<TransferHandler> handler);
    void cancel(TransferId id);
    void resume(TransferId id);
    void post(std::function<void()> job);
    JobId postDelayed(std::chrono::milliseconds delay, std::function<void()> job);
    void cancelJob(JobId id);
    void setOffline(bool isOffline);
    bool isOffline() const { return m_isOffline; }
    void stop();
    const IoOptions &options() const { return m_options; }

    /// Until stop(). The I/O thread.
    void run();

private:
    using Command = std::function<void()>;

    struct Socket {
        short events = 0;
        TransferId owner{};
    };
    struct Origin {
        std::size_t running = 0;
        bool http2 = false;
    };
    struct Delayed {
        JobId id{};
        std::function<void()> job;
    };

    static int onSocket(CURL *easy, curl_socket_t socket, int what, void *self, void *);
    static int onTimer(CURLM *, long milliseconds, void *self);

    void command(Command command);
    bool runCommands();
    void admitWaiting(Steady now);
    bool mayRun(const CurlTransfer &transfer) const;
    void open(std::unique_ptr<CurlTransfer> transfer, Steady now);
    void runCurlTimer();
    void runDelayedJobs(Steady now);
    void readMessages();
    void giveUpLateTransfers(Steady now);
    void noticeSleep(Steady now);
    void waitForSockets(Steady now);
    std::vector<pollfd> pollSet(Steady now) const;
    int pollTimeout(Steady now) const;
    /// False when it stopped with more to read.
    bool drain(std::vector<pollfd> ready);
    void act(const std::vector<pollfd> &ready);
    void tellWhatWasRead();
    bool isCoalesced(const Socket &socket, bool everyContentFlows) const;
    bool everyContentFlows() const;
    std::unique_ptr<CurlTransfer> take(TransferId id);
    void cancelNow(TransferId id);
    void endOutward();
    std::string allCertificatesAnd(const std::string &own);
    void shutDown();

    IoOptions m_options;
    int m_wakeFd = -1;
    std::atomic<std::uint64_t> m_lastId{0};
    std::atomic<bool> m_isOffline{false};

    std::mutex m_mutex;
    std::vector<Command> m_commands;

    // The rest belongs to the I/O thread.
    struct MultiDeleter {
        void operator()(CURLM *multi) const { curl_multi_cleanup(multi); }
    };
    std::unique_ptr<CURLM, MultiDeleter> m_multi;
    std::optional<std::string> m_certificates;
    std::optional<std::string> m_systemCertificates; ///< read when somebody adds to them
    std::unordered_map<TransferId, std::unique_ptr<CurlTransfer>> m_transfers;
    std::deque<std::unique_ptr<CurlTransfer>> m_waiting;
    std::map<std::string, Origin> m_origins;
    std::unordered_map<curl_socket_t, Socket> m_sockets;
    std::multimap<Steady, Delayed> m_delayed;
    std::optional<Steady> m_curlTimer;
    Steady m_nextDrain{};
    IoPass m_pass;
    std::chrono::nanoseconds m_suspended{0};
    std::optional<Steady> m_wokeAt;
    bool m_stopping = false;
};

} // namespace lineup::net
