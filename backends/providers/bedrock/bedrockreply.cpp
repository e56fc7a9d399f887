#include "backends/providers/bedrock/bedrockreply.h"

#include "backends/chat/errorclassifier.h"
#include "core/base/json.h"
#include "core/base/text.h"
#include "core/net/headers.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace lineup::bedrock {

namespace {

using nlohmann::json;

constexpr std::size_t kMessageBytes = 1000;

struct ErrorClass {
    std::string_view name; ///< without "Exception" at the end, first letter small
    ErrorCode code;
    int status; ///< what it has outside of a stream, and what counts for trying again
};
constexpr std::array kClasses{
    ErrorClass{"accessDenied", ErrorCode::Forbidden, 403},
    ErrorClass{"unrecognizedClient", ErrorCode::Unauthorized, 403},
    ErrorClass{"invalidSignature", ErrorCode::Unauthorized, 403},
    ErrorClass{"incompleteSignature", ErrorCode::Unauthorized, 403},
    ErrorClass{"signatureDoesNotMatch", ErrorCode::Unauthorized, 403},
    ErrorClass{"missingAuthenticationToken", ErrorCode::Unauthorized, 403},
    ErrorClass{"expiredToken", ErrorCode::Unauthorized, 403},
    ErrorClass{"resourceNotFound", ErrorCode::ModelGone, 404},
    ErrorClass{"modelTimeout", ErrorCode::ProviderDown, 408},
    ErrorClass{"modelError", ErrorCode::ProviderDown, 424},
    ErrorClass{"modelStreamError", ErrorCode::ProviderDown, 424},
    ErrorClass{"modelNotReady", ErrorCode::RateLimited, 429},
    ErrorClass{"throttling", ErrorCode::RateLimited, 429},
    ErrorClass{"tooManyRequests", ErrorCode::RateLimited, 429},
    ErrorClass{"serviceQuotaExceeded", ErrorCode::Quota, 400},
    ErrorClass{"validation", ErrorCode::BadRequest, 400},
    ErrorClass{"internalServer", ErrorCode::ProviderDown, 500},
    ErrorClass{"internalFailure", ErrorCode::ProviderDown, 500},
    ErrorClass{"serviceUnavailable", ErrorCode::ProviderDown, 503},
};

/// "com.amazon#ThrottlingException:http://…" → "throttling": without name space, address and ending.
std::string plainClass(std::string_view name)
{
    name = trimmed(name.substr(0, name.find(':')));
    if (const auto mark = name.rfind('#'); mark != std::string_view::npos)
        name.remove_prefix(mark + 1);
    if (name.ends_with("Exception"))
        name.remove_suffix(std::string_view("Exception").size());
    std::string plain(name);
    if (!plain.empty() && plain[0] >= 'A' && plain[0] <= 'Z')
        plain[0] = static_cast<char>(plain[0] - 'A' + 'a');
    return plain;
}

bool says(const std::string &message, std::initializer_list<std::string_view> words)
{
    return std::ranges::any_of(words, [&message](std::string_view word) { return message.find(word) != std::string::npos; });
}

/// The classes are coarse: what was wrong stands in the words.
ErrorCode refined(ErrorCode code, const std::string &message)
{
    if (code == ErrorCode::BadRequest && says(message, {"Input is too long", "too many tokens", "context window", "maximum context", "exceeds the maximum number of tokens"}))
        return ErrorCode::ContextTooLong;
    if (code == ErrorCode::BadRequest && says(message, {"model identifier is invalid", "model ID is invalid"}))
        return ErrorCode::ModelGone;
    if (code == ErrorCode::Forbidden && says(message, {"API Key", "api key", "API key", "security token", "signature"}))
        return ErrorCode::Unauthorized;
    return code;
}

std::string messageIn(std::string_view body)
{
    const auto root = parseJson(body, kReplyJsonDepth, ErrorCode::BadReply);
    if (!root)
        return {};
    for (const char *key : {"message", "Message"}) {
        if (const std::string *message = findString(*root, key))
            return sanitizeUtf8(utf8Prefix(*message, kMessageBytes));
    }
    return {};
}

void readFilters(const json &assessment, FilterReport &report)
{
    const auto wasBlocked = [](const json &finding) {
        const std::string *action = findString(finding, "action");
        return action && *action == "BLOCKED";
    };
    const auto textOf = [](const json &finding, const char *key) {
        const std::string *text = findString(finding, key);
        return text ? sanitizeUtf8(*text) : std::string();
    };
    if (const json *policy = findObject(assessment, "contentPolicy")) {
        if (const json *filters = findArray(*policy, "filters")) {
            for (const json &filter : *filters)
                report.categories.push_back({textOf(filter, "type"), textOf(filter, "confidence"), wasBlocked(filter)});
        }
    }
    if (const json *policy = findObject(assessment, "topicPolicy")) {
        if (const json *topics = findArray(*policy, "topics")) {
            for (const json &topic : *topics)
                report.categories.push_back({textOf(topic, "name"), {}, wasBlocked(topic)});
        }
    }
}

} // namespace

