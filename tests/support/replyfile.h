#pragma once

#include "tests/support/testserver.h"

#include <string>
#include <utility>
#include <vector>

namespace lineup::test {

/// A recorded or composed reply of a server, from tests/data/replies.
struct ReplyFile {
    int status = 0;
    std::vector<std::pair<std::string, std::string>> headers; ///< in the order of the file, without framing
    std::string body;

    /// The value of that header, or "".
    std::string header(const std::string &name) const;
    bool isStream() const { return header("Content-Type") == "text/event-stream"; }
    /// Head and body with chunked framing, one chunk for each event (or the whole, when there are no events).
    std::string bytes() const;
    /// Sends bytes() at once.
    Script script() const { return {send(bytes())}; }
};

/// `path` is below tests/data/replies, without ".txt". Ends the test program when there is no such file.
ReplyFile replyFile(const std::string &path);
/// The names of all replies of that folder, without ".txt", sorted.
std::vector<std::string> replyNames(const std::string &folder);

} // namespace lineup::test
