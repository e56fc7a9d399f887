#pragma once

#include "core/base/error.h"
#include "core/chat/chatrequest.h"

#include <nlohmann/json.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace lineup {

/// A JSON Schema for `json-schema=`: one JSON object. What a schema with a name and "strict" around it has inside (OpenAI's
/// form, {"name", "schema"}) is taken out. BadInput with `fileName` as subject.
Result<nlohmann::json> parseJsonSchema(std::string_view text, const std::string &fileName);

/// Tools for `tools=`: a JSON list, or an object with such a list as "tools". Each is {"name", "description", "parameters"}, or
/// the same as OpenAI ({"type": "function", "function": {…}}) or Anthropic ("input_schema") writes it. 128 at most. BadInput with
/// `fileName` as subject and the place of what is wrong.
Result<std::vector<ToolSpec>> parseTools(std::string_view text, const std::string &fileName);

} // namespace lineup
