#pragma once

#include "backends/chat/failedreply.h"
#include "core/base/error.h"

namespace lineup::gemini {

/// What a failed reply, or an error inside a stream, means: classify() corrected by the status word and the details (reasons,
/// retry times, quotas of a day). Source: google.rpc.Status and error_details.proto; Gemini API documentation, "Troubleshooting".
Error errorOfReply(const chat::FailedReply &reply);

} // namespace lineup::gemini
