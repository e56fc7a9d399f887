#include "tests/backends/faults/awsframe.h"

#include "tests/support/httpreply.h"

#include <cstdint>

namespace lineup::test {

namespace {

void appendBigEndian(std::string &out, std::uint32_t value, int bytes)
{
    for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8)
        out += static_cast<char>(value >> shift & 0xFFU);
}

void appendHeader(std::string &out, std::string_view name, std::string_view value)
{
    constexpr std::uint32_t kString = 7;
    appendBigEndian(out, static_cast<std::uint32_t>(name.size()), 1);
    out += name;
    appendBigEndian(out, kString, 1);
    appendBigEndian(out, static_cast<std::uint32_t>(value.size()), 2);
    out += value;
}

} // namespace

std::string awsPrelude(unsigned totalLength, unsigned headersLength)
{
    std::string out;
    appendBigEndian(out, totalLength, 4);
    appendBigEndian(out, headersLength, 4);
    appendBigEndian(out, crc32(out), 4);
    return out;
}

std::string awsFrame(std::string_view messageType, std::string_view eventType, std::string_view payload)
{
    std::string headers;
    appendHeader(headers, messageType == "exception" ? ":exception-type" : ":event-type", eventType);
    appendHeader(headers, ":content-type", "application/json");
    appendHeader(headers, ":message-type", messageType);
    std::string frame = awsPrelude(static_cast<unsigned>(16 + headers.size() + payload.size()), static_cast<unsigned>(headers.size()));
    frame += headers;
    frame += payload;
    appendBigEndian(frame, crc32(frame), 4);
    return frame;
}

} // namespace lineup::test
