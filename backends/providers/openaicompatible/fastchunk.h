#pragma once

#include <memory>
#include <optional>
#include <string_view>

namespace lineup::openaicompatible {

/// Members of a chunk that say nothing about the answer. "obfuscation" is OpenAI's padding against traffic analysis, "p" Mistral's.
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

} // namespace lineup::openaicompatible
