#pragma once

#include "core/base/error.h"

#include <string>
#include <string_view>
#include <vector>

namespace lineup::openaicompatible {

/// A base URL as people give it, brought to the form "scheme://host/path" without a slash at the end.
struct ApiBase {
    std::string url;
    /// Forgiven things, in English, for StreamEnd::notes.
    std::vector<std::string> notes;
    /// The path ends in a version such as "/v1", so that nothing is to be added on a 404.
    bool hasVersion = false;
};

/// Takes off slashes at the end and a pasted "/chat/completions", "/responses" or "/models". BadInput for an empty text, one
/// that has no "http://" or "https://", and one with a query or a fragment.
Result<ApiBase> apiBase(std::string_view baseUrl);

} // namespace lineup::openaicompatible
