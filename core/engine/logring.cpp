#include "core/engine/logring.h"

#include "core/base/text.h"

#include <algorithm>
#include <utility>

namespace lineup {

namespace {

constexpr std::size_t kShortestSecret = 8;

void replaceAll(std::string &text, std::string_view what, std::string_view by)
{
    for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size()))
        text.replace(at, what.size(), by);
}

} // namespace

std::string printableText(std::string_view text)
{
    std::string result = sanitizeUtf8(text);
    for (char &c : result) {
        const auto byte = static_cast<unsigned char>(c);
        if ((byte < 0x20U && c != '\t') || byte == 0x7FU)
            c = '?';
    }
    return result;
}

std::string withoutUrlCredentials(std::string_view text)
{
    std::string result(text);
    for (std::size_t slashes = result.find("//"); slashes != std::string::npos; slashes = result.find("//", slashes + 2)) {
        const std::size_t begin = slashes + 2;
        const std::size_t end = result.find_first_of("/ \t'\"<>?#", begin);
        const std::string_view authority = std::string_view(result).substr(begin, end == std::string::npos ? end : end - begin);
        const std::size_t at = authority.rfind('@');
        if (at != std::string_view::npos)
            result.erase(begin, at + 1);
    }
    return result;
}

void LogRing::addSecret(std::string secret)
{
    if (secret.size() >= kShortestSecret)
        m_secrets.push_back(std::move(secret));
}

std::vector<std::string> LogRing::append(std::string_view bytes)
{
    std::vector<std::string> completed;
    while (!bytes.empty()) {
        const std::size_t end = bytes.find_first_of("\n\r");
        const std::string_view piece = bytes.substr(0, end);
        // A secret that straddles the cap must not survive as its first half: room for it is kept until the end.
        const std::size_t room = kMaxLineBytes * 2 - std::min(m_partial.size(), kMaxLineBytes * 2);
        m_partialWasCut = m_partialWasCut || piece.size() > room;
        m_partial += piece.substr(0, room);
        if (end == std::string_view::npos)
            break;
        bytes.remove_prefix(end + 1);
        if (!m_partial.empty() || m_partialWasCut)
            completed.push_back(store());
    }
    return completed;
}

std::vector<std::string> LogRing::finish()
{
    if (m_partial.empty() && !m_partialWasCut)
        return {};
    return {store()};
}

std::string LogRing::store()
{
    std::string line = std::exchange(m_partial, {});
    for (const std::string &secret : m_secrets)
        replaceAll(line, secret, "[redacted]");
    line = printableText(withoutUrlCredentials(line));
    if (std::exchange(m_partialWasCut, false) || line.size() > kMaxLineBytes) {
        line = std::string(utf8Prefix(line, kMaxLineBytes)) + " […]";
    }
    addLine(line);
    return line;
}

void LogRing::addLine(std::string line)
{
    m_lines.push_back(std::move(line));
    if (m_lines.size() > kMaxLines)
        m_lines.pop_front();
}

std::vector<std::string> LogRing::lines(std::size_t last) const
{
    const std::size_t count = last == 0 ? m_lines.size() : std::min(last, m_lines.size());
    return {m_lines.end() - static_cast<std::ptrdiff_t>(count), m_lines.end()};
}

} // namespace lineup
