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
        Queued,        ///< waits for its turn or for the engine: place `done` (1 = next) of `total` that wait
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
    std::optional<double> loadMs{}; ///< until the model was in memory; servers that load on demand say it
    bool operator==(const EngineTimings &) const = default;
};
/// Log probabilities of tokens of the answer, in order; the text itself comes as TextDelta.
struct TokenLogprobs {
    struct Choice {
        std::string token;    ///< ill-formed UTF-8 has become U+FFFD
        double logprob = 0.0; ///< natural logarithm, ≤ 0
        bool operator==(const Choice &) const = default;
    };
    struct Token : Choice {
        std::vector<Choice> top; ///< the likeliest at this place, the most likely first; may hold the token itself
        bool operator==(const Token &) const = default;
    };
    std::vector<Token> tokens;
    bool operator==(const TokenLogprobs &) const = default;
};
/// What a provider's content filter found.
struct FilterReport {
    struct Category {
        std::string name;     ///< the provider's: "hate", "HARM_CATEGORY_HARASSMENT"
        std::string severity; ///< the provider's: "low", "NEGLIGIBLE"; "" = not said
        bool isBlocked = false;
        bool operator==(const Category &) const = default;
    };
    bool isOfPrompt = false; ///< else of the answer
    std::vector<Category> categories;
    bool operator==(const FilterReport &) const = default;
};
/// See ProviderItemBlock; provider and model are those of the lane.
struct ProviderItem {
    std::string json;
    bool operator==(const ProviderItem &) const = default;
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
                               UsageReport, EngineTimings, TokenLogprobs, FilterReport, ProviderItem, FinishNoted, Envelope>;

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
