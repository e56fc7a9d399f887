#include "core/base/text.h"
#include "tests/backends/providers/streamreading.h"
#include "tests/fuzz/fuzztarget.h"

using namespace lineup;
using lineup::fuzz::require;
using lineup::openaicompatible::ChunkReader;
using lineup::test::readStream;
using lineup::test::StreamReading;

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view bytes(reinterpret_cast<const char *>(data), size);
    const StreamReading slow = readStream({bytes}, ChunkReader::Speed::JsonOnly);
    require(readStream({bytes}, ChunkReader::Speed::NoTemplate) == slow, "simdjson and nlohmann/json read the same");
    require(readStream({bytes}, ChunkReader::Speed::Full) == slow, "the template of the last chunk reads the same");
    require(readStream(fuzz::cutAnywhere(bytes), ChunkReader::Speed::Full) == slow, "no cut changes an event");
    for (const StreamEvent &event : slow.events) {
        if (const auto *text = std::get_if<TextDelta>(&event.body))
            require(!text->text.empty() && isValidUtf8(text->text), "answer text is UTF-8 and never empty");
        if (const auto *reasoning = std::get_if<ReasoningDelta>(&event.body))
            require(!reasoning->text.empty() && isValidUtf8(reasoning->text), "reasoning is UTF-8 and never empty");
        if (const auto *call = std::get_if<ToolCallDelta>(&event.body))
            require(isValidUtf8(call->id) && isValidUtf8(call->name) && isValidUtf8(call->arguments), "tool calls are UTF-8");
        if (const auto *envelope = std::get_if<Envelope>(&event.body))
            require(isValidUtf8(envelope->json), "envelopes are UTF-8");
    }
    return 0;
}
