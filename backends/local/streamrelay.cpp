#include "backends/local/streamrelay.h"

#include <utility>

namespace lineup {

StreamRelay::StreamRelay(std::shared_ptr<StreamInbox> outer, std::chrono::microseconds shift, QObject *parent)
    : QObject(parent), m_outer(std::move(outer)), m_shift(shift)
{
    m_inner = std::make_shared<StreamInbox>([this] { QMetaObject::invokeMethod(this, &StreamRelay::pump, Qt::QueuedConnection); });
    m_outer->setOnRoom([this] { QMetaObject::invokeMethod(this, &StreamRelay::onRoom, Qt::QueuedConnection); });
}

StreamRelay::~StreamRelay()
{
    m_inner->close();
    m_outer->setOnRoom({});
}

void StreamRelay::onRoom()
{
    m_isPaused = false;
    pump();
}

void StreamRelay::pump()
{
    if (m_isPaused)
        return;
    StreamInbox::Batch batch = m_inner->drain();
    for (StreamEvent &event : batch.events)
        event.at += m_shift;
    m_isPaused = !m_outer->push(batch.events);
    if (!batch.end)
        return;
    LatencyTrace &trace = batch.end->trace;
    trace.queue = trace.queue.value_or(LatencyTrace::Duration{0}) + m_shift;
    trace.attemptStart += m_shift;
    trace.total += m_shift;
    m_outer->end(*std::move(batch.end));
}

} // namespace lineup
