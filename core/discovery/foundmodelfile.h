#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace lineup {

/// A GGUF file on this computer that holds a language model; only its head was read.
struct FoundModelFile {
    std::string path;
    std::string name;         ///< as the file says, else its file name
    std::string architecture; ///< "llama"; "" = not said
    std::uint64_t bytes = 0;
    std::optional<std::int64_t> contextLength; ///< tokens it was trained for
    bool operator==(const FoundModelFile &) const = default;
};

/// False for the second and later parts of a model in several files ("-00002-of-00003.gguf"): the engine wants the first.
bool isFirstPart(std::string_view fileName);
/// False for what is no language model by itself, such as the picture half of one ("clip").
bool isLanguageModel(std::string_view architecture);

} // namespace lineup
