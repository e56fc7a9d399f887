#include "backends/providers/bedrock/eventstream.h"

#include <algorithm>
#include <array>

namespace lineup::bedrock {

namespace {

constexpr std::size_t kPreludeBytes = 12;
constexpr std::size_t kSumBytes = 4;
constexpr std::size_t kOverhead = kPreludeBytes + kSumBytes;

constexpr std::array<std::uint32_t, 256> makeTable()
{
    std::array<std::uint32_t, 256> table{};
    for (std::uint32_t i = 0; i < table.size(); ++i) {
        std::uint32_t value = i;
        for (int bit = 0; bit < 8; ++bit)
            value = (value & 1) != 0 ? 0xEDB88320U ^ (value >> 1) : value >> 1;
        table[i] = value;
    }
    return table;
}
constexpr std::array<std::uint32_t, 256> kTable = makeTable();

/// A big-endian number of that many bytes.
std::uint32_t numberAt(std::string_view bytes, std::size_t at, std::size_t size)
{
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < size; ++i)
        value = (value << 8) | static_cast<unsigned char>(bytes[at + i]);
    return value;
}

/// Bytes of a value of fixed size; nothing for the two that say their length, and for what is no type.
std::optional<std::size_t> fixedSize(unsigned type)
{
    constexpr std::array<std::size_t, 10> kSizes{0, 0, 1, 2, 4, 8, 0, 0, 8, 16};
    constexpr unsigned kBytes = 6;
    constexpr unsigned kText = 7;
    return type < kSizes.size() && type != kBytes && type != kText ? std::optional(kSizes.at(type)) : std::nullopt;
}

/// False when they are no headers.
bool readHeaders(std::string_view bytes, std::vector<EventMessage::Header> &headers)
{
    while (!bytes.empty()) {
        const std::size_t nameSize = static_cast<unsigned char>(bytes[0]);
        if (bytes.size() < 1 + nameSize + 1)
            return false;
        EventMessage::Header header{bytes.substr(1, nameSize), {}};
        const auto type = static_cast<unsigned char>(bytes[1 + nameSize]);
        bytes.remove_prefix(2 + nameSize);
        if (const auto size = fixedSize(type)) {
            if (bytes.size() < *size)
                return false;
            bytes.remove_prefix(*size);
        } else {
            if (type > 7 || bytes.size() < 2 || bytes.size() - 2 < numberAt(bytes, 0, 2))
                return false;
            header.value = bytes.substr(2, numberAt(bytes, 0, 2));
            bytes.remove_prefix(2 + header.value.size());
        }
        headers.push_back(header);
    }
    return true;
}

} // namespace

std::uint32_t crc32(std::string_view bytes, std::uint32_t seed)
{
    std::uint32_t sum = ~seed;
    for (const char c : bytes)
        sum = kTable[(sum ^ static_cast<unsigned char>(c)) & 0xFF] ^ (sum >> 8);
    return ~sum;
}

std::string_view EventMessage::header(std::string_view name) const
{
    const auto found = std::ranges::find(headers, name, &Header::name);
    return found == headers.end() ? std::string_view() : found->value;
}

bool EventStreamParser::fail(const char *detail)
{
    m_error = makeError(ErrorCode::BadReply, std::string("not an event stream: ") + detail).value;
    m_buffer.clear();
    m_buffer.shrink_to_fit();
    return false;
}

bool EventStreamParser::checkPrelude(std::string_view prelude)
{
    // The checksum first: the lengths of something else are no lengths.
    if (crc32(prelude.substr(0, 8)) != numberAt(prelude, 8, 4))
        return fail("the checksum of a message's head is wrong");
    m_length = numberAt(prelude, 0, 4);
    m_headerBytes = numberAt(prelude, 4, 4);
    if (m_headerBytes > kMaxHeaderBytes)
        return fail("the headers of a message are larger than 128 KiB");
    if (m_length < kOverhead + m_headerBytes)
        return fail("a message is shorter than its parts");
    if (m_length - kOverhead - m_headerBytes > kMaxPayloadBytes)
        return fail("a message is larger than 24 MiB");
    return true;
}

bool EventStreamParser::takeMessage(std::string_view message, EventMessageSink &sink)
{
    const std::size_t bodySize = message.size() - kSumBytes;
    if (crc32(message.substr(0, bodySize)) != numberAt(message, bodySize, 4))
        return fail("the checksum of a message is wrong");
    EventMessage event;
    if (!readHeaders(message.substr(kPreludeBytes, m_headerBytes), event.headers))
        return fail("the headers of a message cannot be read");
    event.payload = message.substr(kPreludeBytes + m_headerBytes, bodySize - kPreludeBytes - m_headerBytes);
    sink.onEventMessage(event);
    return true;
}

Result<void> EventStreamParser::feed(std::string_view bytes, EventMessageSink &sink)
{
    while (!bytes.empty() && !m_error) {
        if (m_buffer.empty() && bytes.size() >= kPreludeBytes) {
            if (!checkPrelude(bytes.substr(0, kPreludeBytes)))
                break;
            if (bytes.size() >= m_length) {
                if (takeMessage(bytes.substr(0, m_length), sink))
                    bytes.remove_prefix(m_length);
                continue;
            }
        }
        const std::size_t wanted = m_buffer.size() < kPreludeBytes ? kPreludeBytes : m_length;
        const std::string_view part = bytes.substr(0, wanted - m_buffer.size());
        m_buffer += part;
        bytes.remove_prefix(part.size());
        if (m_buffer.size() == kPreludeBytes && !checkPrelude(m_buffer))
            break;
        if (m_buffer.size() >= kPreludeBytes && m_buffer.size() == m_length && takeMessage(m_buffer, sink))
            m_buffer.clear();
    }
    return m_error ? Result<void>(Unexpected{*m_error}) : Result<void>();
}

} // namespace lineup::bedrock
