#pragma once

#include "core/base/error.h"
#include "core/metrics/latencytrace.h"
#include "core/metrics/usage.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace lineup {

/// How one answer ended.
enum class Outcome {
    Finished,  ///< the model stopped by itself, or at a stop word
    Length,    ///< cut at the maximum of tokens
    Refused,   ///< the model declined
    Filtered,  ///< a content filter stopped it
    ToolCall,  ///< it asks for a tool
    Error,     ///< see StreamEnd::error
    Cancelled, ///< the person stopped it
    Budget,    ///< the person's own cap stopped it
};
/// "finished", "length", "refused", "filtered", "tool_call", "error", "cancelled", "budget".
std::string_view outcomeName(Outcome outcome);
std::optional<Outcome> outcomeFromName(std::string_view name);

/// The reply is there and says who answers. May repeat; later values replace earlier ones, empty ones do not.
struct ReplyStarted {
    std::string responseId;
    std::string servedModel;
    std::string fingerprint;
    bool operator==(const ReplyStarted &) const = default;
};
/// Answer text; never empty.
struct TextDelta {
    std::string text;
    bool operator==(const TextDelta &) const = default;
};
struct ReasoningDelta {
    std::string text;
    bool operator==(const ReasoningDelta &) const = default;
};
struct RefusalDelta {
    std::string text;
    bool operator==(const RefusalDelta &) const = default;
};
/// A fragment of call `index` (0-based, stable within the answer); empty fields add nothing.
struct ToolCallDelta {
    int index = 0;
    std::string id;
    std::string name;
    std::string arguments;
    bool operator==(const ToolCallDelta &) const = default;
};
/// Where a request stands before content comes. Only for showing.
struct Progress {
    enum class Step {
        Queued,        ///< waits for a slot or for the engine
        Connecting,
        Sent,          ///< connected, the server has the request
        ReadingPrompt, ///< the engine evaluates the prompt: done of total tokens
    };
    Step step = Step::Queued;
    std::int64_t done = 0;
    std::int64_t total = 0; ///< 0 = unknown
    bool operator==(const Progress &) const = default;
};
/// An attempt failed and another comes after `wait`.
struct RetryScheduled {
    int attempt = 1; ///< the one that failed, 1-based
    Error error;
    std::chrono::milliseconds wait{0};
    bool operator==(const RetryScheduled &) const = default;
};
/// Replaces earlier reports, never adds.
struct UsageReport {
    Usage usage;
    bool operator==(const UsageReport &) const = default;
};
/// What the engine itself measured; shown beside our own figures, never mixed into them.
struct EngineTimings {
    std::optional<double> promptMs;
    std::optional<std::int64_t> promptTokens;
    std::optional<double> predictedMs;
    std::optional<std::int64_t> predictedTokens;
    bool operator==(const EngineTimings &) const = default;
};
/// The finish reason as received, beside what it means here.
struct FinishNoted {
    Outcome outcome = Outcome::Finished;
    std::string raw;
    bool operator==(const FinishNoted &) const = default;
};
/// A payload of the protocol that is more than a delta (first, last, usage, unknown), verbatim, for the record.
struct Envelope {
    std::string json;
    bool operator==(const Envelope &) const = default;
};

using EventBody = std::variant<TextDelta, ReasoningDelta, RefusalDelta, ToolCallDelta, ReplyStarted, Progress, RetryScheduled,
                               UsageReport, EngineTimings, FinishNoted, Envelope>;

struct StreamEvent {
    /// Since Send, on the I/O thread's steady clock.
    std::chrono::microseconds at{0};
    EventBody body;
    bool operator==(const StreamEvent &) const = default;
};

/// The last word on one answer; comes exactly once, after every event.
struct StreamEnd {
    Outcome outcome = Outcome::Finished;
    std::optional<Error> error; ///< set exactly when outcome is Error
    LatencyTrace trace;
    int attempts = 1; ///< how many requests were made; 0 when none left this computer
    /// Things that were forgiven or changed on the way ("base URL: added /v1"), in English.
    std::vector<std::string> notes;
    bool operator==(const StreamEnd &) const = default;
};

} // namespace lineup
