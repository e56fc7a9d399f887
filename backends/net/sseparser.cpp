#include "backends/net/sseparser.h"

#include <algorithm>
#include <charconv>
#include <cstring>

namespace lineup::net {

namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/// The first CR or LF at or behind `from`, or npos. `mayHaveCr` false is the usual stream and the quick way.
std::size_t findLineEnd(std::string_view bytes, std::size_t from, bool mayHaveCr)
{
    if (!mayHaveCr) {
        const auto *lf = static_cast<const char *>(std::memchr(bytes.data() + from, '\n', bytes.size() - from));
        return lf ? static_cast<std::size_t>(lf - bytes.data()) : std::string_view::npos;
    }
    const auto end = std::find_if(bytes.begin() + static_cast<std::ptrdiff_t>(from), bytes.end(),
                                  [](char c) { return c == '\n' || c == '\r'; });
    return end == bytes.end() ? std::string_view::npos : static_cast<std::size_t>(end - bytes.begin());
}

} // namespace

SseParser::SseParser(SseOptions options) : m_options(options) {}

bool SseParser::feed(std::string_view bytes, SseSink &sink)
{
    if (m_error)
        return false;
    if (bytes.empty())
        return true;
    std::size_t at = skipByteOrderMark(bytes);
    const bool mayHaveCr = std::memchr(bytes.data(), '\r', bytes.size()) != nullptr;
    const bool isBetweenEvents = m_line.empty() && !m_hasData && m_type.empty() && !m_afterCarriageReturn;
    if (isBetweenEvents && !mayHaveCr)
        at = takeOrdinaryEvents(bytes, at, sink);
    while (at < bytes.size() && !m_error) {
        if (m_afterCarriageReturn) {
            m_afterCarriageReturn = false;
            if (bytes[at] == '\n') {
                ++at;
                continue;
            }
        }
        const std::size_t end = findLineEnd(bytes, at, mayHaveCr);
        const std::size_t length = std::min(end, bytes.size()) - at;
        if (m_line.size() + length > m_options.maxLineBytes) {
            fail("a line of the event stream is longer than " + std::to_string(m_options.maxLineBytes) + " bytes");
            break;
        }
        if (end == std::string_view::npos) {
            m_line.append(bytes.data() + at, length);
            break;
        }
        if (m_line.empty()) {
            takeLine(bytes.substr(at, length), bytes.size() - end, sink);
        } else {
            m_line.append(bytes.data() + at, length);
            keepPendingData();
            takeLine(m_line, 0, sink);
            // The data may be a view of the line that is reused now.
            keepPendingData();
            m_line.clear();
        }
        m_afterCarriageReturn = bytes[end] == '\r';
        at = end + 1;
    }
    keepPendingData();
    return !m_error;
}

std::size_t SseParser::takeOrdinaryEvents(std::string_view bytes, std::size_t at, SseSink &sink) const
{
    constexpr std::string_view field = "data: ";
    while (bytes.substr(at).starts_with(field)) {
        const std::size_t begin = at + field.size();
        const auto *lf = static_cast<const char *>(std::memchr(bytes.data() + begin, '\n', bytes.size() - begin));
        const std::size_t end = lf ? static_cast<std::size_t>(lf - bytes.data()) : bytes.size();
        const bool isWhole = end + 1 < bytes.size() && bytes[end + 1] == '\n';
        if (!isWhole || end == begin || end - at > std::min(m_options.maxLineBytes, m_options.maxEventBytes))
            break;
        SseEvent event;
        event.type = "message";
        event.data = bytes.substr(begin, end - begin);
        event.readableAfter = bytes.size() - end;
        sink.onSseEvent(event);
        at = end + 2;
    }
    return at;
}

bool SseParser::finish(SseSink &sink)
{
    if (m_error)
        return false;
    if (m_markBytes < 3)
        m_line.insert(0, kByteOrderMark.substr(0, static_cast<std::size_t>(m_markBytes)));
    if (m_options.flushAtEnd) {
        if (!m_line.empty()) {
            const std::string line = std::move(m_line);
            takeLine(line, 0, sink);
            keepPendingData();
        }
        if (!m_error)
            dispatch(sink, true);
    }
    m_line.clear();
    return !m_error;
}

