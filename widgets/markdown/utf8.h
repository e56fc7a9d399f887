#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace lineup::markdown {

/// Text that may be shown and parsed: every maximal invalid part of `bytes` (RFC 3629: over-long forms, surrogates,
/// values above U+10FFFF, stray bytes) becomes one U+FFFD; valid text is unchanged, NUL included.
std::string validUtf8(std::string_view bytes);

/// Bytes at the end of `bytes` that begin a character and need more bytes to end it: 0 … 3.
std::size_t incompleteTail(std::string_view bytes);

/// Appends `codePoint` to `text`; U+FFFD for what is no scalar value.
void appendUtf8(std::string &text, char32_t codePoint);

/// Byte offset of the UTF-16 code unit `units` in valid `text`; inside a surrogate pair the offset of its character.
/// Values past the end give text.size().
std::size_t byteOffset(std::string_view text, std::size_t units);

/// The other way round: UTF-16 code units before byte `offset` of valid `text`.
std::size_t unitOffset(std::string_view text, std::size_t offset);

} // namespace lineup::markdown
