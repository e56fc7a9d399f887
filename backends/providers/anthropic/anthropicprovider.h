#pragma once

#include "backends/providers/provider.h"

namespace lineup::anthropic {

/// "anthropic": the Messages API of Anthropic, and of servers that speak it. A key goes into `x-api-key`; an access token (one that
/// begins with "sk-ant-oat", the one of ANTHROPIC_AUTH_TOKEN, or any with the option auth=bearer) goes as a bearer token. On this
/// computer it works without a key as well.
Provider provider();

} // namespace lineup::anthropic
