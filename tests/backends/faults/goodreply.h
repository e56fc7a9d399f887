#pragma once

#include "core/base/error.h"

#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace lineup::test {

/// How a provider parts its stream.
enum class Framing {
    Lines,       ///< NDJSON: one JSON value a line
    EventStream, ///< text/event-stream
    Frames,      ///< AWS event stream: binary frames with checksums
};

/// One small good reply of a provider, in parts, so that every fault can be made of it. Composed from the provider's
/// documentation, as tests/data/replies are.
struct GoodReply {
    Framing framing = Framing::EventStream;
    std::string contentType = "text/event-stream";
    /// What comes before the text; may be "".
    std::string opening;
    /// The event that brings this text, which stands in a JSON string as it is.
    std::function<std::string(std::string_view json)> text;
    /// From behind the text to the terminator. Without it the answer is not complete.
    std::string closing;
    /// What means nothing and may stand between two events.
    std::string noise;
    /// An event that says that the server is overloaded; `errorCode` is what that means here.
    std::string error;
    ErrorCode errorCode = ErrorCode::ProviderDown;
    /// An event that is cut short but ended like one, so that it can be seen to be broken.
    std::string broken;
    /// The start of an event whose `data` goes on for ever, and what it goes on with.
    std::string longStart;
    /// An event that is nothing but open brackets.
    std::string deep;
    /// Options that this kind cannot do without.
    std::map<std::string, std::string> options;

    std::string body() const { return opening + text("one ") + text("two ") + text("three") + closing; }
};

/// By kind of backend. A provider that is added to the registry needs a row here; the matrix fails without.
const std::map<std::string, GoodReply> &goodReplies();

} // namespace lineup::test
