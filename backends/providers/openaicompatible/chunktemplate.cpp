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

std::optional<ChunkTemplate::Match> ChunkTemplate::match(std::string_view chunk) const
{
    if (m_before.empty() || chunk.size() <= m_before.size() + m_behind.size() || !chunk.starts_with(m_before) || !chunk.ends_with(m_behind))
        return std::nullopt;
    Match match;
    match.content = chunk.substr(m_before.size(), chunk.size() - m_before.size() - m_behind.size());
    bool isAscii = true;
    for (std::size_t i = 0; i < match.content.size(); ++i) {
        const char c = match.content[i];
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x20 || c == '"')
            return std::nullopt;
        isAscii = isAscii && byte < 0x80;
        if (c != '\\')
            continue;
        match.hasEscapes = true;
        // The escaped character cannot end the string; whether it is a good escape is seen when it is read.
        if (++i == match.content.size() || static_cast<unsigned char>(match.content[i]) < 0x20)
            return std::nullopt;
    }
    if (!isAscii && !isValidUtf8(match.content))
        return std::nullopt;
    return match;
}

} // namespace lineup::openaicompatible
