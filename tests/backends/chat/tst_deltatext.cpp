#include "backends/chat/deltatext.h"
#include "core/base/text.h"
#include "tests/support/streamcuts.h"

#include <QTest>

using namespace lineup;
using namespace lineup::chat;

namespace {

std::string unescaped(const std::string &raw)
{
    std::string out;
    return unescapeJson(raw, out) ? out : "REFUSED";
}

std::string joinedPieces(const std::vector<std::string> &pieces)
{
    SurrogateJoiner joiner;
    std::string out;
    for (const std::string &piece : pieces)
        out += joiner.take(piece);
    return out + joiner.finish();
}

std::string split(const std::vector<std::string_view> &pieces)
{
    ThinkSplitter splitter;
    std::string reasoning;
    std::string text;
    const auto add = [&](const ThinkSplitter::Parts &parts) {
        reasoning += parts.reasoning;
        text += parts.text;
    };
    for (const std::string_view piece : pieces)
        add(splitter.take(piece));
    add(splitter.finish());
    return reasoning + "|" + text;
}

} // namespace

class TestDeltaText : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void unescapes_data()
    {
        QTest::addColumn<QByteArray>("raw");
        QTest::addColumn<QByteArray>("text");
        const auto row = [](const char *raw, const char *text) { QTest::newRow(raw) << QByteArray(raw) << QByteArray(text); };
        row("", "");
        row("plain", "plain");
        row("a\\nb", "a\nb");
        row("\\\"\\\\\\/\\b\\f\\r\\t", "\"\\/\b\f\r\t");
        row("\\u0041\\u00e9\\u20AC", "A\xC3\xA9\xE2\x82\xAC");
        row("\\ud83d\\ude00", "\xF0\x9F\x98\x80");
        row("\\uD83D\\uDE00!", "\xF0\x9F\x98\x80!");
        row("\\ud83d", "\xED\xA0\xBD");
        row("\\ude00", "\xED\xB8\x80");
        row("\\ud83d\\ud83d\\ude00", "\xED\xA0\xBD\xF0\x9F\x98\x80");
        row("\\ud83dx", "\xED\xA0\xBDx");
        row("\\\\ud83d", "\\ud83d");
        row("\\", "REFUSED");
        row("\\x", "REFUSED");
        row("\\u12", "REFUSED");
        row("\\u12g4", "REFUSED");
        row("a\\u", "REFUSED");
    }
    void unescapes()
    {
        QFETCH(QByteArray, raw);
        QFETCH(QByteArray, text);
        QCOMPARE(QByteArray::fromStdString(unescaped(raw.toStdString())), text);
    }

    void nulCharacter() { QCOMPARE(unescaped("a\\u0000b"), std::string("a\0b", 3)); }

    void halvesAreJoined_data()
    {
        QTest::addColumn<QList<QByteArray>>("pieces");
        QTest::addColumn<QByteArray>("text");
        const QByteArray high = "\xED\xA0\xBD"; // U+D83D in WTF-8
        const QByteArray low = "\xED\xB8\x80"; // U+DE00
        const QByteArray joined = "\xF0\x9F\x98\x80";
        const QByteArray replacement = "\xEF\xBF\xBD";
        const auto row = [](const char *name, QList<QByteArray> pieces, QByteArray text) { QTest::newRow(name) << pieces << text; };
        row("nothing", {}, "");
        row("plain", {"a", "b"}, "ab");
        row("over two deltas", {"a" + high, low + "b"}, "a" + joined + "b");
        row("in one delta", {"a" + high + low + "b"}, "a" + joined + "b");
        row("an empty delta between", {high, "", low}, joined);
        row("never the other half", {"a" + high}, "a" + replacement);
        row("text instead of the other half", {high, "b"}, replacement + "b");
        row("high, high, low", {high, high + low}, replacement + joined);
        row("low alone", {low, "x"}, replacement + "x");
        row("low, then high", {low + high, "x"}, replacement + replacement + "x");
        row("ill-formed bytes", {"a\xFF" "b"}, "a" + replacement + "b");
        row("half of a UTF-8 character is not joined", {"\xC3", "\xA9"}, replacement + replacement);
        row("two characters", {high, low + high, low}, joined + joined);
    }
    void halvesAreJoined()
    {
        QFETCH(QList<QByteArray>, pieces);
        QFETCH(QByteArray, text);
        std::vector<std::string> list;
        for (const QByteArray &piece : pieces)
            list.push_back(piece.toStdString());
        const std::string out = joinedPieces(list);
        QCOMPARE(QByteArray::fromStdString(out), text);
        QVERIFY(isValidUtf8(out));
    }

    void whatComesOutIsAlwaysUtf8()
    {
        // Every pair of bytes that begins like a surrogate, in two deltas.
        for (int second = 0; second < 256; ++second) {
            for (int third = 0; third < 256; third += 5) {
                const std::string odd{'\xED', static_cast<char>(second), static_cast<char>(third)};
                QVERIFY(isValidUtf8(joinedPieces({"x" + odd, odd + "y"})));
                QVERIFY(isValidUtf8(joinedPieces({odd.substr(0, 2), odd.substr(2)})));
            }
        }
    }

    void thoughtsAreParted_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("parts");
        const auto row = [](const char *text, const char *parts) { QTest::newRow(text) << QByteArray(text) << QByteArray(parts); };
        row("", "|");
        row("Hello", "|Hello");
        row("<think>a</think>b", "a|b");
        row("<thinking>a</thinking>b", "a|b");
        row("[THINK]a[/THINK]b", "a|b");
        row(" \n<think>\na\n</think>\n\nb\n", "\na\n|b\n");
        row("<think></think>b", "|b");
        row("<think>a", "a|");
        row("<think>a</thin", "a</thin|");
        row("<think>a < b </x> c</think>d", "a < b </x> c|d");
        row("<think>a</thinking></think>b", "a</thinking>|b");
        row("<th", "|<th");
        row("<thunk>x", "|<thunk>x");
        row("<", "|<");
        row("  ", "|  ");
        row("  a", "|  a");
        row("a <think>b</think>", "|a <think>b</think>");
        row("<think>a</think>b<think>c</think>", "a|b<think>c</think>");
        row("<think>a</think>", "a|");
        row("<THINK>a</THINK>", "|<THINK>a</THINK>");
    }
    void thoughtsAreParted()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, parts);
        const std::string bytes = text.toStdString();
        test::forEveryCut(bytes, [&](const std::vector<std::string_view> &pieces) {
            const QByteArray result = QByteArray::fromStdString(split(pieces));
            if (result != parts)
                QCOMPARE(result, parts);
        });
        QCOMPARE(QByteArray::fromStdString(split({bytes})), parts);
    }

    void ordinaryTextIsNotHeldBack()
    {
        ThinkSplitter splitter;
        QCOMPARE(splitter.take("Hello").text, std::string("Hello"));
        QVERIFY(splitter.isPassing());
        QCOMPARE(splitter.take("<think>").text, std::string("<think>"));
    }
};

QTEST_APPLESS_MAIN(TestDeltaText)
#include "tst_deltatext.moc"
