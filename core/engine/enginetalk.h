#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace lineup {

/// The launcher listens on 127.0.0.1 at this port.
struct LauncherReady {
    std::uint16_t port = 0;
    bool operator==(const LauncherReady &) const = default;
};

/// The launcher could not serve; it ends after this line. `word` is one of enginefault, or "load-failed".
struct LauncherFailed {
    std::string word;
    std::string detail;
    bool operator==(const LauncherFailed &) const = default;
};

using LauncherEvent = std::variant<LauncherReady, LauncherFailed>;

/// One line that the launcher wrote to its standard output:
/// {"event":"ready","port":34567} or {"event":"failed","word":"library-missing","detail":"…"}.
/// Nothing for any other line: it is log.
std::optional<LauncherEvent> parseLauncherLine(std::string_view line);

/// The port in a line of llama-server that says it listens, nothing for other lines. Known forms:
/// "… listening on http://127.0.0.1:34567" (2025 and later) and "HTTP server is listening, hostname: 127.0.0.1,
/// port: 34567, …" (2024). Port 0 counts as not said.
std::optional<std::uint16_t> listeningPort(std::string_view line);

} // namespace lineup
