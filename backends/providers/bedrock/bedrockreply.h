#pragma once

#include "backends/chat/failedreply.h"
#include "core/chat/streamevent.h"

#include <nlohmann/json.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace lineup::bedrock {

/// What a stop reason means; unknown ones count as Finished. Nothing for the malformed_… ones: the caller makes an error of
/// them.
std::optional<Outcome> outcomeOfStopReason(std::string_view reason);

/// `usage` of a reply: inputTokens is without what was read from or written to a cache, so all three are added. Nothing when
/// no count is there.
std::optional<Usage> usageOf(const nlohmann::json &reply);

/// What a guardrail found, from `trace.guardrail` of a reply: content filters and denied topics, first of the prompt, then of
/// the answer. Reports without a category are left out.
std::vector<FilterReport> filterReportsOf(const nlohmann::json &reply);

/// An error of the service by its class ("ThrottlingException"). `status` 0 = inside a stream.
Error errorOfClass(std::string_view errorClass, const std::string &message, int status);

/// What a failed reply means: its class stands in the header x-amzn-ErrorType.
Error errorOfReply(const chat::FailedReply &reply);

} // namespace lineup::bedrock
