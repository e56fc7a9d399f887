#pragma once

#include "backends/chat/deltawriter.h"
#include "backends/chat/replyreader.h"
#include "backends/net/ndjsonparser.h"
#include "backends/providers/ollama/linetemplate.h"

#include <nlohmann/json.hpp>

namespace lineup::ollama {

/// Reads a reply of POST /api/chat: one JSON object a line, the last with `done: true`. A reply that does not stream is one
/// such line.
///
/// Counts and durations are the engine's own; a counter that is not there is unknown (the server leaves out zeros). An
/// object with `error` ends the stream with that error, whatever came before.
/// Source: Ollama docs/api.md, "Generate a chat completion"; api/types.go, ChatResponse.
class OllamaReader final : public chat::ReplyReader, private net::NdjsonSink {
public:
    /// `Careful` reads every line in full, so that tests compare: both give the same events.
    enum class Speed { Full, Careful };
    explicit OllamaReader(Speed speed = Speed::Full) : m_speed(speed) {}

    bool streamBeginsLikeJson() const override { return true; }
    [[nodiscard]] Result<void> feed(std::string_view bytes, chat::ReplyEvents &out) override;
    [[nodiscard]] Result<void> finish(bool isCut, chat::ReplyEvents &out) override;
    [[nodiscard]] Result<void> readWhole(std::string_view body, chat::ReplyEvents &out) override;
    bool hasStarted() const override { return m_hasStarted; }
    bool hasFinish() const override { return m_isDone; }
    bool isDone() const override { return m_isDone; }
    std::optional<Outcome> outcome() const override;

private:
    void onNdjsonLine(std::string_view line, std::size_t readableAfter, bool atEnd) override;
    /// The quick way for a line that is the last one with another text; false when it is none.
    [[nodiscard]] bool readOrdinary(std::string_view line, chat::ReplyEvents &out);
    [[nodiscard]] Result<void> readLine(std::string_view line, chat::ReplyEvents &out);
    [[nodiscard]] Result<void> readObject(const nlohmann::json &chunk, chat::ReplyEvents &out);
    [[nodiscard]] Result<void> readCalls(const nlohmann::json &calls, chat::ReplyEvents &out);
    [[nodiscard]] Result<void> readDone(const nlohmann::json &chunk, chat::ReplyEvents &out);

    Speed m_speed;
    LineTemplate m_template;
    std::string m_unescaped;
    net::NdjsonParser m_lines;
    chat::ReplyEvents *m_out = nullptr; ///< during feed() and finish()
    std::optional<Error> m_error;
    chat::DeltaWriter m_text{chat::DeltaWriter::ThinkTags::Part};
    std::string m_model;
    int m_calls = 0;
    std::optional<Outcome> m_finish;
    bool m_hasStarted = false;
    bool m_isDone = false;
};

} // namespace lineup::ollama
