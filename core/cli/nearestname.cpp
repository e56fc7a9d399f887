#include "core/cli/nearestname.h"

#include <algorithm>
#include <numeric>
#include <string>
#include <vector>

namespace lineup {

namespace {

constexpr std::size_t kShortestBeginning = 3;
/// Nobody mistypes a name of this length; keeps the table of edits small for hostile arguments.
constexpr std::size_t kLongestName = 64;

std::string folded(std::string_view name)
{
    std::string text;
    for (const char c : name) {
        if (c == '-' || c == '_')
            continue;
        text += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return text;
}

/// Optimal string alignment distance (Damerau–Levenshtein without overlapping swaps).
std::size_t editDistance(std::string_view left, std::string_view right)
{
    std::vector<std::size_t> beforeLast(right.size() + 1);
    std::vector<std::size_t> last(right.size() + 1);
    std::vector<std::size_t> row(right.size() + 1);
    std::iota(last.begin(), last.end(), std::size_t{0});
    for (std::size_t i = 1; i <= left.size(); ++i) {
        row[0] = i;
        for (std::size_t j = 1; j <= right.size(); ++j) {
            const std::size_t replaced = last[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
            row[j] = std::min({last[j] + 1, row[j - 1] + 1, replaced});
            if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                row[j] = std::min(row[j], beforeLast[j - 2] + 1);
        }
        beforeLast.swap(last);
        last.swap(row);
    }
    return last.back();
}

} // namespace

std::optional<std::string_view> nearestName(std::string_view wanted, std::span<const std::string_view> names)
{
    const std::string text = folded(wanted);
    if (text.empty() || text.size() > kLongestName)
        return std::nullopt;
    std::optional<std::string_view> best;
    std::size_t bestDistance = text.size() / 3 + 1;
    for (const std::string_view name : names) {
        const std::string candidate = folded(name);
        if (candidate == text)
            return name;
        // A beginning counts as one edit: as near as a typing error, but never before an earlier one.
        const bool isBeginning = text.size() >= kShortestBeginning && candidate.starts_with(text);
        const std::size_t distance = isBeginning ? 1 : editDistance(text, candidate);
        if (distance < bestDistance) {
            best = name;
            bestDistance = distance;
        }
    }
    return best;
}

} // namespace lineup
