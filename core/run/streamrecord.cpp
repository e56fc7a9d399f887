#include "core/run/streamrecord.h"

#include <iterator>

namespace lineup {

void StreamRecord::appendContent(std::chrono::microseconds at, Content content, std::string_view text)
{
    const Kind kind = content == Content::Text ? Kind::Text : content == Content::Reasoning ? Kind::Reasoning : Kind::Refusal;
    m_entries.push_back({at, static_cast<std::uint32_t>(m_text.size()), static_cast<std::uint32_t>(text.size()), kind});
    m_text += text;
}

void StreamRecord::append(const StreamEvent &event)
{
    if (const auto *text = std::get_if<TextDelta>(&event.body))
        return appendContent(event.at, Content::Text, text->text);
    append(StreamEvent(event));
}

void StreamRecord::append(StreamEvent &&event)
{
    if (const auto *text = std::get_if<TextDelta>(&event.body))
        return appendContent(event.at, Content::Text, text->text);
    if (const auto *reasoning = std::get_if<ReasoningDelta>(&event.body))
        return appendContent(event.at, Content::Reasoning, reasoning->text);
    if (const auto *refusal = std::get_if<RefusalDelta>(&event.body))
        return appendContent(event.at, Content::Refusal, refusal->text);
    m_entries.push_back({event.at, static_cast<std::uint32_t>(m_others.size()), 0, Kind::Other});
    m_others.push_back(std::move(event));
}

void StreamRecord::takeAll(StreamRecord &other)
{
    if (isEmpty())
        std::swap(*this, other);
    const auto texts = static_cast<std::uint32_t>(m_text.size());
    const auto others = static_cast<std::uint32_t>(m_others.size());
    for (Entry entry : other.m_entries) {
        entry.offset += entry.kind == Kind::Other ? others : texts;
        m_entries.push_back(entry);
    }
    m_text += other.m_text;
    m_others.insert(m_others.end(), std::make_move_iterator(other.m_others.begin()), std::make_move_iterator(other.m_others.end()));
    other.clear();
}

void StreamRecord::clear()
{
    m_entries.clear();
    m_text.clear();
    m_others.clear();
}

StreamEvent StreamRecord::eventOf(const Entry &entry) const
{
    const auto text = [&] { return m_text.substr(entry.offset, entry.length); };
    switch (entry.kind) {
    case Kind::Text: return {entry.at, TextDelta{text()}};
    case Kind::Reasoning: return {entry.at, ReasoningDelta{text()}};
    case Kind::Refusal: return {entry.at, RefusalDelta{text()}};
    case Kind::Other: break;
    }
    return m_others[entry.offset];
}

std::vector<StreamEvent> StreamRecord::events() const
{
    std::vector<StreamEvent> events;
    events.reserve(m_entries.size());
    for (const Entry &entry : m_entries)
        events.push_back(eventOf(entry));
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
