#include "backends/net/iothread.h"

#include "backends/net/ioloop.h"

#include <cassert>
#include <csignal>

namespace lineup::net {

namespace {

/// Signals belong to the main thread; and a SIGPIPE from a TLS library's write must not end the program.
class AllSignalsBlocked {
public:
    AllSignalsBlocked()
    {
        sigset_t all;
        sigfillset(&all);
        pthread_sigmask(SIG_SETMASK, &all, &m_before);
    }
    ~AllSignalsBlocked() { pthread_sigmask(SIG_SETMASK, &m_before, nullptr); }
    AllSignalsBlocked(const AllSignalsBlocked &) = delete;
    AllSignalsBlocked &operator=(const AllSignalsBlocked &) = delete;

private:
    sigset_t m_before{};
};

} // namespace

IoThread::IoThread(IoOptions options) : m_loop(std::make_unique<IoLoop>(std::move(options)))
{
    // The new thread inherits the mask.
    const AllSignalsBlocked blocked;
    m_thread = std::thread([loop = m_loop.get()] { loop->run(); });
}

IoThread::~IoThread()
{
    assert(!isCurrentThread());
    m_loop->stop();
    m_thread.join();
}

TransferId IoThread::start(TransferRequest request, std::unique_ptr<TransferHandler> handler)
{
    return m_loop->start(std::move(request), std::move(handler));
}

void IoThread::cancel(TransferId id)
{
    m_loop->cancel(id);
}

void IoThread::resume(TransferId id)
{
    m_loop->resume(id);
}

void IoThread::post(std::function<void()> job)
{
    m_loop->post(std::move(job));
}

JobId IoThread::postDelayed(std::chrono::milliseconds delay, std::function<void()> job)
{
    return m_loop->postDelayed(delay, std::move(job));
}

void IoThread::cancelJob(JobId id)
{
    m_loop->cancelJob(id);
}

void IoThread::setOffline(bool isOffline)
{
    m_loop->setOffline(isOffline);
}

bool IoThread::isOffline() const
{
    return m_loop->isOffline();
}

bool IoThread::isCurrentThread() const
{
    return std::this_thread::get_id() == m_thread.get_id();
}

std::chrono::milliseconds IoThread::drainInterval() const
{
    return m_loop->options().drainInterval;
}

} // namespace lineup::net
