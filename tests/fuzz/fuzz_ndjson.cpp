#include "backends/net/ndjsonparser.h"
#include "tests/fuzz/fuzztarget.h"

#include <string>

using namespace lineup::net;

namespace {

class Log : public NdjsonSink {
public:
    void onNdjsonLine(std::string_view line, std::size_t readableAfter, bool atEnd) override
    {
        lineup::fuzz::require(line.find('\n') == std::string_view::npos, "a line has no line end inside");
        text.append(line).append(atEnd ? "\x1e" : "\n");
        for (std::size_t i = 0; i < readableAfter; ++i)
            touched += static_cast<unsigned char>(line.data()[line.size() + i]);
    }
    std::string text;
    unsigned touched = 0;
};

std::string read(const std::vector<std::string_view> &pieces, std::size_t limit)
{
    Log log;
    NdjsonParser parser(limit);
    bool ok = true;
    for (const std::string_view piece : pieces)
        ok = parser.feed(piece, log).has_value() && ok;
    ok = parser.finish(log).has_value() && ok;
    return log.text + (ok ? "ok" : "failed");
}

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view bytes(reinterpret_cast<const char *>(data), size);
    for (const std::size_t limit : {NdjsonParser::kMaxLineBytes, std::size_t(30)})
        lineup::fuzz::require(read({bytes}, limit) == read(lineup::fuzz::cutAnywhere(bytes), limit), "no cut changes a line");
    return 0;
}
