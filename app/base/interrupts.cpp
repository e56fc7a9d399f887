#include "app/base/interrupts.h"

#include <QSocketNotifier>

#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>

#include <fcntl.h>
#include <unistd.h>

namespace lineup {

namespace {

constexpr std::array kSignals{SIGINT, SIGTERM, SIGHUP};

// A signal handler can reach nothing but these.
std::atomic<int> s_writeEnd{-1};
std::atomic<int> s_count{0};
std::array<struct sigaction, kSignals.size()> s_former{};

extern "C" void onSignal(int number)
{
    const int before = errno;
    if (s_count.fetch_add(1) > 0) {
        ::signal(number, SIG_DFL);
        ::raise(number); // delivered when the handler returns
    } else {
        const auto byte = static_cast<unsigned char>(number);
        // The pipe is empty at the first signal, so that this cannot fail.
        [[maybe_unused]] const auto written = ::write(s_writeEnd.load(), &byte, 1);
    }
    errno = before;
}

} // namespace

Interrupts::Interrupts(QObject *parent) : QObject(parent)
{
    std::array<int, 2> ends{-1, -1};
    if (::pipe2(ends.data(), O_CLOEXEC | O_NONBLOCK) != 0)
        return; // signals then end the program as they do by themselves
    m_readEnd = ends[0];
    s_writeEnd = ends[1];
    s_count = 0;
    m_notifier = new QSocketNotifier(m_readEnd, QSocketNotifier::Read, this);
    connect(m_notifier, &QSocketNotifier::activated, this, &Interrupts::onReadable);
    struct sigaction action {};
    action.sa_handler = onSignal;
    action.sa_flags = SA_RESTART;
    ::sigemptyset(&action.sa_mask);
    for (std::size_t i = 0; i < kSignals.size(); ++i) {
        ::sigaction(kSignals[i], nullptr, &s_former[i]);
        // A program started with nohup, or in the background of a shell without job control, goes on ignoring them.
        if (s_former[i].sa_handler != SIG_IGN)
            ::sigaction(kSignals[i], &action, nullptr);
    }
}

Interrupts::~Interrupts()
{
    if (m_readEnd < 0)
        return;
    for (std::size_t i = 0; i < kSignals.size(); ++i)
        ::sigaction(kSignals[i], &s_former[i], nullptr);
    delete m_notifier;
    ::close(m_readEnd);
    ::close(s_writeEnd.exchange(-1));
}

void Interrupts::onReadable()
{
    unsigned char number = 0;
    if (::read(m_readEnd, &number, 1) != 1)
        return;
    m_received = number;
    Q_EMIT interrupted(m_received);
}

} // namespace lineup
