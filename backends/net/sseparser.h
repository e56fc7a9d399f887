#pragma once

#include "core/base/error.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace lineup::net {

/// One thing found in an event stream. All views are valid during the callback only.
struct SseEvent {
    enum class Kind {
        Message,    ///< an ordinary event: `type` and `data`
        ErrorField, ///< a line `error: …`, as llama-server sent failures until late 2025; `data` is its value
        Unframed,   ///< a line that is JSON without any field name, as Gemini sends errors; `data` is the whole line
    };
    Kind kind = Kind::Message;
    /// The value of `event:`, "message" when there was none.
    std::string_view type;
    std::string_view data;
    /// How many bytes behind `data` may be read (never written) by a vectorised parser; what they hold is undefined.
    std::size_t readableAfter = 0;
    /// Ended by the end of the stream instead of a blank line. Then it is to be trusted only if it is complete in
    /// itself: "[DONE]", or whole JSON.
    bool atEnd = false;
};

/// Receives what a parser finds, in the order of the stream.
class SseSink {
public:
    virtual ~SseSink() = default;
    virtual void onSseEvent(const SseEvent &event) = 0;
};

/// Limits and choices of an SseParser.
struct SseOptions {
    /// A longer line, or an event of more data, is a BadReply.
    std::size_t maxLineBytes = std::size_t{16} << 20;
    std::size_t maxEventBytes = std::size_t{64} << 20;
    /// Hand on an event that the end of the stream cut off (the standard drops it).
    bool flushAtEnd = true;
    /// Nothing but what the standard says: no `error` event, no Unframed line, and an event with empty data is one.
    bool isStrict = false;
};

/// Reads `text/event-stream` byte by byte, wherever the network cut it.
///
/// Source: WHATWG HTML, "Server-sent events", interpretation of an event stream. Departures, each because a real
/// server needs it: an event at the end of the stream is handed on (SseOptions::flushAtEnd); an `error` field is an
/// event of its own; a line that starts like JSON is handed on as Unframed; an event with empty data is nothing, also
/// when it has a type.
///
/// Law: any cut of the same bytes gives the same events. Cost is linear in the bytes, also for a line that arrives one
/// byte at a time; an event that lies within one feed() is not copied.
class SseParser {
public:
    explicit SseParser(SseOptions options = {});

    /// False when a limit is passed: error() says which, and the parser ignores everything further.
    [[nodiscard]] bool feed(std::string_view bytes, SseSink &sink);
    /// The end of the stream. Nothing may be fed afterwards.
    [[nodiscard]] bool finish(SseSink &sink);
    /// BadReply, once feed() or finish() have given false. (Not a Result: that is a large thing to return for each token.)
    const std::optional<Error> &error() const { return m_error; }

    /// The last `id:` of the stream, "" when there was none. Persists over events.
    const std::string &lastEventId() const { return m_lastEventId; }
    /// The last valid `retry:` in milliseconds.
    std::optional<long long> reconnectMilliseconds() const { return m_reconnect; }

private:
    std::size_t skipByteOrderMark(std::string_view bytes);
    /// Hands on events of one data line as long as nothing else comes; gives how far it got.
    std::size_t takeOrdinaryEvents(std::string_view bytes, std::size_t at, SseSink &sink) const;
    void takeLine(std::string_view line, std::size_t readableAfter, SseSink &sink);
    void takeField(std::string_view name, std::string_view value, std::size_t readableAfter, SseSink &sink);
    void takeData(std::string_view value, std::size_t readableAfter);
    void keepPendingData();
    void dispatch(SseSink &sink, bool atEnd);
    void fail(std::string detail);

    SseOptions m_options;
    /// The start of a line whose end has not come.
    std::string m_line;
    /// The data so far when it is more than one line or crosses a feed(); else it is m_view.
    std::string m_data;
    std::string_view m_view;
    std::size_t m_viewReadableAfter = 0;
    bool m_hasView = false;
    bool m_hasData = false;
    std::string m_type;
    std::string m_lastEventId;
    std::optional<long long> m_reconnect;
    /// Bytes of the byte order mark seen so far; 3 when that is settled.
    int m_markBytes = 0;
    bool m_afterCarriageReturn = false;
    std::optional<Error> m_error;
};

} // namespace lineup::net
