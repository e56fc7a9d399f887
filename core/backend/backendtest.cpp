#include "core/backend/backendtest.h"

#include <algorithm>

namespace lineup {

TestHop failedHop(const Error &error)
{
    switch (error.code) {
    case ErrorCode::Proxy: return TestHop::Proxy;
    case ErrorCode::NameUnknown: return TestHop::Name;
    case ErrorCode::ConnectionRefused:
    case ErrorCode::Unreachable:
    case ErrorCode::Offline: return TestHop::Connect;
    case ErrorCode::Tls: return TestHop::Tls;
    case ErrorCode::KeyMissing:
    case ErrorCode::Unauthorized:
    case ErrorCode::Forbidden:
    case ErrorCode::Quota: return TestHop::Key;
    case ErrorCode::ModelGone: return TestHop::Models;
    case ErrorCode::Timeout: return error.timeoutPhase == TimeoutPhase::Connect ? TestHop::Connect : TestHop::Answer;
    default: return TestHop::Answer;
    }
}

std::vector<TestHop> hopsTo(const std::string &baseUrl, bool hasProxy, bool needsKey)
{
    std::vector<TestHop> hops;
    if (hasProxy)
        hops.push_back(TestHop::Proxy);
    hops.push_back(TestHop::Name);
    hops.push_back(TestHop::Connect);
    if (!baseUrl.starts_with("http://"))
        hops.push_back(TestHop::Tls);
    hops.push_back(TestHop::Answer);
    if (needsKey)
        hops.push_back(TestHop::Key);
    hops.push_back(TestHop::Models);
    return hops;
}

std::vector<TestStep> stepsOf(const std::vector<TestHop> &hops, const std::optional<Error> &error)
{
    std::vector<TestStep> steps;
    for (const TestHop hop : hops)
        steps.push_back({hop, TestStep::State::Passed, std::nullopt, {}});
    if (!error)
        return steps;
    // A stretch that is not on this way (a key that nobody needs) failed where the way goes on behind it.
    auto failed = std::ranges::find_if(steps, [hop = failedHop(*error)](const TestStep &step) { return step.hop >= hop; });
    if (failed == steps.end())
        --failed;
    // No key was there to go with: nothing was sent, so that nothing else is known either.
    const bool wasSent = error->code != ErrorCode::KeyMissing && error->code != ErrorCode::BadInput && error->code != ErrorCode::Offline;
    for (auto step = steps.begin(); step != steps.end(); ++step) {
        if (step == failed)
            step->state = TestStep::State::Failed;
        else if (step > failed || !wasSent)
            step->state = TestStep::State::NotTried;
    }
    return steps;
}

} // namespace lineup
