#pragma once

#include "backends/chat/deltatext.h"
#include "backends/chat/replyevents.h"

#include <string>

namespace lineup::chat {

/// Text of an answer on its way from a protocol's reader into the events: joins characters that were cut in two, and parts
/// the thought from the answer where a raw chat template streams it inside of the text.
class DeltaWriter {
public:
    enum class ThinkTags {
        Part, ///< `<think>` … at the start of the text is reasoning, unless reasoning came by itself
        Keep, ///< text is text
    };
    explicit DeltaWriter(ThinkTags tags) : m_tags(tags) {}

    /// Any bytes, a lone surrogate in three (see unescapeJson()).
    void text(std::string text, ReplyEvents &out);
    void reasoning(std::string text, ReplyEvents &out);
    /// Text would go out as it is: nothing is held, and no tag can begin any more. Then it may as well go past this.
    bool isPassing() const { return !m_textJoiner.isHolding() && (m_tags == ThinkTags::Keep || m_think.isPassing()); }
    /// What was held back.
    void finish(ReplyEvents &out);

private:
    void write(const ThinkSplitter::Parts &parts, ReplyEvents &out);

    ThinkTags m_tags;
    SurrogateJoiner m_textJoiner;
    SurrogateJoiner m_reasoningJoiner;
    ThinkSplitter m_think;
    bool m_hasReasoning = false; ///< in a field of its own: then no tags are looked for
};

} // namespace lineup::chat
