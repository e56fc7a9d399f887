#pragma once

#include "backends/chat/deltatext.h"
#include "backends/chat/ssereader.h"
#include "backends/chat/unframedjson.h"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <string>

namespace lineup::anthropic {

/// What a stop reason means. An unknown one counts as Finished and keeps its word; a turn that pauses, or that fills the context
/// window, was cut by a limit. Source: Anthropic documentation, "Handling stop reasons".
Outcome outcomeOfStopReason(const std::string &reason);

/// Reads a reply of POST /v1/messages, streamed or whole.
///
/// Source: Anthropic API reference, "Streaming Messages". Thinking becomes reasoning; a block of it that has a signature, or is
/// redacted, becomes a ProviderItem as well. Usage is cumulative: what comes later replaces. What a tool of the server does, and
/// citations, are kept as envelopes. Complete with a stop reason; "message_stop" is the terminator.
class MessageReader final : public chat::SseReader {
public:
    [[nodiscard]] Result<void> readWhole(std::string_view body, chat::ReplyEvents &out) override;
    bool hasStarted() const override { return m_hasStarted; }
    bool hasFinish() const override { return m_finish.has_value(); }
    bool isDone() const override { return m_isDone; }
    std::optional<Outcome> outcome() const override;

private:
    struct Block {
        enum class Kind { Text, Thinking, Call, Other };
        Kind kind = Kind::Text;
        chat::SurrogateJoiner joiner;
        std::string thinking;
        std::string signature;
        int call = 0;
        std::string input; ///< a call's arguments, when they came with its start
        bool hasArguments = false;
    };
    using Json = nlohmann::json;

    [[nodiscard]] Result<void> readEvent(const net::SseEvent &event, chat::ReplyEvents &out) override;
    void finishEvents(chat::ReplyEvents &out) override;
    Result<void> readData(std::string_view data, std::string_view eventType, chat::ReplyEvents &out);
    Result<void> readNamed(const std::string &type, const Json &root, chat::ReplyEvents &out);
    void readStart(const Json &message, chat::ReplyEvents &out);
    Result<void> openBlock(std::int64_t index, const Json &start, chat::ReplyEvents &out);
    void openCall(Block &block, const Json &start, chat::ReplyEvents &out);
    Result<void> readDelta(std::int64_t index, const Json &delta, const Json &root, chat::ReplyEvents &out);
    void addText(Block &block, std::string text, chat::ReplyEvents &out);
    void closeBlock(std::int64_t index, chat::ReplyEvents &out);
    void readFinish(const Json &ending, chat::ReplyEvents &out);
    void readUsage(const Json &holder, bool isFinal, chat::ReplyEvents &out);

    chat::UnframedJson m_unframed;
    std::map<std::int64_t, Block> m_blocks; ///< open ones
    int m_calls = 0;
    Json m_usage = Json::object();          ///< the latest of each count
    std::optional<Outcome> m_finish;
    bool m_hasStarted = false;
    bool m_hasContent = false;
    bool m_isDone = false;
};

} // namespace lineup::anthropic
