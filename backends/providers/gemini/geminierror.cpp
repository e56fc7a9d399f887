#include "backends/providers/gemini/geminierror.h"

#include "backends/providers/wire/reading.h"
#include "core/net/headers.h"

#include <charconv>
#include <cmath>

namespace lineup::gemini {

namespace {

using nlohmann::json;

constexpr double kLongestWaitSeconds = 365.0 * 86400;

bool says(const std::string &text, const char *word)
{
    return text.find(word) != std::string::npos;
}

/// "17s", "1.5s" (google.protobuf.Duration in JSON).
std::optional<std::chrono::milliseconds> durationOf(const std::string &text)
{
    double seconds = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
    if (error != std::errc() || std::string_view(end, static_cast<std::size_t>(text.data() + text.size() - end)) != "s"
        || !(seconds >= 0 && seconds <= kLongestWaitSeconds))
        return std::nullopt;
    return std::chrono::milliseconds(std::llround(seconds * 1000));
}

struct Details {
    std::string reason;
    std::optional<std::chrono::milliseconds> retryDelay;
    bool isOfDay = false;
};

Details detailsOf(const json &error)
{
    Details details;
    const json *list = findArray(error, "details");
    for (const json &item : list ? *list : json::array()) {
        if (const std::string reason = wire::stringOf(item, "reason"); !reason.empty())
            details.reason = reason;
        if (const auto delay = durationOf(wire::stringOf(item, "retryDelay")))
            details.retryDelay = delay;
        const json *violations = findArray(item, "violations");
        for (const json &violation : violations ? *violations : json::array())
            details.isOfDay = details.isOfDay || says(wire::stringOf(violation, "quotaId"), "PerDay");
    }
    return details;
}

ErrorCode codeOf(const Error &error, const std::string &status, const std::string &message, const Details &details)
{
    if (details.reason == "API_KEY_INVALID" || says(message, "API key not valid") || says(message, "API key expired") || status == "UNAUTHENTICATED")
        return ErrorCode::Unauthorized;
    if (status == "RESOURCE_EXHAUSTED" && error.code == ErrorCode::RateLimited && details.isOfDay)
        return ErrorCode::Quota;
    if (status == "FAILED_PRECONDITION")
        return says(message, "billing") ? ErrorCode::Quota : ErrorCode::Forbidden;
    if (error.code == ErrorCode::BadRequest && says(message, "token count") && says(message, "exceeds"))
        return ErrorCode::ContextTooLong;
    return error.code;
}

} // namespace

Error errorOfReply(const chat::FailedReply &reply)
{
    Error error = chat::classify(reply);
    const auto root = parseJson(trimmed(reply.body), kReplyJsonDepth);
    const json *holder = !root ? nullptr : root->is_array() && !root->empty() ? &root->front() : &*root;
    const json *said = holder ? findObject(*holder, "error") : nullptr;
    if (!said)
        return error;
    const std::string status = wire::stringOf(*said, "status");
    const Details details = detailsOf(*said);
    error.code = codeOf(error, status, wire::stringOf(*said, "message"), details);
    if (const std::string &word = details.reason.empty() ? status : details.reason; !word.empty()) {
        error.providerCode = word;
        error.detail += ", " + word;
    }
    if (details.retryDelay && !error.retryAfter && error.code != ErrorCode::Quota)
        error.retryAfter = details.retryDelay;
    return error;
}

} // namespace lineup::gemini
