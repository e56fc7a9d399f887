#pragma once

#include "core/base/error.h"

#include <curl/curl.h>

#include <string>
#include <string_view>

namespace lineup::net {

/// What is known about a transfer that libcurl gave up.
struct CurlFailure {
    CURLcode code = CURLE_OK;
    /// CURLOPT_ERRORBUFFER.
    std::string message;
    /// CURLINFO_OS_ERRNO.
    long systemError = 0;
    /// CURLINFO_HTTP_CONNECTCODE: a proxy's answer to CONNECT, 0 when there was none.
    long proxyStatus = 0;
    std::string host;
    std::string hostAndPort;
    bool wasConnected = false;
    bool headSeen = false;
    bool bodySeen = false;
};

/// The Error for a CURLcode other than CURLE_OK. A connection that went away after the head is a StreamCut whose detail
/// says whether bytes were missing, the last chunk was missing, or the connection was reset.
Error errorFromCurl(const CurlFailure &failure);

} // namespace lineup::net
