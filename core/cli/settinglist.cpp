#include "core/cli/settinglist.h"

#include "core/cli/keyshape.h"
#include "core/net/headers.h"

#include <algorithm>

namespace lineup::settinglist {

std::vector<std::string_view> splitAtCommas(std::string_view text)
{
    std::vector<std::string_view> pieces;
    std::size_t begin = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\\') {
            ++i;
        } else if (text[i] == ',') {
            pieces.push_back(text.substr(begin, i - begin));
            begin = i + 1;
        }
    }
    pieces.push_back(text.substr(begin));
    return pieces;
}

std::string unescaped(std::string_view text, Escapes escapes)
{
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char next = text[i] == '\\' && i + 1 < text.size() ? text[i + 1] : '\0';
        const bool isControl = escapes == Escapes::WithControls && (next == 'n' || next == 't' || next == 'r');
        if (next == ',' || next == '\\')
            result += text[++i];
        else if (isControl) {
            result += next == 'n' ? '\n' : next == 't' ? '\t' : '\r';
            ++i;
        } else
            result += text[i];
    }
    return result;
}

Result<Piece> pieceOf(std::string_view piece)
{
    const auto equals = piece.find('=');
    const std::string_view name = trimmed(piece.substr(0, equals));
    if (looksLikeKey(name))
        return keyInArgument("");
    if (name.empty())
        return refusal("bad-lane", "", "a setting is empty; a comma inside a value is written \\,");
    if (equals == std::string_view::npos)
        return refusal("bad-lane", "", quoted(name) + " has no value; a setting is NAME=VALUE, and a comma inside a value is written \\,");
    if (isKeyName(name))
        return keyInArgument(name);
    return Piece{name, piece.substr(equals + 1)};
}

Unexpected<Error> refusal(std::string reason, std::string subject, std::string detail)
{
    Error error;
    error.code = ErrorCode::BadInput;
    error.providerCode = std::move(reason);
    error.subject = std::move(subject);
    error.detail = std::move(detail);
    return Unexpected{std::move(error)};
}

Unexpected<Error> keyInArgument(std::string_view setting)
{
    return refusal("key-in-argument", std::string(setting), "a key does not belong in an argument, only the name of its variable (key-env=NAME)");
}

std::string quoted(std::string_view text)
{
    constexpr std::size_t kShown = 24;
    if (text.size() <= kShown)
        return '"' + std::string(text) + '"';
    const auto blank = text.substr(0, kShown).rfind(' ');
    return blank == std::string_view::npos ? "a long word" : '"' + std::string(text.substr(0, blank)) + " …\"";
}

bool isKeyVariable(std::string_view text)
{
    const auto isLetter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; };
    const auto isLetterOrDigit = [&](char c) { return isLetter(c) || (c >= '0' && c <= '9'); };
    const bool isHexKey = text.size() >= 32 && text.find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos;
    return !text.empty() && !isHexKey && !looksLikeKey(text) && isLetter(text.front()) && std::all_of(text.begin(), text.end(), isLetterOrDigit);
}

Result<void> readKeyVariable(std::string_view setting, const std::string &value, std::string &variable)
{
    if (!isKeyVariable(value))
        return keyInArgument(setting);
    variable = value;
    return {};
}

Result<void> readAddress(std::string_view setting, const std::string &value, std::string &address)
{
    if (urlHoldsKey(value))
        return keyInArgument(setting);
    address = value;
    return {};
}

Result<bool> flagValue(std::string_view setting, std::string_view value)
{
    if (value == "true" || value == "false")
        return value == "true";
    return refusal("bad-value", std::string(setting), std::string(setting) + " must be true or false");
}

} // namespace lineup::settinglist
