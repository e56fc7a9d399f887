#pragma once

#include <string_view>

namespace lineup {

/// Which variables of our own environment a child may see. Everything else is left out: keys of providers, proxies
/// (the engine has nothing to fetch, and loopback must not go through one), settings that change what Python or
/// llama-server do.
enum class ChildRole {
    Engine,      ///< the launcher of the bundled package
    LlamaServer, ///< also the variables that choose a graphics card
    Pip,         ///< also the way to the package mirror of this computer: proxies, certificates, some of pip's own
};

/// True if the variable may be passed on. Names are compared exactly; case matters as in the environment.
bool childMayInherit(std::string_view name, ChildRole role);

} // namespace lineup
