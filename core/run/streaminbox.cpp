#include "core/run/streaminbox.h"

#include <iterator>
#include <utility>

namespace lineup {

StreamInbox::StreamInbox(std::function<void()> onNews) : m_onNews(std::move(onNews)) {}

bool StreamInbox::push(std::vector<StreamEvent> &events)
{
    const std::lock_guard lock(m_mutex);
    if (m_isClosed || m_hasEnded || events.empty()) {
        events.clear();
        return true;
    }
    const bool wasEmpty = m_events.empty();
    if (wasEmpty)
        m_events.swap(events);
    else
        m_events.insert(m_events.end(), std::make_move_iterator(events.begin()), std::make_move_iterator(events.end()));
    events.clear();
    if (wasEmpty && m_onNews)
        m_onNews();
    m_isPaused = m_events.size() > kHighWater;
    return !m_isPaused;
}

void StreamInbox::end(StreamEnd end)
{
    const std::lock_guard lock(m_mutex);
    if (m_isClosed || m_hasEnded)
        return;
    m_hasEnded = true;
    m_end = std::move(end);
    if (m_events.empty() && m_onNews)
        m_onNews();
}

void StreamInbox::setOnRoom(std::function<void()> onRoom)
{
    const std::lock_guard lock(m_mutex);
    m_onRoom = std::move(onRoom);
}

StreamInbox::Batch StreamInbox::drain()
{
    Batch batch;
    drain(batch);
    return batch;
}

void StreamInbox::drain(Batch &batch)
{
    batch.events.clear();
    batch.end.reset();
    const std::lock_guard lock(m_mutex);
    batch.events.swap(m_events);
    batch.end.swap(m_end);
    if (std::exchange(m_isPaused, false) && m_onRoom)
        m_onRoom();
}

void StreamInbox::close()
{
    const std::lock_guard lock(m_mutex);
    m_isClosed = true;
    m_events.clear();
    m_end.reset();
    m_onNews = nullptr;
    m_onRoom = nullptr;
}

} // namespace lineup
