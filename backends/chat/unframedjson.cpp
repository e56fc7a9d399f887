#include "backends/chat/unframedjson.h"

namespace lineup::chat {

bool UnframedJson::takeLine(std::string_view line)
{
    if (m_depth == 0) {
        const auto start = line.find_first_not_of(" \t");
        if (start == std::string_view::npos || (line[start] != '{' && line[start] != '['))
            return false;
        m_text.clear();
        m_isTooLong = false;
    }
    for (const char c : line) {
        if (m_isEscaped) {
            m_isEscaped = false;
        } else if (m_isInString) {
            m_isEscaped = c == '\\';
            m_isInString = c != '"';
        } else if (c == '"') {
            m_isInString = true;
        } else if (c == '{' || c == '[') {
            ++m_depth;
        } else if (c == '}' || c == ']') {
            --m_depth;
        }
    }
    // A string of JSON cannot go over a line end: whatever this is, the next line starts afresh.
    m_isInString = m_isEscaped = false;
    m_isTooLong = m_isTooLong || m_text.size() + line.size() >= kMaxBytes;
    if (!m_isTooLong) {
        m_text.append(line);
        m_text += '\n';
    }
    if (m_depth > 0)
        return false;
    m_depth = 0;
    return !m_isTooLong;
}

} // namespace lineup::chat
