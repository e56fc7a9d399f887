#pragma once

#include "core/base/error.h"
#include "core/chat/chatrequest.h"

#include <string>
#include <string_view>
#include <vector>

namespace lineup::openaicompatible {

/// What one server was found to want otherwise. Remembered per backend.
struct Quirks {
    /// Older servers answer 400 to `stream_options`.
    bool sendsStreamOptions = true;
    /// "max_tokens" for servers in general, "max_completion_tokens" for OpenAI and Azure.
    std::string maxTokensName = "max_tokens";

    bool operator==(const Quirks &) const = default;
};

/// The body of POST /chat/completions, streamed. Parameters that are not set are left out; `extra` is merged last as a JSON
/// merge patch (RFC 7396: null takes a member out). Ill-formed UTF-8 becomes U+FFFD.
/// Source: OpenAI API reference, "Create chat completion".
std::string chatBody(const ChatRequest &request, const Quirks &quirks);

/// A base URL as people give it, brought to the form "scheme://host/path" without a slash at the end.
struct ApiBase {
    std::string url;
    /// Forgiven things, in English, for StreamEnd::notes.
    std::vector<std::string> notes;
    /// The path ends in a version such as "/v1", so that nothing is to be added on a 404.
    bool hasVersion = false;
};

/// Takes off slashes at the end and a pasted "/chat/completions" or "/models". BadInput for an empty text, one that has no
/// "http://" or "https://", and one with a query or a fragment.
Result<ApiBase> apiBase(std::string_view baseUrl);

} // namespace lineup::openaicompatible
