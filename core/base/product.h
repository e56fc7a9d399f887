#pragma once

#include <string>
#include <string_view>

namespace lineup {

/// "0.1.0": the version that the build was made as.
std::string_view productVersion();
/// "Lineup 0.1.0": what stands in files as their maker.
std::string productName();

} // namespace lineup
