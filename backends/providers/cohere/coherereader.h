#pragma once

#include "backends/chat/deltatext.h"
#include "backends/chat/ssereader.h"
#include "backends/chat/unframedjson.h"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <string>

namespace lineup::cohere {

/// What a finish reason means: nothing for ERROR and TIMEOUT; an unknown one counts as Finished and keeps its word.
/// Source: cohere-openapi.yaml, ChatFinishReason.
std::optional<Outcome> outcomeOfFinishReason(const std::string &reason);

/// `usage`: `tokens` is all that the model saw and wrote; without it what is billed. Nothing when no count is there.
std::optional<Usage> usageOf(const nlohmann::json &holder);

/// Reads a reply of POST /v2/chat, streamed or whole.
///
/// Source: cohere-openapi.yaml, StreamedChatResponseV2. Thinking and the plan for tools become reasoning; citations are kept as
/// envelopes. "message-end" is the terminator.
class CohereReader final : public chat::SseReader {
public:
    [[nodiscard]] Result<void> readWhole(std::string_view body, chat::ReplyEvents &out) override;
    bool hasStarted() const override { return m_hasStarted; }
    bool hasFinish() const override { return m_finish.has_value(); }
    bool isDone() const override { return m_isDone; }
    std::optional<Outcome> outcome() const override;

private:
    using Json = nlohmann::json;

    [[nodiscard]] Result<void> readEvent(const net::SseEvent &event, chat::ReplyEvents &out) override;
    void finishEvents(chat::ReplyEvents &out) override;
    Result<void> readNamed(const std::string &type, const Json &root, chat::ReplyEvents &out);
    void readContent(const Json &content, chat::ReplyEvents &out);
    void readPlan(const Json &message, chat::ReplyEvents &out);
    Result<void> openCall(std::int64_t index, const Json &call, chat::ReplyEvents &out);
    void readArguments(std::int64_t index, const Json &call, chat::ReplyEvents &out);
    void flush(chat::ReplyEvents &out);
    /// `holder` has the finish reason, the usage and, when it went wrong, the error.
    Result<void> readEnd(const Json &holder, chat::ReplyEvents &out);

    chat::UnframedJson m_unframed;
    chat::SurrogateJoiner m_textJoiner;
    chat::SurrogateJoiner m_thoughtJoiner;
    chat::SurrogateJoiner m_argumentJoiner; ///< of the call that is open
    std::map<std::int64_t, int> m_callByWireIndex;
    int m_calls = 0;
    std::optional<Outcome> m_finish;
    bool m_hasStarted = false;
    bool m_isDone = false;
};

} // namespace lineup::cohere
