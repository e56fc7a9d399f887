#pragma once

#include <chrono>

namespace lineup {

/// Time as the rest of the code asks for it, so that tests can set it.
class Clock {
public:
    using Steady = std::chrono::steady_clock::time_point;
    using Wall = std::chrono::system_clock::time_point;

    virtual ~Clock() = default;
    /// For durations; never jumps.
    virtual Steady now() const = 0;
    /// For stamps that people read; may jump.
    virtual Wall wallNow() const = 0;
};

class SystemClock final : public Clock {
public:
    Steady now() const override { return std::chrono::steady_clock::now(); }
    Wall wallNow() const override { return std::chrono::system_clock::now(); }
};

} // namespace lineup
