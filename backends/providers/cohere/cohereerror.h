#pragma once

#include "backends/chat/failedreply.h"
#include "core/base/error.h"

namespace lineup::cohere {

/// What a failed reply, or an error inside a stream, means: classify() corrected by Cohere's own status numbers and by what it
/// says of trial keys. Source: Cohere documentation, "Errors" and "Rate limits".
Error errorOfReply(const chat::FailedReply &reply);

} // namespace lineup::cohere
