#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace lineup::openaicompatible {

/// The shortcut for the per-token path: within one answer the chunks of most servers are the same bytes but for the text.
///
/// learn() remembers what stands before and behind the content string of a chunk that was read in full; match() gives the
/// content of a chunk that begins and ends with exactly these bytes and has nothing between them that could end the string
/// (no quote without a backslash, no control character) and well-formed UTF-8. Such a chunk is the learnt one with another
/// string in its place, so it needs no parser; everything else goes the long way.
class ChunkTemplate {
public:
    /// `content` is a view into `chunk`: the raw inside of its content string.
    void learn(std::string_view chunk, std::string_view content);
    struct Match {
        std::string_view content; ///< raw inside of the JSON string; never empty
        bool hasEscapes = false;  ///< content still is to be unescaped, which may show that it was no string
    };
    std::optional<Match> match(std::string_view chunk) const;

private:
    std::string m_before;
    std::string m_behind;
};

} // namespace lineup::openaicompatible
