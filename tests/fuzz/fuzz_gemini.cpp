#include "backends/providers/gemini/generatereader.h"
#include "tests/fuzz/readerlaws.h"

using namespace lineup;

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    fuzz::requireReaderLaws({reinterpret_cast<const char *>(data), size}, [] { return std::make_unique<gemini::GenerateReader>(); });
    return 0;
}
