#pragma once

#include "backends/net/iothread.h"

#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace lineup::net {

/// Watches one transfer from a test's thread.
class Collector {
public:
    using Steady = TransferHandler::Steady;
    /// Decides about each piece of the body; the default takes everything.
    using OnBody = std::function<BodyAction(std::string_view bytes, const std::string &bodySoFar)>;

    explicit Collector(OnBody onBody = {}) : m_state(std::make_shared<State>()) { m_state->onBody = std::move(onBody); }

    /// For IoThread::start(); once.
    std::unique_ptr<TransferHandler> handler() const { return std::make_unique<Handler>(m_state); }

    /// False when the condition does not come true in time.
    bool waitUntil(const std::function<bool()> &condition, std::chrono::milliseconds limit = std::chrono::seconds(20)) const
    {
        std::unique_lock lock(m_state->mutex);
        return m_state->changed.wait_for(lock, limit, condition);
    }
    bool waitForEnd(std::chrono::milliseconds limit = std::chrono::seconds(20)) const
    {
        return waitUntil([this] { return m_state->ends > 0; }, limit);
    }
    bool waitForHead() const
    {
        return waitUntil([this] { return m_state->head.has_value(); });
    }
    bool waitForBody(std::size_t bytes) const
    {
        return waitUntil([this, bytes] { return m_state->body.size() >= bytes; });
    }
    /// Also true when the transfer has ended.
    bool waitForPausesBeyond(int seen) const
    {
        return waitUntil([this, seen] { return m_state->pauses > seen || m_state->ends > 0; });
    }
    bool waitForPause() const { return waitForPausesBeyond(0); }

    // Copies, so that the I/O thread may go on.
    std::optional<TransferHead> head() const { return locked(&State::head); }
    std::string body() const { return locked(&State::body); }
    TransferEnd end() const { return locked(&State::end); }
    int ends() const { return locked(&State::ends); }
    int pauses() const { return locked(&State::pauses); }
    /// The moment of each onBody.
    std::vector<Steady> stamps() const { return locked(&State::stamps); }
    bool handlerIsGone() const { return locked(&State::destroyed); }
    bool calledAfterEnd() const { return locked(&State::calledAfterEnd); }

private:
    struct State {
        std::mutex mutex;
        std::condition_variable changed;
        OnBody onBody;
        std::optional<TransferHead> head;
        std::string body;
        std::vector<Steady> stamps;
        TransferEnd end;
        int ends = 0;
        int pauses = 0;
        bool destroyed = false;
        bool calledAfterEnd = false;
    };

    class Handler final : public TransferHandler {
    public:
        explicit Handler(std::shared_ptr<State> state) : m_state(std::move(state)) {}
        ~Handler() override
        {
            const std::lock_guard lock(m_state->mutex);
            m_state->destroyed = true;
            m_state->changed.notify_all();
        }
        void onHead(const TransferHead &head) override
        {
            const std::lock_guard lock(m_state->mutex);
            m_state->calledAfterEnd = m_state->calledAfterEnd || m_state->ends > 0;
            m_state->head = head;
            m_state->changed.notify_all();
        }
        BodyAction onBody(std::string_view bytes, Steady at) override
        {
            const std::lock_guard lock(m_state->mutex);
            m_state->calledAfterEnd = m_state->calledAfterEnd || m_state->ends > 0;
            const BodyAction action = m_state->onBody ? m_state->onBody(bytes, m_state->body) : BodyAction::Continue;
            if (action == BodyAction::Pause) {
                ++m_state->pauses;
            } else {
                m_state->body.append(bytes);
                m_state->stamps.push_back(at);
            }
            m_state->changed.notify_all();
            return action;
        }
        void onEnd(const TransferEnd &end) override
        {
            const std::lock_guard lock(m_state->mutex);
            m_state->end = end;
            ++m_state->ends;
            m_state->changed.notify_all();
        }

    private:
        std::shared_ptr<State> m_state;
    };

    template <class T>
    T locked(T State::*member) const
    {
        const std::lock_guard lock(m_state->mutex);
        return (*m_state).*member;
    }

    std::shared_ptr<State> m_state;
};

} // namespace lineup::net
