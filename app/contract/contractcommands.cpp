#include "app/contract/contractcommands.h"

#include "backends/net/ndjsonparser.h"
#include "backends/net/redaction.h"
#include "backends/net/sseparser.h"
#include "core/base/json.h"
#include "core/base/text.h"

#include <utility>

namespace lineup::contract {

namespace {

class SsePrinter final : public net::SseSink {
public:
    SsePrinter(const net::SseParser &parser, const Print &print) : m_parser(parser), m_print(print) {}

    void onSseEvent(const net::SseEvent &event) override
    {
        const bool isMessage = event.kind == net::SseEvent::Kind::Message;
        m_print({{"event", isMessage ? sanitizeUtf8(event.type) : std::string(event.kind == net::SseEvent::Kind::ErrorField ? "error" : "unframed")},
                 {"data", sanitizeUtf8(event.data)},
                 {"id", sanitizeUtf8(m_parser.lastEventId())}});
    }

private:
    const net::SseParser &m_parser;
    const Print &m_print;
};

class NdjsonPrinter final : public net::NdjsonSink {
public:
    explicit NdjsonPrinter(const Print &print) : m_print(print) {}

    void onNdjsonLine(std::string_view line, std::size_t, bool) override
    {
        if (isRefused)
            return;
        const auto value = parseJson(line, kReplyJsonDepth);
        isRefused = !value;
        if (value)
            m_print(*value);
    }

    bool isRefused = false;

private:
    const Print &m_print;
};

} // namespace

Verdict runSse(ContractInput &input, bool flushAtEnd, bool withDepartures, const Print &print)
{
    net::SseOptions options;
    options.flushAtEnd = flushAtEnd;
    options.isStrict = !withDepartures;
    net::SseParser parser(options);
    SsePrinter printer(parser, print);
    if (!input.forEachPiece([&](std::string_view piece) { return parser.feed(piece, printer); }))
        return kUsage;
    return parser.finish(printer) ? kAccepted : kRefused;
}

Verdict runNdjson(ContractInput &input, const Print &print)
{
    net::NdjsonParser parser;
    NdjsonPrinter printer(print);
    if (!input.forEachPiece([&](std::string_view piece) { return parser.feed(piece, printer).has_value() && !printer.isRefused; }))
        return kUsage;
    return parser.finish(printer) && !printer.isRefused ? kAccepted : kRefused;
}

Verdict runJson(ContractInput &input)
{
    const auto text = input.whole();
    if (!text)
        return kUsage;
    return parseJson(*text, kFileJsonDepth) ? kAccepted : kRefused;
}

Verdict runUtf8(ContractInput &input, const Print &print)
{
    const auto text = input.whole();
    if (!text)
        return kUsage;
    print(sanitizeUtf8(*text));
    return kAccepted;
}

Verdict runRedact(ContractInput &input, const std::vector<std::string> &secrets, const Print &print)
{
    const auto text = input.whole();
    if (!text)
        return kUsage;
    net::Redactor redactor;
    for (const std::string &secret : secrets)
        redactor.addSecret(Secret(secret));
    print(sanitizeUtf8(redactor.redact(*text)));
    return kAccepted;
}

} // namespace lineup::contract
