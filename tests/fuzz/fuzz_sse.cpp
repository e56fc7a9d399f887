#include "backends/net/sseparser.h"
#include "tests/fuzz/fuzztarget.h"

#include <string>

using namespace lineup::net;

namespace {

class Log : public SseSink {
public:
    void onSseEvent(const SseEvent &event) override
    {
        text += static_cast<char>('0' + static_cast<int>(event.kind));
        text.append(event.type).append("\x1f").append(event.data).append(event.atEnd ? "\x1e" : "\x1d");
        for (std::size_t i = 0; i < event.readableAfter; ++i)
            touched += static_cast<unsigned char>(event.data.data()[event.data.size() + i]);
    }
    std::string text;
    unsigned touched = 0;
};

std::string read(const std::vector<std::string_view> &pieces, SseOptions options)
{
    Log log;
    SseParser parser(options);
    bool ok = true;
    for (const std::string_view piece : pieces)
        ok = parser.feed(piece, log) && ok;
    ok = parser.finish(log) && ok;
    return log.text + (ok ? "ok" : "failed") + parser.lastEventId();
}

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view bytes(reinterpret_cast<const char *>(data), size);
    SseOptions tight;
    tight.maxLineBytes = 40;
    tight.maxEventBytes = 60;
    SseOptions strict;
    strict.isStrict = true;
    for (const SseOptions &options : {SseOptions(), tight, strict})
        lineup::fuzz::require(read({bytes}, options) == read(lineup::fuzz::cutAnywhere(bytes), options), "no cut changes an event");
    return 0;
}
