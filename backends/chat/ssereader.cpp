#include "backends/chat/ssereader.h"

#include "core/base/text.h"

namespace lineup::chat {

namespace {

constexpr std::size_t kExcerptBytes = 4096;

} // namespace

void SseReader::finishEvents(ReplyEvents &) {}

Result<void> SseReader::result()
{
    if (m_error)
        return Unexpected{*m_error};
    return {};
}

Result<void> SseReader::feed(std::string_view bytes, ReplyEvents &out)
{
    m_out = &out;
    if (!m_parser.feed(bytes, *this) && !m_error)
        m_error = m_parser.error();
    m_out = nullptr;
    return result();
}

Result<void> SseReader::finish(bool, ReplyEvents &out)
{
    m_out = &out;
    if (!isDone() && !m_error && !m_parser.finish(*this) && !m_error)
        m_error = m_parser.error();
    finishEvents(out);
    m_out = nullptr;
    return result();
}

void SseReader::onSseEvent(const net::SseEvent &event)
{
    if (m_error || isDone())
        return;
    auto read = readEvent(event, *m_out);
    // The last event of a stream that was cut in the middle of it is the cut, not a bad one.
    if (read || (event.atEnd && read.error().code == ErrorCode::BadReply))
        return;
    m_error = read.error();
    if (m_error->excerpt.empty())
        m_error->excerpt = sanitizeUtf8(utf8Prefix(event.data, kExcerptBytes));
}

} // namespace lineup::chat
