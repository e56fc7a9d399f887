#pragma once

#include "core/base/error.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lineup::ollama {

/// Vectors of texts.
struct Embeddings {
    std::vector<std::vector<float>> vectors; ///< one for each text, in their order; all of one length
    std::optional<std::int64_t> inputTokens; ///< of all texts together
    bool operator==(const Embeddings &) const = default;
};

/// The body of POST /api/embed. A text that is too long is refused, not cut (`truncate: false`).
/// Source: Ollama docs/api.md, "Generate embeddings".
std::string embedBody(const std::string &model, const std::vector<std::string> &texts);

/// A reply to it for that many texts. BadReply for another number of vectors, vectors of several lengths or without a number,
/// and for what is no such reply.
Result<Embeddings> embeddingsIn(std::string_view body, std::size_t texts);

} // namespace lineup::ollama
