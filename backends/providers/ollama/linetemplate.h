#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace lineup::ollama {

/// The shortcut for the per-token path: within one answer the lines are the same bytes but for the time and the text.
///
/// learn() remembers what stands around the two in a line that was read in full; match() gives the text of a line in which
/// exactly these bytes stand around a time without an escape and a text that has nothing in it that could end its string (no
/// quote without a backslash, no control character) and is well-formed UTF-8. Such a line is the learnt one with two other
/// strings in it, so that it needs no parser; everything else goes the long way.
class LineTemplate {
public:
    /// `line` is an object with the members model, created_at, message {role, content} and done only. Nothing new is learnt
    /// of a line that is not written in this order, in which the words stand twice, or whose text has an escape.
    void learn(std::string_view line);
    struct Match {
        std::string_view content; ///< raw inside of the JSON string; never empty
        bool hasEscapes = false;  ///< content still is to be unescaped, which may show that it was no string
    };
    std::optional<Match> match(std::string_view line) const;

private:
    std::string m_beforeTime;
    std::string m_between;
    std::string m_behind;
};

} // namespace lineup::ollama
