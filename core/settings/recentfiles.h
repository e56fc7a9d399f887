#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace lineup {

/// As many recent files are kept.
inline constexpr std::size_t kMaxRecentFiles = 10;

/// The list with `path` first: newest first, no duplicates, kMaxRecentFiles at most. An empty path changes nothing.
std::vector<std::string> withRecentFile(std::vector<std::string> list, const std::string &path);
/// The list without `path`, e.g. because it is gone.
std::vector<std::string> withoutRecentFile(std::vector<std::string> list, const std::string &path);

} // namespace lineup
