#include "core/net/retrypolicy.h"

#include "core/net/httpdate.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace lineup {

namespace {

using std::chrono::milliseconds;

constexpr milliseconds kLongestHint = std::chrono::hours(24 * 365);

std::optional<double> decimal(std::string_view text)
{
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value) || value < 0)
        return std::nullopt;
    return value;
}

milliseconds clampedMilliseconds(double value)
{
    return milliseconds(std::llround(std::min(std::ceil(value), static_cast<double>(kLongestHint.count()))));
}

std::optional<milliseconds> waitUntil(std::string_view date, const Headers &headers,
                                      std::chrono::system_clock::time_point wallNow)
{
    const auto until = parseHttpDate(date);
    if (!until)
        return std::nullopt;
    const auto serverNow = parseHttpDate(headers.value("date"));
    const auto from = serverNow ? std::chrono::system_clock::time_point(*serverNow) : wallNow;
    const auto wait = std::chrono::duration_cast<milliseconds>(*until - from);
    return std::clamp(wait, milliseconds(0), kLongestHint);
}

} // namespace

RetryHints readRetryHints(const Headers &headers, std::chrono::system_clock::time_point wallNow)
{
    RetryHints hints;
    const std::string_view should = trimmed(headers.value("x-should-retry"));
    if (equalsIgnoringCase(should, "true"))
        hints.shouldRetry = true;
    else if (equalsIgnoringCase(should, "false"))
        hints.shouldRetry = false;

    if (const auto exact = decimal(trimmed(headers.value("retry-after-ms")))) {
        hints.retryAfter = clampedMilliseconds(*exact);
        return hints;
    }
    const std::string_view after = trimmed(headers.value("retry-after"));
    if (const auto seconds = decimal(after))
        hints.retryAfter = clampedMilliseconds(*seconds * 1000);
    else
        hints.retryAfter = waitUntil(after, headers, wallNow);
    return hints;
}

bool isTransient(const Error &error)
{
    switch (error.code) {
    case ErrorCode::RateLimited:
    case ErrorCode::NameUnknown:
    case ErrorCode::ConnectionRefused:
    case ErrorCode::Unreachable:
        return true;
    case ErrorCode::Timeout:
        return error.timeoutPhase == TimeoutPhase::Connect;
    case ErrorCode::ProviderDown: {
        // Without a status the server said it inside a 200 stream: as good as 529.
        const int status = error.httpStatus.value_or(529);
        return status < 300 || status == 408 || status == 409 || status == 500 || (status >= 502 && status <= 504)
            || status == 529;
    }
    case ErrorCode::BadRequest:
        return error.httpStatus == 408 || error.httpStatus == 409;
    case ErrorCode::Proxy:
        return error.httpStatus && *error.httpStatus >= 500;
    default:
        return false;
    }
}

RetryPolicy::RetryPolicy(int extraAttempts, std::function<double()> random)
    : m_extraAttempts(std::max(0, extraAttempts)), m_random(std::move(random))
{
}

RetryDecision RetryPolicy::decide(const FailedAttempt &attempt) const
{
    using Reason = RetryDecision::Reason;
    if (attempt.contentShown)
        return {Reason::ContentShown, {}};
    const bool isMoney = attempt.error.code == ErrorCode::Quota;
    const bool overruled = attempt.shouldRetry == true && attempt.error.httpStatus && !isMoney;
    if (!isTransient(attempt.error) && !overruled)
        return {Reason::NotRetriable, {}};
    if (attempt.shouldRetry == false)
        return {Reason::ServerSaysNo, {}};
    if (attempt.number > m_extraAttempts)
        return {Reason::AttemptsUsed, {}};
    const milliseconds asked = attempt.error.retryAfter.value_or(milliseconds(0));
    if (asked > kLongestSilentWait)
        return {Reason::WaitTooLong, {}};
    return {Reason::Retry, std::max(backoff(attempt.number), asked)};
}

milliseconds RetryPolicy::backoff(int failedAttempts) const
{
    // 2^5 × 0.5 s is above the cap already, so the shift stays small.
    const int doublings = std::clamp(failedAttempts - 1, 0, 5);
    const milliseconds full = std::min(kFirstWait * (1 << doublings), kLongestBackoff);
    const double jitter = 1.0 - 0.25 * std::clamp(m_random(), 0.0, 1.0);
    return milliseconds(std::llround(static_cast<double>(full.count()) * jitter));
}

void RetryBudget::forgetOld(Steady now)
{
    for (auto *stamps : {&m_requests, &m_retries}) {
        while (!stamps->empty() && now - stamps->front() > kWindow)
            stamps->pop_front();
    }
}

void RetryBudget::countRequest(Steady now)
{
    forgetOld(now);
    m_requests.push_back(now);
}

bool RetryBudget::takeRetry(Steady now)
{
    forgetOld(now);
    if (m_retries.size() >= std::max(kMinimum, m_requests.size() / 10))
        return false;
    m_retries.push_back(now);
    return true;
}

} // namespace lineup
