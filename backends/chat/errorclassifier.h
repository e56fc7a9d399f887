#pragma once

#include "backends/chat/failedreply.h"
#include "core/base/error.h"

#include <string_view>

namespace lineup::chat {

/// What a failed reply means. Takes the message from every form that is known (protocol notes: error.message, error,
/// message, detail[].msg, detail, plain text), tells money from rate, context from other bad requests, a web page from an
/// API. The excerpt is cut to 4 KiB but not redacted: the caller does.
Error classify(const FailedReply &reply);

/// True when the text is JSON that says that something went wrong: an `error` member, or an array whose first element has one.
bool holdsError(std::string_view json);

/// True when the bytes look like a web page.
bool looksLikeHtml(std::string_view contentType, std::string_view body);

} // namespace lineup::chat
