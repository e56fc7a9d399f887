#pragma once

#include "core/catalog/catalog.h"

namespace lineup {

/// The catalog that comes with the program, read once and kept; about 20 ms the first time. Any thread.
const Catalog &builtInCatalog();

} // namespace lineup
