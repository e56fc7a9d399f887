#pragma once

#include "backends/providers/bedrock/eventstream.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace lineup::test {

inline std::string bigEndian(std::uint32_t value, int bytes)
{
    std::string out;
    for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8)
        out.push_back(static_cast<char>((value >> shift) & 0xFF));
    return out;
}

/// A header with a text for a value.
inline std::string textHeader(std::string_view name, std::string_view value)
{
    std::string out(1, static_cast<char>(name.size()));
    out.append(name).append(1, '\x07').append(bigEndian(static_cast<std::uint32_t>(value.size()), 2)).append(value);
    return out;
}

/// A message of an event stream with headers that are encoded already.
inline std::string rawMessage(std::string_view headers, std::string_view payload)
{
    std::string out = bigEndian(static_cast<std::uint32_t>(16 + headers.size() + payload.size()), 4);
    out += bigEndian(static_cast<std::uint32_t>(headers.size()), 4);
    out += bigEndian(bedrock::crc32(out), 4);
    out.append(headers).append(payload);
    return out + bigEndian(bedrock::crc32(out), 4);
}

/// An event as Bedrock sends it.
inline std::string eventFrame(std::string_view name, std::string_view payload)
{
    return rawMessage(textHeader(":event-type", name) + textHeader(":content-type", "application/json") + textHeader(":message-type", "event"), payload);
}

/// An exception inside the stream.
inline std::string exceptionFrame(std::string_view name, std::string_view payload)
{
    return rawMessage(textHeader(":exception-type", name) + textHeader(":content-type", "application/json") + textHeader(":message-type", "exception"), payload);
}

} // namespace lineup::test
