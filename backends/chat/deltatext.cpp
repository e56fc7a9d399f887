#include "backends/chat/deltatext.h"

#include "core/base/text.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>

namespace lineup::chat {

namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

std::optional<std::uint32_t> hexUnit(std::string_view raw, std::size_t at)
{
    if (at + 4 > raw.size())
        return std::nullopt;
    std::uint32_t unit = 0;
    for (std::size_t i = at; i < at + 4; ++i) {
        const char c = raw[i];
        const int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
        if (digit < 0)
            return std::nullopt;
        unit = unit * 16 + static_cast<std::uint32_t>(digit);
    }
    return unit;
}

/// UTF-8, also for surrogates.
void appendCodePoint(std::string &out, std::uint32_t code)
{
    const auto byte = [&out](std::uint32_t value) { out.push_back(static_cast<char>(value)); };
    if (code < 0x80) {
        byte(code);
    } else if (code < 0x800) {
        byte(0xC0 | (code >> 6));
        byte(0x80 | (code & 0x3F));
    } else if (code < 0x10000) {
        byte(0xE0 | (code >> 12));
        byte(0x80 | ((code >> 6) & 0x3F));
        byte(0x80 | (code & 0x3F));
    } else {
        byte(0xF0 | (code >> 18));
        byte(0x80 | ((code >> 12) & 0x3F));
        byte(0x80 | ((code >> 6) & 0x3F));
        byte(0x80 | (code & 0x3F));
    }
}

bool isHigh(std::uint32_t unit) { return unit >= 0xD800 && unit < 0xDC00; }
bool isLow(std::uint32_t unit) { return unit >= 0xDC00 && unit < 0xE000; }
std::uint32_t joined(std::uint32_t high, std::uint32_t low) { return 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00); }

/// The surrogate that stands at `at` in WTF-8, if any.
std::optional<std::uint32_t> surrogateAt(std::string_view text, std::size_t at)
{
    if (at + 3 > text.size() || static_cast<unsigned char>(text[at]) != 0xED)
        return std::nullopt;
    const auto second = static_cast<unsigned char>(text[at + 1]);
    const auto third = static_cast<unsigned char>(text[at + 2]);
    if (second < 0xA0 || second > 0xBF || third < 0x80 || third > 0xBF)
        return std::nullopt;
    return 0xD000U | ((second & 0x3FU) << 6) | (third & 0x3FU);
}

struct Tag {
    std::string_view open;
    std::string_view close;
};
constexpr std::array kTags{Tag{"<think>", "</think>"}, Tag{"<thinking>", "</thinking>"}, Tag{"[THINK]", "[/THINK]"}};

std::size_t whiteSpaceEnd(std::string_view text)
{
    const auto end = text.find_first_not_of(" \t\r\n");
    return end == std::string_view::npos ? text.size() : end;
}

/// Length of the longest end of `text` that is a start of `tag`.
std::size_t heldBy(std::string_view text, std::string_view tag)
{
    for (std::size_t length = std::min(text.size(), tag.size() - 1); length > 0; --length) {
        if (text.ends_with(tag.substr(0, length)))
            return length;
    }
    return 0;
}

} // namespace

bool unescapeJson(std::string_view raw, std::string &out)
{
    std::size_t at = 0;
    while (at < raw.size()) {
        const auto backslash = raw.find('\\', at);
        out.append(raw, at, backslash == std::string_view::npos ? std::string_view::npos : backslash - at);
        if (backslash == std::string_view::npos)
            return true;
        if (backslash + 1 >= raw.size())
            return false;
        at = backslash + 2;
        switch (raw[backslash + 1]) {
        case '"': out.push_back('"'); break;
        case '\\': out.push_back('\\'); break;
        case '/': out.push_back('/'); break;
        case 'b': out.push_back('\b'); break;
        case 'f': out.push_back('\f'); break;
        case 'n': out.push_back('\n'); break;
        case 'r': out.push_back('\r'); break;
        case 't': out.push_back('\t'); break;
        case 'u': {
            const auto unit = hexUnit(raw, at);
            if (!unit)
                return false;
            at += 4;
            std::uint32_t code = *unit;
            if (isHigh(code) && raw.substr(at, 2) == "\\u") {
                if (const auto low = hexUnit(raw, at + 2); low && isLow(*low)) {
                    code = joined(code, *low);
                    at += 6;
                }
            }
            appendCodePoint(out, code);
            break;
        }
        default: return false;
        }
    }
    return true;
}

std::string SurrogateJoiner::take(std::string text)
{
    if (!m_held.empty()) {
        text.insert(0, m_held);
        m_held.clear();
    }
    if (isValidUtf8(text))
        return text;
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const auto unit = surrogateAt(text, at);
        if (!unit) {
            out.push_back(text[at++]);
            continue;
        }
        const bool isLast = at + 3 == text.size();
        if (isHigh(*unit) && isLast) {
            m_held = text.substr(at);
        } else if (const auto low = isHigh(*unit) ? surrogateAt(text, at + 3) : std::nullopt; low && isLow(*low)) {
            appendCodePoint(out, joined(*unit, *low));
            at += 3;
        } else {
            out += kReplacement;
        }
        at += 3;
    }
    return sanitizeUtf8(out);
}

std::string SurrogateJoiner::finish()
{
    if (m_held.empty())
        return {};
    m_held.clear();
    return std::string(kReplacement);
}

ThinkSplitter::Parts ThinkSplitter::take(std::string_view text)
{
    Parts parts;
    if (m_state == State::Passing) {
        parts.text = text;
        return parts;
    }
    m_pending += text;
    if (m_state == State::Before)
        takeBefore(parts);
    if (m_state == State::Inside)
        takeInside(parts);
    if (m_state == State::AfterTag) {
        // The blank lines between the thought and the answer belong to neither.
        m_pending.erase(0, whiteSpaceEnd(m_pending));
        if (!m_pending.empty()) {
            m_state = State::Passing;
            parts.text = std::move(m_pending);
            m_pending.clear();
        }
    }
    return parts;
}

void ThinkSplitter::takeBefore(Parts &parts)
{
    const std::string_view rest = std::string_view(m_pending).substr(whiteSpaceEnd(m_pending));
    for (const Tag &tag : kTags) {
        if (rest.starts_with(tag.open)) {
            m_close = tag.close;
            m_pending.erase(0, m_pending.size() - rest.size() + tag.open.size());
            m_state = State::Inside;
            return;
        }
        if (tag.open.starts_with(rest))
            return; // may still become a tag (an empty rest is white space only)
    }
    m_state = State::Passing;
    parts.text = std::move(m_pending);
    m_pending.clear();
}

void ThinkSplitter::takeInside(Parts &parts)
{
    const auto close = m_pending.find(m_close);
    if (close != std::string::npos) {
        parts.reasoning = m_pending.substr(0, close);
        m_pending.erase(0, close + m_close.size());
        m_state = State::AfterTag;
        return;
    }
    const auto held = heldBy(m_pending, m_close);
    parts.reasoning = m_pending.substr(0, m_pending.size() - held);
    m_pending.erase(0, m_pending.size() - held);
}

ThinkSplitter::Parts ThinkSplitter::finish()
{
    Parts parts;
    (m_state == State::Inside ? parts.reasoning : parts.text) = std::move(m_pending);
    m_pending.clear();
    m_state = State::Passing;
    return parts;
}

} // namespace lineup::chat
