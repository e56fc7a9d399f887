#pragma once

#include "core/chat/streamevent.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace lineup {

/// The raw stream of one answer with its times, kept compactly: deltas share one text buffer, everything rarer is kept as
/// the event itself. Replaying it through the reducer gives the same result as the live stream.
class StreamRecord {
public:
    void append(const StreamEvent &event);
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
    void appendText(std::chrono::microseconds at, Kind kind, std::string_view text);

    std::vector<Entry> m_entries;
    std::string m_text;
    std::vector<StreamEvent> m_others;
};

} // namespace lineup
