#include "backends/net/curlerror.h"

#include <cerrno>

namespace lineup::net {

namespace {

TimeoutPhase phaseOf(const CurlFailure &failure)
{
    if (!failure.wasConnected)
        return TimeoutPhase::Connect;
    return failure.bodySeen ? TimeoutPhase::Idle : TimeoutPhase::FirstByte;
}

ErrorCode connectCode(const CurlFailure &failure)
{
    // libcurl names the machine it could not reach; when that is not ours, it is the proxy.
    if (failure.message.find(failure.host) == std::string::npos && !failure.message.empty())
        return ErrorCode::Proxy;
    return failure.systemError == ECONNREFUSED ? ErrorCode::ConnectionRefused : ErrorCode::Unreachable;
}

/// The connection went away while it was in use.
ErrorCode lostCode(const CurlFailure &failure)
{
    return failure.headSeen ? ErrorCode::StreamCut : ErrorCode::Unreachable;
}

ErrorCode codeOf(const CurlFailure &failure)
{
    switch (failure.code) {
    case CURLE_COULDNT_RESOLVE_HOST:
        return ErrorCode::NameUnknown;
    case CURLE_COULDNT_RESOLVE_PROXY:
    case CURLE_PROXY:
        return ErrorCode::Proxy;
    case CURLE_COULDNT_CONNECT:
    case CURLE_INTERFACE_FAILED:
        return connectCode(failure);
    case CURLE_OPERATION_TIMEDOUT:
        return ErrorCode::Timeout;
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_SSL_ENGINE_NOTFOUND:
    case CURLE_SSL_ENGINE_SETFAILED:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CIPHER:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_USE_SSL_FAILED:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_SHUTDOWN_FAILED:
    case CURLE_SSL_CRL_BADFILE:
    case CURLE_SSL_ISSUER_ERROR:
    case CURLE_SSL_PINNEDPUBKEYNOTMATCH:
    case CURLE_SSL_INVALIDCERTSTATUS:
        return ErrorCode::Tls;
    case CURLE_TOO_MANY_REDIRECTS:
        return ErrorCode::RedirectRefused;
    case CURLE_URL_MALFORMAT:
        return ErrorCode::BadInput;
    case CURLE_PARTIAL_FILE:
    case CURLE_GOT_NOTHING:
    case CURLE_SEND_ERROR:
    case CURLE_RECV_ERROR:
    case CURLE_HTTP2:
    case CURLE_HTTP2_STREAM:
        return lostCode(failure);
    default:
        return ErrorCode::BadReply;
    }
}

std::string detailOf(const CurlFailure &failure, ErrorCode code)
{
    std::string detail = failure.message.empty() ? std::string(curl_easy_strerror(failure.code)) : failure.message;
    if (code == ErrorCode::StreamCut) {
        if (failure.code == CURLE_PARTIAL_FILE)
            return "the connection was closed before the announced end of the reply: " + detail;
        return "the connection was reset in the middle of the reply: " + detail;
    }
    if (failure.code == CURLE_GOT_NOTHING)
        return "the server closed the connection without an answer";
    return detail + " (libcurl " + std::to_string(static_cast<int>(failure.code)) + ")";
}

} // namespace

Error errorFromCurl(const CurlFailure &failure)
{
    Error error;
    error.subject = failure.hostAndPort;
    error.code = codeOf(failure);
    if (failure.proxyStatus >= 300 && !failure.headSeen) {
        error.code = ErrorCode::Proxy;
        error.httpStatus = static_cast<int>(failure.proxyStatus);
    }
    error.detail = detailOf(failure, error.code);
    if (error.code == ErrorCode::Timeout)
        error.timeoutPhase = phaseOf(failure);
    return error;
}

} // namespace lineup::net
