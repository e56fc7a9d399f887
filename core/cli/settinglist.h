#pragma once

#include "core/base/error.h"

#include <string>
#include <string_view>
#include <vector>

/// What the lists "name=value,name=value" of the command line have in common: lanes and backends.
namespace lineup::settinglist {

/// Pieces between commas that no backslash escapes, still escaped. Views into `text`.
std::vector<std::string_view> splitAtCommas(std::string_view text);

enum class Escapes {
    Basic,        ///< "\," and "\\"
    WithControls, ///< also "\n", "\t", "\r"
};
/// Any other backslash stays.
std::string unescaped(std::string_view text, Escapes escapes);

/// A piece taken apart at its first '='.
struct Piece {
    std::string_view name; ///< without blanks around it
    std::string_view raw;  ///< behind the '=', still escaped
};
/// Refuses a piece without name or value, and a name that is or asks for a key.
Result<Piece> pieceOf(std::string_view piece);

/// BadInput with the given providerCode ("bad-lane", "bad-value", …), the setting as subject, and the end of a sentence.
Unexpected<Error> refusal(std::string reason, std::string subject, std::string detail);
/// A key stands where only the name of a variable belongs. Never repeats it.
Unexpected<Error> keyInArgument(std::string_view setting);

/// The text as an error may repeat it: whole when short, else its beginning. A long word without blanks could be a key of an
/// unknown shape and is not repeated at all.
std::string quoted(std::string_view text);

/// Whether a text can be the name of an environment variable that holds a key. A long row of hexadecimal digits is a key of
/// Azure and others, and never a name.
bool isKeyVariable(std::string_view text);

/// Reads the name of a variable; anything else may be the key itself and is refused as such.
Result<void> readKeyVariable(std::string_view setting, const std::string &value, std::string &variable);
/// Reads an address without user, password and key in it.
Result<void> readAddress(std::string_view setting, const std::string &value, std::string &address);
/// Reads "true" or "false".
Result<bool> flagValue(std::string_view setting, std::string_view value);

} // namespace lineup::settinglist
