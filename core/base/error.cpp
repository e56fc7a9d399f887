#include "core/base/error.h"

#include <array>

namespace lineup {

namespace {

template <class Enum>
struct Named {
    Enum value;
    std::string_view name;
};
// Clang 14 does not deduce the arguments of an aggregate by itself.
template <class Enum>
Named(Enum, std::string_view) -> Named<Enum>;

constexpr std::array kCodes{
    Named{ErrorCode::KeyMissing, "KeyMissing"},
    Named{ErrorCode::Unauthorized, "Unauthorized"},
    Named{ErrorCode::Forbidden, "Forbidden"},
    Named{ErrorCode::NameUnknown, "NameUnknown"},
    Named{ErrorCode::ConnectionRefused, "ConnectionRefused"},
    Named{ErrorCode::Unreachable, "Unreachable"},
    Named{ErrorCode::Proxy, "Proxy"},
    Named{ErrorCode::Tls, "Tls"},
    Named{ErrorCode::RedirectRefused, "RedirectRefused"},
    Named{ErrorCode::Quota, "Quota"},
    Named{ErrorCode::RateLimited, "RateLimited"},
    Named{ErrorCode::ProviderDown, "ProviderDown"},
    Named{ErrorCode::ModelGone, "ModelGone"},
    Named{ErrorCode::BadRequest, "BadRequest"},
    Named{ErrorCode::ContextTooLong, "ContextTooLong"},
    Named{ErrorCode::ContentFiltered, "ContentFiltered"},
    Named{ErrorCode::BadReply, "BadReply"},
    Named{ErrorCode::StreamCut, "StreamCut"},
    Named{ErrorCode::Timeout, "Timeout"},
    Named{ErrorCode::TooLarge, "TooLarge"},
    Named{ErrorCode::EngineMissing, "EngineMissing"},
    Named{ErrorCode::EngineModelBad, "EngineModelBad"},
    Named{ErrorCode::EngineOutOfMemory, "EngineOutOfMemory"},
    Named{ErrorCode::EngineCrashed, "EngineCrashed"},
    Named{ErrorCode::Storage, "Storage"},
    Named{ErrorCode::BadInput, "BadInput"},
    Named{ErrorCode::Offline, "Offline"},
};

constexpr std::array kPhases{
    Named{TimeoutPhase::Connect, "connect"},
    Named{TimeoutPhase::FirstByte, "firstByte"},
    Named{TimeoutPhase::Idle, "idle"},
    Named{TimeoutPhase::Content, "content"},
    Named{TimeoutPhase::Total, "total"},
};

template <class Table, class Enum>
std::string_view nameIn(const Table &table, Enum value)
{
    for (const auto &row : table) {
        if (row.value == value)
            return row.name;
    }
    return "";
}

template <class Enum, class Table>
std::optional<Enum> valueIn(const Table &table, std::string_view name)
{
    for (const auto &row : table) {
        if (row.name == name)
            return row.value;
    }
    return std::nullopt;
}

} // namespace

std::string_view errorCodeName(ErrorCode code)
{
    return nameIn(kCodes, code);
}

std::optional<ErrorCode> errorCodeFromName(std::string_view name)
{
    return valueIn<ErrorCode>(kCodes, name);
}

std::string_view timeoutPhaseName(TimeoutPhase phase)
{
    return nameIn(kPhases, phase);
}

std::optional<TimeoutPhase> timeoutPhaseFromName(std::string_view name)
{
    return valueIn<TimeoutPhase>(kPhases, name);
}

Unexpected<Error> makeError(ErrorCode code, std::string detail, std::string subject)
{
    Error error;
    error.code = code;
    error.detail = std::move(detail);
    error.subject = std::move(subject);
    return Unexpected<Error>{std::move(error)};
}

} // namespace lineup
