#include "backends/net/ndjsonparser.h"
#include "tests/support/streamcuts.h"

#include <QTest>

#include <memory>

using namespace lineup;
using namespace lineup::net;

namespace {

class Log : public NdjsonSink {
public:
    void onNdjsonLine(std::string_view line, std::size_t readableAfter, bool atEnd) override
    {
        lines += QByteArray(line.data(), static_cast<qsizetype>(line.size())) + (atEnd ? "|END\n" : "\n");
        for (std::size_t i = 0; i < readableAfter; ++i)
            touched += static_cast<unsigned char>(line.data()[line.size() + i]);
    }
    QByteArray lines;
    unsigned touched = 0;
};

QByteArray parse(const std::vector<std::string_view> &pieces, std::size_t maxLine = NdjsonParser::kMaxLineBytes)
{
    Log log;
    NdjsonParser parser(maxLine);
    bool failed = false;
    for (const std::string_view piece : pieces) {
        const auto copy = std::make_unique<char[]>(piece.size());
        std::copy(piece.begin(), piece.end(), copy.get());
        failed = !parser.feed({copy.get(), piece.size()}, log) || failed;
    }
    failed = !parser.finish(log) || failed;
    return log.lines + (failed ? "FAILED\n" : "");
}

} // namespace

class TestNdjsonParser : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void cutsIntoLines_data()
    {
        QTest::addColumn<QByteArray>("stream");
        QTest::addColumn<QByteArray>("lines");
        QTest::newRow("nothing") << QByteArray("") << QByteArray("");
        QTest::newRow("two") << QByteArray("{\"a\":1}\n{\"b\":2}\n") << QByteArray("{\"a\":1}\n{\"b\":2}\n");
        QTest::newRow("no LF at the end") << QByteArray("{}\n{\"done\":true}") << QByteArray("{}\n{\"done\":true}|END\n");
        QTest::newRow("CRLF") << QByteArray("{}\r\n[]\r\n") << QByteArray("{}\n[]\n");
        QTest::newRow("CR at the very end") << QByteArray("{}\r") << QByteArray("{}|END\n");
        QTest::newRow("CR inside stays") << QByteArray("{\r}\n") << QByteArray("{\r}\n");
        QTest::newRow("blank lines") << QByteArray("\n \t\n{}\n\r\n\n") << QByteArray("{}\n");
        QTest::newRow("byte order mark") << QByteArray("\xEF\xBB\xBF{}\n\xEF\xBB\xBF{}\n")
                                         << QByteArray("{}\n\xEF\xBB\xBF{}\n");
        QTest::newRow("only a byte order mark") << QByteArray("\xEF\xBB\xBF\n{}") << QByteArray("{}|END\n");
        QTest::newRow("NUL") << QByteArray("{\0}\n", 4) << QByteArray("{\0}\n", 4);
    }
    void cutsIntoLines()
    {
        QFETCH(QByteArray, stream);
        QFETCH(QByteArray, lines);
        const std::string bytes = stream.toStdString();
        test::forEveryCut(bytes, [&](const std::vector<std::string_view> &pieces) {
            if (parse(pieces) != lines)
                QCOMPARE(parse(pieces), lines);
        });
        QCOMPARE(parse({bytes}), lines);
    }

    void aLongLineIsRefusedAndTheRestIgnored()
    {
        const std::string bytes = "{}\n12345\n123456\n{}\n";
        test::forEveryCut(bytes, [&](const std::vector<std::string_view> &pieces) {
            const QByteArray lines = parse(pieces, 5);
            if (lines != "{}\n12345\nFAILED\n")
                QCOMPARE(lines, QByteArray("{}\n12345\nFAILED\n"));
        });
    }

    void theErrorSaysWhatItIs()
    {
        Log log;
        NdjsonParser parser(3);
        const auto result = parser.feed("1234", log);
        QVERIFY(!result);
        QCOMPARE(result.error().code, ErrorCode::BadReply);
        QVERIFY(result.error().detail.find("3 bytes") != std::string::npos);
    }
};

QTEST_APPLESS_MAIN(TestNdjsonParser)
#include "tst_ndjsonparser.moc"
