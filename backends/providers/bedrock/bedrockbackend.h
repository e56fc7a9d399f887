#pragma once

#include "backends/providers/provider.h"

namespace lineup::bedrock {

/// "bedrock": Amazon Bedrock. The key is a Bedrock API key (AWS_BEARER_TOKEN_BEDROCK); without one the credentials of
/// AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN sign each request. KeyMissing when there is neither.
Provider provider();

} // namespace lineup::bedrock
