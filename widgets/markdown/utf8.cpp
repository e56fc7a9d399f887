#include "widgets/markdown/utf8.h"

#include <algorithm>

namespace lineup::markdown {

namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

unsigned char byteAt(std::string_view text, std::size_t index)
{
    return static_cast<unsigned char>(text[index]);
}

bool isContinuation(unsigned char byte)
{
    return (byte & 0xC0) == 0x80;
}

struct Sequence {
    std::size_t length = 1;  ///< bytes to step over
    bool valid = false;
    bool cut = false;        ///< right so far, but the text ends before the character does
};

/// The well-formed sequences of Unicode 15, table 3-7.
Sequence sequenceAt(std::string_view text, std::size_t at)
{
    const unsigned char lead = byteAt(text, at);
    if (lead < 0x80)
        return {1, true, false};
    std::size_t wanted = 0;
    unsigned char low = 0x80;
    unsigned char high = 0xBF;
    if (lead >= 0xC2 && lead <= 0xDF) {
        wanted = 2;
    } else if (lead >= 0xE0 && lead <= 0xEF) {
        wanted = 3;
        low = lead == 0xE0 ? 0xA0 : 0x80;
        high = lead == 0xED ? 0x9F : 0xBF;
    } else if (lead >= 0xF0 && lead <= 0xF4) {
        wanted = 4;
        low = lead == 0xF0 ? 0x90 : 0x80;
        high = lead == 0xF4 ? 0x8F : 0xBF;
    } else {
        return {};
    }
    for (std::size_t index = 1; index < wanted; ++index) {
        if (at + index >= text.size())
            return {index, false, true};
        const unsigned char byte = byteAt(text, at + index);
        if (byte < low || byte > high)
            return {index, false, false};
        low = 0x80;
        high = 0xBF;
    }
    return {wanted, true, false};
}

} // namespace

std::string validUtf8(std::string_view bytes)
{
    std::string text;
    text.reserve(bytes.size());
    std::size_t good = 0;
    std::size_t at = 0;
    while (at < bytes.size()) {
        const Sequence sequence = sequenceAt(bytes, at);
        if (!sequence.valid) {
            text.append(bytes, good, at - good);
            text += kReplacement;
            good = at + sequence.length;
        }
        at += sequence.length;
    }
    text.append(bytes, good, bytes.size() - good);
    return text;
}

std::size_t incompleteTail(std::string_view bytes)
{
    const std::size_t most = std::min<std::size_t>(3, bytes.size());
    for (std::size_t back = 1; back <= most; ++back) {
        const std::size_t at = bytes.size() - back;
        if (isContinuation(byteAt(bytes, at)))
            continue;
        const Sequence sequence = sequenceAt(bytes, at);
        return sequence.cut && sequence.length == back ? back : 0;
    }
    return 0;
}

void appendUtf8(std::string &text, char32_t codePoint)
{
    if (codePoint > 0x10FFFF || (codePoint >= 0xD800 && codePoint <= 0xDFFF))
        codePoint = 0xFFFD;
    const auto put = [&text](char32_t value) { text += static_cast<char>(value); };
    if (codePoint < 0x80) {
        put(codePoint);
    } else if (codePoint < 0x800) {
        put(0xC0 | (codePoint >> 6));
        put(0x80 | (codePoint & 0x3F));
    } else if (codePoint < 0x10000) {
        put(0xE0 | (codePoint >> 12));
        put(0x80 | ((codePoint >> 6) & 0x3F));
        put(0x80 | (codePoint & 0x3F));
    } else {
        put(0xF0 | (codePoint >> 18));
        put(0x80 | ((codePoint >> 12) & 0x3F));
        put(0x80 | ((codePoint >> 6) & 0x3F));
        put(0x80 | (codePoint & 0x3F));
    }
}

std::size_t byteOffset(std::string_view text, std::size_t units)
{
    std::size_t counted = 0;
    std::size_t at = 0;
    while (at < text.size()) {
        const unsigned char lead = byteAt(text, at);
        const std::size_t width = lead >= 0xF0 ? 2 : 1;
        if (counted + width > units)
            return at;
        counted += width;
        at += lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    }
    return text.size();
}

std::size_t unitOffset(std::string_view text, std::size_t offset)
{
    std::size_t units = 0;
    const std::size_t end = std::min(offset, text.size());
    for (std::size_t at = 0; at < end; ++at) {
        const unsigned char byte = byteAt(text, at);
        if (!isContinuation(byte))
            units += byte >= 0xF0 ? 2 : 1;
    }
    return units;
}

} // namespace lineup::markdown
