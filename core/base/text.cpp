#include "core/base/text.h"

namespace lineup {

namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

struct Sequence {
    std::size_t length = 1; ///< of the character, or of the maximal subpart when it is ill-formed
    bool isValid = false;
};

/// The bytes that may follow a lead byte: how many, and the range of the first of them (table 3-7 of Unicode).
struct Lead {
    std::size_t trailing;
    unsigned char low;
    unsigned char high;
};

Lead leadOf(unsigned char byte)
{
    if (byte >= 0xC2 && byte <= 0xDF)
        return {1, 0x80, 0xBF};
    if (byte >= 0xE0 && byte <= 0xEF)
        return {2, static_cast<unsigned char>(byte == 0xE0 ? 0xA0 : 0x80), static_cast<unsigned char>(byte == 0xED ? 0x9F : 0xBF)};
    if (byte >= 0xF0 && byte <= 0xF4)
        return {3, static_cast<unsigned char>(byte == 0xF0 ? 0x90 : 0x80), static_cast<unsigned char>(byte == 0xF4 ? 0x8F : 0xBF)};
    return {0, 0, 0};
}

/// Reads the sequence at the start of `bytes`, which is not empty.
Sequence sequenceAt(std::string_view bytes)
{
    const auto byteAt = [&](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
    if (byteAt(0) < 0x80)
        return {1, true};
    const Lead lead = leadOf(byteAt(0));
    if (lead.trailing == 0)
        return {1, false};
    std::size_t length = 1;
    for (; length <= lead.trailing; ++length) {
        const unsigned char low = length == 1 ? lead.low : 0x80;
        const unsigned char high = length == 1 ? lead.high : 0xBF;
        if (length >= bytes.size() || byteAt(length) < low || byteAt(length) > high)
            return {length, false};
    }
    return {length, true};
}

/// Index of the first ill-formed sequence, or the size.
std::size_t firstIllFormed(std::string_view bytes, std::size_t from)
{
    while (from < bytes.size()) {
        const Sequence sequence = sequenceAt(bytes.substr(from));
        if (!sequence.isValid)
            break;
        from += sequence.length;
    }
    return from;
}

} // namespace

bool isValidUtf8(std::string_view bytes)
{
    return firstIllFormed(bytes, 0) == bytes.size();
}

std::string sanitizeUtf8(std::string_view bytes)
{
    std::string text;
    text.reserve(bytes.size());
    std::size_t start = 0;
    while (start < bytes.size()) {
        const std::size_t bad = firstIllFormed(bytes, start);
        text += bytes.substr(start, bad - start);
        if (bad == bytes.size())
            break;
        text += kReplacement;
        start = bad + sequenceAt(bytes.substr(bad)).length;
    }
    return text;
}

std::string_view utf8Prefix(std::string_view text, std::size_t maxBytes)
{
    if (text.size() <= maxBytes)
        return text;
    // A character is four bytes at most, so a cut can lie inside one that begins up to three bytes before it.
    for (std::size_t back = 1; back <= 3 && back <= maxBytes; ++back) {
        const std::size_t start = maxBytes - back;
        const Sequence sequence = sequenceAt(text.substr(start));
        if (sequence.isValid && sequence.length > back)
            return text.substr(0, start);
        if (sequence.isValid)
            break;
    }
    return text.substr(0, maxBytes);
}

} // namespace lineup
