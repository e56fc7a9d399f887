#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace lineup {

/// True when every byte belongs to a well-formed UTF-8 sequence (Unicode 15, table 3-7: no overlong form, no encoded
/// surrogate, nothing above U+10FFFF).
bool isValidUtf8(std::string_view bytes);

/// The same text with one U+FFFD for each maximal subpart of an ill-formed sequence, as the WHATWG decoder does
/// (Source: Unicode 15, section 3.9, "U+FFFD Substitution of Maximal Subparts"). Well-formed text comes back unchanged.
std::string sanitizeUtf8(std::string_view bytes);

/// The longest prefix of at most `maxBytes` bytes that does not end inside a character. Bytes that are not UTF-8 count as
/// one character each.
std::string_view utf8Prefix(std::string_view text, std::size_t maxBytes);

} // namespace lineup
