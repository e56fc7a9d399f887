#include "tests/support/httpreply.h"

#include <QByteArray>

#include <array>
#include <cstdint>
#include <cstdio>

namespace lineup::test {

namespace {

/// What eight turns of the polynomial make of each byte.
const std::array<std::uint32_t, 256> &crcTable()
{
    static const auto table = [] {
        std::array<std::uint32_t, 256> values{};
        for (std::uint32_t byte = 0; byte < values.size(); ++byte) {
            std::uint32_t crc = byte;
            for (int bit = 0; bit < 8; ++bit)
                crc = (crc & 1U) != 0 ? (crc >> 1) ^ 0xEDB88320U : crc >> 1;
            values[byte] = crc;
        }
        return values;
    }();
    return table;
}

void appendLittleEndian(std::string &out, std::uint32_t value)
{
    for (int shift = 0; shift < 32; shift += 8)
        out += static_cast<char>(value >> shift & 0xFFU);
}

} // namespace

std::uint32_t crc32(std::string_view bytes)
{
    const auto &table = crcTable();
    std::uint32_t crc = 0xFFFFFFFFU;
    for (const char c : bytes)
        crc = (crc >> 8) ^ table[(crc ^ static_cast<unsigned char>(c)) & 0xFFU];
    return ~crc;
}

std::string head(int status, const HeaderList &headers)
{
    std::string text = "HTTP/1.1 " + std::to_string(status) + " Status\r\n";
    for (const auto &[name, value] : headers)
        text += name + ": " + value + "\r\n";
    return text + "\r\n";
}

std::string reply(int status, std::string_view contentType, std::string_view body, const HeaderList &more)
{
    HeaderList headers{{"Content-Type", std::string(contentType)}, {"Content-Length", std::to_string(body.size())}};
    headers.insert(headers.end(), more.begin(), more.end());
    return head(status, headers) + std::string(body);
}

std::string streamHead(const HeaderList &more)
{
    HeaderList headers{{"Content-Type", "text/event-stream"}, {"Transfer-Encoding", "chunked"}};
    headers.insert(headers.end(), more.begin(), more.end());
    return head(200, headers);
}

std::string streamHeadUntilClose(const HeaderList &more)
{
    HeaderList headers{{"Content-Type", "text/event-stream"}, {"Connection", "close"}};
    headers.insert(headers.end(), more.begin(), more.end());
    return head(200, headers);
}

std::string chunk(std::string_view bytes)
{
    std::array<char, 20> size{};
    std::snprintf(size.data(), size.size(), "%zx\r\n", bytes.size());
    return std::string(size.data()) + std::string(bytes) + "\r\n";
}

std::string lastChunk()
{
    return "0\r\n\r\n";
}

std::string sseData(std::string_view text)
{
    return "data: " + std::string(text) + "\n\n";
}

std::string gzip(std::string_view bytes)
{
    // Qt writes four bytes of length, then zlib format: two bytes of header, deflate, four bytes of Adler-32.
    const QByteArray zlib = qCompress(reinterpret_cast<const uchar *>(bytes.data()),
                                      static_cast<qsizetype>(bytes.size()), 9);
    std::string out("\x1F\x8B\x08\x00\x00\x00\x00\x00\x00\xFF", 10);
    out.append(zlib.constData() + 6, static_cast<std::size_t>(zlib.size() - 10));
    appendLittleEndian(out, crc32(bytes));
    appendLittleEndian(out, static_cast<std::uint32_t>(bytes.size()));
    return out;
}

} // namespace lineup::test
