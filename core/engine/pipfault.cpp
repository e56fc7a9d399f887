#include "core/engine/pipfault.h"

#include "core/base/text.h"
#include "core/engine/enginefault.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace lineup {

namespace {

using namespace std::string_view_literals;

struct Sign {
    std::string_view text;
    ErrorCode code;
    std::string_view word;
};

// In this order: the particular before the general. A proxy's refusal mentions a refused connection as well.
constexpr std::array kSigns{
    Sign{"No module named pip"sv, ErrorCode::EngineMissing, enginefault::kPipMissing},
    Sign{"No module named 'pip'"sv, ErrorCode::EngineMissing, enginefault::kPipMissing},
    Sign{"No space left on device"sv, ErrorCode::Storage, enginefault::kDiskFull},
    Sign{"Disk quota exceeded"sv, ErrorCode::Storage, enginefault::kDiskFull},
    Sign{"Read-only file system"sv, ErrorCode::Storage, enginefault::kReadOnly},
    Sign{"[Errno 13] Permission denied"sv, ErrorCode::Storage, enginefault::kReadOnly},
    Sign{"DO NOT MATCH THE HASHES"sv, ErrorCode::BadReply, enginefault::kHashMismatch},
    Sign{"ProxyError"sv, ErrorCode::Proxy, "proxy"sv},
    Sign{"Proxy Authentication Required"sv, ErrorCode::Proxy, "proxy"sv},
    Sign{"CERTIFICATE_VERIFY_FAILED"sv, ErrorCode::Tls, "certificate"sv},
    Sign{"SSLError"sv, ErrorCode::Tls, "tls"sv},
    Sign{"Temporary failure in name resolution"sv, ErrorCode::NameUnknown, "name-unknown"sv},
    Sign{"Name or service not known"sv, ErrorCode::NameUnknown, "name-unknown"sv},
    Sign{"No address associated with hostname"sv, ErrorCode::NameUnknown, "name-unknown"sv},
    Sign{"NameResolutionError"sv, ErrorCode::NameUnknown, "name-unknown"sv},
    Sign{"Connection refused"sv, ErrorCode::ConnectionRefused, "connection-refused"sv},
    Sign{"ReadTimeoutError"sv, ErrorCode::Unreachable, "timed-out"sv},
    Sign{"ConnectTimeoutError"sv, ErrorCode::Unreachable, "timed-out"sv},
    Sign{"Read timed out"sv, ErrorCode::Unreachable, "timed-out"sv},
    Sign{"Network is unreachable"sv, ErrorCode::Unreachable, "unreachable"sv},
    Sign{"No route to host"sv, ErrorCode::Unreachable, "unreachable"sv},
    Sign{"NewConnectionError"sv, ErrorCode::Unreachable, "unreachable"sv},
    Sign{"Connection broken"sv, ErrorCode::Unreachable, "connection-cut"sv},
    Sign{"connection broken"sv, ErrorCode::Unreachable, "connection-cut"sv},
    Sign{"ConnectionResetError"sv, ErrorCode::Unreachable, "connection-cut"sv},
    Sign{"401 Client Error"sv, ErrorCode::Unauthorized, "mirror-401"sv},
    Sign{"403 Client Error"sv, ErrorCode::Forbidden, "mirror-403"sv},
    Sign{"500 Server Error"sv, ErrorCode::ProviderDown, "mirror-5xx"sv},
    Sign{"502 Server Error"sv, ErrorCode::ProviderDown, "mirror-5xx"sv},
    Sign{"503 Server Error"sv, ErrorCode::ProviderDown, "mirror-5xx"sv},
    Sign{"No matching distribution found"sv, ErrorCode::EngineMissing, enginefault::kNotOffered},
    Sign{"Could not find a version"sv, ErrorCode::EngineMissing, enginefault::kNotOffered},
};

constexpr std::size_t kDetailBytes = 300;
constexpr std::size_t kExcerptLines = 20;
constexpr std::size_t kExcerptBytes = 4096;

} // namespace

Error classifyPipFailure(const std::vector<std::string> &log, int exitCode, std::string subject)
{
    Error error = engineError(ErrorCode::BadReply, enginefault::kExited,
                              "pip ended with code " + std::to_string(exitCode), std::move(subject));
    for (const Sign &sign : kSigns) {
        const auto line = std::find_if(log.begin(), log.end(), [&](const std::string &l) { return l.find(sign.text) != std::string::npos; });
        if (line == log.end())
            continue;
        error.code = sign.code;
        error.providerCode = std::string(sign.word);
        error.detail = std::string(utf8Prefix(*line, kDetailBytes));
        break;
    }
    const std::size_t from = log.size() > kExcerptLines ? log.size() - kExcerptLines : 0;
    for (std::size_t i = from; i < log.size(); ++i)
        error.excerpt += log[i] + '\n';
    error.excerpt = std::string(utf8Prefix(error.excerpt, kExcerptBytes));
    return error;
}

} // namespace lineup
