#pragma once

#include "core/backend/configuredbackend.h"
#include "core/cli/errorreport.h"
#include "core/run/backendtest.h"

#include <optional>
#include <string>
#include <vector>

namespace lineup {

/// Where the key of a backend comes from, as far as that is known without asking anybody for a password.
struct KeyPlace {
    enum class Source {
        Entered,     ///< in the key store
        Environment, ///< `variable` is set
        None,
        NotNeeded,   ///< none is there, and the provider works without
    };
    Source source = Source::None;
    std::string variable;
    bool operator==(const KeyPlace &) const = default;
};
/// "entered", "environment", "none", "not-needed".
std::string_view keySourceName(KeyPlace::Source source);

struct BackendListing {
    ConfiguredBackend backend;
    KeyPlace key;
    bool operator==(const BackendListing &) const = default;
};

/// The result of `lineup backends list --format json`; described by docs/cli.md. Never a secret.
std::string backendsJsonText(const std::vector<BackendListing> &listings);

/// The result of `lineup backends test --format json`: {"version", "backend", "ok", "hops": [{"hop", "state", "took_ms"}],
/// "http_status", "models", "error"}.
std::string backendTestJsonText(const std::string &name, const BackendTestResult &result, const ErrorDescriber &describe);

} // namespace lineup
