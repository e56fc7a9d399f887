#pragma once

#include "backends/chat/chatprotocol.h"

#include <string>

namespace lineup::bedrock {

/// The id of this kind of backend, also in ProviderItemBlock.
inline constexpr const char *kProviderId = "bedrock";

/// "anthropic", "amazon", … of "eu.anthropic.claude-…", "anthropic.claude-…" or an ARN of either; "" when it cannot be seen.
std::string makerOf(std::string_view modelId);

/// A model id as one segment of a path: everything but unreserved characters is percent-encoded.
std::string modelSegment(std::string_view modelId);

/// The parameters of the request that cannot be said to its model.
std::vector<Parameter> notTaken(const ChatRequest &request);

/// The body of Converse and ConverseStream, which is one. What is not set is left out. What only some makers have goes into
/// additionalModelRequestFields under the maker's name for it; what none has is left out with a note (notTaken()). Empty text blocks, which
/// the service refuses, are left out. `extra` is merged last.
/// Source: Amazon Bedrock API reference, "Converse"; botocore bedrock-runtime service-2.json.
std::string converseBody(const ChatRequest &request, chat::Notes &notes);

/// The body of CountTokens for the same request.
std::string countBody(const ChatRequest &request);

} // namespace lineup::bedrock
