#include "core/engine/enginefault.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cerrno>
#include <csignal>
#include <cstddef>
#include <system_error>

namespace lineup {

namespace {

constexpr std::size_t kExcerptLines = 20;
constexpr std::size_t kExcerptBytes = 4096;

struct LogPattern {
    std::string_view text; // lower case
    ErrorCode code;
    std::string_view word;
};

// Texts of llama.cpp (common, llama-model-loader, ggml, server; read and provoked with the October 2026 build), of
// the dynamic linker and of Python. The first that occurs anywhere in the log wins, so the particular come first.
constexpr std::array kPatterns{
    LogPattern{"no space left on device", ErrorCode::Storage, enginefault::kDiskFull},
    LogPattern{"couldn't bind", ErrorCode::EngineCrashed, enginefault::kPortTaken},
    LogPattern{"address already in use", ErrorCode::EngineCrashed, enginefault::kPortTaken},
    LogPattern{"failed to allocate", ErrorCode::EngineOutOfMemory, enginefault::kOutOfMemory},
    LogPattern{"unable to allocate", ErrorCode::EngineOutOfMemory, enginefault::kOutOfMemory},
    LogPattern{"cannot allocate memory", ErrorCode::EngineOutOfMemory, enginefault::kOutOfMemory},
    LogPattern{"std::bad_alloc", ErrorCode::EngineOutOfMemory, enginefault::kOutOfMemory},
    LogPattern{"memoryerror", ErrorCode::EngineOutOfMemory, enginefault::kOutOfMemory},
    LogPattern{"out of memory", ErrorCode::EngineOutOfMemory, enginefault::kOutOfMemory},
    LogPattern{"error while loading shared libraries", ErrorCode::EngineMissing, enginefault::kLibraryMissing},
    LogPattern{"cannot open shared object file", ErrorCode::EngineMissing, enginefault::kLibraryMissing},
    LogPattern{"is not within the file bounds", ErrorCode::EngineModelBad, enginefault::kModelTruncated},
    LogPattern{"corrupted or incomplete", ErrorCode::EngineModelBad, enginefault::kModelTruncated},
    LogPattern{"exceeds remaining file size", ErrorCode::EngineModelBad, enginefault::kModelTruncated},
    LogPattern{"invalid magic", ErrorCode::EngineModelBad, enginefault::kModelNotGguf},
    LogPattern{"failed to read magic", ErrorCode::EngineModelBad, enginefault::kModelNotGguf},
    LogPattern{"unknown model architecture", ErrorCode::EngineModelBad, enginefault::kModelUnsupported},
    LogPattern{"unsupported gguf", ErrorCode::EngineModelBad, enginefault::kModelUnsupported},
    LogPattern{"failed to open gguf file", ErrorCode::EngineMissing, enginefault::kModelMissing},
    LogPattern{"error loading model", ErrorCode::EngineModelBad, enginefault::kModelUnreadable},
    LogPattern{"failed to load model", ErrorCode::EngineModelBad, enginefault::kModelUnreadable},
};

struct LauncherWord {
    std::string_view word;
    ErrorCode code;
};

// The words that engine_launcher.py sends; "load-failed" is not among them, since only the log knows its reason.
constexpr std::array kLauncherWords{
    LauncherWord{enginefault::kPortTaken, ErrorCode::EngineCrashed},
    LauncherWord{enginefault::kEngineFileMissing, ErrorCode::EngineMissing},
    LauncherWord{enginefault::kLibraryMissing, ErrorCode::EngineMissing},
    LauncherWord{enginefault::kPythonMissing, ErrorCode::EngineMissing},
    LauncherWord{enginefault::kOutOfMemory, ErrorCode::EngineOutOfMemory},
    LauncherWord{enginefault::kDiskFull, ErrorCode::Storage},
};

std::string lowerCase(std::string_view text)
{
    std::string lower(text);
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return lower;
}

const LogPattern *findPattern(const std::vector<std::string> &log)
{
    std::string all;
    for (const std::string &line : log)
        all += lowerCase(line) + '\n';
    const auto found = std::find_if(kPatterns.begin(), kPatterns.end(), [&](const LogPattern &pattern) {
        return all.find(pattern.text) != std::string::npos;
    });
    return found == kPatterns.end() ? nullptr : &*found;
}

std::string excerptOf(const std::vector<std::string> &log)
{
    std::string excerpt;
    const std::size_t from = log.size() > kExcerptLines ? log.size() - kExcerptLines : 0;
    for (std::size_t i = from; i < log.size(); ++i)
        excerpt += log[i] + '\n';
    if (excerpt.size() > kExcerptBytes)
        excerpt.erase(0, excerpt.size() - kExcerptBytes);
    // Cut in the middle of a character: its remaining bytes go too.
    while (!excerpt.empty() && (static_cast<unsigned char>(excerpt.front()) & 0xC0U) == 0x80U)
        excerpt.erase(0, 1);
    return excerpt;
}

Error bySignal(const EngineExit &exit)
{
    switch (*exit.signal) {
    case SIGILL:
        return engineError(ErrorCode::EngineCrashed, enginefault::kIllegalInstruction,
                           "the engine uses instructions that this processor does not have (SIGILL)", exit.subject);
    case SIGKILL:
        return engineError(ErrorCode::EngineOutOfMemory, enginefault::kOutOfMemory,
                           "the engine was killed by the system (SIGKILL)", exit.subject);
    default:
        break;
    }
    // An abort is often the last act of a failure that the log names.
    if (const LogPattern *pattern = findPattern(exit.log))
        return engineError(pattern->code, pattern->word, "the engine gave up: " + std::string(pattern->text), exit.subject);
    return engineError(ErrorCode::EngineCrashed, enginefault::kSignal,
                       "the engine was ended by signal " + std::to_string(*exit.signal), exit.subject);
}

Error byLauncherOrLog(const EngineExit &exit)
{
    for (const LauncherWord &known : kLauncherWords) {
        if (known.word == exit.launcherWord)
            return engineError(known.code, known.word, exit.launcherDetail.empty() ? std::string(known.word) : exit.launcherDetail,
                               exit.subject);
    }
    if (const LogPattern *pattern = findPattern(exit.log))
        return engineError(pattern->code, pattern->word, "the engine said: " + std::string(pattern->text), exit.subject);
    std::string detail = "the engine ended with code " + std::to_string(exit.exitCode);
    if (!exit.launcherDetail.empty())
        detail += ": " + exit.launcherDetail;
    return engineError(ErrorCode::EngineCrashed, enginefault::kExited, std::move(detail), exit.subject);
}

} // namespace

Error engineError(ErrorCode code, std::string_view word, std::string detail, std::string subject)
{
    Error error;
    error.code = code;
    error.detail = std::move(detail);
    error.providerCode = std::string(word);
    error.subject = std::move(subject);
    return error;
}

Error classifyEngineExit(const EngineExit &exit)
{
    Error error;
    if (exit.failedToStart)
        error = engineError(ErrorCode::EngineMissing, enginefault::kEngineFileMissing, "the program could not be run", exit.subject);
    else if (exit.signal)
        error = bySignal(exit);
    else
        error = byLauncherOrLog(exit);
    error.excerpt = excerptOf(exit.log);
    return error;
}

bool engineRestartMayHelp(const Error &error)
{
    if (error.code != ErrorCode::EngineCrashed)
        return false;
    return error.providerCode != enginefault::kIllegalInstruction;
}

Error storageError(int systemError, std::string what)
{
    const std::string reason = std::generic_category().message(systemError);
    const bool isFull = systemError == ENOSPC || systemError == EDQUOT;
    return engineError(ErrorCode::Storage, isFull ? enginefault::kDiskFull : enginefault::kReadOnly,
                       "cannot write: " + reason, std::move(what));
}

} // namespace lineup
