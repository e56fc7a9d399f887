#include "backends/providers/gemini/jsonelements.h"

namespace lineup::gemini {

bool JsonElements::isInside(char c)
{
    if (m_depth == 0 && c != '{')
        return false;
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
    return true;
}

Result<void> JsonElements::feed(std::string_view bytes, const Take &take)
{
    std::size_t start = 0; // of what belongs to the present object
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        if (!isInside(bytes[i])) {
            start = i + 1;
            continue;
        }
        if (m_depth > 0)
            continue;
        m_object.append(bytes.substr(start, i + 1 - start));
        start = i + 1;
        if (m_object.size() > kMaxBytes)
            break;
        auto taken = take(m_object);
        m_object.clear();
        if (!taken)
            return taken;
    }
    m_object.append(bytes.substr(start));
    if (m_object.size() > kMaxBytes)
        return makeError(ErrorCode::TooLarge, "an object of the reply is larger than 16 MiB");
    return {};
}

} // namespace lineup::gemini
