#include "app/contract/contractinput.h"

#include <array>
#include <cstdint>

namespace lineup::contract {

Result<void> ContractInput::forEachPiece(const std::function<bool(std::string_view)> &take)
{
    if (m_isInChunks)
        return readChunks(take);
    std::array<char, 65536> block{};
    while (const std::size_t got = std::fread(block.data(), 1, block.size(), m_file)) {
        if (!take({block.data(), got}))
            return {};
    }
    if (std::ferror(m_file) != 0)
        return makeError(ErrorCode::Storage, "the standard input cannot be read");
    return {};
}

Result<void> ContractInput::readChunks(const std::function<bool(std::string_view)> &take)
{
    std::string piece;
    while (true) {
        std::array<unsigned char, 4> prefix{};
        const std::size_t got = std::fread(prefix.data(), 1, prefix.size(), m_file);
        if (got == 0 && std::ferror(m_file) == 0)
            return {};
        std::uint32_t length = 0;
        for (const unsigned char byte : prefix)
            length = length << 8 | byte;
        if (got < prefix.size() || length > kMaxPiece)
            return makeError(ErrorCode::BadInput, "the input is no sequence of pieces with their lengths");
        piece.resize(length);
        if (std::fread(piece.data(), 1, length, m_file) < length)
            return makeError(ErrorCode::BadInput, "the last piece of the input is cut");
        if (!take(piece))
            return {};
    }
}

Result<std::string> ContractInput::whole()
{
    std::string all;
    const auto read = forEachPiece([&all](std::string_view piece) {
        all += piece;
        return all.size() <= kMaxPiece;
    });
    if (!read)
        return Unexpected{read.error()};
    if (all.size() > kMaxPiece)
        return makeError(ErrorCode::TooLarge, "the input is too long");
    return all;
}

} // namespace lineup::contract