std::size_t SseParser::skipByteOrderMark(std::string_view bytes)
{
    std::size_t at = 0;
    while (m_markBytes < 3 && at < bytes.size()) {
        if (bytes[at] != kByteOrderMark[static_cast<std::size_t>(m_markBytes)]) {
            // It was no mark: what was held back belongs to the first line.
            m_line.append(kByteOrderMark.substr(0, static_cast<std::size_t>(m_markBytes)));
            m_markBytes = 3;
            break;
        }
        ++at;
        ++m_markBytes;
    }
    return at;
}

void SseParser::takeLine(std::string_view line, std::size_t readableAfter, SseSink &sink)
{
    if (line.empty()) {
        dispatch(sink, false);
        return;
    }
    // The one line that matters for speed.
    constexpr std::string_view usual = "data: ";
    if (line.starts_with(usual)) {
        takeData(line.substr(usual.size()), readableAfter);
        return;
    }
    const std::size_t colon = line.find(':');
    if (colon == 0)
        return;
    const char first = m_options.isStrict ? 'd' : line.front();
    if (first == '{' || first == '[' || first == '}' || first == ']' || first == ' ' || first == '\t' || first == '"') {
        SseEvent event;
        event.kind = SseEvent::Kind::Unframed;
        event.data = line;
        event.readableAfter = readableAfter;
        sink.onSseEvent(event);
        return;
    }
    if (colon == std::string_view::npos) {
        takeField(line, {}, readableAfter, sink);
        return;
    }
    std::string_view value = line.substr(colon + 1);
    if (value.starts_with(' '))
        value.remove_prefix(1);
    takeField(line.substr(0, colon), value, readableAfter, sink);
}

void SseParser::takeField(std::string_view name, std::string_view value, std::size_t readableAfter, SseSink &sink)
{
    if (name == "data") {
        takeData(value, readableAfter);
    } else if (name == "event") {
        m_type.assign(value);
    } else if (name == "id") {
        if (value.find('\0') == std::string_view::npos)
            m_lastEventId.assign(value);
    } else if (name == "retry") {
        long long milliseconds = 0;
        const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), milliseconds);
        if (!value.empty() && value.front() != '-' && error == std::errc() && end == value.data() + value.size())
            m_reconnect = milliseconds;
    } else if (name == "error" && !m_options.isStrict) {
        SseEvent event;
        event.kind = SseEvent::Kind::ErrorField;
        event.type = "error";
        event.data = value;
        event.readableAfter = readableAfter;
        sink.onSseEvent(event);
    }
}

void SseParser::takeData(std::string_view value, std::size_t readableAfter)
{
    const std::size_t before = !m_hasData ? 0 : (m_hasView ? m_view.size() : m_data.size()) + 1;
    if (before + value.size() > m_options.maxEventBytes) {
        fail("an event of the stream is longer than " + std::to_string(m_options.maxEventBytes) + " bytes");
        return;
    }
    if (!m_hasData) {
        m_hasData = true;
        m_hasView = true;
        m_view = value;
        m_viewReadableAfter = readableAfter;
        return;
    }
    keepPendingData();
    m_data += '\n';
    m_data.append(value);
}

void SseParser::keepPendingData()
{
    if (!m_hasView)
        return;
    m_data.assign(m_view);
    m_hasView = false;
}

void SseParser::dispatch(SseSink &sink, bool atEnd)
{
    if (m_hasData) {
        SseEvent event;
        event.type = m_type.empty() ? std::string_view("message") : std::string_view(m_type);
        event.data = m_hasView ? m_view : std::string_view(m_data);
        event.readableAfter = m_hasView ? m_viewReadableAfter : 0;
        event.atEnd = atEnd;
        if (!event.data.empty() || m_options.isStrict)
            sink.onSseEvent(event);
    }
    m_hasData = false;
    m_hasView = false;
    m_type.clear();
}

void SseParser::fail(std::string detail)
{
    Error error;
    error.code = ErrorCode::BadReply;
    error.detail = std::move(detail);
    m_error = std::move(error);
    m_line.clear();
    m_line.shrink_to_fit();
    m_data.clear();
    m_data.shrink_to_fit();
    m_hasData = m_hasView = false;
}

} // namespace lineup::net
