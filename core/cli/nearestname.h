#pragma once

#include <optional>
#include <span>
#include <string_view>

namespace lineup {

/// The name that a mistyped one most likely meant, for "did you mean …": equal but for case, '-' and '_'; else one that it
/// begins (three characters at least); else the nearest within a third of its length in edits (insert, delete, replace,
/// swap of neighbours). Nothing when no name is near. The result views into `names`.
std::optional<std::string_view> nearestName(std::string_view wanted, std::span<const std::string_view> names);

} // namespace lineup
