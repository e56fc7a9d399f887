#include "backends/chat/tokenlogprobs.h"

#include "core/base/json.h"
#include "core/base/text.h"

#include <algorithm>
#include <optional>

namespace lineup::chat {

namespace {

/// A vocabulary is not listed for one place.
constexpr std::size_t kMostAlternatives = 128;

std::optional<TokenLogprobs::Choice> choiceOf(const nlohmann::json &item)
{
    const std::string *token = findString(item, "token");
    const auto logprob = findDouble(item, "logprob");
    if (!token || !logprob)
        return std::nullopt;
    return TokenLogprobs::Choice{sanitizeUtf8(*token), std::min(*logprob, 0.0)};
}

} // namespace

TokenLogprobs tokenLogprobsOf(const nlohmann::json &list)
{
    TokenLogprobs logprobs;
    if (!list.is_array())
        return logprobs;
    for (const nlohmann::json &item : list) {
        const auto chosen = choiceOf(item);
        if (!chosen)
            continue;
        TokenLogprobs::Token token{*chosen, {}};
        if (const nlohmann::json *top = findArray(item, "top_logprobs")) {
            for (const nlohmann::json &other : *top) {
                if (const auto choice = choiceOf(other); choice && token.top.size() < kMostAlternatives)
                    token.top.push_back(*choice);
            }
        }
        logprobs.tokens.push_back(std::move(token));
    }
    return logprobs;
}

} // namespace lineup::chat
