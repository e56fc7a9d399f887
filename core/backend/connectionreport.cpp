#include "core/backend/connectionreport.h"

#include <array>
#include <utility>

namespace lineup {

namespace {

constexpr std::array<std::string_view, 7> kHopNames{"proxy", "name", "connect", "tls", "http", "key", "model"};
constexpr std::array<std::string_view, 4> kStateNames{"passed", "failed", "not reached", "not checked"};

/// Of a hop that was passed: whether the request had to take it.
bool isNeeded(Hop hop, const ConnectionReport &report, bool provesKey, bool provesModel)
{
    switch (hop) {
    case Hop::Proxy: return report.isProxied;
    case Hop::Tls: return report.isSecure;
    case Hop::Key: return provesKey && report.sendsKey;
    case Hop::Model: return provesModel;
    case Hop::Name:
    case Hop::Connect:
    case Hop::Http: return true;
    }
    return true;
}

std::optional<std::chrono::microseconds> timeOf(Hop hop, const ConnectionReport &report)
{
    switch (hop) {
    case Hop::Name: return report.name;
    case Hop::Connect: return report.connect;
    case Hop::Tls: return report.tls;
    case Hop::Http: return report.answer;
    default: return std::nullopt;
    }
}

} // namespace

std::string_view hopName(Hop hop)
{
    return kHopNames.at(static_cast<std::size_t>(hop));
}

std::string_view hopStateName(HopResult::State state)
{
    return kStateNames.at(static_cast<std::size_t>(state));
}

std::optional<Hop> hopOf(const Error &error)
{
    switch (error.code) {
    case ErrorCode::Offline:
    case ErrorCode::BadInput:
    case ErrorCode::Storage:
    case ErrorCode::EngineMissing:
    case ErrorCode::EngineModelBad:
    case ErrorCode::EngineOutOfMemory:
    case ErrorCode::EngineCrashed: return std::nullopt;
    case ErrorCode::Proxy: return Hop::Proxy;
    case ErrorCode::NameUnknown: return Hop::Name;
    case ErrorCode::ConnectionRefused:
    case ErrorCode::Unreachable: return Hop::Connect;
    case ErrorCode::Tls: return Hop::Tls;
    case ErrorCode::Timeout: return error.timeoutPhase == TimeoutPhase::Connect ? Hop::Connect : Hop::Http;
    case ErrorCode::KeyMissing:
    case ErrorCode::Unauthorized:
    case ErrorCode::Forbidden:
    case ErrorCode::Quota: return Hop::Key;
    case ErrorCode::ModelGone: return Hop::Model;
    case ErrorCode::RedirectRefused:
    case ErrorCode::RateLimited:
    case ErrorCode::ProviderDown:
    case ErrorCode::BadRequest:
    case ErrorCode::ContextTooLong:
    case ErrorCode::ContentFiltered:
    case ErrorCode::BadReply:
    case ErrorCode::StreamCut:
    case ErrorCode::TooLarge: return Hop::Http;
    }
    return std::nullopt;
}

std::vector<HopResult> hopsOf(const ConnectionReport &report, bool provesKey, bool provesModel)
{
    using State = HopResult::State;
    const std::optional<Hop> failed = report.error ? hopOf(*report.error) : std::nullopt;
    // A key that is missing is found before anything is sent, and so is what cannot be sent at all.
    const bool wasSent = report.wasAsked && (!report.error || (failed && report.error->code != ErrorCode::KeyMissing));
    std::vector<HopResult> hops;
    for (int i = 0; i <= static_cast<int>(Hop::Model); ++i) {
        const auto hop = static_cast<Hop>(i);
        HopResult result{hop, State::NotReached, std::nullopt};
        if (failed == hop)
            result.state = State::Failed;
        else if (wasSent && (!failed || hop < *failed))
            result.state = isNeeded(hop, report, provesKey || failed == Hop::Model, provesModel) ? State::Passed : State::NotChecked;
        if (result.state == State::Passed || result.state == State::Failed)
            result.took = timeOf(hop, report);
        hops.push_back(result);
    }
    return hops;
}

} // namespace lineup
