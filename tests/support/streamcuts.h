#pragma once

#include <cstddef>
#include <functional>
#include <random>
#include <string_view>
#include <vector>

namespace lineup::test {

/// The pieces that a network could make of `bytes`, cut at these places (ascending).
inline std::vector<std::string_view> cutAt(std::string_view bytes, const std::vector<std::size_t> &places)
{
    std::vector<std::string_view> pieces;
    std::size_t at = 0;
    for (const std::size_t place : places) {
        pieces.push_back(bytes.substr(at, place - at));
        at = place;
    }
    pieces.push_back(bytes.substr(at));
    return pieces;
}

/// Calls `check` with the whole, byte by byte, with every single cut (each `stride`th for long texts), with every pair of
/// cuts when there are at most `pairLimit` bytes, and with `randomCount` random cuts (seeded: the same every time).
inline void forEveryCut(std::string_view bytes, const std::function<void(const std::vector<std::string_view> &)> &check,
                        std::size_t pairLimit = 150, int randomCount = 50, std::size_t stride = 1)
{
    check({bytes});
    std::vector<std::size_t> everywhere;
    for (std::size_t i = 1; i < bytes.size(); ++i)
        everywhere.push_back(i);
    check(cutAt(bytes, everywhere));
    for (std::size_t i = 0; i <= bytes.size(); i += stride)
        check(cutAt(bytes, {i}));
    if (bytes.size() <= pairLimit) {
        for (std::size_t i = 0; i <= bytes.size(); ++i) {
            for (std::size_t j = i; j <= bytes.size(); ++j)
                check(cutAt(bytes, {i, j}));
        }
    }
    std::mt19937 random(20261124);
    for (int round = 0; round < randomCount; ++round) {
        std::vector<std::size_t> places;
        for (std::size_t i = 1; i < bytes.size(); ++i) {
            if (random() % 7 == 0)
                places.push_back(i);
        }
        check(cutAt(bytes, places));
    }
}

} // namespace lineup::test
