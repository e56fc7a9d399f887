#pragma once

#include "core/backend/configuredbackend.h"
#include "core/base/error.h"

#include <string>
#include <string_view>
#include <vector>

namespace lineup {

/// Reads the settings of `lineup backends add ID SETTINGS` into `backend`, whose id is set: "name=value" separated by commas with
/// the escapes of a lane (parseLaneOption()). What is not named stays as it is in `backend`.
///
/// `kind`, `name`, `base-url`, `key-env`, `enabled=true|false`; `proxy=system|none|URL`, `no-proxy`, `ca-file`,
/// `client-certificate`, `client-key`, `header.NAME` (repeats), `http1-only=true|false`; `parallel-requests`,
/// `requests-per-minute`, `tokens-per-minute` (1 or more, or "none"); the settings of providers as in a lane. docs/cli.md.
///
/// BadInput as of parseLaneOption(), and what checkBackend() says.
Result<ConfiguredBackend> parseBackendOption(ConfiguredBackend backend, std::string_view settings, const std::vector<std::string> &providerOptions = {});

/// Whether what a backend says can be used and kept in a file: its id, its addresses, its headers. BadInput with the setting as
/// subject; providerCode "key-in-argument" for an address that holds a key, "secret-header" for a header that looks like a
/// secret, else "bad-backend". Never repeats a value that could be one.
Result<void> checkBackend(const ConfiguredBackend &backend);

} // namespace lineup
