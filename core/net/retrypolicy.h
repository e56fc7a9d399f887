#pragma once

#include "core/base/error.h"
#include "core/net/headers.h"

#include <chrono>
#include <deque>
#include <functional>
#include <optional>

namespace lineup {

/// What a reply says about trying again.
struct RetryHints {
    /// From `retry-after-ms` (float milliseconds), else `retry-after` (float seconds or an HTTP date). An HTTP date is
    /// taken against the reply's own `Date`, so that a wrong clock on either side does no harm. Never negative; at
    /// most 365 days.
    std::optional<std::chrono::milliseconds> retryAfter;
    /// From `x-should-retry: true|false`.
    std::optional<bool> shouldRetry;
    bool operator==(const RetryHints &) const = default;
};

/// `wallNow` is used only for an HTTP date in a reply without `Date`.
RetryHints readRetryHints(const Headers &headers, std::chrono::system_clock::time_point wallNow);

/// What failed, as far as the decision needs it.
struct FailedAttempt {
    Error error;
    /// Beyond error.retryAfter: the override of the server.
    std::optional<bool> shouldRetry;
    /// 1 for the first attempt.
    int number = 1;
    /// Any text, reasoning or tool call has been handed on. Then another attempt would double it.
    bool contentShown = false;
};

struct RetryDecision {
    enum class Reason {
        Retry,        ///< try again after `wait`
        NotRetriable, ///< the same request would fail again
        ContentShown,
        ServerSaysNo, ///< x-should-retry: false
        AttemptsUsed,
        WaitTooLong,  ///< the server asks for more than kLongestSilentWait; a person decides
    };
    Reason reason = Reason::NotRetriable;
    std::chrono::milliseconds wait{0};

    bool retry() const { return reason == Reason::Retry; }
    bool operator==(const RetryDecision &) const = default;
};

/// The one retry rule of all providers.
///
/// Source for the numbers: the official OpenAI and Anthropic Python clients (2 extra attempts, 0.5 s × 2^n, cap 8 s,
/// jitter up to −25 %, statuses 408, 409, 429, 5xx), read in 2026.
class RetryPolicy {
public:
    static constexpr int kDefaultExtraAttempts = 2;
    static constexpr std::chrono::milliseconds kFirstWait{500};
    static constexpr std::chrono::milliseconds kLongestBackoff{8000};
    static constexpr std::chrono::milliseconds kLongestSilentWait{60000};

    /// `random` returns values in [0, 1); it is called once for each decision that waits.
    RetryPolicy(int extraAttempts, std::function<double()> random);

    RetryDecision decide(const FailedAttempt &attempt) const;

private:
    std::chrono::milliseconds backoff(int failedAttempts) const;

    int m_extraAttempts;
    std::function<double()> m_random;
};

/// True when the same request may succeed a little later: 408, 409, 429 (rate), 500, 502, 503, 504, 529, overloaded,
/// and connection troubles before the first byte.
bool isTransient(const Error &error);

/// Keeps many lanes from multiplying an outage: within the last kWindow, retries may be at most a tenth of the
/// requests, but kMinimum are always allowed. One object per provider. Not thread-safe.
class RetryBudget {
public:
    using Steady = std::chrono::steady_clock::time_point;
    static constexpr std::chrono::minutes kWindow{10};
    static constexpr std::size_t kMinimum = 10;

    /// Counts a request's first attempt.
    void countRequest(Steady now);
    /// Takes one retry out of the budget; false when it is spent.
    bool takeRetry(Steady now);

private:
    void forgetOld(Steady now);

    std::deque<Steady> m_requests;
    std::deque<Steady> m_retries;
};

} // namespace lineup
