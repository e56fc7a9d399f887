#include "backends/providers/bedrock/eventstream.h"
#include "tests/backends/providers/bedrock/eventframes.h"
#include "tests/support/streamcuts.h"

#include <QTest>

using namespace lineup;
using namespace lineup::test;
using bedrock::EventMessage;
using bedrock::EventStreamParser;

namespace {

/// Every message as text.
class Log : public bedrock::EventMessageSink {
public:
    void onEventMessage(const EventMessage &message) override
    {
        for (const EventMessage::Header &header : message.headers)
            text.append(header.name).append("=").append(header.value).append(";");
        text.append("|").append(message.payload).append("\n");
    }
    std::string text;
};

QByteArray read(const std::vector<std::string_view> &pieces)
{
    Log log;
    EventStreamParser parser;
    Result<void> fed;
    for (const std::string_view piece : pieces)
        fed = parser.feed(piece, log);
    const std::string end = !fed ? std::string(errorCodeName(fed.error().code)) : parser.isInsideMessage() ? "inside" : "whole";
    return QByteArray::fromStdString(log.text + end);
}

std::string bytes(const char *hex)
{
    return QByteArray::fromHex(hex).toStdString();
}

} // namespace

class TestEventStream : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theChecksum()
    {
        // The check value of CRC-32/ISO-HDLC.
        QCOMPARE(bedrock::crc32("123456789"), 0xCBF43926U);
        QCOMPARE(bedrock::crc32(""), 0U);
        QCOMPARE(bedrock::crc32("6789", bedrock::crc32("12345")), 0xCBF43926U);
    }

    /// The vectors of the AWS SDKs (aws-c-event-stream tests; botocore tests/unit/test_eventstream.py).
    void publishedMessages_data()
    {
        QTest::addColumn<QByteArray>("hex");
        QTest::addColumn<QByteArray>("reading");
        QTest::newRow("empty_message") << QByteArray("000000100000000005c248eb7d98c8ff") << QByteArray("|\nwhole");
        QTest::newRow("payload_no_headers") << QByteArray("0000001d00000000fd528c5a7b27666f6f273a27626172277dc3653936") << QByteArray("|{'foo':'bar'}\nwhole");
        QTest::newRow("payload_one_str_header") << QByteArray("0000003d0000002007fd83960c636f6e74656e742d747970650700106170706c69636174696f6e2f6a736f6e"
                                                              "7b27666f6f273a27626172277d8d9c08b1")
                                                << QByteArray("content-type=application/json;|{'foo':'bar'}\nwhole");
        QTest::newRow("int32_header") << QByteArray("0000002d0000001041c424b80a6576656e742d747970650400 00a00c7b27666f6f273a27626172277d36f480a0")
                                      << QByteArray("event-type=;|{'foo':'bar'}\nwhole");
    }
    void publishedMessages()
    {
        QFETCH(QByteArray, hex);
        QFETCH(QByteArray, reading);
        QCOMPARE(read({bytes(hex.constData())}), reading);
    }

    void everyCut()
    {
        const std::string stream = eventFrame("a", "{\"x\":1}") + rawMessage({}, {}) + eventFrame("contentBlockDelta", "{\"delta\":{\"text\":\"\xC3\xB6\"}}");
        const QByteArray whole = read({stream});
        QVERIFY(whole.endsWith("whole"));
        forEveryCut(stream, [&](const std::vector<std::string_view> &pieces) {
            const QByteArray cut = read(pieces);
            if (cut != whole)
                QCOMPARE(cut, whole);
        });
    }

    void everyTypeOfHeader()
    {
        const std::string headers = std::string("\x01t\x00", 3) + std::string("\x01"
                                                                               "f\x01", 3)
            + std::string("\x01"
                          "b\x02\x7f", 4)
            + std::string("\x01s\x03\x00\x01", 5) + std::string("\x01i\x04\x00\x00\x00\x01", 7) + std::string("\x01l\x05\0\0\0\0\0\0\0\1", 11)
            + std::string("\x01y\x06\x00\x02\xff\x00", 7) + textHeader("z", "text") + std::string("\x01m\x08\0\0\0\0\0\0\0\1", 11)
            + std::string("\x01u\x09", 3) + std::string(16, 'u');
        const QByteArray expected = QByteArray("t=;f=;b=;s=;i=;l=;y=\xff") + '\0' + QByteArray(";z=text;m=;u=;|p\nwhole");
        QCOMPARE(read({rawMessage(headers, "p")}), expected);
    }

    void theFirstOfANameCounts()
    {
        EventMessage message{{{"a", "1"}, {"b", "2"}, {"a", "3"}}, {}};
        QCOMPARE(std::string(message.header("a")), std::string("1"));
        QCOMPARE(std::string(message.header("c")), std::string());
    }

    /// No wrong bit goes through.
    void everyFlippedBit()
    {
        const std::string message = eventFrame("metadata", "{\"usage\":{}}");
        for (std::size_t at = 0; at < message.size(); ++at) {
            for (int bit = 0; bit < 8; ++bit) {
                std::string broken = message;
                broken[at] = static_cast<char>(broken[at] ^ (1 << bit));
                const QByteArray reading = read({broken});
                if (reading != "BadReply")
                    QCOMPARE(reading, QByteArray("BadReply"));
            }
        }
    }

    void whatIsNone_data()
    {
        QTest::addColumn<QByteArray>("stream");
        const auto row = [](const char *name, const std::string &stream) { QTest::newRow(name) << QByteArray::fromStdString(stream); };
        const auto prelude = [](std::uint32_t length, std::uint32_t headers) {
            const std::string head = bigEndian(length, 4) + bigEndian(headers, 4);
            return head + bigEndian(bedrock::crc32(head), 4);
        };
        row("text", "data: {\"x\":1}\n\n");
        row("JSON", "{\"message\":\"no\"}");
        row("zeros", std::string(64, '\0'));
        row("shorter than its parts", prelude(20, 8));
        row("headers that are too large", prelude(300000, (128 << 10) + 1));
        row("a payload that is too large", prelude(16 + (24 << 20) + 1, 0));
        row("the largest number", prelude(0xFFFFFFFFU, 0xFFFFFFFFU));
        row("a name that is cut", rawMessage(std::string("\x05" "ab", 3), ""));
        row("no type", rawMessage(std::string("\x01" "a", 2), ""));
        row("an unknown type", rawMessage(std::string("\x01" "a\x0a", 3), ""));
        row("a text that is cut", rawMessage(std::string("\x01" "a\x07\x00\x09" "abc", 8), ""));
        row("a text without a length", rawMessage(std::string("\x01" "a\x07\x00", 4), ""));
        row("a number that is cut", rawMessage(std::string("\x01" "a\x05\x00", 4), ""));
    }
    void whatIsNone()
    {
        QFETCH(QByteArray, stream);
        const std::string text = stream.toStdString();
        QCOMPARE(read({text}), QByteArray("BadReply"));
        std::vector<std::string_view> singly;
        for (std::size_t i = 0; i < text.size(); ++i)
            singly.push_back(std::string_view(text).substr(i, 1));
        QCOMPARE(read(singly), QByteArray("BadReply"));
    }

    void theLargestMessageIsTaken()
    {
        const std::string message = rawMessage(textHeader("a", std::string(65000, 'h')), std::string(std::size_t{24} << 20, 'p'));
        Log log;
        EventStreamParser parser;
        for (std::size_t at = 0; at < message.size(); at += 16384)
            QVERIFY(parser.feed(std::string_view(message).substr(at, 16384), log).has_value());
        QVERIFY(!parser.isInsideMessage());
        QVERIFY(log.text.size() > (std::size_t{24} << 20));
    }

    void afterAnErrorNothingIsRead()
    {
        Log log;
        EventStreamParser parser;
        QVERIFY(!parser.feed("nonsense here", log));
        QVERIFY(!parser.feed(eventFrame("a", "{}"), log));
        QVERIFY(log.text.empty());
    }
};

QTEST_APPLESS_MAIN(TestEventStream)
#include "tst_eventstream.moc"
