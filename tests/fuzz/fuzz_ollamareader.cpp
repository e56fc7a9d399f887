#include "backends/providers/ollama/ollamareader.h"
#include "tests/fuzz/readerlaws.h"

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view bytes(reinterpret_cast<const char *>(data), size);
    lineup::fuzz::requireReaderLaws(lineup::fuzz::bodyOfReplyFile(bytes), [] { return std::make_unique<lineup::ollama::OllamaReader>(); });
    using lineup::ollama::OllamaReader;
    OllamaReader quick;
    OllamaReader careful(OllamaReader::Speed::Careful);
    const auto read = lineup::test::readPieces(quick, {bytes});
    lineup::fuzz::require(read == lineup::test::readPieces(careful, {bytes}), "the quick way reads the same");
    return 0;
}
