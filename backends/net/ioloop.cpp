#include "backends/net/ioloop.h"

#include "backends/net/cabundle.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <mutex>

namespace lineup::net {

namespace {

using std::chrono::milliseconds;
using std::chrono::nanoseconds;
using std::chrono::steady_clock;

/// How long one drain may go on reading before commands and clocks get their turn.
constexpr milliseconds kLongestDrain{5};
/// More than this in one pass: there is likely more in the sockets already.
constexpr std::size_t kMuch = std::size_t{8} << 10;
constexpr std::chrono::seconds kSleepWorthNoticing{5};
constexpr std::chrono::seconds kJudgementAfterSleep{15};
/// libcurl's own limit for idle pooled connections (CURLOPT_MAXAGE_CONN).
constexpr std::chrono::seconds kPoolAge{118};
/// A sleep is noticed this late at most while something runs.
constexpr milliseconds kLongestPoll{5000};

nanoseconds suspendedTimeOfMachine()
{
    timespec boot{};
    timespec monotonic{};
    clock_gettime(CLOCK_BOOTTIME, &boot);
    clock_gettime(CLOCK_MONOTONIC, &monotonic);
    return std::chrono::seconds(boot.tv_sec - monotonic.tv_sec) + nanoseconds(boot.tv_nsec - monotonic.tv_nsec);
}

void initialiseCurlOnce()
{
    static std::once_flag once;
    std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
}

} // namespace

IoLoop::IoLoop(IoOptions options) : m_options(std::move(options))
{
    initialiseCurlOnce();
    if (!m_options.suspendedTime)
        m_options.suspendedTime = suspendedTimeOfMachine;
    m_suspended = m_options.suspendedTime();
    m_certificates = m_options.certificates ? m_options.certificates : trustedCertificatesOfEnvironment();
    m_wakeFd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    m_multi.reset(curl_multi_init());
    curl_multi_setopt(m_multi.get(), CURLMOPT_SOCKETFUNCTION, &IoLoop::onSocket);
    curl_multi_setopt(m_multi.get(), CURLMOPT_SOCKETDATA, this);
    curl_multi_setopt(m_multi.get(), CURLMOPT_TIMERFUNCTION, &IoLoop::onTimer);
    curl_multi_setopt(m_multi.get(), CURLMOPT_TIMERDATA, this);
}

IoLoop::~IoLoop()
{
    if (m_wakeFd >= 0)
        close(m_wakeFd);
}

TransferId IoLoop::start(TransferRequest request, std::unique_ptr<TransferHandler> handler)
{
    const TransferId id{++m_lastId};
    // std::function wants copies; the transfer itself is moved out by the one call there is.
    auto holder = std::make_shared<std::unique_ptr<CurlTransfer>>(
        std::make_unique<CurlTransfer>(id, std::move(request), std::move(handler), steady_clock::now()));
    command([this, holder] {
        const Steady now = steady_clock::now();
        if (m_stopping) {
            (*holder)->endCancelled(now);
            holder->reset();
        } else if (auto error = (*holder)->check()) {
            (*holder)->endFailed(std::move(*error), now);
            holder->reset();
        } else if (m_isOffline && (*holder)->isOutward()) {
            (*holder)->endOffline(now);
            holder->reset();
        } else {
            m_waiting.push_back(std::move(*holder));
        }
    });
    return id;
}

void IoLoop::cancel(TransferId id)
{
    command([this, id] { cancelNow(id); });
}

void IoLoop::resume(TransferId id)
{
    command([this, id] {
        const auto found = m_transfers.find(id);
        if (found != m_transfers.end())
            found->second->resume(steady_clock::now());
    });
}

void IoLoop::post(std::function<void()> job)
{
    command([this, job = std::move(job)] {
        if (!m_stopping)
            job();
    });
}

JobId IoLoop::postDelayed(milliseconds delay, std::function<void()> job)
{
    const JobId id{++m_lastId};
    const Steady at = steady_clock::now() + delay;
    command([this, id, at, job = std::move(job)] { m_delayed.emplace(at, Delayed{id, job}); });
    return id;
}

void IoLoop::cancelJob(JobId id)
{
    command([this, id] {
        const auto found = std::find_if(m_delayed.begin(), m_delayed.end(),
                                        [id](const auto &entry) { return entry.second.id == id; });
        if (found != m_delayed.end())
            m_delayed.erase(found);
    });
}

void IoLoop::command(Command command)
{
    {
        const std::lock_guard lock(m_mutex);
        m_commands.push_back(std::move(command));
    }
    const std::uint64_t one = 1;
    // The counter cannot overflow, and EAGAIN would mean that a wake-up is pending already.
    [[maybe_unused]] const auto written = write(m_wakeFd, &one, sizeof one);
}

void IoLoop::setOffline(bool isOffline)
{
    m_isOffline = isOffline;
    if (isOffline)
        command([this] { endOutward(); });
}

/// Whatever is not to this machine, unless it is allowed again by now.
void IoLoop::endOutward()
{
    if (!m_isOffline)
        return;
    const Steady now = steady_clock::now();
    std::vector<TransferId> running;
    for (const auto &[id, transfer] : m_transfers) {
        if (transfer->isOutward())
            running.push_back(id);
    }
    for (const TransferId id : running) {
        if (const auto transfer = take(id))
            transfer->endOffline(now);
    }
    std::deque<std::unique_ptr<CurlTransfer>> waiting;
    waiting.swap(m_waiting);
    for (auto &transfer : waiting) {
        if (transfer->isOutward())
            transfer->endOffline(now);
        else
            m_waiting.push_back(std::move(transfer));
    }
    // What is left lies in the pool, where the system would go on probing it. libcurl finds it dead and drops it.
    for (const curl_socket_t socket : m_pass.outwardSockets)
        ::shutdown(socket, SHUT_RDWR);
}

void IoLoop::stop()
{
    command([this] { m_stopping = true; });
}

void IoLoop::run()
{
    while (true) {
        runCommands();
        if (m_stopping)
            break;
        const Steady now = steady_clock::now();
        noticeSleep(now);
        runDelayedJobs(now);
        admitWaiting(now);
        runCurlTimer();
        readMessages();
        giveUpLateTransfers(now);
        tellWhatWasRead();
        waitForSockets(steady_clock::now());
        readMessages();
    }
    shutDown();
}

bool IoLoop::runCommands()
{
    std::vector<Command> commands;
    {
        const std::lock_guard lock(m_mutex);
        commands.swap(m_commands);
    }
    for (const Command &command : commands)
        command();
    return !commands.empty();
}

bool IoLoop::mayRun(const CurlTransfer &transfer) const
{
    if (m_transfers.size() >= m_options.maxTransfers)
        return false;
    const auto origin = m_origins.find(transfer.origin());
    return origin == m_origins.end() || origin->second.http2
           || origin->second.running < m_options.maxTransfersPerOrigin;
}

void IoLoop::admitWaiting(Steady now)
{
    for (auto it = m_waiting.begin(); it != m_waiting.end();) {
        if (!mayRun(**it)) {
            ++it;
            continue;
        }
        auto transfer = std::move(*it);
        it = m_waiting.erase(it);
        open(std::move(transfer), now);
    }
}

void IoLoop::open(std::unique_ptr<CurlTransfer> transfer, Steady now)
{
    if (const std::string *own = transfer->ownCertificates())
        transfer->trust(allCertificatesAnd(*own));
    CURL *easy = transfer->open(m_certificates, m_pass, now);
    if (!easy || curl_multi_add_handle(m_multi.get(), easy) != CURLM_OK) {
        transfer->endFailed(makeError(ErrorCode::Unreachable, "no memory for another connection").value, now);
        return;
    }
    if (m_wokeAt && now - *m_wokeAt < kPoolAge)
        transfer->distrustConnectionsOlderThan(std::chrono::duration_cast<std::chrono::seconds>(now - *m_wokeAt));
    ++m_origins[transfer->origin()].running;
    m_transfers.emplace(transfer->id(), std::move(transfer));
}

/// What all transfers trust, and `own` behind it.
std::string IoLoop::allCertificatesAnd(const std::string &own)
{
    if (!m_certificates && !m_systemCertificates)
        m_systemCertificates = systemCertificates();
    return (m_certificates ? *m_certificates : *m_systemCertificates) + '\n' + own;
}

int IoLoop::onSocket(CURL *easy, curl_socket_t socket, int what, void *self, void *)
{
    auto *loop = static_cast<IoLoop *>(self);
    if (what == CURL_POLL_REMOVE) {
        loop->m_sockets.erase(socket);
        return 0;
    }
    Socket &entry = loop->m_sockets[socket];
    entry.events = static_cast<short>((what & CURL_POLL_IN ? POLLIN : 0) | (what & CURL_POLL_OUT ? POLLOUT : 0));
    CurlTransfer *transfer = nullptr;
    curl_easy_getinfo(easy, CURLINFO_PRIVATE, &transfer);
    entry.owner = transfer ? transfer->id() : TransferId{};
    return 0;
}

int IoLoop::onTimer(CURLM *, long milliseconds, void *self)
{
    auto *loop = static_cast<IoLoop *>(self);
    if (milliseconds < 0)
        loop->m_curlTimer.reset();
    else
        loop->m_curlTimer = steady_clock::now() + std::chrono::milliseconds(milliseconds);
    return 0;
}

void IoLoop::runCurlTimer()
{
    // libcurl asks for "now" several times in a row when a handle starts; three rounds get it past its first states.
    for (int round = 0; round < 3; ++round) {
        m_pass.now = steady_clock::now();
        if (!m_curlTimer || *m_curlTimer > m_pass.now)
            return;
        m_curlTimer.reset();
        int running = 0;
        curl_multi_socket_action(m_multi.get(), CURL_SOCKET_TIMEOUT, 0, &running);
    }
}

void IoLoop::runDelayedJobs(Steady now)
{
    while (!m_delayed.empty() && m_delayed.begin()->first <= now) {
        const Delayed delayed = std::move(m_delayed.begin()->second);
        m_delayed.erase(m_delayed.begin());
        delayed.job();
    }
}

void IoLoop::readMessages()
{
    int left = 0;
    while (CURLMsg *message = curl_multi_info_read(m_multi.get(), &left)) {
        if (message->msg != CURLMSG_DONE)
            continue;
        // The message dies with the handle.
        const CURLcode code = message->data.result;
        CurlTransfer *transfer = nullptr;
        curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &transfer);
        const Steady now = steady_clock::now();
        if (const auto owned = take(transfer->id()))
            owned->endFromCurl(code, now);
    }
}

