#pragma once

#include "core/base/error.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lineup {

/// The `providerCode` of an engine or set-up error: one word each, stable, to be put into a sentence by the windows.
namespace enginefault {
inline constexpr std::string_view kNotInstalled = "not-installed";             // EngineMissing
inline constexpr std::string_view kEngineFileMissing = "engine-file-missing";  // EngineMissing
inline constexpr std::string_view kPythonMissing = "python-missing";           // EngineMissing: none ≥ 3.10
inline constexpr std::string_view kPipMissing = "pip-missing";                 // EngineMissing
inline constexpr std::string_view kLibraryMissing = "library-missing";         // EngineMissing: libgomp, old libc
inline constexpr std::string_view kArchitecture = "architecture-unsupported";  // EngineMissing: no package for it
inline constexpr std::string_view kNotOffered = "package-not-offered";         // EngineMissing: mirror without it
inline constexpr std::string_view kModelMissing = "model-missing";             // EngineMissing
inline constexpr std::string_view kModelNotGguf = "model-not-gguf";            // EngineModelBad
inline constexpr std::string_view kModelTruncated = "model-truncated";         // EngineModelBad
inline constexpr std::string_view kModelUnsupported = "model-unsupported";     // EngineModelBad: newer than the engine
inline constexpr std::string_view kModelUnreadable = "model-unreadable";       // EngineModelBad: anything else
inline constexpr std::string_view kOutOfMemory = "out-of-memory";              // EngineOutOfMemory
inline constexpr std::string_view kIllegalInstruction = "illegal-instruction"; // EngineCrashed: CPU too old
inline constexpr std::string_view kPortTaken = "port-taken";                   // EngineCrashed
inline constexpr std::string_view kStartTimeout = "start-timeout";             // EngineCrashed: silent while starting
inline constexpr std::string_view kForeignServer = "foreign-server";           // EngineCrashed: another answers there
inline constexpr std::string_view kSignal = "signal";                          // EngineCrashed: any other signal
inline constexpr std::string_view kExited = "exited";                          // EngineCrashed: ended by itself
inline constexpr std::string_view kDiskFull = "disk-full";                     // Storage
inline constexpr std::string_view kReadOnly = "read-only";                     // Storage: or no permission
inline constexpr std::string_view kSystemPlace = "system-place";               // Storage: not a user's data folder
inline constexpr std::string_view kBusy = "setup-busy";                        // Storage: another set-up runs
inline constexpr std::string_view kHashMismatch = "hash-mismatch";             // BadReply
inline constexpr std::string_view kDamaged = "damaged";                        // BadReply: right hash, wrong contents
} // namespace enginefault

/// How a child came to its end, as far as it is known.
struct EngineExit {
    bool failedToStart = false;     ///< the program could not be run at all
    std::optional<int> signal;      ///< the signal that ended it
    int exitCode = 0;               ///< meaningless with a signal
    std::string launcherWord;       ///< the word of the launcher's "failed" line, else empty
    std::string launcherDetail;     ///< its detail
    std::vector<std::string> log;   ///< last lines, redacted, oldest first
    std::string subject;            ///< model or program name, for the sentence
};

/// The reason as an Error with a word of enginefault. `excerpt` holds the last 20 lines of the log.
///
/// Signals and the launcher's word come first; log lines decide only where those say nothing. A SIGKILL that was not
/// sent by us is the kernel's out-of-memory killer in practice, and is said to be that.
Error classifyEngineExit(const EngineExit &exit);

/// An error with one of the words above.
Error engineError(ErrorCode code, std::string_view word, std::string detail, std::string subject = {});

/// Whether another start may help: not for a bad model, a missing file, a full disk or memory, an old CPU.
bool engineRestartMayHelp(const Error &error);

/// Maps an errno of a failed write to Storage with disk-full or read-only; `what` names the file.
Error storageError(int systemError, std::string what);

} // namespace lineup
