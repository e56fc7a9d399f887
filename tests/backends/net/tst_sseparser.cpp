#include "backends/net/sseparser.h"
#include "tests/support/streamcuts.h"

#include <QElapsedTimer>
#include <QTest>

#include <memory>

using namespace lineup;
using namespace lineup::net;

namespace {

/// One event as a line of text, so that a failure can be read.
class Log : public SseSink {
public:
    void onSseEvent(const SseEvent &event) override
    {
        std::string line;
        switch (event.kind) {
        case SseEvent::Kind::Message:
            line = std::string(event.type) + "|" + std::string(event.data);
            break;
        case SseEvent::Kind::ErrorField:
            line = "ERROR|" + std::string(event.data);
            break;
        case SseEvent::Kind::Unframed:
            line = "UNFRAMED|" + std::string(event.data);
            break;
        }
        if (event.atEnd)
            line += "|END";
        lines.push_back(line);
        // Reading what is promised to be readable: the address sanitizer would object.
        for (std::size_t i = 0; i < event.readableAfter; ++i)
            touched += static_cast<unsigned char>(event.data.data()[event.data.size() + i]);
    }
    std::vector<std::string> lines;
    unsigned touched = 0;
};

/// Each piece gets memory of its own of exactly its size: a view that outlives its feed, or a read past it, is seen.
std::vector<std::string> parse(const std::vector<std::string_view> &pieces, SseOptions options = {})
{
    Log log;
    SseParser parser(options);
    bool failed = false;
    for (const std::string_view piece : pieces) {
        const auto copy = std::make_unique<char[]>(piece.size());
        std::copy(piece.begin(), piece.end(), copy.get());
        failed = !parser.feed({copy.get(), piece.size()}, log) || failed;
    }
    failed = !parser.finish(log) || failed;
    if (failed)
        log.lines.push_back("FAILED");
    if (!parser.lastEventId().empty())
        log.lines.push_back("id=" + parser.lastEventId());
    if (parser.reconnectMilliseconds())
        log.lines.push_back("retry=" + std::to_string(*parser.reconnectMilliseconds()));
    return log.lines;
}

QByteArray joined(const std::vector<std::string> &lines)
{
    QByteArray text;
    for (const std::string &line : lines)
        text += QByteArray::fromStdString(line) + "\n";
    return text;
}

} // namespace

