#pragma once

#include "backends/chat/ssereader.h"
#include "backends/chat/unframedjson.h"
#include "backends/providers/openaicompatible/chunkreader.h"

namespace lineup::openaicompatible {

/// Reads a reply of POST /chat/completions; see ChunkReader for the chunks.
class ChatReader final : public chat::SseReader {
public:
    explicit ChatReader(ChunkRules rules = {}) : m_rules(rules), m_chunks(ChunkReader::Speed::Full, std::move(rules)) {}

    [[nodiscard]] Result<void> readWhole(std::string_view body, chat::ReplyEvents &out) override;
    bool hasStarted() const override { return m_chunks.hasStarted(); }
    bool hasFinish() const override { return m_chunks.hasFinish(); }
    bool isDone() const override { return m_chunks.isDone(); }
    std::optional<Outcome> outcome() const override { return m_chunks.outcome(); }

private:
    [[nodiscard]] Result<void> readEvent(const net::SseEvent &event, chat::ReplyEvents &out) override;
    void finishEvents(chat::ReplyEvents &out) override;
    Result<void> readUnframed(std::string_view line);
    [[nodiscard]] Unexpected<Error> saidError(std::string_view body) const;
    void collect(chat::ReplyEvents &out);

    ChunkRules m_rules;
    ChunkReader m_chunks;
    chat::UnframedJson m_unframed;
    std::vector<StreamEvent> m_events; ///< what m_chunks has just made
};

} // namespace lineup::openaicompatible
