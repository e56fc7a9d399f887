#pragma once

#include "core/chat/streamevent.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace lineup {

/// The raw stream of one answer with its times, kept compactly: deltas share one text buffer, everything rarer is kept as
/// the event itself. Replaying it through the reducer gives the same result as the live stream.
///
/// It is also what carries events between threads: a token costs 24 bytes and its text here, and 288 as a StreamEvent.
class StreamRecord {
public:
    enum class Content : std::uint8_t { Text, Reasoning, Refusal };

    void append(const StreamEvent &event);
    void append(StreamEvent &&event);
    /// The same as appending a TextDelta, ReasoningDelta or RefusalDelta with this text, without making one.
    void appendContent(std::chrono::microseconds at, Content content, std::string_view text);
    /// Takes the events of `other` behind its own and leaves `other` empty. The memory of the larger one is kept for the
    /// next time.
    void takeAll(StreamRecord &other);
    /// Forgets the events and keeps the memory.
    void clear();

    /// The events in order, as they came.
    std::vector<StreamEvent> events() const;
    /// Times of the content events (answer, reasoning, refusal, tool call), since Send.
    std::vector<std::chrono::microseconds> contentTimes() const;
    /// Walks the events from index `first` on, in order: `onContent(at)` for every content event, `onOther(event)` for
    /// every other one. For a reader that follows a growing record and keeps size() as its next `first`; copies nothing.
    template <class OnContent, class OnOther>
    void visitFrom(std::size_t first, OnContent &&onContent, OnOther &&onOther) const
    {
        for (std::size_t i = first; i < m_entries.size(); ++i) {
            const Entry &entry = m_entries[i];
            if (entry.kind != Kind::Other || std::holds_alternative<ToolCallDelta>(m_others[entry.offset].body))
                onContent(entry.at);
            else
                onOther(m_others[entry.offset]);
        }
    }
    /// Calls `take(event)` with each event in order; what it refers to lives until `take` returns.
    template <class Take>
    void forEach(Take &&take) const
    {
        StreamEvent text{{}, TextDelta{}};
        for (const Entry &entry : m_entries) {
            if (entry.kind == Kind::Text) {
                // By far the most frequent: one event is used for all of them.
                text.at = entry.at;
                std::get<TextDelta>(text.body).text.assign(m_text, entry.offset, entry.length);
                take(std::as_const(text));
            } else if (entry.kind == Kind::Other) {
                take(m_others[entry.offset]);
            } else {
                take(eventOf(entry));
            }
        }
    }
    std::size_t size() const { return m_entries.size(); }
    bool isEmpty() const { return m_entries.empty(); }

    bool operator==(const StreamRecord &) const = default;

private:
    enum class Kind : std::uint8_t { Text, Reasoning, Refusal, Other };
    struct Entry {
        std::chrono::microseconds at{0};
        std::uint32_t offset = 0; ///< into m_text; index into m_others for Other
        std::uint32_t length = 0;
        Kind kind = Kind::Text;
        bool operator==(const Entry &) const = default;
    };
    StreamEvent eventOf(const Entry &entry) const;

    std::vector<Entry> m_entries;
    std::string m_text;
    std::vector<StreamEvent> m_others;
};

} // namespace lineup
