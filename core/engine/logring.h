#pragma once

#include <cstddef>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace lineup {

/// The last lines that a child wrote. Takes bytes as they come, cuts them into lines, caps long ones, hides secrets.
///
/// Hostile input is harmless: a line without an end costs at most kMaxLineBytes, a NUL or another control character
/// becomes '?', bytes that are not UTF-8 become U+FFFD.
class LogRing {
public:
    static constexpr std::size_t kMaxLines = 500;
    static constexpr std::size_t kMaxLineBytes = 2000;

    /// Every later occurrence of `secret` reads "[redacted]". Shorter than 8 bytes: ignored, it would hide plain words.
    void addSecret(std::string secret);
    /// Returns the lines that this piece completed, as they were stored.
    std::vector<std::string> append(std::string_view bytes);
    /// Stores one line that another ring has completed already; what append() still waits for stays as it is.
    void addLine(std::string line);
    /// Stores what came after the last line end, if anything; returns it likewise.
    std::vector<std::string> finish();
    /// All lines kept, oldest first; `last` > 0: only so many from the end.
    std::vector<std::string> lines(std::size_t last = 0) const;

private:
    std::string store();

    std::vector<std::string> m_secrets;
    std::deque<std::string> m_lines;
    std::string m_partial;
    bool m_partialWasCut = false;
};

/// `text` as valid UTF-8 (see sanitizeUtf8()), every control character but tab made '?'.
std::string printableText(std::string_view text);
/// `text` with "//user:password@" of any URL in it shortened to "//".
std::string withoutUrlCredentials(std::string_view text);

} // namespace lineup
