#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace lineup::test {

using HeaderList = std::vector<std::pair<std::string, std::string>>;

/// Status line and header fields with the blank line behind them, nothing added.
std::string head(int status, const HeaderList &headers);
/// A whole reply with Content-Length.
std::string reply(int status, std::string_view contentType, std::string_view body, const HeaderList &more = {});
/// The head of an event stream with chunked framing.
std::string streamHead(const HeaderList &more = {});
/// The head of an event stream that ends with the connection.
std::string streamHeadUntilClose(const HeaderList &more = {});
/// One chunk of chunked framing.
std::string chunk(std::string_view bytes);
/// The end of chunked framing.
std::string lastChunk();
/// "data: …\n\n".
std::string sseData(std::string_view text);
/// CRC-32 (ISO 3309, as gzip and AWS frames use it).
std::uint32_t crc32(std::string_view bytes);
/// gzip (RFC 1952).
std::string gzip(std::string_view bytes);

} // namespace lineup::test