std::unique_ptr<CurlTransfer> IoLoop::take(TransferId id)
{
    auto node = m_transfers.extract(id);
    if (node.empty())
        return nullptr;
    std::unique_ptr<CurlTransfer> transfer = std::move(node.mapped());
    Origin &origin = m_origins[transfer->origin()];
    --origin.running;
    origin.http2 = origin.http2 || transfer->isHttp2();
    curl_multi_remove_handle(m_multi.get(), transfer->easy());
    return transfer;
}

void IoLoop::cancelNow(TransferId id)
{
    const Steady now = steady_clock::now();
    if (const auto transfer = take(id)) {
        transfer->endCancelled(now);
        return;
    }
    const auto waiting = std::find_if(m_waiting.begin(), m_waiting.end(),
                                      [id](const auto &transfer) { return transfer->id() == id; });
    if (waiting == m_waiting.end())
        return;
    const auto transfer = std::move(*waiting);
    m_waiting.erase(waiting);
    transfer->endCancelled(now);
}

void IoLoop::giveUpLateTransfers(Steady now)
{
    std::vector<std::pair<TransferId, TimeoutPhase>> late;
    for (const auto &[id, transfer] : m_transfers) {
        const auto deadline = transfer->deadline();
        if (deadline && deadline->at <= now)
            late.emplace_back(id, deadline->phase);
    }
    for (const auto &[id, phase] : late) {
        if (const auto transfer = take(id))
            transfer->endTimedOut(phase, now);
    }
    for (auto it = m_waiting.begin(); it != m_waiting.end();) {
        const auto deadline = (*it)->deadline();
        if (!deadline || deadline->at > now) {
            ++it;
            continue;
        }
        const auto transfer = std::move(*it);
        it = m_waiting.erase(it);
        transfer->endTimedOut(deadline->phase, now);
    }
}

