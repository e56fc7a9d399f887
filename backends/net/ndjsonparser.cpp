#include "backends/net/ndjsonparser.h"

#include <algorithm>
#include <cstring>

namespace lineup::net {

Result<void> NdjsonParser::feed(std::string_view bytes, NdjsonSink &sink)
{
    if (m_error)
        return Unexpected{*m_error};
    std::size_t at = 0;
    while (at < bytes.size()) {
        const auto *lf = static_cast<const char *>(std::memchr(bytes.data() + at, '\n', bytes.size() - at));
        const std::size_t end = lf ? static_cast<std::size_t>(lf - bytes.data()) : bytes.size();
        if (m_line.size() + (end - at) > m_maxLineBytes) {
            Error error;
            error.code = ErrorCode::BadReply;
            error.detail = "a line of the stream is longer than " + std::to_string(m_maxLineBytes) + " bytes";
            m_error = std::move(error);
            m_line.clear();
            m_line.shrink_to_fit();
            return Unexpected{*m_error};
        }
        if (lf && m_line.empty()) {
            takeLine(bytes.substr(at, end - at), bytes.size() - end, false, sink);
        } else {
            m_line.append(bytes.data() + at, end - at);
            if (lf) {
                takeLine(m_line, 0, false, sink);
                m_line.clear();
            }
        }
        at = end + 1;
    }
    return {};
}

Result<void> NdjsonParser::finish(NdjsonSink &sink)
{
    if (m_error)
        return Unexpected{*m_error};
    takeLine(m_line, 0, true, sink);
    m_line.clear();
    return {};
}

void NdjsonParser::takeLine(std::string_view line, std::size_t readableAfter, bool atEnd, NdjsonSink &sink)
{
    constexpr std::string_view byteOrderMark = "\xEF\xBB\xBF";
    if (m_first && line.starts_with(byteOrderMark))
        line.remove_prefix(byteOrderMark.size());
    m_first = false;
    if (line.ends_with('\r')) {
        line.remove_suffix(1);
        ++readableAfter;
    }
    if (line.find_first_not_of(" \t") != std::string_view::npos)
        sink.onNdjsonLine(line, readableAfter, atEnd);
}

} // namespace lineup::net
