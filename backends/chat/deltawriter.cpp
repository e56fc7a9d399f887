#include "backends/chat/deltawriter.h"

namespace lineup::chat {

void DeltaWriter::write(const ThinkSplitter::Parts &parts, ReplyEvents &out)
{
    out.addReasoning(parts.reasoning);
    out.addText(parts.text);
}

void DeltaWriter::text(std::string text, ReplyEvents &out)
{
    text = m_textJoiner.take(std::move(text));
    if (text.empty())
        return;
    if (m_hasReasoning && !m_think.isPassing())
        write(m_think.finish(), out);
    if (m_tags == ThinkTags::Keep || m_think.isPassing())
        out.addText(text);
    else
        write(m_think.take(text), out);
}

void DeltaWriter::reasoning(std::string text, ReplyEvents &out)
{
    m_hasReasoning = m_hasReasoning || !text.empty();
    out.addReasoning(m_reasoningJoiner.take(std::move(text)));
}

void DeltaWriter::finish(ReplyEvents &out)
{
    out.addReasoning(m_reasoningJoiner.finish());
    text(m_textJoiner.finish(), out);
    write(m_think.finish(), out);
}

} // namespace lineup::chat
