#include "backends/providers/ollama/ollamaembed.h"

#include "core/base/json.h"

#include <algorithm>

namespace lineup::ollama {

namespace {

using nlohmann::json;

/// Nothing for what is no vector.
std::optional<std::vector<float>> vectorOf(const json &list)
{
    if (!list.is_array() || list.empty())
        return std::nullopt;
    std::vector<float> vector;
    vector.reserve(list.size());
    for (const json &value : list) {
        if (!value.is_number())
            return std::nullopt;
        vector.push_back(value.get<float>());
    }
    return vector;
}

} // namespace

std::string embedBody(const std::string &model, const std::vector<std::string> &texts)
{
    return dumpJson({{"model", model}, {"input", texts}, {"truncate", false}});
}

Result<Embeddings> embeddingsIn(std::string_view body, std::size_t texts)
{
    const auto root = parseJson(body, kReplyJsonDepth, ErrorCode::BadReply);
    if (!root)
        return Unexpected{root.error()};
    const json *list = findArray(*root, "embeddings");
    if (!list)
        return makeError(ErrorCode::BadReply, "the reply holds no embeddings");
    Embeddings embeddings;
    embeddings.inputTokens = findInt(*root, "prompt_eval_count");
    for (const json &item : *list) {
        auto vector = vectorOf(item);
        if (!vector || (!embeddings.vectors.empty() && vector->size() != embeddings.vectors.front().size()))
            return makeError(ErrorCode::BadReply, "the vectors of the reply are no vectors of one length");
        embeddings.vectors.push_back(*std::move(vector));
    }
    if (embeddings.vectors.size() != texts)
        return makeError(ErrorCode::BadReply, "the reply has another number of vectors than there were texts");
    return embeddings;
}

} // namespace lineup::ollama
