#pragma once

#include "core/base/clock.h"

#include <cmath>

namespace lineup::test {

/// A clock that stands still until it is moved.
class FakeClock final : public Clock {
public:
    Steady now() const override { return m_now; }
    Wall wallNow() const override { return Wall(std::chrono::seconds(1'795'269'731)); }
    void advance(double seconds) { m_now += std::chrono::microseconds(std::llround(seconds * 1e6)); }

private:
    Steady m_now{std::chrono::seconds(1000)};
};

} // namespace lineup::test
