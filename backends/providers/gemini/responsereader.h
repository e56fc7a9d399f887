#pragma once

#include "backends/chat/deltatext.h"
#include "backends/chat/replyevents.h"
#include "core/base/error.h"

#include <nlohmann/json.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace lineup::gemini {

/// What a finish reason means: nothing for those that say that something went wrong, and for unknown ones.
/// Source: google/ai/generativelanguage/v1beta/generative_service.proto, Candidate.FinishReason.
std::optional<Outcome> outcomeOfFinishReason(const std::string &reason);

/// `usageMetadata`: thoughts are counted beside the candidates and what tools add beside the prompt; both are put in. Nothing
/// when no count is there. Source: generative_service.proto, UsageMetadata.
std::optional<Usage> usageOf(const nlohmann::json &response);

/// Turns each GenerateContentResponse of an answer into neutral events. Only the first candidate is read. The usage of the last
/// response is reported once, at the finish or at the end.
class ResponseReader {
public:
    /// One response, or an array of them. Errors: BadReply for what is not JSON, ContentFiltered for a blocked prompt,
    /// ProviderDown for a finish reason that says that something went wrong, anything for an `error`.
    Result<void> read(std::string_view data, chat::ReplyEvents &out);
    /// What was held back.
    void finish(chat::ReplyEvents &out);

    bool hasStarted() const { return m_hasStarted; }
    bool hasFinish() const { return m_finish.has_value(); }
    std::optional<Outcome> outcome() const;

private:
    using Json = nlohmann::json;

    Result<void> readOne(const Json &response, chat::ReplyEvents &out);
    bool noteStart(const Json &response, chat::ReplyEvents &out);
    /// True when the candidate holds nothing beyond text.
    bool readCandidate(const Json &candidate, chat::ReplyEvents &out);
    bool readPart(const Json &part, chat::ReplyEvents &out);
    void readCall(const Json &call, chat::ReplyEvents &out);
    Result<void> readFinish(const Json &candidate, chat::ReplyEvents &out);
    Result<void> readFeedback(const Json &feedback, chat::ReplyEvents &out) const;
    void reportUsage(chat::ReplyEvents &out);

    chat::SurrogateJoiner m_textJoiner;
    chat::SurrogateJoiner m_thoughtJoiner;
    std::string m_id;
    std::string m_model;
    std::optional<Usage> m_usage; ///< not reported yet
    std::optional<Outcome> m_finish;
    int m_calls = 0;
    bool m_hasStarted = false;
};

} // namespace lineup::gemini
