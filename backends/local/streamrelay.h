#pragma once

#include "core/run/streaminbox.h"

#include <QObject>

#include <chrono>
#include <memory>

namespace lineup {

/// Carries an answer from one inbox into another and moves its times: for a request that waited before its transport knew
/// of it. Everything is `shift` later, and the wait is part of the trace's queue phase and total. Back-pressure goes
/// through: while the outer inbox is full nothing is taken from the inner one.
///
/// Destroying it closes the inner inbox: nothing more arrives outside. Main thread; the producer may be on any.
class StreamRelay : public QObject {
    Q_OBJECT
public:
    StreamRelay(std::shared_ptr<StreamInbox> outer, std::chrono::microseconds shift, QObject *parent = nullptr);
    ~StreamRelay() override;

    const std::shared_ptr<StreamInbox> &inner() const { return m_inner; }

private:
    void pump();
    void onRoom();

    std::shared_ptr<StreamInbox> m_outer;
    std::shared_ptr<StreamInbox> m_inner;
    std::chrono::microseconds m_shift;
    bool m_isPaused = false;
};

} // namespace lineup
