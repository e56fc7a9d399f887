#include "core/run/streaminbox.h"

#include <utility>

namespace lineup {

StreamInbox::StreamInbox(std::function<void()> onNews) : m_onNews(std::move(onNews)) {}

bool StreamInbox::push(std::vector<StreamEvent> &events)
{
    StreamRecord record;
    for (StreamEvent &event : events)
        record.append(std::move(event));
    events.clear();
    return push(record);
}

bool StreamInbox::push(StreamRecord &record)
{
    const std::lock_guard lock(m_mutex);
    if (m_isClosed || m_hasEnded || record.isEmpty()) {
        record.clear();
        return true;
    }
    const bool wasEmpty = m_record.isEmpty();
    m_record.takeAll(record);
    if (wasEmpty && m_onNews)
        m_onNews();
    m_isPaused = m_record.size() > kHighWater;
    return !m_isPaused;
}

void StreamInbox::end(StreamEnd end)
{
    const std::lock_guard lock(m_mutex);
    if (m_isClosed || m_hasEnded)
        return;
    m_hasEnded = true;
    m_end = std::move(end);
    if (m_record.isEmpty() && m_onNews)
        m_onNews();
}

void StreamInbox::setOnRoom(std::function<void()> onRoom)
{
    const std::lock_guard lock(m_mutex);
    m_onRoom = std::move(onRoom);
}

StreamInbox::Batch StreamInbox::drain()
{
    Delivery delivery;
    drain(delivery);
    return {delivery.record.events(), std::move(delivery.end)};
}

void StreamInbox::drain(Delivery &delivery)
{
    delivery.record.clear();
    delivery.end.reset();
    const std::lock_guard lock(m_mutex);
    std::swap(delivery.record, m_record);
    delivery.end.swap(m_end);
    if (std::exchange(m_isPaused, false) && m_onRoom)
        m_onRoom();
}

void StreamInbox::close()
{
    const std::lock_guard lock(m_mutex);
    m_isClosed = true;
    m_record.clear();
    m_end.reset();
    m_onNews = nullptr;
    m_onRoom = nullptr;
}

} // namespace lineup
