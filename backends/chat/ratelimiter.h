#pragma once

#include "core/backend/configuredbackend.h"
#include "core/chat/chatrequest.h"

#include <chrono>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <optional>

namespace lineup::chat {

/// Lets requests to one backend go one by one in the order in which they came, so that its limits hold: so many at once, so many
/// and so many tokens within any 60 s.
///
/// Everything is called on one thread, the I/O thread; a turn never comes from within enter(). A request that alone has more
/// tokens than a minute may have goes when nothing else has been sent for a minute.
class RateLimiter : public std::enable_shared_from_this<RateLimiter> {
public:
    using Steady = std::chrono::steady_clock::time_point;
    using Now = std::function<Steady()>;
    /// Runs a job later on the same thread.
    using Schedule = std::function<void(std::chrono::milliseconds delay, std::function<void()> job)>;

    enum class Ticket : std::uint64_t {};
    struct Place {
        std::int64_t place = 1; ///< 1 = the next
        std::int64_t waiting = 1; ///< how many wait, this one included
        bool operator==(const Place &) const = default;
    };
    /// What a request is told.
    struct Waiter {
        std::function<void()> onTurn;             ///< once, unless it leaves before
        std::function<void(const Place &)> onPlace; ///< when it has to wait, and when its place changes
    };

    static constexpr std::chrono::seconds kWindow{60};

    RateLimiter(RateLimits limits, Schedule schedule, Now now = &std::chrono::steady_clock::now);

    const RateLimits &limits() const { return m_limits; }

    /// Waits in line with a request that will take about `tokens`.
    Ticket enter(std::int64_t tokens, Waiter waiter);
    /// The request has ended, or waits no more. `tokens` = what it took: it takes the place of the estimate.
    void leave(Ticket ticket, std::int64_t tokens);

private:
    struct Waiting {
        Ticket ticket{};
        std::int64_t tokens = 0;
        Waiter waiter;
        std::optional<Place> told;
    };
    /// A request that was let go within the last minute.
    struct Sent {
        Ticket ticket{};
        Steady at{};
        std::int64_t tokens = 0;
        bool isRunning = true;
    };

    void pump();
    void pumpAt(Steady moment);
    void forgetOld(Steady now);
    std::int64_t running() const;
    std::optional<Steady> mayGo(const Waiting &next, Steady now) const;
    void tellPlaces();

    RateLimits m_limits;
    Schedule m_schedule;
    Now m_now;
    std::uint64_t m_lastTicket = 0;
    std::deque<Waiting> m_waiting;
    std::deque<Sent> m_sent; ///< in the order of going; running ones stay however old they are
    std::optional<Steady> m_nextPump;
};

/// Tokens that the prompt of a request will take, by the rule of thumb of four characters each.
std::int64_t estimatedTokens(const ChatRequest &request);

} // namespace lineup::chat
