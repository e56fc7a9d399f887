#pragma once

#include "core/ports/modelliststore.h"

#include <map>
#include <string>
#include <string_view>

namespace lineup {

using KeptModelLists = std::map<std::string, KeptModelList>;

/// UTF-8 JSON: format, version and the lists by their place.
std::string writeModelLists(const KeptModelLists &lists);
/// Reads any bytes; what cannot be used is left out, because it can be asked for again.
KeptModelLists readModelLists(std::string_view bytes);

} // namespace lineup
