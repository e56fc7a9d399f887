#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace lineup::chat {

/// Puts a JSON document together that stands between the events of a stream without any `data:`, often over many lines, as
/// Gemini's servers send an error. Braces are counted outside of strings, so that the end is known without parsing again
/// and again.
class UnframedJson {
public:
    /// More than this is not kept, and the document never becomes complete.
    static constexpr std::size_t kMaxBytes = std::size_t{1} << 20;

    /// Takes one line. True when a document is complete with it; it stays readable in text() until the next line comes.
    /// A line outside of a document that does not open one is ignored.
    bool takeLine(std::string_view line);
    const std::string &text() const { return m_text; }

private:
    std::string m_text;
    int m_depth = 0;
    bool m_isInString = false;
    bool m_isEscaped = false;
    bool m_isTooLong = false;
};

} // namespace lineup::chat
