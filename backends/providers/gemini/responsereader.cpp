#include "backends/providers/gemini/responsereader.h"

#include "backends/chat/markedsurrogates.h"
#include "backends/providers/gemini/geminierror.h"
#include "backends/providers/wire/reading.h"

#include <algorithm>
#include <array>

namespace lineup::gemini {

namespace {

using nlohmann::json;

/// Refuses an answer that opens calls without end.
constexpr int kMaxToolCalls = 128;

bool isOneOf(std::string_view word, std::initializer_list<std::string_view> words)
{
    return std::ranges::find(words, word) != words.end();
}

const json *firstCandidate(const json &response)
{
    const json *candidates = findArray(response, "candidates");
    if (!candidates)
        return nullptr;
    const auto first = std::ranges::find_if(*candidates, [](const json &each) { return each.is_object() && findInt(each, "index").value_or(0) == 0; });
    return first == candidates->end() ? nullptr : &*first;
}

FilterReport filterOf(const json &ratings, bool isOfPrompt)
{
    FilterReport report;
    report.isOfPrompt = isOfPrompt;
    for (const json &rating : ratings) {
        const std::string category = wire::stringOf(rating, "category");
        if (!category.empty())
            report.categories.push_back({category, wire::stringOf(rating, "probability"), findBool(rating, "blocked").value_or(false)});
    }
    return report;
}

std::optional<TokenLogprobs::Choice> choiceOf(const json &candidate)
{
    const std::string *token = findString(candidate, "token");
    const auto logprob = findDouble(candidate, "logProbability");
    if (!token || !logprob)
        return std::nullopt;
    return TokenLogprobs::Choice{sanitizeUtf8(*token), std::min(*logprob, 0.0)};
}

/// Source: generative_service.proto, LogprobsResult: two lists of the same length.
TokenLogprobs logprobsOf(const json &result)
{
    TokenLogprobs logprobs;
    const json *chosen = findArray(result, "chosenCandidates");
    const json *top = findArray(result, "topCandidates");
    for (std::size_t i = 0; chosen && i < chosen->size(); ++i) {
        const auto choice = choiceOf((*chosen)[i]);
        if (!choice)
            continue;
        TokenLogprobs::Token token;
        token.token = choice->token;
        token.logprob = choice->logprob;
        const json *others = top && i < top->size() ? findArray((*top)[i], "candidates") : nullptr;
        for (const json &each : others ? *others : json::array()) {
            if (auto other = choiceOf(each))
                token.top.push_back(*std::move(other));
        }
        logprobs.tokens.push_back(std::move(token));
    }
    return logprobs;
}

/// Members that say nothing beyond the text and what is read of it.
bool isOrdinaryOfResponse(std::string_view key)
{
    return isOneOf(key, {"candidates", "usageMetadata", "modelVersion", "responseId", "createTime"});
}
bool isOrdinaryOfCandidate(std::string_view key)
{
    return isOneOf(key, {"content", "index", "safetyRatings", "logprobsResult", "avgLogprobs"});
}

template <class Predicate>
bool hasOnly(const json &object, Predicate isOrdinary)
{
    return std::ranges::all_of(object.items(), [&](const auto &member) { return member.value().is_null() || isOrdinary(member.key()); });
}

} // namespace

std::optional<Outcome> outcomeOfFinishReason(const std::string &reason)
{
    if (reason == "STOP")
        return Outcome::Finished;
    if (reason == "MAX_TOKENS")
        return Outcome::Length;
    // Of imitations; the service says STOP.
    if (reason == "FUNCTION_CALL")
        return Outcome::ToolCall;
    if (isOneOf(reason, {"SAFETY", "RECITATION", "BLOCKLIST", "PROHIBITED_CONTENT", "SPII", "IMAGE_SAFETY", "IMAGE_PROHIBITED_CONTENT", "IMAGE_RECITATION"}))
        return Outcome::Filtered;
    return std::nullopt;
}

std::optional<Usage> usageOf(const json &response)
{
    const json *counts = findObject(response, "usageMetadata");
    if (!counts)
        return std::nullopt;
    Usage usage;
    if (const auto prompt = findInt(*counts, "promptTokenCount"))
        usage.input = *prompt + findInt(*counts, "toolUsePromptTokenCount").value_or(0);
    usage.cachedInput = findInt(*counts, "cachedContentTokenCount");
    usage.reasoning = findInt(*counts, "thoughtsTokenCount");
    const auto candidates = findInt(*counts, "candidatesTokenCount");
    if (candidates || usage.reasoning)
        usage.output = candidates.value_or(0) + usage.reasoning.value_or(0);
    return usage.isKnown() ? std::optional(usage) : std::nullopt;
}

Result<void> ResponseReader::read(std::string_view data, chat::ReplyEvents &out)
{
    const auto root = chat::parseWithHalves(data);
    if (!root)
        return Unexpected{root.error()};
    if (!root->is_array())
        return readOne(*root, out);
    for (const Json &each : *root) {
        if (auto taken = readOne(each, out); !taken)
            return taken;
    }
    return {};
}

Result<void> ResponseReader::readOne(const Json &response, chat::ReplyEvents &out)
{
    if (!response.is_object())
        return makeError(ErrorCode::BadReply, "a part of the reply is not a JSON object");
    if (findValue(response, "error")) {
        reportUsage(out);
        return Unexpected{errorOfReply(wire::failureInStream(dumpJson(response)))};
    }
    const bool isNews = noteStart(response, out);
    if (const auto usage = usageOf(response))
        m_usage = usage;
    const Json *candidate = firstCandidate(response);
    const bool isOrdinary = !candidate || readCandidate(*candidate, out);
    if (m_calls > kMaxToolCalls)
        return makeError(ErrorCode::TooLarge, "the answer calls more than 128 tools");
    if (isNews || !isOrdinary || !hasOnly(response, isOrdinaryOfResponse))
        out.add(Envelope{dumpJson(response)});
    if (candidate) {
        if (auto finished = readFinish(*candidate, out); !finished)
            return finished;
    }
    const Json *feedback = findObject(response, "promptFeedback");
    auto passed = feedback ? readFeedback(*feedback, out) : Result<void>();
    if (!passed)
        reportUsage(out);
    return passed;
}

bool ResponseReader::noteStart(const Json &response, chat::ReplyEvents &out)
{
    const bool isResponse = response.contains("candidates") || response.contains("usageMetadata") || response.contains("promptFeedback");
    if (!isResponse)
        return false;
    const std::string id = wire::stringOf(response, "responseId");
    const std::string model = wire::stringOf(response, "modelVersion");
    const bool isNews = !m_hasStarted || (!id.empty() && id != m_id) || (!model.empty() && model != m_model);
    m_hasStarted = true;
    if (!isNews)
        return false;
    m_id = id.empty() ? m_id : id;
    m_model = model.empty() ? m_model : model;
    out.add(ReplyStarted{id, model, {}});
    return true;
}

bool ResponseReader::readCandidate(const Json &candidate, chat::ReplyEvents &out)
{
    bool isOrdinary = hasOnly(candidate, isOrdinaryOfCandidate);
    const Json *content = findObject(candidate, "content");
    const Json *parts = content ? findArray(*content, "parts") : nullptr;
    for (const Json &part : parts ? *parts : Json::array())
        isOrdinary = readPart(part, out) && isOrdinary;
    if (const Json *result = findObject(candidate, "logprobsResult")) {
        if (TokenLogprobs logprobs = logprobsOf(*result); !logprobs.tokens.empty())
            out.add(std::move(logprobs));
    }
    return isOrdinary;
}

bool ResponseReader::readPart(const Json &part, chat::ReplyEvents &out)
{
    if (!part.is_object())
        return false;
    const Json *call = findObject(part, "functionCall");
    const bool isText = part.contains("text");
    if (call)
        readCall(*call, out);
    else if (isText && findBool(part, "thought").value_or(false))
        out.addReasoning(m_thoughtJoiner.take(wire::rawStringOf(part, "text")));
    else if (isText)
        out.addText(m_textJoiner.take(wire::rawStringOf(part, "text")));
    if (!wire::stringOf(part, "thoughtSignature").empty()) {
        Json item = part;
        // The text is kept as text already.
        if (!call) {
            for (const char *name : {"text", "inlineData"})
                item.erase(name);
            item["text"] = "";
        }
        out.add(ProviderItem{dumpJson(item)});
    }
    return isText || call;
}

void ResponseReader::readCall(const Json &call, chat::ReplyEvents &out)
{
    ToolCallDelta delta;
    delta.index = m_calls++;
    delta.id = wire::stringOf(call, "id");
    delta.name = wire::stringOf(call, "name");
    if (const Json *arguments = findObject(call, "args"); arguments && !arguments->empty())
        delta.arguments = dumpJson(*arguments);
    out.add(std::move(delta));
}

Result<void> ResponseReader::readFinish(const Json &candidate, chat::ReplyEvents &out)
{
    const std::string reason = wire::stringOf(candidate, "finishReason");
    const Json *ratings = findArray(candidate, "safetyRatings");
    if (ratings) {
        FilterReport report = filterOf(*ratings, false);
        const bool isBlocked = std::ranges::any_of(report.categories, &FilterReport::Category::isBlocked);
        // They come with every piece of the answer: once is enough, unless one of them stops it.
        if (!report.categories.empty() && (isBlocked || !reason.empty()))
            out.add(std::move(report));
    }
    if (reason.empty() || reason == "FINISH_REASON_UNSPECIFIED")
        return {};
    reportUsage(out);
    const auto meaning = outcomeOfFinishReason(reason);
    if (!meaning) {
        Error error;
        error.code = ErrorCode::ProviderDown;
        error.detail = "the service ended the answer with the reason \"" + reason + '"';
        error.providerCode = reason;
        if (const std::string message = wire::stringOf(candidate, "finishMessage"); !message.empty())
            error.providerMessage = std::string(utf8Prefix(message, 1000));
        return Unexpected{error};
    }
    m_finish = meaning;
    out.add(FinishNoted{*meaning, reason});
    return {};
}

Result<void> ResponseReader::readFeedback(const Json &feedback, chat::ReplyEvents &out) const
{
    const std::string reason = wire::stringOf(feedback, "blockReason");
    const bool isBlocked = !reason.empty() && reason != "BLOCK_REASON_UNSPECIFIED";
    const Json *ratings = findArray(feedback, "safetyRatings");
    FilterReport report = filterOf(ratings ? *ratings : Json::array(), true);
    // Lists and other reasons have no rating of their own.
    if (isBlocked && std::ranges::none_of(report.categories, &FilterReport::Category::isBlocked))
        report.categories.push_back({reason, {}, true});
    if (!report.categories.empty())
        out.add(std::move(report));
    if (!isBlocked)
        return {};
    Error error;
    error.code = ErrorCode::ContentFiltered;
    error.detail = "the prompt was blocked with the reason \"" + reason + '"';
    error.providerCode = reason;
    if (const std::string message = wire::stringOf(feedback, "blockReasonMessage"); !message.empty())
        error.providerMessage = std::string(utf8Prefix(message, 1000));
    return Unexpected{error};
}

void ResponseReader::reportUsage(chat::ReplyEvents &out)
{
    if (m_usage)
        out.add(UsageReport{*m_usage});
    m_usage.reset();
}

void ResponseReader::finish(chat::ReplyEvents &out)
{
    out.addReasoning(m_thoughtJoiner.finish());
    out.addText(m_textJoiner.finish());
    reportUsage(out);
}

std::optional<Outcome> ResponseReader::outcome() const
{
    return m_finish == Outcome::Finished && m_calls > 0 ? Outcome::ToolCall : m_finish;
}

} // namespace lineup::gemini
