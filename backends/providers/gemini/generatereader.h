#pragma once

#include "backends/chat/ssereader.h"
#include "backends/chat/unframedjson.h"
#include "backends/providers/gemini/jsonelements.h"
#include "backends/providers/gemini/responsereader.h"

namespace lineup::gemini {

/// Responses as events of a stream. JSON that stands there without `data:` is an error, or a response that lost its framing.
class ResponseEvents final : public chat::SseReader {
public:
    explicit ResponseEvents(ResponseReader &responses) : m_responses(responses) {}

    [[nodiscard]] Result<void> readWhole(std::string_view body, chat::ReplyEvents &out) override;
    bool hasStarted() const override { return m_responses.hasStarted(); }
    bool hasFinish() const override { return m_responses.hasFinish(); }
    bool isDone() const override { return false; }
    std::optional<Outcome> outcome() const override { return m_responses.outcome(); }

private:
    [[nodiscard]] Result<void> readEvent(const net::SseEvent &event, chat::ReplyEvents &out) override;
    void finishEvents(chat::ReplyEvents &out) override;

    ResponseReader &m_responses;
    chat::UnframedJson m_unframed;
};

/// Reads a reply of generateContent or streamGenerateContent in whatever framing it comes: events (`alt=sse`), an array that
/// grows (without it), or one document. There is no terminator; the finish reason completes an answer.
class GenerateReader final : public chat::ReplyReader {
public:
    GenerateReader() : m_events(m_responses) {}

    bool streamBeginsLikeJson() const override { return true; }
    [[nodiscard]] Result<void> feed(std::string_view bytes, chat::ReplyEvents &out) override;
    [[nodiscard]] Result<void> finish(bool isCut, chat::ReplyEvents &out) override;
    [[nodiscard]] Result<void> readWhole(std::string_view body, chat::ReplyEvents &out) override;
    bool hasStarted() const override { return m_responses.hasStarted(); }
    bool hasFinish() const override { return m_responses.hasFinish(); }
    bool isDone() const override { return false; }
    std::optional<Outcome> outcome() const override { return m_responses.outcome(); }

private:
    enum class Framing { Undecided, Events, Json };

    ResponseReader m_responses;
    ResponseEvents m_events;
    JsonElements m_elements;
    Framing m_framing = Framing::Undecided;
};

} // namespace lineup::gemini
