#pragma once

#include "core/base/clock.h"

namespace lineup::test {

/// A clock that stands still until it is moved.
class FakeClock final : public Clock {
public:
    Steady now() const override { return m_steady; }
    Wall wallNow() const override { return m_wall; }

    void advance(std::chrono::nanoseconds duration)
    {
        m_steady += std::chrono::duration_cast<Steady::duration>(duration);
        m_wall += std::chrono::duration_cast<Wall::duration>(duration);
    }
    void setWall(Wall wall) { m_wall = wall; }

private:
    Steady m_steady{std::chrono::hours(1)};
    Wall m_wall{std::chrono::milliseconds(1'764'014'339'123)};
};

} // namespace lineup::test
