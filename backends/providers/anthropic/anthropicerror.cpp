#include "backends/providers/anthropic/anthropicerror.h"

#include "backends/providers/wire/reading.h"
#include "core/net/headers.h"

#include <map>
#include <optional>

namespace lineup::anthropic {

namespace {

/// For errors without a status.
std::optional<ErrorCode> codeOfType(const std::string &type)
{
    static const std::map<std::string, ErrorCode> codes{
        {"authentication_error", ErrorCode::Unauthorized}, {"permission_error", ErrorCode::Forbidden}, {"billing_error", ErrorCode::Quota},
        {"not_found_error", ErrorCode::ModelGone},         {"request_too_large", ErrorCode::TooLarge}, {"rate_limit_error", ErrorCode::RateLimited},
        {"overloaded_error", ErrorCode::ProviderDown},     {"api_error", ErrorCode::ProviderDown},     {"timeout_error", ErrorCode::ProviderDown}};
    const auto found = codes.find(type);
    return found == codes.end() ? std::nullopt : std::optional(found->second);
}

bool speaksOfMoney(const std::string &message)
{
    return message.find("credit balance") != std::string::npos || message.find("usage limits") != std::string::npos
        || message.find("spend limit") != std::string::npos;
}

} // namespace

Error errorOfReply(const chat::FailedReply &reply)
{
    Error error = chat::classify(reply);
    const auto root = parseJson(trimmed(reply.body), kReplyJsonDepth);
    const nlohmann::json *said = root ? findObject(*root, "error") : nullptr;
    if (!said)
        return error;
    if (const auto code = codeOfType(wire::stringOf(*said, "type")); code && reply.status == 0)
        error.code = *code;
    const nlohmann::json *details = findObject(*said, "details");
    const std::string reason = details ? wire::stringOf(*details, "error_code") : std::string();
    if (!reason.empty())
        error.providerCode = reason;
    const bool mayBeMoney = error.code == ErrorCode::BadRequest || error.code == ErrorCode::RateLimited;
    if (reason == "enforced_spend_limit_reached" || (mayBeMoney && speaksOfMoney(wire::stringOf(*said, "message"))))
        error.code = ErrorCode::Quota;
    if (const std::string id = wire::stringOf(*root, "request_id"); !id.empty() && !error.requestId)
        error.requestId = id;
    return error;
}

} // namespace lineup::anthropic
