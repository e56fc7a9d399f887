#pragma once

#include "core/base/error.h"

#include <cstdio>
#include <functional>
#include <string>
#include <string_view>

namespace lineup::contract {

/// The input of a command: bytes as they come, or with `--chunks` a sequence of pieces that are to be fed one by one, each a
/// length of 4 bytes, the most significant first, and that many bytes.
class ContractInput {
public:
    /// A longer piece than this is no piece.
    static constexpr std::size_t kMaxPiece = std::size_t{256} << 20;

    /// `file` outlives this.
    ContractInput(std::FILE *file, bool isInChunks) : m_file(file), m_isInChunks(isInChunks) {}

    /// Calls `take` with each piece until the end or until `take` gives false. BadInput for a sequence of pieces that is cut or
    /// has a length beyond kMaxPiece, Storage when the input cannot be read.
    Result<void> forEachPiece(const std::function<bool(std::string_view piece)> &take);
    /// All pieces in one.
    Result<std::string> whole();

private:
    Result<void> readChunks(const std::function<bool(std::string_view)> &take);

    std::FILE *m_file;
    bool m_isInChunks;
};

} // namespace lineup::contract
