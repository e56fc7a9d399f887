#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace lineup {

/// Where the time of one answer went. All durations are taken on the I/O thread's steady clock.
///
/// The phases that apply sum to `total` exactly. Not set = does not apply (a reused connection has no DNS, connect or
/// TLS; plain http has no TLS; an answer without streamed reasoning has no thinking), which is not the same as 0.
struct LatencyTrace {
    using Duration = std::chrono::microseconds;

    std::optional<Duration> queue;    ///< Send → request handed to the network: own limits, engine start
    std::optional<Duration> retry;    ///< failed attempts and the waits between them
    std::optional<Duration> dns;
    std::optional<Duration> connect;  ///< TCP, to the proxy if there is one
    std::optional<Duration> tls;
    std::optional<Duration> upload;   ///< connected → last byte of the request out
    std::optional<Duration> wait;     ///< request out → first content (reasoning or answer)
    std::optional<Duration> thinking; ///< first reasoning → first answer token
    std::optional<Duration> text;     ///< first answer token → last content
    std::optional<Duration> tail;     ///< last content → end
    Duration total{0};                ///< Send → end

    /// Since the start of the attempt that answered.
    std::optional<Duration> firstByte;      ///< first byte of the response head
    std::optional<Duration> firstReasoning;
    std::optional<Duration> firstToken;     ///< first answer text, refusal or tool call that is not empty
    /// Send → start of the attempt that answered (= queue + retry).
    Duration attemptStart{0};

    bool connectionReused = false;
    /// Stamps after the first are this coarse, because reads are coalesced.
    Duration resolution{0};

    bool operator==(const LatencyTrace &) const = default;
};

/// The moments of one answer that a trace is made of. All since Send, on one steady clock.
struct TraceMoments {
    using Duration = LatencyTrace::Duration;

    Duration firstAttempt{0}; ///< the first request was handed to the network
    Duration attempt{0};      ///< the request that answered was; equal to firstAttempt without a retry
    bool wasRetried = false;
    std::optional<Duration> dns; ///< parts of the last attempt, as durations
    std::optional<Duration> connect;
    std::optional<Duration> tls;
    std::optional<Duration> upload;
    std::optional<Duration> headReceived;
    std::optional<Duration> firstReasoning;
    std::optional<Duration> firstAnswer;
    std::optional<Duration> lastContent;
    Duration end{0};
    bool connectionReused = false;
    Duration resolution{0};
};

/// Parts that sum to `end` exactly, none negative: a moment before the one it must follow is moved up to it, and what no
/// other part claims belongs to the part in which the answer ended.
LatencyTrace makeTrace(const TraceMoments &moments);

/// The phases by their public names, in order of time: queue, retry, dns, connect, tls, upload, wait, thinking, text,
/// tail.
std::vector<std::pair<std::string_view, std::optional<LatencyTrace::Duration>>> phases(const LatencyTrace &trace);
/// Sum of the phases that apply. Equals `total` for every trace that the transport makes.
LatencyTrace::Duration phaseSum(const LatencyTrace &trace);

/// Decode speed in tokens per second: (tokens − 1) ÷ (first content → last content). Nothing under 8 tokens or 50 ms.
/// `streamedTokens` counts what was streamed: answer, plus reasoning only if the reasoning was streamed.
std::optional<double> decodeTokensPerSecond(std::optional<std::int64_t> streamedTokens, std::optional<LatencyTrace::Duration> span);
/// End-to-end speed: output tokens ÷ total. Nothing when either is unknown or zero.
std::optional<double> endToEndTokensPerSecond(std::optional<std::int64_t> outputTokens, LatencyTrace::Duration total);

} // namespace lineup
