#include "backends/providers/openaicompatible/chatreader.h"

#include "backends/chat/errorclassifier.h"

namespace lineup::openaicompatible {

Unexpected<Error> ChatReader::saidError(std::string_view body) const
{
    chat::FailedReply reply;
    reply.body = body;
    return Unexpected{m_rules.errorOf ? m_rules.errorOf(reply) : chat::classify(reply)};
}

void ChatReader::collect(chat::ReplyEvents &out)
{
    for (StreamEvent &event : m_events)
        out.add(std::move(event.body));
    m_events.clear();
}

Result<void> ChatReader::readEvent(const net::SseEvent &event, chat::ReplyEvents &out)
{
    if (event.kind == net::SseEvent::Kind::Message) {
        if (const auto text = m_chunks.ordinaryText(event.data)) {
            out.addText(*text);
            return {};
        }
    }
    if (event.kind == net::SseEvent::Kind::Unframed)
        return readUnframed(event.data);
    if (event.kind == net::SseEvent::Kind::ErrorField)
        return saidError(event.data);
    auto read = m_chunks.read(event.data, event.readableAfter, out.now(), m_events);
    collect(out);
    return read;
}

/// JSON that stands in the stream without `data:` is an error of a server or of something before it; anything else that
/// does is no business of this protocol.
Result<void> ChatReader::readUnframed(std::string_view line)
{
    if (m_unframed.takeLine(line) && chat::holdsError(m_unframed.text()))
        return saidError(m_unframed.text());
    return {};
}

void ChatReader::finishEvents(chat::ReplyEvents &out)
{
    m_chunks.finish(out.now(), m_events);
    collect(out);
}

Result<void> ChatReader::readWhole(std::string_view body, chat::ReplyEvents &out)
{
    auto read = m_chunks.readWhole(body, out.now(), m_events);
    m_chunks.finish(out.now(), m_events);
    collect(out);
    return read;
}

} // namespace lineup::openaicompatible
