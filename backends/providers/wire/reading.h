#pragma once

#include "backends/chat/errorclassifier.h"
#include "core/base/json.h"
#include "core/base/text.h"

#include <string>
#include <string_view>

namespace lineup::wire {

/// "" when the member is absent, null or no string. Well-formed UTF-8.
inline std::string stringOf(const nlohmann::json &object, std::string_view key)
{
    const std::string *text = findString(object, key);
    return text ? sanitizeUtf8(*text) : std::string();
}

/// As stringOf(), but half characters stay, for a SurrogateJoiner.
inline std::string rawStringOf(const nlohmann::json &object, std::string_view key)
{
    const std::string *text = findString(object, key);
    return text ? *text : std::string();
}

/// An error inside a stream as a failed reply.
inline chat::FailedReply failureInStream(std::string_view body)
{
    chat::FailedReply reply;
    reply.body = body;
    return reply;
}

} // namespace lineup::wire
