#include "backends/chat/markedsurrogates.h"

#include "core/base/json.h"

#include <optional>

namespace lineup::chat {

namespace {

using nlohmann::json;

// U+10F000 … U+10F7FF, in private use plane 16: one code point for each surrogate.
constexpr std::string_view kMarkLead = "\xF4\x8F";
constexpr unsigned kMarkBase = 0x10F000;

std::string escaped(unsigned code)
{
    static constexpr std::string_view kDigits = "0123456789abcdef";
    const auto unit = [](unsigned value) {
        std::string text = "\\u";
        for (int shift = 12; shift >= 0; shift -= 4)
            text.push_back(kDigits[(value >> shift) & 15]);
        return text;
    };
    return unit(0xD800 + ((code - 0x10000) >> 10)) + unit(0xDC00 + ((code - 0x10000) & 0x3FF));
}

std::optional<unsigned> unitAt(std::string_view text, std::size_t at)
{
    if (at + 6 > text.size() || text[at] != '\\' || text[at + 1] != 'u')
        return std::nullopt;
    unsigned value = 0;
    for (std::size_t i = at + 2; i < at + 6; ++i) {
        const char c = text[i];
        const int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
        if (digit < 0)
            return std::nullopt;
        value = value * 16 + static_cast<unsigned>(digit);
    }
    return value;
}

std::string withoutMarks(const std::string &text)
{
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const bool isMark = at + 4 <= text.size() && std::string_view(text).substr(at, 2) == kMarkLead
            && static_cast<unsigned char>(text[at + 2]) < 0xA0;
        if (!isMark) {
            out.push_back(text[at++]);
            continue;
        }
        const unsigned low = ((static_cast<unsigned char>(text[at + 2]) & 0x3FU) << 6) | (static_cast<unsigned char>(text[at + 3]) & 0x3FU);
        const unsigned unit = 0xD800 + low;
        out.push_back(static_cast<char>(0xE0 | (unit >> 12)));
        out.push_back(static_cast<char>(0x80 | ((unit >> 6) & 0x3F)));
        out.push_back(static_cast<char>(0x80 | (unit & 0x3F)));
        at += 4;
    }
    return out;
}

} // namespace

MarkedSurrogates::MarkedSurrogates(std::string_view json) : m_source(json)
{
    // A text that uses these code points itself goes without the help: its half characters become U+FFFD.
    if (json.find("\\u") == std::string_view::npos || json.find(kMarkLead) != std::string_view::npos
        || json.find("\\udbfc") != std::string_view::npos || json.find("\\uDBFC") != std::string_view::npos
        || json.find("\\udbfd") != std::string_view::npos || json.find("\\uDBFD") != std::string_view::npos)
        return;
    for (std::size_t at = 0; at < json.size();) {
        if (json[at] != '\\') {
            m_text.push_back(json[at++]);
            continue;
        }
        const auto unit = unitAt(json, at);
        if (!unit) {
            m_text.append(json.substr(at, 2));
            at += 2;
            continue;
        }
        const bool isHigh = *unit >= 0xD800 && *unit < 0xDC00;
        const bool isLow = *unit >= 0xDC00 && *unit < 0xE000;
        const auto next = isHigh ? unitAt(json, at + 6) : std::nullopt;
        if (next && *next >= 0xDC00 && *next < 0xE000) {
            m_text.append(json.substr(at, 12));
            at += 12;
            continue;
        }
        if (isHigh || isLow) {
            m_text += escaped(kMarkBase + (*unit - 0xD800));
            m_hasMarks = true;
        } else {
            m_text.append(json.substr(at, 6));
        }
        at += 6;
    }
}

json MarkedSurrogates::restored(const json &value) const
{
    if (value.is_string())
        return withoutMarks(value.get<std::string>());
    if (value.is_array()) {
        json out = json::array();
        for (const json &item : value)
            out.push_back(restored(item));
        return out;
    }
    if (value.is_object()) {
        json out = json::object();
        for (const auto &[key, item] : value.items())
            out[key] = restored(item);
        return out;
    }
    return value;
}

Result<json> parseWithHalves(std::string_view data)
{
    const MarkedSurrogates marked(data);
    auto value = parseJson(marked.text(), kReplyJsonDepth, ErrorCode::BadReply);
    if (value && marked.hasMarks())
        return marked.restored(*value);
    return value;
}

} // namespace lineup::chat
