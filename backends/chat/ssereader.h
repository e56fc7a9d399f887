#pragma once

#include "backends/chat/replyreader.h"
#include "backends/net/sseparser.h"

namespace lineup::chat {

/// The base of readers of event streams: framing, limits and what to do with the last event of a cut stream are here, the
/// meaning of an event is the protocol's.
class SseReader : public ReplyReader, private net::SseSink {
public:
    [[nodiscard]] Result<void> feed(std::string_view bytes, ReplyEvents &out) final;
    [[nodiscard]] Result<void> finish(bool isCut, ReplyEvents &out) final;

protected:
    /// One event. An error ends the stream; not asked any more after it, nor after isDone().
    [[nodiscard]] virtual Result<void> readEvent(const net::SseEvent &event, ReplyEvents &out) = 0;
    /// The stream is over: what was held back goes out. Called exactly once.
    virtual void finishEvents(ReplyEvents &out);

private:
    void onSseEvent(const net::SseEvent &event) final;
    Result<void> result();

    net::SseParser m_parser;
    ReplyEvents *m_out = nullptr; ///< during feed() and finish()
    std::optional<Error> m_error;
};

} // namespace lineup::chat
