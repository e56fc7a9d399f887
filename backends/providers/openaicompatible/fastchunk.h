#pragma once

#include <nlohmann/json.hpp>

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace lineup::openaicompatible {

/// Members of a chunk that say nothing about the answer. "obfuscation" is OpenAI's padding against traffic analysis.
bool isSilentMember(std::string_view key);

/// simdjson's way through an ordinary chunk: one choice with index 0, a delta with nothing but a content string, no finish
/// reason, no usage, nothing unknown that is not null, no member twice. For anything else it gives nothing.
class FastChunkParser {
public:
    /// What earlier chunks said; a chunk that says otherwise is not ordinary.
    struct Known {
        std::string_view id;
        std::string_view model;
        std::string_view fingerprint;
    };
    struct Chunk {
        std::string_view content; ///< raw inside of the JSON string, a view into `data`; never empty
    };

    FastChunkParser();
    ~FastChunkParser();

    /// `readableAfter` bytes behind `data` may be read; with fewer than simdjson wants the data is copied first.
    std::optional<Chunk> parse(std::string_view data, std::size_t readableAfter, const Known &known);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

/// Half characters in JSON text. A lone surrogate escape ("\ud83d") is no character, and JSON parsers replace or refuse it; but
/// its other half may come with the next chunk. Each is put into a private-use code point for the time of parsing and comes
/// back as the three bytes of WTF-8, which SurrogateJoiner understands.
class MarkedSurrogates {
public:
    explicit MarkedSurrogates(std::string_view json);
    std::string_view text() const { return m_hasMarks ? std::string_view(m_text) : m_source; }
    bool hasMarks() const { return m_hasMarks; }
    /// The same value with every mark in its strings turned back.
    nlohmann::json restored(const nlohmann::json &value) const;

private:
    std::string_view m_source;
    std::string m_text;
    bool m_hasMarks = false;
};

} // namespace lineup::openaicompatible
