#pragma once

#include "core/net/headers.h"

#include <chrono>
#include <string>
#include <string_view>

namespace lineup::chat {

/// A reply that is not an answer.
struct FailedReply {
    int status = 0; ///< 0 = an error inside a 2xx stream
    Headers headers;
    std::string_view body;
    std::string subject; ///< "host:port"
    std::chrono::system_clock::time_point receivedAt{};
};

} // namespace lineup::chat
