#include "backends/chat/replyevents.h"

namespace lineup::chat {

void ReplyEvents::count(bool isReasoning, std::size_t bytes)
{
    auto &first = isReasoning ? m_firstReasoning : m_firstAnswer;
    if (!first)
        first = m_now;
    m_lastContent = m_now;
    m_contentBytes += bytes;
}

void ReplyEvents::addContent(StreamRecord::Content content, std::string_view text)
{
    if (text.empty())
        return;
    m_record.appendContent(m_now, content, text);
    count(content == StreamRecord::Content::Reasoning, text.size());
}

void ReplyEvents::add(EventBody body)
{
    if (const auto *text = std::get_if<TextDelta>(&body))
        return addContent(StreamRecord::Content::Text, text->text);
    if (const auto *reasoning = std::get_if<ReasoningDelta>(&body))
        return addContent(StreamRecord::Content::Reasoning, reasoning->text);
    if (const auto *refusal = std::get_if<RefusalDelta>(&body))
        return addContent(StreamRecord::Content::Refusal, refusal->text);
    if (const auto *call = std::get_if<ToolCallDelta>(&body))
        count(false, call->arguments.size());
    if (const auto *report = std::get_if<UsageReport>(&body); report && report->usage.isKnown())
        m_usedTokens = report->usage.input.value_or(0) + report->usage.output.value_or(0);
    m_record.append(StreamEvent{m_now, std::move(body)});
}

} // namespace lineup::chat
