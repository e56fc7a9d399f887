#include "core/engine/logring.h"

#include <QTest>

using namespace lineup;

class LogRingTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cutsIntoLinesHoweverTheBytesCome();
    void emptyLinesAndCarriageReturns();
    void finishStoresTheRest();
    void keepsTheLastLines();
    void addLineLeavesThePartAlone();
    void capsLongLines();
    void capNeverCutsACharacter();
    void endlessLineStaysSmall();
    void hidesSecrets();
    void secretAcrossPiecesAndCap();
    void shortSecretsAreIgnored();
    void hostileBytes_data();
    void hostileBytes();
    void credentials_data();
    void credentials();
};

void LogRingTest::cutsIntoLinesHoweverTheBytesCome()
{
    const std::string text = "one\ntwo words\n\xD1\x82\xD1\x80\xD0\xB8\nlast";
    const std::vector<std::string> expected{"one", "two words", "\xD1\x82\xD1\x80\xD0\xB8", "last"};
    for (std::size_t split = 0; split <= text.size(); ++split) {
        LogRing ring;
        std::vector<std::string> seen;
        for (const std::string &piece : {text.substr(0, split), text.substr(split)}) {
            for (const std::string &line : ring.append(piece))
                seen.push_back(line);
        }
        for (const std::string &line : ring.finish())
            seen.push_back(line);
        QVERIFY2(seen == expected, qPrintable(QString::number(split)));
        QVERIFY(ring.lines() == expected);
    }
}

void LogRingTest::emptyLinesAndCarriageReturns()
{
    LogRing ring;
    QVERIFY((ring.append("\n\na\r\n\r\nb\rc\n") == std::vector<std::string>{"a", "b", "c"}));
}

void LogRingTest::finishStoresTheRest()
{
    LogRing ring;
    QVERIFY(ring.append("half").empty());
    QVERIFY(ring.lines().empty());
    QVERIFY(ring.finish() == std::vector<std::string>{"half"});
    QVERIFY(ring.finish().empty());
    QVERIFY(ring.lines() == std::vector<std::string>{"half"});
}

void LogRingTest::keepsTheLastLines()
{
    LogRing ring;
    for (int i = 0; i < 1234; ++i)
        ring.append(std::to_string(i) + "\n");
    QCOMPARE(ring.lines().size(), LogRing::kMaxLines);
    QCOMPARE(ring.lines().front(), std::string("734"));
    QCOMPARE(ring.lines().back(), std::string("1233"));
    QVERIFY((ring.lines(2) == std::vector<std::string>{"1232", "1233"}));
    QCOMPARE(ring.lines(5000).size(), LogRing::kMaxLines);
}

void LogRingTest::addLineLeavesThePartAlone()
{
    LogRing ring;
    ring.append("unfin");
    ring.addLine("from the other stream");
    ring.append("ished\n");
    QVERIFY((ring.lines() == std::vector<std::string>{"from the other stream", "unfinished"}));
}

void LogRingTest::capsLongLines()
{
    LogRing ring;
    ring.append(std::string(LogRing::kMaxLineBytes, 'x') + "\n");
    ring.append(std::string(LogRing::kMaxLineBytes + 1, 'y') + "\n");
    QCOMPARE(ring.lines()[0].size(), LogRing::kMaxLineBytes);
    QVERIFY(ring.lines()[1].starts_with(std::string(LogRing::kMaxLineBytes, 'y')));
    QVERIFY(ring.lines()[1].ends_with("[…]"));
}

void LogRingTest::capNeverCutsACharacter()
{
    for (std::size_t before = LogRing::kMaxLineBytes - 4; before <= LogRing::kMaxLineBytes; ++before) {
        LogRing ring;
        ring.append(std::string(before, 'a') + "\xF0\x9F\x98\x80\xF0\x9F\x98\x80\n");
        const std::string line = ring.lines().front();
        QVERIFY(line.find("\xEF\xBF\xBD") == std::string::npos);
        QVERIFY(QString::fromUtf8(line.c_str()).toUtf8().toStdString() == line);
    }
}

