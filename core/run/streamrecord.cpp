#include "core/run/streamrecord.h"

namespace lineup {

void StreamRecord::appendText(std::chrono::microseconds at, Kind kind, std::string_view text)
{
    m_entries.push_back({at, static_cast<std::uint32_t>(m_text.size()), static_cast<std::uint32_t>(text.size()), kind});
    m_text += text;
}

void StreamRecord::append(const StreamEvent &event)
{
    if (const auto *text = std::get_if<TextDelta>(&event.body))
        return appendText(event.at, Kind::Text, text->text);
    if (const auto *reasoning = std::get_if<ReasoningDelta>(&event.body))
        return appendText(event.at, Kind::Reasoning, reasoning->text);
    if (const auto *refusal = std::get_if<RefusalDelta>(&event.body))
        return appendText(event.at, Kind::Refusal, refusal->text);
    m_entries.push_back({event.at, static_cast<std::uint32_t>(m_others.size()), 0, Kind::Other});
    m_others.push_back(event);
}

std::vector<StreamEvent> StreamRecord::events() const
{
    std::vector<StreamEvent> events;
    events.reserve(m_entries.size());
    for (const Entry &entry : m_entries) {
        const auto text = [&] { return m_text.substr(entry.offset, entry.length); };
        switch (entry.kind) {
        case Kind::Text: events.push_back({entry.at, TextDelta{text()}}); break;
        case Kind::Reasoning: events.push_back({entry.at, ReasoningDelta{text()}}); break;
        case Kind::Refusal: events.push_back({entry.at, RefusalDelta{text()}}); break;
        case Kind::Other: events.push_back(m_others[entry.offset]); break;
        }
    }
    return events;
}

std::vector<std::chrono::microseconds> StreamRecord::contentTimes() const
{
    std::vector<std::chrono::microseconds> times;
    times.reserve(m_entries.size());
    for (const Entry &entry : m_entries) {
        if (entry.kind != Kind::Other || std::holds_alternative<ToolCallDelta>(m_others[entry.offset].body))
            times.push_back(entry.at);
    }
    return times;
}

} // namespace lineup