std::optional<Outcome> outcomeOfStopReason(std::string_view reason)
{
    if (reason == "max_tokens" || reason == "model_context_window_exceeded")
        return Outcome::Length;
    if (reason == "tool_use")
        return Outcome::ToolCall;
    if (reason == "guardrail_intervened" || reason == "content_filtered")
        return Outcome::Filtered;
    if (reason == "refusal")
        return Outcome::Refused;
    if (reason.starts_with("malformed_"))
        return std::nullopt;
    return Outcome::Finished;
}

std::optional<Usage> usageOf(const json &reply)
{
    const json *usage = findObject(reply, "usage");
    if (!usage)
        return std::nullopt;
    Usage result;
    result.input = findInt(*usage, "inputTokens");
    result.output = findInt(*usage, "outputTokens");
    result.cachedInput = findInt(*usage, "cacheReadInputTokens");
    result.cacheWrite = findInt(*usage, "cacheWriteInputTokens");
    if (result.input)
        result.input = *result.input + result.cachedInput.value_or(0) + result.cacheWrite.value_or(0);
    return result.isKnown() ? std::optional(result) : std::nullopt;
}

std::vector<FilterReport> filterReportsOf(const json &reply)
{
    std::vector<FilterReport> reports;
    const json *trace = findObject(reply, "trace");
    const json *guardrail = trace ? findObject(*trace, "guardrail") : nullptr;
    if (!guardrail)
        return reports;
    FilterReport prompt{true, {}};
    FilterReport answer{false, {}};
    if (const json *input = findObject(*guardrail, "inputAssessment")) {
        for (const json &assessment : *input)
            readFilters(assessment, prompt);
    }
    if (const json *output = findObject(*guardrail, "outputAssessments")) {
        for (const json &list : *output) {
            for (const json &assessment : list)
                readFilters(assessment, answer);
        }
    }
    for (FilterReport *report : {&prompt, &answer}) {
        if (!report->categories.empty())
            reports.push_back(std::move(*report));
    }
    return reports;
}

Error errorOfClass(std::string_view errorClass, const std::string &message, int status)
{
    Error error;
    error.code = ErrorCode::ProviderDown;
    error.providerCode = sanitizeUtf8(errorClass);
    if (!message.empty())
        error.providerMessage = sanitizeUtf8(utf8Prefix(message, kMessageBytes));
    error.detail = (status == 0 ? std::string("error inside the stream, ") : "HTTP " + std::to_string(status) + ", ") + *error.providerCode;
    const auto known = std::ranges::find(kClasses, plainClass(errorClass), &ErrorClass::name);
    if (status != 0)
        error.httpStatus = status;
    if (known == kClasses.end())
        return error;
    error.code = refined(known->code, message);
    // Inside a stream the status tells the retry policy that the model's own failure (424) is not to be tried again.
    if (status == 0)
        error.httpStatus = known->status;
    return error;
}

Error errorOfReply(const chat::FailedReply &reply)
{
    Error error = chat::classify(reply);
    const std::string message = messageIn(reply.body);
    if (!message.empty() && !error.providerMessage)
        error.providerMessage = message;
    const std::string_view errorClass = trimmed(reply.headers.value("x-amzn-errortype"));
    if (!errorClass.empty()) {
        const Error byClass = errorOfClass(errorClass.substr(0, errorClass.find(':')), message, reply.status);
        const bool isKnown = std::ranges::find(kClasses, plainClass(errorClass), &ErrorClass::name) != kClasses.end();
        error.code = isKnown ? byClass.code : error.code;
        error.providerCode = byClass.providerCode;
        error.detail = byClass.detail;
    } else {
        error.code = refined(error.code, message);
    }
    // Milliseconds, as the AWS SDKs read it.
    const std::string_view wait = trimmed(reply.headers.value("x-amz-retry-after"));
    int milliseconds = 0;
    if (const auto [end, failure] = std::from_chars(wait.data(), wait.data() + wait.size(), milliseconds);
        !error.retryAfter && failure == std::errc() && end == wait.data() + wait.size() && milliseconds >= 0)
        error.retryAfter = std::chrono::milliseconds(milliseconds);
    return error;
}

} // namespace lineup::bedrock
