#include "backends/chat/errorclassifier.h"

#include "core/base/json.h"
#include "core/base/text.h"
#include "core/net/retrypolicy.h"

#include <algorithm>
#include <array>

namespace lineup::chat {

namespace {

using nlohmann::json;

constexpr std::size_t kMessageBytes = 1000;
constexpr std::size_t kExcerptBytes = 4096;
constexpr std::size_t kPlainTextBytes = 300;

/// What an error body says, whatever its form.
struct Said {
    std::string message;
    std::string code;
    std::string type;
    std::optional<int> status; ///< an error code that is a number
};

std::string lowered(std::string_view text)
{
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return out;
}

bool containsAny(const std::string &text, std::initializer_list<std::string_view> words)
{
    return std::any_of(words.begin(), words.end(), [&text](std::string_view word) { return text.find(word) != std::string::npos; });
}

void readCode(const json &object, Said &said)
{
    if (const std::string *code = findString(object, "code"))
        said.code = *code;
    else if (const auto number = findInt(object, "code"))
        said.status = static_cast<int>(std::min<std::int64_t>(*number, 999));
    if (const std::string *type = findString(object, "type"))
        said.type = *type;
}

std::string detailText(const json &detail)
{
    if (detail.is_string())
        return detail.get<std::string>();
    std::string text;
    if (detail.is_array()) {
        for (const json &item : detail) {
            if (const std::string *message = findString(item, "msg"))
                text += (text.empty() ? "" : "; ") + *message;
        }
    }
    return text;
}

Said saidBy(const json &root)
{
    Said said;
    // Gemini's compatible layer answers with an array of one error.
    if (root.is_array())
        return root.empty() ? said : saidBy(root.front());
    const json *error = findValue(root, "error");
    if (error && error->is_object()) {
        if (const std::string *message = findString(*error, "message"))
            said.message = *message;
        readCode(*error, said);
    } else if (error && error->is_string()) {
        // xAI: {"code":"…","error":"…"}
        said.message = error->get<std::string>();
        readCode(root, said);
    } else {
        if (const std::string *message = findString(root, "message"))
            said.message = *message;
        readCode(root, said);
    }
    if (said.message.empty()) {
        if (const json *detail = findValue(root, "detail"))
            said.message = detailText(*detail);
    }
    return said;
}

/// The data of the first event, when an error comes dressed as a stream.
std::string_view withoutFraming(std::string_view body)
{
    constexpr std::string_view field = "data:";
    const auto at = body.starts_with(field) ? 0 : body.find("\ndata:") + 1;
    if (at == 0 && !body.starts_with(field))
        return body;
    const std::string_view value = body.substr(at + field.size());
    return trimmed(value.substr(0, value.find('\n')));
}

Said saidBy(std::string_view body)
{
    body = withoutFraming(trimmed(body));
    if (const auto root = parseJson(trimmed(body), kReplyJsonDepth, ErrorCode::BadReply); root && (root->is_object() || root->is_array()))
        return saidBy(*root);
    Said said;
    said.message = sanitizeUtf8(utf8Prefix(trimmed(body), kPlainTextBytes));
    return said;
}

bool isMoney(const Said &said, const std::string &words)
{
    return containsAny(words, {"insufficient_quota", "credit_balance", "spend_limit", "usage_limit_exceeded", "billing_hard_limit", "billing_not_active",
                               "insufficient balance", "insufficient credits"})
        || said.status == 402;
}

bool isContext(const std::string &words)
{
    return containsAny(words, {"context_length_exceeded", "exceed_context_size", "maximum context length", "prompt is too long",
                               "context size", "context window", "too many tokens", "input is too long"});
}

bool isFilter(const std::string &words)
{
    return containsAny(words, {"content_filter", "content_policy_violation", "responsibleaipolicyviolation", "moderation_blocked"});
}

ErrorCode codeOfBadRequest(const std::string &words)
{
    if (isContext(words))
        return ErrorCode::ContextTooLong;
    if (isFilter(words))
        return ErrorCode::ContentFiltered;
    if (containsAny(words, {"model_not_found", "model_decommissioned"}))
        return ErrorCode::ModelGone;
    return ErrorCode::BadRequest;
}

ErrorCode codeOf(int status, const Said &said)
{
    const std::string words = lowered(said.code + ' ' + said.type + ' ' + said.message);
    switch (status) {
    case 400:
    case 422: return isMoney(said, words) ? ErrorCode::Quota : codeOfBadRequest(words);
    case 401: return ErrorCode::Unauthorized;
    case 402: return ErrorCode::Quota;
    case 403: return containsAny(words, {"api key", "api_key", "authentication", "invalid key"}) ? ErrorCode::Unauthorized : ErrorCode::Forbidden;
    case 404: return containsAny(words, {"model"}) ? ErrorCode::ModelGone : ErrorCode::BadReply;
    case 407: return ErrorCode::Proxy;
    case 408:
    case 409: return ErrorCode::ProviderDown;
    case 410: return ErrorCode::ModelGone;
    case 413: return isContext(words) || containsAny(words, {"token"}) ? ErrorCode::ContextTooLong : ErrorCode::TooLarge;
    case 429: return isMoney(said, words) ? ErrorCode::Quota : ErrorCode::RateLimited;
    case 451: return ErrorCode::Forbidden;
    default: break;
    }
    if (status >= 500)
        return isContext(words) ? ErrorCode::ContextTooLong : ErrorCode::ProviderDown;
    if (status >= 400)
        return codeOfBadRequest(words);
    // Inside a stream only the words can tell.
    if (isContext(words))
        return ErrorCode::ContextTooLong;
    if (isFilter(words))
        return ErrorCode::ContentFiltered;
    if (isMoney(said, words))
        return ErrorCode::Quota;
    if (containsAny(words, {"rate_limit", "rate limit"}))
        return ErrorCode::RateLimited;
    return containsAny(words, {"invalid_request"}) ? ErrorCode::BadRequest : ErrorCode::ProviderDown;
}

std::string requestIdOf(const Headers &headers)
{
    for (const char *name : {"x-request-id", "request-id", "x-amzn-requestid", "apim-request-id"}) {
        if (const std::string *value = headers.find(name))
            return *value;
    }
    return {};
}

std::string detailFor(const FailedReply &reply, bool isHtml, const Said &said)
{
    std::string detail = reply.status == 0 ? "error inside the stream" : "HTTP " + std::to_string(reply.status);
    if (isHtml)
        return detail + ", a web page instead of an API";
    if (!said.code.empty())
        detail += ", " + said.code;
    else if (!said.type.empty())
        detail += ", " + said.type;
    if (reply.body.empty() && reply.status != 0)
        detail += ", empty body";
    return detail;
}

} // namespace

bool holdsError(std::string_view json)
{
    const auto root = parseJson(trimmed(json), kReplyJsonDepth, ErrorCode::BadReply);
    if (!root)
        return false;
    return findValue(root->is_array() && !root->empty() ? root->front() : *root, "error") != nullptr;
}

bool looksLikeHtml(std::string_view contentType, std::string_view body)
{
    const std::string type = lowered(contentType);
    if (type.starts_with("text/html") || type.starts_with("application/xhtml"))
        return true;
    const std::string start = lowered(trimmed(body).substr(0, 64));
    return start.starts_with("<!doctype html") || start.starts_with("<html") || start.starts_with("<head");
}

Error classify(const FailedReply &reply)
{
    const bool isHtml = reply.status != 0 && looksLikeHtml(reply.headers.value("content-type"), reply.body);
    const Said said = isHtml ? Said{} : saidBy(reply.body);
    const int status = reply.status != 0 ? reply.status : said.status.value_or(0);
    Error error;
    if (isHtml && (status < 400 || status == 404 || status == 405))
        error.code = ErrorCode::BadReply;
    else
        error.code = codeOf(status, said);
    if (isHtml)
        error.providerCode = "html";
    else if (!said.code.empty())
        error.providerCode = said.code;
    else if (!said.type.empty())
        error.providerCode = said.type;
    else if (said.status && *said.status != reply.status)
        error.providerCode = std::to_string(*said.status);
    error.detail = detailFor(reply, isHtml, said);
    if (reply.status != 0)
        error.httpStatus = reply.status;
    if (!said.message.empty())
        error.providerMessage = sanitizeUtf8(utf8Prefix(said.message, kMessageBytes));
    if (const std::string id = requestIdOf(reply.headers); !id.empty())
        error.requestId = id;
    error.retryAfter = readRetryHints(reply.headers, reply.receivedAt).retryAfter;
    error.subject = reply.subject;
    error.excerpt = sanitizeUtf8(utf8Prefix(reply.body, kExcerptBytes));
    return error;
}

} // namespace lineup::chat
