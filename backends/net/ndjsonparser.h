#pragma once

#include "core/base/error.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace lineup::net {

/// Receives the lines of an NDJSON stream. The view is valid during the call only.
class NdjsonSink {
public:
    virtual ~NdjsonSink() = default;
    /// `readableAfter`: bytes behind the line that may be read, never written. `atEnd`: the line had no LF.
    virtual void onNdjsonLine(std::string_view line, std::size_t readableAfter, bool atEnd) = 0;
};

/// Cuts `application/x-ndjson` into lines: one JSON value per LF, a CR before it is dropped, blank lines are nothing,
/// a byte order mark at the very start is dropped, the last line counts without LF too. The JSON is not looked into.
///
/// Law: any cut of the same bytes gives the same lines. A line that lies within one feed() is not copied.
class NdjsonParser {
public:
    static constexpr std::size_t kMaxLineBytes = std::size_t{16} << 20;

    explicit NdjsonParser(std::size_t maxLineBytes = kMaxLineBytes) : m_maxLineBytes(maxLineBytes) {}

    /// Error: BadReply when a line is too long. The parser then ignores everything further.
    Result<void> feed(std::string_view bytes, NdjsonSink &sink);
    Result<void> finish(NdjsonSink &sink);

private:
    void takeLine(std::string_view line, std::size_t readableAfter, bool atEnd, NdjsonSink &sink);

    std::size_t m_maxLineBytes;
    std::string m_line;
    bool m_first = true;
    std::optional<Error> m_error;
};

} // namespace lineup::net
