#pragma once

#include <string>
#include <string_view>

namespace lineup::markdown {

/// Text of a character reference with its '&' and ';': named after HTML ("&amp;"), decimal ("&#35;", up to 7 digits) or
/// hexadecimal ("&#x22;", up to 6). Number 0, surrogates and numbers above U+10FFFF give U+FFFD. What is no reference
/// is given back unchanged.
/// Source: CommonMark 0.31.2, "Entity and numeric character references".
std::string decodedEntity(std::string_view reference);

} // namespace lineup::markdown
