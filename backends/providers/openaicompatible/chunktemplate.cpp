#include "backends/providers/openaicompatible/chunktemplate.h"

#include "core/base/text.h"

#include <algorithm>

namespace lineup::openaicompatible {

void ChunkTemplate::learn(std::string_view chunk, std::string_view content)
{
    const auto start = static_cast<std::size_t>(content.data() - chunk.data());
    m_before = chunk.substr(0, start);
    m_behind = chunk.substr(start + content.size());
}

std::optional<std::string_view> ChunkTemplate::match(std::string_view chunk) const
{
    if (m_before.empty() || chunk.size() <= m_before.size() + m_behind.size() || !chunk.starts_with(m_before) || !chunk.ends_with(m_behind))
        return std::nullopt;
    const std::string_view content = chunk.substr(m_before.size(), chunk.size() - m_before.size() - m_behind.size());
    bool isAscii = true;
    for (const char c : content) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x20 || c == '"' || c == '\\')
            return std::nullopt;
        isAscii = isAscii && byte < 0x80;
    }
    if (!isAscii && !isValidUtf8(content))
        return std::nullopt;
    return content;
}

} // namespace lineup::openaicompatible
