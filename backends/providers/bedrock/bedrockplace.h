#pragma once

#include "core/base/error.h"

#include <string>
#include <string_view>
#include <vector>

namespace lineup::bedrock {

/// Where one region's Bedrock is. URLs have no slash at the end.
struct BedrockPlace {
    std::string region;
    std::string runtimeUrl; ///< answers
    std::string controlUrl; ///< lists models
    std::vector<std::string> notes;
};

/// `baseUrl`: "" for AWS's own address of the region, else an override (a VPC endpoint, a proxy, a test server); a pasted
/// "/model…" and slashes at the end are taken off. `region`: "" = the one in the address; BadInput when neither says one.
/// An override whose host begins with "bedrock-runtime" has its control plane where "bedrock" stands instead; any other serves
/// both.
/// Source: AWS General Reference, "Amazon Bedrock endpoints and quotas".
Result<BedrockPlace> bedrockPlace(std::string_view baseUrl, std::string_view region);

} // namespace lineup::bedrock
