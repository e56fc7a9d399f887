#pragma once

#include "core/base/secret.h"
#include "core/net/headers.h"

#include <chrono>
#include <string>
#include <string_view>

namespace lineup::bedrock {

/// Who signs.
struct AwsCredentials {
    std::string accessKeyId;
    Secret secretKey;
    Secret sessionToken; ///< empty = none; with one, it is signed too and sent as X-Amz-Security-Token
};

/// What is signed.
struct SignedCall {
    std::string method;
    std::string path;  ///< as on the wire, "/" at least
    std::string query; ///< as on the wire, percent-encoded, without '?'
    Headers headers;   ///< these and no others are signed; "host" has to be one of them
    std::string_view body;
};

/// "20261125T083000Z".
std::string amzDate(std::chrono::system_clock::time_point time);

/// The canonical request. The path is encoded once more than on the wire, as every service but S3 wants it; it is not
/// normalised: no call of ours has dots or doubled slashes.
std::string canonicalRequest(const SignedCall &call);

/// What stands behind "AWS4-HMAC-SHA256 " in the Authorization header: Credential, SignedHeaders, Signature. `date` as
/// amzDate(), which has to be signed as the header x-amz-date.
/// Source: AWS General Reference, "Create a signed AWS API request" (Signature Version 4).
std::string awsSignature(const SignedCall &call, const AwsCredentials &credentials, std::string_view region, std::string_view service,
                         std::string_view date);

} // namespace lineup::bedrock
