#pragma once

#include <chrono>
#include <deque>
#include <optional>
#include <vector>

namespace lineup {

/// When to start a crashed child again: each restart within the window waits longer, and when the delays are used up
/// there is none. A crash after a quiet window begins anew.
class RestartBackoff {
public:
    using Time = std::chrono::steady_clock::time_point;

    /// By default 0.5, 2 and 8 s: at most three restarts in 60 s.
    explicit RestartBackoff(std::vector<std::chrono::milliseconds> delays = {std::chrono::milliseconds{500},
                                                                             std::chrono::seconds{2},
                                                                             std::chrono::seconds{8}},
                            std::chrono::milliseconds window = std::chrono::seconds{60})
        : m_delays(std::move(delays)), m_window(window)
    {
    }

    /// The pause before the next start after a crash at `now`; nothing: give up.
    std::optional<std::chrono::milliseconds> nextDelay(Time now)
    {
        while (!m_crashes.empty() && now - m_crashes.front() >= m_window)
            m_crashes.pop_front();
        if (m_crashes.size() >= m_delays.size())
            return std::nullopt;
        const auto delay = m_delays[m_crashes.size()];
        m_crashes.push_back(now);
        return delay;
    }

    /// Forgets the crashes, when a person asks for a start.
    void reset() { m_crashes.clear(); }

private:
    std::vector<std::chrono::milliseconds> m_delays;
    std::chrono::milliseconds m_window;
    std::deque<Time> m_crashes;
};

} // namespace lineup
