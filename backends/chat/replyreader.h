#pragma once

#include "backends/chat/replyevents.h"
#include "backends/net/transfer.h"
#include "core/base/error.h"

#include <optional>
#include <string_view>

namespace lineup::chat {

/// Turns the bytes of one successful reply of one protocol into neutral events, framing included. One object for each
/// attempt; I/O thread only.
///
/// Laws: any cut of the same bytes gives the same content and the same result. Unknown members, event types and enum values
/// are ignored. What came before an error stays valid. Nothing is given out twice.
class ReplyReader {
public:
    virtual ~ReplyReader();

    /// A stream of this protocol may begin with "{" or "[". For all others such a reply is one whole document.
    virtual bool streamBeginsLikeJson() const { return false; }

    /// The next bytes of a stream. An error ends the attempt: BadReply for what is not of the protocol, TooLarge for a
    /// limit, anything for an error that the server puts into its stream.
    [[nodiscard]] virtual Result<void> feed(std::string_view bytes, ReplyEvents &out) = 0;
    /// The stream is over, complete or not. `isCut`: the connection went away before its end.
    [[nodiscard]] virtual Result<void> finish(bool isCut, ReplyEvents &out) = 0;
    /// A reply that did not stream.
    [[nodiscard]] virtual Result<void> readWhole(std::string_view body, ReplyEvents &out) = 0;

    /// Anything of the protocol came.
    virtual bool hasStarted() const = 0;
    /// The answer is complete but more may come (usage after a finish reason).
    virtual bool hasFinish() const = 0;
    /// The terminator came: nothing that counts comes after it.
    virtual bool isDone() const = 0;
    /// How the answer ended, corrected by what came. Nothing when it is not complete: then the end of the connection is a
    /// StreamCut.
    virtual std::optional<Outcome> outcome() const = 0;
};

} // namespace lineup::chat
