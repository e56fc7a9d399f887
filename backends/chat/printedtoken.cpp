#include "backends/chat/printedtoken.h"

#include "core/base/json.h"
#include "core/net/headers.h"

#include <QByteArray>

#include <algorithm>
#include <charconv>
#include <string>

namespace lineup::chat {

namespace {

using std::chrono::seconds;
using Time = std::chrono::system_clock::time_point;

/// After the year 9999 a clock has nothing to say.
constexpr std::int64_t kLatest = 253402300799;

std::optional<Time> timeOf(std::optional<std::int64_t> secondsSince1970)
{
    if (!secondsSince1970 || *secondsSince1970 <= 0 || *secondsSince1970 > kLatest)
        return std::nullopt;
    return Time(seconds(*secondsSince1970));
}

/// A number, or one in quotes, as some tools print it.
std::optional<std::int64_t> numberIn(const nlohmann::json &object, const char *key)
{
    if (const auto number = findInt(object, key))
        return number;
    const std::string *text = findString(object, key);
    std::int64_t number = 0;
    if (!text || std::from_chars(text->data(), text->data() + text->size(), number).ec != std::errc())
        return std::nullopt;
    return number;
}

std::optional<Time> expiryInside(const std::string &token)
{
    const auto first = token.find('.');
    const auto second = first == std::string::npos ? first : token.find('.', first + 1);
    if (second == std::string::npos)
        return std::nullopt;
    const QByteArray payload = QByteArray::fromBase64(QByteArray::fromStdString(token.substr(first + 1, second - first - 1)),
                                                      QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    const auto claims = parseJson({payload.constData(), static_cast<std::size_t>(payload.size())}, kReplyJsonDepth);
    return claims ? timeOf(findInt(*claims, "exp")) : std::nullopt;
}

bool isNoTokenCharacter(char c)
{
    return static_cast<unsigned char>(c) <= 0x20 || c == 0x7F;
}

} // namespace

Result<PrintedToken> printedToken(std::string_view output, Time now)
{
    std::string token(trimmed(output));
    std::optional<Time> expiresAt;
    if (token.starts_with('{') || token.starts_with('"')) {
        const auto root = parseJson(token, kReplyJsonDepth);
        if (!root)
            return makeError(ErrorCode::BadInput, "the token command printed JSON that cannot be read");
        token = root->is_string() ? root->get<std::string>() : std::string();
        for (const char *key : {"accessToken", "access_token", "token"}) {
            if (const std::string *text = findString(*root, key); text && token.empty())
                token = *text;
        }
        expiresAt = timeOf(numberIn(*root, "expires_on"));
        if (const auto left = numberIn(*root, "expires_in"); left && !expiresAt && *left <= kLatest)
            expiresAt = now + seconds(*left);
    }
    if (token.empty())
        return makeError(ErrorCode::KeyMissing, "the token command printed no token");
    if (std::ranges::any_of(token, isNoTokenCharacter))
        return makeError(ErrorCode::BadInput, "the token command printed more than a token");
    if (!expiresAt)
        expiresAt = expiryInside(token);
    return PrintedToken{Secret(std::move(token)), expiresAt};
}

} // namespace lineup::chat
