#pragma once

#include "core/chat/message.h"

#include <nlohmann/json.hpp>

#include <string>

namespace lineup::openaicompatible {

// Pieces that Chat Completions and Responses write alike.

/// "data:image/png;base64,…". Source: RFC 2397.
std::string dataUrl(const ImageBlock &image);

/// True when the schema can be kept to strictly: all objects in it list every property as required and take no others, and
/// nothing stands in it that strict mode refuses. Source: OpenAI, "Structured outputs", supported schemas.
bool allowsStrict(const nlohmann::json &schema);

/// A name as the API wants it, made of the schema's title: 1 to 64 characters of A-Z a-z 0-9 _ -; "answer" without one.
std::string schemaName(const nlohmann::json &schema);

} // namespace lineup::openaicompatible
