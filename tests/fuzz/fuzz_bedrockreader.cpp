#include "backends/providers/bedrock/bedrockreader.h"
#include "tests/backends/providers/bedrock/eventframes.h"
#include "tests/fuzz/readerlaws.h"

namespace {

std::unique_ptr<lineup::chat::ReplyReader> makeReader()
{
    return std::make_unique<lineup::bedrock::BedrockReader>();
}

/// Payloads behind right checksums, which no fuzzer guesses: each line of the input is one event, "name payload".
std::string framed(std::string_view lines)
{
    std::string out;
    while (!lines.empty()) {
        const auto end = lines.find('\n');
        const std::string_view line = lines.substr(0, end);
        const auto space = line.find(' ');
        const std::string_view payload = space == std::string_view::npos ? std::string_view() : line.substr(space + 1);
        out += lineup::test::eventFrame(line.substr(0, std::min<std::size_t>(space, 200)), payload);
        lines.remove_prefix(end == std::string_view::npos ? lines.size() : end + 1);
    }
    return out;
}

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view bytes(reinterpret_cast<const char *>(data), size);
    lineup::fuzz::requireReaderLaws(lineup::fuzz::bodyOfReplyFile(bytes), makeReader);
    lineup::fuzz::requireReaderLaws(framed(bytes), makeReader);
    return 0;
}
