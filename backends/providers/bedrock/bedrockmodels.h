#pragma once

#include "backends/chat/chatprotocol.h"

#include <string>
#include <string_view>

namespace lineup::bedrock {

/// The page behind the foundation models: the inference profiles, through which many models are reached only.
inline constexpr const char *kProfilesPage = "profiles";

/// Path and query of one page of the list: "" = foundation models, kProfilesPage, or what ModelPage::next said.
struct ListPlace {
    std::string path;
    std::string query;
};
ListPlace listPlace(const std::string &page);

/// A reply to GET /foundation-models or GET /inference-profiles. Foundation models that answer only through a profile or on
/// bought capacity are left out: their own ids are refused. BadReply when it is neither list.
/// Source: Amazon Bedrock API reference, "ListFoundationModels", "ListInferenceProfiles".
Result<chat::ModelPage> modelPageOf(std::string_view body);

} // namespace lineup::bedrock