void LogRingTest::endlessLineStaysSmall()
{
    LogRing ring;
    const std::string piece(100000, 'z');
    for (int i = 0; i < 200; ++i)
        QVERIFY(ring.append(piece).empty());
    const auto lines = ring.append("\nnext\n");
    QCOMPARE(lines.size(), std::size_t(2));
    QVERIFY(lines[0].size() < LogRing::kMaxLineBytes + 10);
    QCOMPARE(lines[1], std::string("next"));
}

void LogRingTest::hidesSecrets()
{
    LogRing ring;
    ring.addSecret("0123456789abcdef");
    const auto lines = ring.append("key 0123456789abcdef twice 0123456789abcdef0123456789abcdef\n");
    QCOMPARE(lines.front(), std::string("key [redacted] twice [redacted][redacted]"));
}

void LogRingTest::secretAcrossPiecesAndCap()
{
    const std::string secret(64, 's');
    for (std::size_t before = LogRing::kMaxLineBytes - 70; before < LogRing::kMaxLineBytes + 10; ++before) {
        LogRing ring;
        ring.addSecret(secret);
        ring.append(std::string(before, '.') + secret.substr(0, 30));
        ring.append(secret.substr(30) + std::string(9000, '-') + "\n");
        QVERIFY(ring.lines().front().find("ssss") == std::string::npos);
    }
}

void LogRingTest::shortSecretsAreIgnored()
{
    LogRing ring;
    ring.addSecret("");
    ring.addSecret("the");
    ring.append("on the way\n");
    QCOMPARE(ring.lines().front(), std::string("on the way"));
}

void LogRingTest::hostileBytes_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("NUL") << QByteArray("a\0b", 3) << QByteArray("a?b");
    QTest::newRow("escape") << QByteArray("\x1b[31mred\x7f") << QByteArray("?[31mred?");
    QTest::newRow("tab stays") << QByteArray("a\tb") << QByteArray("a\tb");
    QTest::newRow("not UTF-8") << QByteArray("a\xff z") << QByteArray("a\xEF\xBF\xBD z");
    QTest::newRow("Russian stays") << QByteArray("\xD0\xB4\xD0\xB0") << QByteArray("\xD0\xB4\xD0\xB0");
    QTest::newRow("empty") << QByteArray("") << QByteArray("");
}

void LogRingTest::hostileBytes()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, expected);
    QCOMPARE(printableText(bytes.toStdString()), expected.toStdString());
}

void LogRingTest::credentials_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const char *text, const char *expected) {
        QTest::newRow(name) << QString::fromUtf8(text) << QString::fromUtf8(expected);
    };
    row("none", "Looking in indexes: https://mirror.example/simple", "Looking in indexes: https://mirror.example/simple");
    row("user and password", "https://me:secret@mirror.example/simple", "https://mirror.example/simple");
    row("token", "see https://tok@mirror.example", "see https://mirror.example");
    row("at sign in the password", "https://me:p@ss@mirror.example/x", "https://mirror.example/x");
    row("at sign in the path", "https://mirror.example/a@b", "https://mirror.example/a@b");
    row("two", "http://a:b@c/ https://d:e@f/", "http://c/ https://f/");
    row("quoted", "'http://a:b@c', x@y", "'http://c', x@y");
    row("at the end", "//", "//");
}

void LogRingTest::credentials()
{
    QFETCH(QString, text);
    QFETCH(QString, expected);
    QCOMPARE(QString::fromStdString(withoutUrlCredentials(text.toStdString())), expected);
    LogRing ring;
    ring.append(text.toStdString() + "\n");
    QCOMPARE(QString::fromStdString(ring.lines().front()), expected);
}

QTEST_APPLESS_MAIN(LogRingTest)
#include "tst_logring.moc"
