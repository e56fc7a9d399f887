#pragma once

#include "app/cli/comparesetup.h"
#include "core/cli/report.h"

#include <functional>
#include <string>
#include <string_view>

namespace lineup {

/// Exit codes of the program, see docs/cli.md. An interrupted one is 128 + the signal.
namespace exitcode {
inline constexpr int kSuccess = 0;
inline constexpr int kUsage = 2;
inline constexpr int kFailed = 3;
} // namespace exitcode

/// Where a command reads and writes; tests put their own behind it.
struct CommandIo {
    InputReader input;
    /// A line from the standard input without its end; on a terminal after `prompt`, and without showing what is typed.
    std::function<Result<std::string>(const std::string &prompt)> readSecretLine;
    std::function<Result<void>(std::string_view bytes)> writeOutput; ///< standard output
    std::function<void(std::string_view bytes)> writeMessage;        ///< standard error
    std::function<Result<void>(const std::string &path)> checkFile;  ///< could it be written?
    std::function<Result<void>(const std::string &path, const std::string &bytes)> writeFile;
    bool isMessageTerminal = false; ///< shows progress there
    /// Asks a question that "yes" answers; empty when there is nobody to ask (standard input or error is no terminal).
    std::function<bool(std::string_view question)> askYes{};
};

/// "lineup: What happened. What to do."
void printError(const CommandIo &io, const Error &error);
/// Writes to the standard output; 0, or the exit code when that fails, which has been said unless only the reader of a
/// pipe has gone (then 141, as for every program that a closed pipe ends).
int printOutput(const CommandIo &io, std::string_view text);
/// The words of an error for a report.
ReportWords reportWords(const Error &error);

} // namespace lineup
