#include "backends/providers/openai/responsesusage.h"

#include "backends/chat/errorclassifier.h"
#include "backends/providers/wire/reading.h"
#include "core/base/json.h"

#include <algorithm>

namespace lineup::openai {

namespace {

using nlohmann::json;

TokenLogprobs::Choice choiceOf(const json &entry)
{
    return {wire::stringOf(entry, "token"), std::min(findDouble(entry, "logprob").value_or(0.0), 0.0)};
}

} // namespace

std::optional<Usage> responsesUsage(const json &response)
{
    const json *usage = findObject(response, "usage");
    if (!usage)
        return std::nullopt;
    Usage result;
    result.input = findInt(*usage, "input_tokens");
    result.output = findInt(*usage, "output_tokens");
    if (const json *details = findObject(*usage, "input_tokens_details")) {
        result.cachedInput = findInt(*details, "cached_tokens");
        result.cacheWrite = findInt(*details, "cache_write_tokens");
    }
    if (const json *details = findObject(*usage, "output_tokens_details"))
        result.reasoning = findInt(*details, "reasoning_tokens");
    return result.isKnown() ? std::optional(result) : std::nullopt;
}

TokenLogprobs logprobsIn(const json &holder)
{
    TokenLogprobs result;
    const json *entries = findArray(holder, "logprobs");
    if (!entries)
        return result;
    for (const json &entry : *entries) {
        if (!entry.is_object() || !findDouble(entry, "logprob"))
            continue;
        TokenLogprobs::Token token;
        static_cast<TokenLogprobs::Choice &>(token) = choiceOf(entry);
        if (const json *others = findArray(entry, "top_logprobs")) {
            for (const json &other : *others)
                token.top.push_back(choiceOf(other));
        }
        result.tokens.push_back(std::move(token));
    }
    return result;
}

std::optional<FinishNoted> finishOf(const json &response, std::optional<std::int64_t> maxTokens)
{
    const std::string status = wire::stringOf(response, "status");
    if (status == "incomplete") {
        const json *details = findObject(response, "incomplete_details");
        const std::string reason = details ? wire::stringOf(*details, "reason") : std::string();
        return FinishNoted{reason == "content_filter" ? Outcome::Filtered : Outcome::Length, reason.empty() ? status : reason};
    }
    if (status != "completed")
        return std::nullopt;
    const json *usage = findObject(response, "usage");
    const auto output = usage ? findInt(*usage, "output_tokens") : std::nullopt;
    const bool isCut = maxTokens && output && *output >= *maxTokens;
    return FinishNoted{isCut ? Outcome::Length : Outcome::Finished, status};
}

Error responsesError(const json &holder)
{
    const std::string body = dumpJson(holder);
    Error error = chat::classify(wire::failureInStream(body));
    // The words alone do not say whose fault it is. Source: OpenAI API reference, "ResponseErrorCode".
    const std::string code = error.providerCode.value_or("");
    if (code == "bio_policy" || code == "cyber_policy")
        error.code = ErrorCode::ContentFiltered;
    else if (code == "invalid_prompt" || code == "data_residency_mismatch" || code.find("image") != std::string::npos)
        error.code = ErrorCode::BadRequest;
    else if (code == "model_not_found")
        error.code = ErrorCode::ModelGone;
    return error;
}

} // namespace lineup::openai
