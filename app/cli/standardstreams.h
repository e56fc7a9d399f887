#pragma once

#include "core/base/error.h"

#include <string>
#include <string_view>

namespace lineup {

/// What the program found when it was started. Call prepareStandardStreams() first thing in main.
struct StandardStreams {
    bool isOutputOpen = true; ///< descriptor 1 was open
    bool isOutputTerminal = false;
    bool isErrorTerminal = false;
    bool isInputTerminal = false;
};

/// Opens the null device for every standard stream that is closed, so that no file or socket of ours can ever become the
/// standard output of a careless write, and ignores SIGPIPE, so that a reader that has gone is an error of write().
StandardStreams prepareStandardStreams();

/// Makes the locale one of UTF-8 (C.UTF-8) where the environment names none, because Qt takes no other and says so on
/// the standard error. Before the application object is made.
void prepareLocale();

/// Writes everything. Storage errors name "standard output" in `subject`; providerCode "reader-gone" when the reader of the
/// pipe has ended, "disk-full".
Result<void> writeStandardOutput(std::string_view bytes, const StandardStreams &streams);

/// Writes what can be written and forgets the rest: there is no place left to complain.
void writeStandardError(std::string_view bytes);

/// Writes the question and reads one line; true for "yes", whatever its case. Waits for the person; a signal means no.
bool askYesOnTerminal(std::string_view question);

/// Reads to the end, 256 MiB at most (then TooLarge).
Result<std::string> readStandardInput();
/// A line without its end, 16 KiB at most; the rest stays unread. On a terminal after `prompt` and without showing what is typed.
Result<std::string> readSecretLine(const std::string &prompt);
/// A file, pipe or device to its end, 256 MiB at most. Storage errors name the path in `subject`.
Result<std::string> readInputFile(const std::string &path);
/// Whether a file can be written at this place at all: the folder is there and may be written to. Asked before anything
/// is sent.
Result<void> checkOutputFile(const std::string &path);

} // namespace lineup
