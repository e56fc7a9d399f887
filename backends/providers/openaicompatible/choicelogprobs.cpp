#include "backends/providers/openaicompatible/choicelogprobs.h"

#include "backends/chat/tokenlogprobs.h"
#include "core/base/json.h"
#include "core/base/text.h"

#include <algorithm>
#include <iterator>

namespace lineup::openaicompatible {

namespace {

using nlohmann::json;

double logprobOf(const json &value)
{
    return std::min(value.get<double>(), 0.0);
}

/// {"Yes": -0.25, "No": -1.5}, the likeliest first.
std::vector<TokenLogprobs::Choice> othersOf(const json &table)
{
    std::vector<TokenLogprobs::Choice> others;
    if (!table.is_object())
        return others;
    for (const auto &[token, value] : table.items()) {
        if (value.is_number())
            others.push_back({sanitizeUtf8(token), logprobOf(value)});
    }
    std::ranges::stable_sort(others, std::greater(), &TokenLogprobs::Choice::logprob);
    return others;
}

TokenLogprobs ofLists(const json &logprobs)
{
    TokenLogprobs all;
    const json *tokens = findArray(logprobs, "tokens");
    const json *values = findArray(logprobs, "token_logprobs");
    const json *others = findArray(logprobs, "top_logprobs");
    if (!tokens || !values)
        return all;
    for (std::size_t i = 0; i < std::min(tokens->size(), values->size()); ++i) {
        const json &token = (*tokens)[i];
        const json &value = (*values)[i];
        if (!token.is_string() || !value.is_number())
            continue;
        all.tokens.push_back({{sanitizeUtf8(token.get_ref<const std::string &>()), logprobOf(value)}, {}});
        if (others && i < others->size())
            all.tokens.back().top = othersOf((*others)[i]);
    }
    return all;
}

} // namespace

TokenLogprobs logprobsOfChoice(const json &choice, const json *part)
{
    const json *logprobs = findValue(choice, "logprobs");
    if (!logprobs)
        return {};
    if (logprobs->is_number()) {
        const std::string *text = part ? findString(*part, "content") : nullptr;
        if (!text || text->empty())
            return {};
        return {{{{sanitizeUtf8(*text), logprobOf(*logprobs)}, {}}}};
    }
    TokenLogprobs all = ofLists(*logprobs);
    for (const char *list : {"content", "refusal"}) {
        if (const json *items = findArray(*logprobs, list)) {
            TokenLogprobs more = chat::tokenLogprobsOf(*items);
            std::ranges::move(more.tokens, std::back_inserter(all.tokens));
        }
    }
    return all;
}

} // namespace lineup::openaicompatible
