#pragma once

#include "core/base/error.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>

namespace lineup {

/// What the head of a GGUF file says, as far as it matters before an engine is given the file.
struct GgufHeader {
    std::uint32_t version = 0;             ///< 2 or 3
    std::uint64_t tensorCount = 0;
    std::string architecture;              ///< general.architecture, e.g. "llama"; empty if not said
    std::string name;                      ///< general.name; empty if not said
    std::optional<std::uint64_t> contextLength; ///< <architecture>.context_length: what it was trained for
    std::uint64_t tensorDataOffset = 0;    ///< where the weights begin, in bytes
    /// Bytes that the file must have at least for its tensors. Tensors of a type that we do not know count as empty.
    std::uint64_t bytesNeeded = 0;

    bool operator==(const GgufHeader &) const = default;
};

/// Reads `size` bytes at `offset` into `to`; false if the file ends before. Called with rising offsets only.
using GgufReadAt = std::function<bool(std::uint64_t offset, std::byte *to, std::size_t size)>;

/// Reads the head of a GGUF file of `fileSize` bytes and checks that the file is long enough for what it announces.
///
/// Any bytes give a header or an Error (EngineModelBad with model-not-gguf, model-truncated or model-unsupported);
/// counts and lengths are bounded by the size of the file, so that memory stays below the size of one string.
/// `subject` names the file in the error.
/// Source: ggml docs/gguf.md (versions 2 and 3, little endian) and the type table of ggml.h, checked 2026-11.
Result<GgufHeader> readGgufHeader(const GgufReadAt &readAt, std::uint64_t fileSize, const std::string &subject);

} // namespace lineup
