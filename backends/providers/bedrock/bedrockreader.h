#pragma once

#include "backends/chat/deltawriter.h"
#include "backends/chat/replyreader.h"
#include "backends/providers/bedrock/eventstream.h"

#include <nlohmann/json.hpp>

#include <map>

namespace lineup::bedrock {

/// Reads a reply of ConverseStream (binary event stream) or of Converse (one JSON document).
///
/// A thought comes as reasoning; with its signature, or encrypted, it is also a ProviderItem at the end of its block: the
/// content block as it has to be sent back. `metadata` is the last event; without `messageStop` a reply is not complete. Each
/// Envelope is {"event name": payload}, because a payload does not say what it is.
/// Source: Amazon Bedrock API reference, "ConverseStream".
class BedrockReader final : public chat::ReplyReader, private EventMessageSink {
public:
    [[nodiscard]] Result<void> feed(std::string_view bytes, chat::ReplyEvents &out) override;
    [[nodiscard]] Result<void> finish(bool isCut, chat::ReplyEvents &out) override;
    [[nodiscard]] Result<void> readWhole(std::string_view body, chat::ReplyEvents &out) override;
    bool hasStarted() const override { return m_hasStarted; }
    bool hasFinish() const override { return m_finish.has_value(); }
    bool isDone() const override { return m_isDone; }
    std::optional<Outcome> outcome() const override { return m_finish; }

private:
    struct Thought {
        std::string text;
        std::string signature;
        std::string redacted; ///< bytes
    };

    void onEventMessage(const EventMessage &message) override;
    [[nodiscard]] Result<void> readMessage(const EventMessage &message, chat::ReplyEvents &out);
    [[nodiscard]] Result<void> readEvent(std::string_view name, const nlohmann::json &payload, chat::ReplyEvents &out);
    [[nodiscard]] Result<void> readStart(const nlohmann::json &payload, chat::ReplyEvents &out);
    [[nodiscard]] Result<void> openCall(std::int64_t block, const nlohmann::json &use, chat::ReplyEvents &out);
    void readDelta(const nlohmann::json &payload, chat::ReplyEvents &out);
    void readThought(std::int64_t block, const nlohmann::json &reasoning, chat::ReplyEvents &out);
    void endThought(std::int64_t block, chat::ReplyEvents &out);
    void endThoughts(chat::ReplyEvents &out);
    [[nodiscard]] Result<void> readStop(const nlohmann::json &payload, chat::ReplyEvents &out);
    [[nodiscard]] Result<void> readBlock(std::int64_t block, const nlohmann::json &content, chat::ReplyEvents &out);
    void readMetadata(const nlohmann::json &payload, chat::ReplyEvents &out);
    void start(chat::ReplyEvents &out);
    /// For the record, up to a limit: a server may send rare things without end.
    void keep(const nlohmann::json &payload, chat::ReplyEvents &out);

    EventStreamParser m_messages;
    chat::ReplyEvents *m_out = nullptr; ///< during feed()
    std::optional<Error> m_error;
    chat::DeltaWriter m_text{chat::DeltaWriter::ThinkTags::Keep};
    std::map<std::int64_t, int> m_callByBlock;
    std::map<std::int64_t, Thought> m_thoughts; ///< of blocks that are open
    std::size_t m_keptBytes = 0;
    std::optional<Outcome> m_finish;
    bool m_hasStarted = false;
    bool m_isDone = false;
};

} // namespace lineup::bedrock
