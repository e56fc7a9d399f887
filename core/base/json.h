#pragma once

#include "core/base/error.h"

#include <nlohmann/json.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace lineup {

/// Levels of nesting that one answer of a server may have.
inline constexpr std::size_t kReplyJsonDepth = 64;
/// Levels of nesting that a file may have. Copying, comparing and dumping recurse, so that this also bounds the stack.
inline constexpr std::size_t kFileJsonDepth = 512;

/// Reads exactly one JSON value (RFC 8259; no comments, no trailing commas, no NaN); never throws.
///
/// Forgiven, because servers do it: a byte order mark, and ill-formed UTF-8 or a lone surrogate escape inside a string, which
/// become U+FFFD. Of repeated keys the last one wins. Refused: a number that no double can hold (1e400), and more than
/// `maxDepth` containers inside each other, before anything that deep is built.
/// The error is of code `code`; its detail says what is wrong and where ("line 3, column 14"), never what stands there.
Result<nlohmann::json> parseJson(std::string_view bytes, std::size_t maxDepth, ErrorCode code = ErrorCode::BadInput);

/// JSON text of a value; never throws. Ill-formed UTF-8 becomes U+FFFD, NaN and infinities become null.
/// `indent` < 0 = one line.
std::string dumpJson(const nlohmann::json &value, int indent = -1);

// Accessors that are safe with anything: a value that is not an object, a missing key, null and another type all give
// nothing. Pointers point into `object`.

const std::string *findString(const nlohmann::json &object, std::string_view key);
/// A whole number in [0, 2^53], also when it is spelled 12.0; nothing for everything else.
std::optional<std::int64_t> findInt(const nlohmann::json &object, std::string_view key);
/// A finite number.
std::optional<double> findDouble(const nlohmann::json &object, std::string_view key);
std::optional<bool> findBool(const nlohmann::json &object, std::string_view key);
const nlohmann::json *findObject(const nlohmann::json &object, std::string_view key);
const nlohmann::json *findArray(const nlohmann::json &object, std::string_view key);
/// Any value but null.
const nlohmann::json *findValue(const nlohmann::json &object, std::string_view key);

/// The rule of findInt() for a value that is at hand.
std::optional<std::int64_t> wholeNumber(const nlohmann::json &value);

} // namespace lineup
