#pragma once

#include "core/ports/chatbackend.h"

#include <string_view>
#include <vector>

namespace lineup::ollama {

/// The models in a reply to GET /api/tags, in the server's order. Newer servers say the window and what a model can do
/// already here. BadReply when it is no such list.
Result<std::vector<ListedModel>> modelsIn(std::string_view body);

/// A reply to POST /api/show: window from `model_info["<architecture>.context_length"]`, abilities from `capabilities`. The
/// id is empty. BadReply when it is no object.
/// Source: Ollama docs/api.md, "Show model information"; types/model/capability.go.
Result<ListedModel> descriptionIn(std::string_view body);

} // namespace lineup::ollama
