#pragma once

#include "core/base/text.h"
#include "tests/backends/providers/replyreading.h"
#include "tests/fuzz/fuzztarget.h"

#include <memory>
#include <string>

namespace lineup::fuzz {

/// The body of a file of tests/data/replies, so that those are a corpus; other bytes as they are.
inline std::string_view bodyOfReplyFile(std::string_view bytes)
{
    const auto rule = bytes.starts_with("# ") ? bytes.find("\n---\n") : std::string_view::npos;
    const auto blank = rule == std::string_view::npos ? rule : bytes.find("\n\n", rule);
    return blank == std::string_view::npos ? bytes : bytes.substr(blank + 2);
}

/// What holds for the reader of every protocol: no cut of the bytes changes what is read, and all text is UTF-8.
template <class MakeReader>
void requireReaderLaws(std::string_view bytes, MakeReader makeReader)
{
    const auto read = [&](const std::vector<std::string_view> &pieces) {
        const std::unique_ptr<chat::ReplyReader> reader = makeReader();
        return test::readingOf(*reader, pieces);
    };
    const std::string whole = read({bytes});
    require(read(cutAnywhere(bytes)) == whole, "no cut changes what is read");
    require(isValidUtf8(whole), "all text is UTF-8");
    // Taken for a reply that does not stream it must do no harm either.
    chat::ReplyEvents out;
    const auto result = makeReader()->readWhole(bytes, out);
    require(result || !result.error().detail.empty(), "an error says something");
}

} // namespace lineup::fuzz
