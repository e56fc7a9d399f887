#pragma once

#include "core/base/error.h"

#include <string>
#include <string_view>
#include <vector>

namespace lineup::ollama {

/// Where an Ollama server is: "scheme://host:port" and a path, without a slash at the end.
struct OllamaHost {
    std::string url;
    /// Forgiven things, in English, for StreamEnd::notes.
    std::vector<std::string> notes;
};

/// Reads what may stand in OLLAMA_HOST: "host", "host:port", ":port", an IPv6 address with or without brackets, a URL, with
/// a path; "" and a port that is none are the default 127.0.0.1:11434 (80 and 443 for URLs). 0.0.0.0 and [::] are what a server
/// listens on; a client reaches it at the loopback address. A pasted "/api", "/api/chat", "/api/tags" or "/v1" is taken off.
/// BadInput for another scheme, a query or a fragment.
/// Source: Ollama envconfig/config.go, Host().
Result<OllamaHost> ollamaHost(std::string_view text);

} // namespace lineup::ollama
