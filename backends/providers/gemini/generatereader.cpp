#include "backends/providers/gemini/generatereader.h"

#include "backends/providers/gemini/geminierror.h"
#include "backends/providers/wire/reading.h"
#include "core/net/headers.h"

namespace lineup::gemini {

Result<void> ResponseEvents::readEvent(const net::SseEvent &event, chat::ReplyEvents &out)
{
    switch (event.kind) {
    case net::SseEvent::Kind::ErrorField: return Unexpected{errorOfReply(wire::failureInStream(event.data))};
    case net::SseEvent::Kind::Unframed:
        if (m_unframed.takeLine(event.data))
            return m_responses.read(m_unframed.text(), out);
        return {};
    case net::SseEvent::Kind::Message: break;
    }
    // Of the compatible layer and of gateways.
    if (trimmed(event.data) == "[DONE]")
        return {};
    return m_responses.read(event.data, out);
}

void ResponseEvents::finishEvents(chat::ReplyEvents &out)
{
    m_responses.finish(out);
}

Result<void> ResponseEvents::readWhole(std::string_view body, chat::ReplyEvents &out)
{
    return m_responses.read(body, out);
}

Result<void> GenerateReader::feed(std::string_view bytes, chat::ReplyEvents &out)
{
    if (m_framing == Framing::Undecided) {
        const auto start = bytes.find_first_not_of(" \t\r\n");
        if (start == std::string_view::npos)
            return {};
        bytes.remove_prefix(start);
        m_framing = bytes.front() == '{' || bytes.front() == '[' ? Framing::Json : Framing::Events;
    }
    if (m_framing == Framing::Events)
        return m_events.feed(bytes, out);
    return m_elements.feed(bytes, [&](std::string_view object) { return m_responses.read(object, out); });
}

Result<void> GenerateReader::finish(bool isCut, chat::ReplyEvents &out)
{
    if (m_framing == Framing::Events)
        return m_events.finish(isCut, out);
    m_responses.finish(out);
    return {};
}

Result<void> GenerateReader::readWhole(std::string_view body, chat::ReplyEvents &out)
{
    auto read = feed(body, out);
    return read ? finish(false, out) : read;
}

} // namespace lineup::gemini
