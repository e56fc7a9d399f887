#pragma once

#include "core/base/expected.h"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace lineup {

/// What went wrong, as far as anybody branches on it. The spelling of errorCodeName() is public: it stands in saved
/// line-ups and in the JSON of `lineup compare`.
enum class ErrorCode {
    KeyMissing,        ///< a key is needed and none is there; nothing was sent
    Unauthorized,      ///< 401, or a 403 that speaks of the key
    Forbidden,         ///< other 403, 451: region, tier, organisation
    NameUnknown,       ///< the host name could not be resolved
    ConnectionRefused, ///< nobody listens on that port
    Unreachable,       ///< no route, network down, connection reset before the first byte
    Proxy,             ///< the proxy refused or could not be reached
    Tls,               ///< handshake or certificate
    RedirectRefused,   ///< 3xx; requests that may carry a key never follow
    Quota,             ///< money or a daily limit has run out
    RateLimited,       ///< 429 that passes by waiting
    ProviderDown,      ///< 5xx, overloaded
    ModelGone,         ///< 404 for the model, or a retired one
    BadRequest,        ///< 400, 422: the server does not take what was sent
    ContextTooLong,    ///< the prompt does not fit the model
    ContentFiltered,   ///< the request was blocked by a filter before an answer
    BadReply,          ///< an answer that is not of the protocol: HTML, bad JSON, empty
    StreamCut,         ///< the connection ended before the terminator
    Timeout,           ///< see TimeoutPhase
    TooLarge,          ///< one of our own limits was passed
    EngineMissing,     ///< the local engine or its model is not installed
    EngineModelBad,    ///< the model file is broken or not a model
    EngineOutOfMemory, ///< the engine ran out of memory
    EngineCrashed,     ///< the engine died, or could not start
    Storage,           ///< disk full, read-only, locked, no such file
    BadInput,          ///< something the person gave us cannot be read: a document, an option, an examples file
    Offline,           ///< the person has switched Lineup offline; nothing was sent and no name was looked up
};

enum class TimeoutPhase { Connect, FirstByte, Idle, Content, Total };

/// "BadReply", "Timeout", …
std::string_view errorCodeName(ErrorCode code);
std::optional<ErrorCode> errorCodeFromName(std::string_view name);
/// "connect", "firstByte", "idle", "content", "total".
std::string_view timeoutPhaseName(TimeoutPhase phase);
std::optional<TimeoutPhase> timeoutPhaseFromName(std::string_view name);

/// One failure as data. Only widgets and app turn it into words for a person.
struct Error {
    ErrorCode code = ErrorCode::BadReply;
    /// Technical detail in English, redacted, without the person's text. Never empty.
    std::string detail;
    std::optional<int> httpStatus;
    /// The provider's own code or type, verbatim, e.g. "insufficient_quota".
    std::optional<std::string> providerCode;
    /// The provider's own message, verbatim but capped (1,000 bytes) and redacted.
    std::optional<std::string> providerMessage;
    std::optional<std::string> requestId;
    std::optional<std::chrono::milliseconds> retryAfter;
    /// Set with ErrorCode::Timeout only.
    std::optional<TimeoutPhase> timeoutPhase;
    /// What was being talked to: "host:port", a file name, a model name. For the sentence, never for branching.
    std::string subject;
    /// The first bytes of what the server or the engine said (4 KiB at most), redacted.
    std::string excerpt;

    bool operator==(const Error &) const = default;
};

template <class T>
using Result = Expected<T, Error>;

/// Shorthand for `Unexpected{Error{code, detail, …}}`.
Unexpected<Error> makeError(ErrorCode code, std::string detail, std::string subject = {});

} // namespace lineup
