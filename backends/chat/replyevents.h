#pragma once

#include "core/chat/streamevent.h"
#include "core/run/streamrecord.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace lineup::chat {

/// What a reader has found in a reply, on its way to the inbox, with the moments that the trace needs. All times are counted
/// from Send. I/O thread only.
class ReplyEvents {
public:
    using Time = std::chrono::microseconds;

    /// The time of what is added next: when its bytes were read from the socket.
    void setNow(Time now) { m_now = now; }
    Time now() const { return m_now; }

    /// Answer text, reasoning or refusal; empty text is nothing. By far the most frequent call: no event is made.
    void addContent(StreamRecord::Content content, std::string_view text);
    void addText(std::string_view text) { addContent(StreamRecord::Content::Text, text); }
    void addReasoning(std::string_view text) { addContent(StreamRecord::Content::Reasoning, text); }
    /// Deltas count as content like those of addContent().
    void add(EventBody body);

    /// What was collected; whoever takes it leaves it empty.
    StreamRecord &record() { return m_record; }

    bool hasContent() const { return m_lastContent.has_value(); }
    /// Bytes of text and reasoning since start().
    std::size_t contentBytes() const { return m_contentBytes; }
    /// Input and output together, as the last usage said; nothing before there was one.
    std::optional<std::int64_t> usedTokens() const { return m_usedTokens; }
    std::optional<Time> firstReasoning() const { return m_firstReasoning; }
    /// Of text, refusal or tool call.
    std::optional<Time> firstAnswer() const { return m_firstAnswer; }
    std::optional<Time> lastContent() const { return m_lastContent; }

private:
    void count(bool isReasoning, std::size_t bytes);

    StreamRecord m_record;
    Time m_now{0};
    std::size_t m_contentBytes = 0;
    std::optional<std::int64_t> m_usedTokens;
    std::optional<Time> m_firstReasoning;
    std::optional<Time> m_firstAnswer;
    std::optional<Time> m_lastContent;
};

} // namespace lineup::chat
