#pragma once

#include "core/chat/streamevent.h"
#include "core/run/streamrecord.h"

#include <cstddef>
#include <functional>
#include <mutex>
#include <optional>
#include <vector>

namespace lineup {

/// The bounded mailbox between the I/O thread, which pushes the events of one answer, and the one consumer that drains
/// them in batches (quality: one wake-up per batch, no signal and no QObject per token).
///
/// Life cycle: any number of push(), then exactly one end(), then nothing. After close() by the consumer everything pushed
/// is dropped. All members may be called from any thread. The two callbacks run on the thread that causes them, under the
/// inbox's lock (so that none runs after close() has returned): they must only post, and never call back into the inbox.
class StreamInbox {
public:
    /// Above this many undrained events the producer is asked to pause.
    static constexpr std::size_t kHighWater = 4096;

    struct Batch {
        std::vector<StreamEvent> events;
        std::optional<StreamEnd> end;
        bool isEmpty() const { return events.empty() && !end; }
    };

    /// The same with the events as they travel.
    struct Delivery {
        StreamRecord record;
        std::optional<StreamEnd> end;
        bool isEmpty() const { return record.isEmpty() && !end; }
    };

    /// `onNews` is called when the inbox turns from empty to not empty. Set before the producer starts.
    explicit StreamInbox(std::function<void()> onNews = {});

    /// Moves the events in and leaves `events` empty. Returns false when the producer should pause until onRoom.
    bool push(std::vector<StreamEvent> &events);
    /// The same for a producer of many events; `record` is left empty, with memory for the next ones.
    bool push(StreamRecord &record);
    void end(StreamEnd end);
    /// Called, once, when a producer that was told to pause may go on.
    void setOnRoom(std::function<void()> onRoom);

    Batch drain();
    /// The same for a consumer of many events. What was in `delivery` is dropped; used again and again, its memory goes
    /// back and forth instead of being given back and asked for anew.
    void drain(Delivery &delivery);
    /// The consumer is going away: drops what is there and what comes, calls neither callback again.
    void close();

private:
    std::mutex m_mutex;
    std::function<void()> m_onNews;
    std::function<void()> m_onRoom;
    StreamRecord m_record;
    std::optional<StreamEnd> m_end;
    bool m_isPaused = false;
    bool m_hasEnded = false;
    bool m_isClosed = false;
};

} // namespace lineup
