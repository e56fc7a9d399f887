#pragma once

#include "core/base/error.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lineup::bedrock {

/// CRC-32 as zlib and Ethernet have it (polynomial 0xEDB88320, reflected). `seed`: the sum of what came before.
std::uint32_t crc32(std::string_view bytes, std::uint32_t seed = 0);

/// One message of an event stream. The views are valid during the call only.
struct EventMessage {
    struct Header {
        std::string_view name;  ///< ":event-type", …
        std::string_view value; ///< of a text or bytes; "" for every other type
    };
    std::vector<Header> headers;
    std::string_view payload;

    /// The value of the first header of that name, or "".
    std::string_view header(std::string_view name) const;
};

class EventMessageSink {
public:
    virtual ~EventMessageSink() = default;
    virtual void onEventMessage(const EventMessage &message) = 0;
};

/// Reads `application/vnd.amazon.eventstream`, wherever the network cut it.
///
/// A message, all numbers big-endian: u32 its length, u32 length of its headers, u32 CRC-32 of these 8 bytes, headers, payload,
/// u32 CRC-32 of all before. A header: u8 length of its name, name, u8 type, value (0 true, 1 false, 2 i8, 3 i16, 4 i32, 5 i64,
/// 6 bytes and 7 text with a u16 length, 8 time as i64, 9 UUID of 16 bytes).
/// Source: AWS SDKs, "Event stream encoding"; botocore eventstream.py, which has the same limits.
///
/// Law: any cut of the same bytes gives the same messages. One that lies within one feed() is not copied.
class EventStreamParser {
public:
    static constexpr std::size_t kMaxHeaderBytes = std::size_t{128} << 10;
    static constexpr std::size_t kMaxPayloadBytes = std::size_t{24} << 20;

    /// BadReply for a wrong checksum, a length that cannot be, a limit or headers that are none; then all further is ignored.
    Result<void> feed(std::string_view bytes, EventMessageSink &sink);
    /// True between the first and the last byte of a message.
    bool isInsideMessage() const { return !m_buffer.empty(); }

private:
    [[nodiscard]] bool checkPrelude(std::string_view prelude);
    [[nodiscard]] bool takeMessage(std::string_view message, EventMessageSink &sink);
    bool fail(const char *detail);

    std::string m_buffer; ///< the start of a message whose end has not come
    std::size_t m_length = 0; ///< of the message whose prelude was checked last
    std::size_t m_headerBytes = 0;
    std::optional<Error> m_error;
};

} // namespace lineup::bedrock