class TestSseParser : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void readsTheStandard_data()
    {
        QTest::addColumn<QByteArray>("stream");
        QTest::addColumn<QByteArray>("events");
        const auto row = [](const char *name, const QByteArray &stream, const QByteArray &events) {
            QTest::newRow(name) << stream << events;
        };
        // The examples of the HTML standard, "Server-sent events".
        row("standard: three events",
            ": test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event\n\n",
            "message|first event\nmessage|second event\nmessage| third event\n");
        row("standard: stock ticker", "data: YHOO\ndata: +2\ndata: 10\n\n", "message|YHOO\n+2\n10\n");
        row("standard: named", "event: add\ndata: 73857293\n\nevent: remove\ndata: 2153\n\n",
            "add|73857293\nremove|2153\n");
        // `data` alone is an empty buffer for the eyes of the standard plus one LF; here empty data is nothing.
        row("standard: two empty data lines", "data\n\ndata\ndata\n\ndata:", "message|\n\n");

        row("CR alone", "data: a\rdata: b\r\rdata: c\r\r", "message|a\nb\nmessage|c\n");
        row("CRLF", "data: a\r\ndata: b\r\n\r\ndata: c\r\n\r\n", "message|a\nb\nmessage|c\n");
        row("mixed line ends", "data: a\ndata: b\r\ndata: c\r\r\ndata: d\n\r\n", "message|a\nb\nc\nmessage|d\n");
        row("LF CR is two ends", "data: a\n\rdata: b\n\n", "message|a\nmessage|b\n");
        row("byte order mark", "\xEF\xBB\xBF" "data: a\n\n", "message|a\n");
        row("only one mark is dropped", "\xEF\xBB\xBF\xEF\xBB\xBF" "data: a\n\ndata: b\n\n", "message|b\n");
        row("a mark later is text", "data: \xEF\xBB\xBF" "a\n\n\xEF\xBB\xBF" "data: b\n\n", "message|\xEF\xBB\xBF" "a\n");
        row("two bytes of a mark", "\xEF\xBB" "data: a\n\ndata: b\n\n", "message|b\n");
        row("nothing but a piece of a mark", "\xEF\xBB", "");
        row("one space only is dropped", "data:  a \n\ndata:\tb\n\n", "message| a \nmessage|\tb\n");
        row("comments", ":\n: ping\n:data: x\ndata: a\n: in between\n\n", "message|a\n");
        row("unknown fields", "foo: 1\nData: 2\ndata : 3\ndatax: 4\ndata: a\n\n", "message|a\n");
        row("colon in the value", "data: a:b: c\n\n", "message|a:b: c\n");
        row("type is forgotten after its event", "event: x\ndata: a\n\ndata: b\n\n", "x|a\nmessage|b\n");
        row("type without data is forgotten", "event: x\n\ndata: b\n\n", "message|b\n");
        row("last type wins", "event: x\nevent: y\ndata: b\n\n", "y|b\n");
        row("id persists", "id: 7\ndata: a\n\ndata: b\n\n", "message|a\nmessage|b\nid=7\n");
        row("id with NUL is ignored", QByteArray("id: 7\nid: 8\0\ndata: a\n\n", 22), "message|a\nid=7\n");
        row("NUL in data is data", QByteArray("data: a\0b\n\n", 11), QByteArray("message|a\0b\n", 12));
        row("retry takes digits only", "retry: 10\nretry: 1x\nretry: -5\nretry:\nretry: +3\nretry: 3.5\n\n", "retry=10\n");
        row("retry that overflows", "retry: 99999999999999999999\n\n", "");
        row("invalid UTF-8 stays as it is", "data: \xFF\xC3(\n\n", "message|\xFF\xC3(\n");
        row("UTF-8 is not cut", "data: \xF0\x9F\x98\x80 \xD0\x96\n\n", "message|\xF0\x9F\x98\x80 \xD0\x96\n");

        row("empty data is nothing", "event: ping\ndata:\n\ndata: \n\n", "");
        row("nothing at all", "", "");
        row("only line ends", "\n\r\n\r\r\n\n", "");
        row("event at the end", "data: a\n\ndata: [DONE]", "message|a\nmessage|[DONE]|END\n");
        row("event at the end with LF", "data: [DONE]\n", "message|[DONE]|END\n");
        row("half a field name at the end", "data: a\n\nda", "message|a\n");
        row("half a comment at the end", "data: a\n\n: pi", "message|a\n");
        row("error field", "data: a\n\nerror: {\"code\":500}\n\ndata: b\n\n",
            "message|a\nERROR|{\"code\":500}\nmessage|b\n");
        row("error field at the end", "error: {\"code\":500}", "ERROR|{\"code\":500}\n");
        row("bare JSON", "data: a\n\n{\n  \"error\": {\n  }\n}\n", "message|a\nUNFRAMED|{\nUNFRAMED|  \"error\": {\nUNFRAMED|  }\nUNFRAMED|}\n");
        row("bare JSON on one line", "[{\"error\":{\"code\":400}}]", "UNFRAMED|[{\"error\":{\"code\":400}}]\n");
    }
    void readsTheStandard()
    {
        QFETCH(QByteArray, stream);
        QFETCH(QByteArray, events);
        const std::string bytes = stream.toStdString();
        QCOMPARE(joined(parse({bytes})), events);
        // The law: no cut changes anything.
        int cuts = 0;
        test::forEveryCut(bytes, [&](const std::vector<std::string_view> &pieces) {
            ++cuts;
            if (joined(parse(pieces)) != events)
                QCOMPARE(joined(parse(pieces)), events);
        });
        QVERIFY(cuts > 50);
    }

    void withoutFlushTheEndDropsWhatTheStandardDrops()
    {
        SseOptions options;
        options.flushAtEnd = false;
        QCOMPARE(joined(parse({"data: a\n\ndata: b\n"}, options)), QByteArray("message|a\n"));
        QCOMPARE(joined(parse({"data: a\n\ndata: b"}, options)), QByteArray("message|a\n"));
    }

    void strictIsTheStandardAlone()
    {
        SseOptions options;
        options.isStrict = true;
        const QByteArray events = "ping|\nmessage|\n\nmessage|a\n";
        test::forEveryCut("event: ping\ndata:\n\ndata\ndata\n\nerror: x\n{\"b\":1}\n data: c\ndata: a\n\n", [&](const std::vector<std::string_view> &pieces) {
            if (joined(parse(pieces, options)) != events)
                QCOMPARE(joined(parse(pieces, options)), events);
        });
    }

    void aLongLineIsRefusedAndTheRestIgnored()
    {
        SseOptions options;
        options.maxLineBytes = 10;
        QCOMPARE(joined(parse({"data: 1234\n\n"}, options)), QByteArray("message|1234\n"));
        const std::string bytes = "data: ok\n\ndata: 12345\n\ndata: no\n\n";
        test::forEveryCut(bytes, [&](const std::vector<std::string_view> &pieces) {
            const QByteArray events = joined(parse(pieces, options));
            if (events != "message|ok\nFAILED\n")
                QCOMPARE(events, QByteArray("message|ok\nFAILED\n"));
        });
    }

    void aLongEventIsRefused()
    {
        SseOptions options;
        options.maxEventBytes = 5;
        QCOMPARE(joined(parse({"data: 12\ndata: 34\n\n"}, options)), QByteArray("message|12\n34\n"));
        for (const char *stream : {"data: 12\ndata: 345\n\ndata: no\n\n", "data: 123456\n\ndata: no\n\n"}) {
            test::forEveryCut(stream, [&](const std::vector<std::string_view> &pieces) {
                const QByteArray events = joined(parse(pieces, options));
                if (events != "FAILED\n")
                    QCOMPARE(events, QByteArray("FAILED\n"));
            });
        }
    }

    void theDefaultsTakeALineOf16MiBAndNoMore()
    {
        Log log;
        SseParser parser;
        const std::string line = "data: " + std::string((std::size_t{16} << 20) - 6, 'x');
        QVERIFY(parser.feed(line + "\n\n", log));
        QCOMPARE(log.lines.size(), std::size_t(1));
        QVERIFY(!parser.error());
        QVERIFY(!parser.feed("x" + line, log));
        QCOMPARE(parser.error()->code, ErrorCode::BadReply);
        QVERIFY(!parser.feed("data: more\n\n", log));
        QVERIFY(!parser.finish(log));
        QCOMPARE(log.lines.size(), std::size_t(1));
    }

    void aSlowDribbleIsNotQuadratic()
    {
        // Twice the bytes, one at a time, must not cost four times as much. The ratio of a linear parser is 2; 3 leaves
        // room for a busy machine, and the best of three rounds takes the noise out.
        const auto timeFor = [](std::size_t size) {
            qint64 best = std::numeric_limits<qint64>::max();
            for (int round = 0; round < 3; ++round) {
                Log log;
                SseParser parser;
                QElapsedTimer timer;
                timer.start();
                static_cast<void>(parser.feed("data: ", log));
                for (std::size_t i = 0; i < size; ++i)
                    static_cast<void>(parser.feed("x", log));
                static_cast<void>(parser.feed("\n\n", log));
                best = std::min(best, timer.nsecsElapsed());
            }
            return static_cast<double>(best);
        };
        const double once = timeFor(1000000);
        const double twice = timeFor(2000000);
        QVERIFY2(twice < 3 * once, qPrintable(QString::number(twice / once)));
    }

    void anEventWithinOneFeedIsNotCopied()
    {
        struct Pointers : SseSink {
            void onSseEvent(const SseEvent &event) override { data.push_back(event.data.data()); }
            std::vector<const char *> data;
        } sink;
        SseParser parser;
        const std::string bytes = "data: one\n\ndata: two\n\n";
        QVERIFY(parser.feed(bytes, sink));
        QCOMPARE(sink.data, (std::vector<const char *>{bytes.data() + 6, bytes.data() + 17}));
    }
};

QTEST_APPLESS_MAIN(TestSseParser)
#include "tst_sseparser.moc"
