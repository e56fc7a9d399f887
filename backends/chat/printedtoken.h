#pragma once

#include "core/base/error.h"
#include "core/base/secret.h"

#include <chrono>
#include <optional>
#include <string_view>

namespace lineup::chat {

/// A token that a command has printed.
struct PrintedToken {
    Secret token;
    std::optional<std::chrono::system_clock::time_point> expiresAt; ///< as far as it says so itself
};

/// Reads what a command printed: a bare token, one in quotes, or JSON with `accessToken`, `access_token` or `token` and perhaps
/// `expires_on` (seconds since 1970) or `expires_in` (seconds from `now`). The expiry of a JSON Web Token is read from the
/// token itself (RFC 7519, "exp"). KeyMissing for no token, BadInput for more than one word; an error never repeats the output.
/// Source: az account get-access-token; gcloud auth print-access-token; RFC 6749 §5.1.
Result<PrintedToken> printedToken(std::string_view output, std::chrono::system_clock::time_point now);

} // namespace lineup::chat