void IoLoop::noticeSleep(Steady now)
{
    const nanoseconds suspended = m_options.suspendedTime();
    if (suspended - m_suspended > kSleepWorthNoticing) {
        m_wokeAt = now;
        for (const auto &[id, transfer] : m_transfers)
            transfer->judgeBy(now + kJudgementAfterSleep);
    }
    m_suspended = suspended;
}

bool IoLoop::everyContentFlows() const
{
    return std::all_of(m_transfers.begin(), m_transfers.end(),
                       [](const auto &entry) { return entry.second->contentFlows(); });
}

bool IoLoop::isCoalesced(const Socket &socket, bool everyContentFlows) const
{
    const auto owner = m_transfers.find(socket.owner);
    if (owner == m_transfers.end() || !owner->second->contentFlows())
        return false;
    // An HTTP/2 connection is shared, and libcurl names one of its transfers only: another may wait for its first byte.
    return !owner->second->isHttp2() || everyContentFlows;
}

std::vector<pollfd> IoLoop::pollSet(Steady now) const
{
    std::vector<pollfd> set;
    set.reserve(m_sockets.size() + 1);
    set.push_back({m_wakeFd, POLLIN, 0});
    const bool resting = now < m_nextDrain;
    const bool allFlow = resting && everyContentFlows();
    for (const auto &[fd, socket] : m_sockets) {
        if (!resting || !isCoalesced(socket, allFlow))
            set.push_back({fd, socket.events, 0});
    }
    return set;
}

