#pragma once

#include "backends/net/sseparser.h"
#include "backends/providers/openaicompatible/chunkreader.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lineup::test {

/// What the pure part of the adapter makes of a stream's bytes.
struct StreamReading {
    std::vector<StreamEvent> events;
    std::optional<Error> error;
    std::optional<Outcome> outcome;
    bool isDone = false;

    bool operator==(const StreamReading &) const = default;
};

/// Reads pieces of an event stream. Every event has the time 0. Stops at the first error, as the adapter does.
inline StreamReading readStream(const std::vector<std::string_view> &pieces, openaicompatible::ChunkReader::Speed speed)
{
    struct Sink : net::SseSink {
        explicit Sink(openaicompatible::ChunkReader::Speed speed) : reader(speed) {}
        void onSseEvent(const net::SseEvent &event) override
        {
            if (event.kind != net::SseEvent::Kind::Message || reading.error || reader.isDone())
                return;
            auto read = reader.read(event.data, event.readableAfter, std::chrono::microseconds(0), reading.events);
            if (!read && !event.atEnd)
                reading.error = read.error();
        }
        openaicompatible::ChunkReader reader;
        StreamReading reading;
    } sink(speed);
    net::SseParser parser;
    for (const std::string_view piece : pieces) {
        if (!parser.feed(piece, sink) && !sink.reading.error)
            sink.reading.error = parser.error();
    }
    if (!parser.finish(sink) && !sink.reading.error)
        sink.reading.error = parser.error();
    sink.reader.finish(std::chrono::microseconds(0), sink.reading.events);
    sink.reading.outcome = sink.reader.outcome();
    sink.reading.isDone = sink.reader.isDone();
    return sink.reading;
}

} // namespace lineup::test
