#pragma once

#include "backends/chat/deltatext.h"
#include "backends/chat/ssereader.h"
#include "backends/chat/unframedjson.h"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace lineup::openai {

/// Reads a reply of POST /responses, streamed or whole.
///
/// Items, parts and calls are told apart by `item_id` and `output_index` where these are; servers that leave them out
/// (llama-server, which also has no `sequence_number`) send one thing after another, so that what came last is meant.
/// Source: OpenAI API reference, "Streaming events" of the Responses API.
class ResponsesReader final : public chat::SseReader {
public:
    /// `maxTokens`: as asked for; see finishOf().
    explicit ResponsesReader(std::optional<std::int64_t> maxTokens = std::nullopt) : m_maxTokens(maxTokens) {}

    [[nodiscard]] Result<void> readWhole(std::string_view body, chat::ReplyEvents &out) override;
    bool hasStarted() const override { return m_hasStarted; }
    bool hasFinish() const override { return m_finish.has_value(); }
    bool isDone() const override { return m_finish.has_value() || m_isDone; }
    std::optional<Outcome> outcome() const override;

private:
    using Json = nlohmann::json;
    struct Call {
        std::string id;     ///< item's or call's, whatever names it in later events
        std::int64_t place; ///< output_index, or -1
        bool hasArguments = false;
    };
    enum class Thought { None, Summary, Text };

    [[nodiscard]] Result<void> readEvent(const net::SseEvent &event, chat::ReplyEvents &out) override;
    void finishEvents(chat::ReplyEvents &out) override;
    Result<void> readData(std::string_view data, std::string_view name, chat::ReplyEvents &out);
    Result<void> readNamed(const std::string &type, const Json &data, chat::ReplyEvents &out);
    void readDelta(const std::string &type, const Json &data, chat::ReplyEvents &out);
    void readArguments(const std::string &type, const Json &data, chat::ReplyEvents &out);
    void readItemAdded(const Json &data, chat::ReplyEvents &out);
    void readItemDone(const Json &data, chat::ReplyEvents &out);
    Result<void> readEnd(const Json &data, bool isCompleted, chat::ReplyEvents &out);
    void readOutput(const Json &response, chat::ReplyEvents &out);
    void readWholeItem(const Json &item, std::int64_t place, chat::ReplyEvents &out);
    /// True when it says something new.
    bool noteStart(const Json &response, chat::ReplyEvents &out);
    void addText(const Json &holder, const char *key, chat::ReplyEvents &out);
    void addThought(Thought kind, const Json &holder, const char *key, chat::ReplyEvents &out);
    void addRefusal(const Json &holder, const char *key, chat::ReplyEvents &out);
    void beginItem();
    void endText(chat::ReplyEvents &out);
    std::optional<std::size_t> callOf(const Json &data) const;
    std::size_t openCall(const Json &item, std::int64_t place, chat::ReplyEvents &out);
    void addArguments(std::size_t call, std::string arguments, chat::ReplyEvents &out);
    void keepItem(const Json &item, chat::ReplyEvents &out);

    std::optional<std::int64_t> m_maxTokens;
    chat::UnframedJson m_unframed;
    chat::SurrogateJoiner m_textJoiner;
    chat::SurrogateJoiner m_thoughtJoiner;
    std::string m_id;
    std::string m_model;
    std::vector<Call> m_calls;
    std::vector<std::string> m_keptIds; ///< of items that were handed on to be sent back
    Thought m_thought = Thought::None;  ///< of the present item: the other kind says the same again
    bool m_partHasText = false;         ///< deltas came, so that the whole text at the end is nothing new
    bool m_itemHasOutput = false;
    bool m_hasOutput = false;
    bool m_hasThought = false;
    bool m_beginsThought = false;       ///< the next thought is a paragraph of its own
    bool m_refusalSeen = false;
    bool m_hasStarted = false;
    bool m_isDone = false;
    std::optional<Outcome> m_finish;
};

} // namespace lineup::openai
