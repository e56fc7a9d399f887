#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace lineup::openaicompatible {

/// The shortcut for the per-token path: within one answer the chunks of most servers are the same bytes but for the text.
///
/// learn() remembers what stands before and behind the content string of a chunk that was read in full; match() gives the
/// content of a chunk that begins and ends with exactly these bytes and has only plain text between them (no quote, no
/// backslash, no control character, well-formed UTF-8). Such a chunk is the learnt one with another string in its place, so
/// it needs no parser; everything else goes the long way.
class ChunkTemplate {
public:
    /// `content` is a view into `chunk`: the raw inside of its content string.
    void learn(std::string_view chunk, std::string_view content);
    std::optional<std::string_view> match(std::string_view chunk) const;

private:
    std::string m_before;
    std::string m_behind;
};

} // namespace lineup::openaicompatible
