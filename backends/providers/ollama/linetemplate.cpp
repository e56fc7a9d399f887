#include "backends/providers/ollama/linetemplate.h"

#include "core/base/text.h"

namespace lineup::ollama {

namespace {

constexpr std::string_view kTime = "\"created_at\":\"";
constexpr std::string_view kContent = "\"content\":\"";
/// "2026-11-25T08:00:00.123456789+01:00" and some more.
constexpr std::size_t kLongestTime = 64;

/// Where the string that begins at `at` ends: at its closing quote; npos when it has an escape or no end.
std::size_t plainEnd(std::string_view line, std::size_t at)
{
    const auto end = line.find_first_of("\"\\", at);
    return end != std::string_view::npos && line[end] == '"' ? end : std::string_view::npos;
}

/// The place behind the only occurrence of the word; npos when there is none, or another.
std::size_t behindOnly(std::string_view line, std::string_view word)
{
    const auto at = line.find(word);
    return at == std::string_view::npos || line.find(word, at + 1) != std::string_view::npos ? std::string_view::npos : at + word.size();
}

} // namespace

void LineTemplate::learn(std::string_view line)
{
    const auto time = behindOnly(line, kTime);
    const auto content = behindOnly(line, kContent);
    if (time == std::string_view::npos || content == std::string_view::npos || content < time)
        return;
    const auto timeEnd = plainEnd(line, time);
    const auto contentEnd = plainEnd(line, content);
    if (timeEnd == std::string_view::npos || contentEnd == std::string_view::npos || timeEnd > content)
        return;
    m_beforeTime = line.substr(0, time);
    m_between = line.substr(timeEnd, content - timeEnd);
    m_behind = line.substr(contentEnd);
}

std::optional<LineTemplate::Match> LineTemplate::match(std::string_view line) const
{
    if (m_behind.empty() || !line.starts_with(m_beforeTime) || !line.ends_with(m_behind))
        return std::nullopt;
    const auto timeEnd = plainEnd(line, m_beforeTime.size());
    if (timeEnd == std::string_view::npos || timeEnd - m_beforeTime.size() > kLongestTime)
        return std::nullopt;
    const std::string_view time = line.substr(m_beforeTime.size(), timeEnd - m_beforeTime.size());
    const std::string_view rest = line.substr(timeEnd);
    if (rest.size() <= m_between.size() + m_behind.size() || !rest.starts_with(m_between))
        return std::nullopt;
    Match match;
    match.content = rest.substr(m_between.size(), rest.size() - m_between.size() - m_behind.size());
    for (std::size_t i = 0; i < match.content.size(); ++i) {
        const char c = match.content[i];
        if (static_cast<unsigned char>(c) < 0x20 || c == '"')
            return std::nullopt;
        if (c != '\\')
            continue;
        match.hasEscapes = true;
        // The escaped character cannot end the string; whether it is a good escape is seen when it is read.
        if (++i == match.content.size() || static_cast<unsigned char>(match.content[i]) < 0x20)
            return std::nullopt;
    }
    const bool isPlainTime = time.find_first_of("\n\r\t") == std::string_view::npos && isValidUtf8(time);
    return isPlainTime && isValidUtf8(match.content) ? std::optional(match) : std::nullopt;
}

} // namespace lineup::ollama
