#include "backends/providers/ollama/ollamareader.h"
#include "tests/fuzz/replylaws.h"

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view bytes(reinterpret_cast<const char *>(data), size);
    lineup::fuzz::requireReaderLaws(lineup::fuzz::bodyOfReplyFile(bytes), [] { return std::make_unique<lineup::ollama::OllamaReader>(); });
    return 0;
}
