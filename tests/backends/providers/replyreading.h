#pragma once

#include "backends/chat/replyreader.h"
#include "tests/backends/providers/answersummary.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace lineup::test {

/// What a reader makes of pieces of a reply, as text: its events, then how it ended. Cuts must not change it.
inline std::string readingOf(chat::ReplyReader &reader, const std::vector<std::string_view> &pieces, bool isCut = false)
{
    chat::ReplyEvents out;
    Result<void> read;
    for (const std::string_view piece : pieces) {
        if (piece.empty())
            continue;
        read = reader.feed(piece, out);
        if (!read)
            break;
    }
    if (read)
        read = reader.finish(isCut, out);
    std::string text = summary(out.record().events());
    if (!read)
        return text + "error=" + std::string(errorCodeName(read.error().code)) + "\n";
    return text + "end=" + (reader.outcome() ? std::string(outcomeName(*reader.outcome())) : "open") + "\n";
}

} // namespace lineup::test
