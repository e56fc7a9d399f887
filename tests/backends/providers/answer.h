#pragma once

#include "core/ports/chatbackend.h"

#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace lineup::test {

/// Asks a backend and collects what comes into the inbox, on the test's thread.
class Answer {
public:
    Answer()
        : m_news(std::make_shared<News>()),
          m_inbox(std::make_shared<StreamInbox>([news = m_news] {
              const std::lock_guard lock(news->mutex);
              news->isThere = true;
              news->changed.notify_all();
          }))
    {
    }

    void ask(ChatBackend &backend, ChatRequest request) { m_stream = backend.start(std::move(request), m_inbox); }
    void cancel() { m_stream->cancel(); }
    void destroyStream() { m_stream.reset(); }
    bool hasStream() const { return m_stream != nullptr; }
    StreamInbox &inbox() { return *m_inbox; }

    /// Drains until the condition holds; false when it does not in time.
    bool waitUntil(const std::function<bool()> &condition, std::chrono::milliseconds limit = std::chrono::seconds(20))
    {
        const auto deadline = std::chrono::steady_clock::now() + limit;
        drain();
        while (!condition()) {
            std::unique_lock lock(m_news->mutex);
            if (!m_news->changed.wait_until(lock, deadline, [this] { return m_news->isThere; }))
                return false;
            m_news->isThere = false;
            lock.unlock();
            drain();
        }
        return true;
    }
    bool waitForEnd(std::chrono::milliseconds limit = std::chrono::seconds(20))
    {
        return waitUntil([this] { return end.has_value(); }, limit);
    }
    template <class Body>
    bool waitFor()
    {
        return waitUntil([this] { return has<Body>(); });
    }
    void drain()
    {
        StreamInbox::Batch batch = m_inbox->drain();
        for (StreamEvent &event : batch.events)
            events.push_back(std::move(event));
        if (batch.end) {
            end = std::move(batch.end);
            ++ends;
        }
    }

    template <class Body>
    std::vector<Body> all() const
    {
        std::vector<Body> found;
        for (const StreamEvent &event : events) {
            if (const auto *body = std::get_if<Body>(&event.body))
                found.push_back(*body);
        }
        return found;
    }
    template <class Body>
    bool has() const
    {
        return !all<Body>().empty();
    }
    std::string text() const
    {
        std::string text;
        for (const TextDelta &delta : all<TextDelta>())
            text += delta.text;
        return text;
    }

    std::vector<StreamEvent> events;
    std::optional<StreamEnd> end;
    int ends = 0;

private:
    struct News {
        std::mutex mutex;
        std::condition_variable changed;
        bool isThere = false;
    };
    std::shared_ptr<News> m_news;
    std::shared_ptr<StreamInbox> m_inbox;
    std::unique_ptr<ChatStream> m_stream;
};

} // namespace lineup::test
