#pragma once

#include "core/chat/chatrequest.h"
#include "core/base/error.h"
#include "tests/backends/faults/goodreply.h"
#include "tests/support/testserver.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace lineup::test {

/// What an answer must be.
struct Verdict {
    std::optional<ErrorCode> code; ///< not set = it finished
    std::optional<TimeoutPhase> phase;
    /// The text that is kept, exactly; not set = only that none is wrong (a start of any length).
    std::optional<std::string> text = "";
    /// It may also have finished, with `text`.
    bool mayFinish = false;
};

/// One way in which a server, or what stands before it, goes wrong.
struct Fault {
    std::string name;
    /// What the server does; nothing when this fault means nothing for that reply.
    std::function<std::optional<Script>(const GoodReply &)> script;
    std::function<Verdict(const GoodReply &)> verdict;
    Clocks clocks;
    /// Takes memory or processor time: run alone, so that both can be told to this cell.
    bool isHeavy = false;
};

/// Every fault. `otherHost` is where redirects point to.
std::vector<Fault> allFaults(const std::string &otherHost);

/// The text of GoodReply::body().
inline constexpr const char *kWholeText = "one two three";

/// The good reply of that provider, as a server sends it.
Script goodScript(const GoodReply &reply);
/// A head for a stream of that provider in chunked framing.
std::string chunkedHead(const GoodReply &reply);

} // namespace lineup::test
