#include "backends/providers/cohere/cohereerror.h"

#include "backends/providers/wire/reading.h"
#include "core/net/headers.h"

namespace lineup::cohere {

namespace {

/// Blocked input or output.
constexpr int kBlocked = 498;

bool isMonthly(const std::string &message)
{
    return message.find("/ month") != std::string::npos || message.find("per month") != std::string::npos || message.find("monthly") != std::string::npos;
}

} // namespace

Error errorOfReply(const chat::FailedReply &reply)
{
    Error error = chat::classify(reply);
    if (reply.status == kBlocked)
        error.code = ErrorCode::ContentFiltered;
    if (error.code == ErrorCode::RateLimited && isMonthly(error.providerMessage.value_or("")))
        error.code = ErrorCode::Quota;
    if (const auto root = parseJson(trimmed(reply.body), kReplyJsonDepth); root && !error.requestId) {
        if (const std::string id = wire::stringOf(*root, "id"); !id.empty())
            error.requestId = id;
    }
    return error;
}

} // namespace lineup::cohere