int IoLoop::pollTimeout(Steady now) const
{
    std::optional<Steady> next;
    const auto consider = [&next](Steady moment) { next = next ? std::min(*next, moment) : moment; };
    if (m_curlTimer)
        consider(*m_curlTimer);
    if (!m_delayed.empty())
        consider(m_delayed.begin()->first);
    if (!m_transfers.empty()) {
        consider(now + kLongestPoll);
        if (now < m_nextDrain)
            consider(m_nextDrain);
    }
    for (const auto &[id, transfer] : m_transfers) {
        if (const auto deadline = transfer->deadline())
            consider(deadline->at);
    }
    for (const auto &transfer : m_waiting) {
        if (const auto deadline = transfer->deadline())
            consider(deadline->at);
    }
    if (!next)
        return -1;
    if (*next <= now)
        return 0;
    // Rounded up: waking a little early would spin.
    return static_cast<int>(std::chrono::ceil<milliseconds>(*next - now).count());
}

void IoLoop::waitForSockets(Steady now)
{
    std::vector<pollfd> set = pollSet(now);
    const bool resting = now < m_nextDrain;
    if (poll(set.data(), set.size(), pollTimeout(now)) <= 0)
        return;
    if (set.front().revents != 0) {
        std::uint64_t count = 0;
        [[maybe_unused]] const auto taken = read(m_wakeFd, &count, sizeof count);
    }
    set.erase(set.begin());
    std::erase_if(set, [](const pollfd &entry) { return entry.revents == 0; });
    if (set.empty())
        return;
    const Steady begin = steady_clock::now();
    const bool dry = drain(std::move(set));
    // While they rest, the sockets with flowing content were not looked at: their rest goes on as it was.
    if (!resting)
        m_nextDrain = dry ? begin + m_options.drainInterval : begin;
}

bool IoLoop::drain(std::vector<pollfd> ready)
{
    const Steady begin = steady_clock::now();
    while (steady_clock::now() - begin < kLongestDrain) {
        m_pass.bodyBytes = 0;
        act(ready);
        if (m_pass.bodyBytes < kMuch)
            return true;
        // A stream faster than the rhythm: go on until its sockets are dry.
        std::erase_if(ready, [this](const pollfd &entry) { return !m_sockets.contains(entry.fd); });
        if (ready.empty() || poll(ready.data(), ready.size(), 0) <= 0)
            return true;
    }
    return false;
}

void IoLoop::act(const std::vector<pollfd> &ready)
{
    for (const pollfd &entry : ready) {
        // An earlier socket of this pass may have ended it.
        if (entry.revents == 0 || !m_sockets.contains(entry.fd))
            continue;
        const int what = (entry.revents & POLLIN ? CURL_CSELECT_IN : 0) | (entry.revents & POLLOUT ? CURL_CSELECT_OUT : 0)
                         | (entry.revents & (POLLERR | POLLHUP) ? CURL_CSELECT_ERR | CURL_CSELECT_IN : 0);
        m_pass.now = steady_clock::now();
        int running = 0;
        curl_multi_socket_action(m_multi.get(), entry.fd, what, &running);
    }
    tellWhatWasRead();
}

void IoLoop::tellWhatWasRead()
{
    for (const TransferId id : m_pass.read) {
        const auto found = m_transfers.find(id);
        if (found != m_transfers.end())
            found->second->bodyRead();
    }
    m_pass.read.clear();
}

void IoLoop::shutDown()
{
    const Steady now = steady_clock::now();
    while (!m_transfers.empty()) {
        if (const auto transfer = take(m_transfers.begin()->first))
            transfer->endCancelled(now);
    }
    while (!m_waiting.empty()) {
        const auto transfer = std::move(m_waiting.front());
        m_waiting.pop_front();
        transfer->endCancelled(now);
    }
    m_delayed.clear();
    // Transfers that were asked for in the last moment, also by the handlers just now.
    while (runCommands()) {
    }
    m_multi.reset();
}

} // namespace lineup::net
