#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <string_view>
#include <vector>

/// One run on one input; libFuzzer's interface. Must not keep anything from one run to the next.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size);

namespace lineup::fuzz {

/// Ends the program when a law does not hold: the fuzzer then keeps the input.
inline void require(bool holds, const char *law)
{
    if (holds)
        return;
    std::fprintf(stderr, "broken: %s\n", law);
    std::abort();
}

/// Pieces of `bytes` as a network could deliver them; the cuts depend on nothing but the bytes.
inline std::vector<std::string_view> cutAnywhere(std::string_view bytes)
{
    std::uint32_t seed = static_cast<std::uint32_t>(bytes.size());
    for (const char c : bytes.substr(0, 64))
        seed = seed * 31 + static_cast<unsigned char>(c);
    std::mt19937 random(seed);
    std::vector<std::string_view> pieces;
    while (!bytes.empty()) {
        const std::size_t size = 1 + random() % (random() % 8 == 0 ? 64 : 6);
        pieces.push_back(bytes.substr(0, size));
        bytes.remove_prefix(pieces.back().size());
    }
    return pieces;
}

} // namespace lineup::fuzz
