#pragma once

namespace lineup {

/// Links the resources of the theme (":/fonts", ":/icons") into the program: they live in a static library, from which
/// the linker takes only what is asked for. Cheap, may be called again.
void initThemeResources();

} // namespace lineup
