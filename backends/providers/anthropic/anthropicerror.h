#pragma once

#include "backends/chat/failedreply.h"
#include "core/base/error.h"

namespace lineup::anthropic {

/// What a failed reply, or an error event of a stream, means: classify() corrected by the error type and by what Anthropic says
/// about money. Source: Anthropic API reference, "Errors".
Error errorOfReply(const chat::FailedReply &reply);

} // namespace lineup::anthropic
