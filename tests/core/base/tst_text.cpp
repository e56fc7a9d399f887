#include "core/base/text.h"

#include <QTest>

using namespace lineup;

namespace {
const std::string kReplaced = "\xEF\xBF\xBD";
std::string times(int count)
{
    std::string text;
    for (int i = 0; i < count; ++i)
        text += kReplaced;
    return text;
}
} // namespace

class TestText : public QObject {
    Q_OBJECT
private Q_SLOTS:
    /// Cases of Unicode 15 section 3.9 (tables 3-8 to 3-11) and of the Encoding standard's tests.
    void sanitize_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char *name, const QByteArray &bytes, const std::string &expected) {
            QTest::newRow(name) << bytes << QByteArray::fromStdString(expected);
        };
        row("empty", "", "");
        row("ascii", "plain", "plain");
        row("NUL stays", QByteArray("a\0b", 3), std::string("a\0b", 3));
        row("two bytes", "\xC2\x80 \xDF\xBF", "\xC2\x80 \xDF\xBF");
        row("three bytes", "\xE0\xA0\x80\xED\x9F\xBF\xEE\x80\x80\xEF\xBF\xBF", "\xE0\xA0\x80\xED\x9F\xBF\xEE\x80\x80\xEF\xBF\xBF");
        row("four bytes", "\xF0\x90\x80\x80\xF4\x8F\xBF\xBF", "\xF0\x90\x80\x80\xF4\x8F\xBF\xBF");
        row("lone continuation", "a\x80z", "a" + times(1) + "z");
        row("two continuations", "\x80\xBF", times(2));
        row("cut two-byte", "\xC2", times(1));
        row("cut three-byte is one subpart", "\xE2\x82", times(1));
        row("cut four-byte is one subpart", "\xF0\x9F\x98", times(1));
        row("cut, then text", "\xE2\x82z", times(1) + "z");
        row("table 3-8: overlong", "\xC0\xAF\xE0\x80\xBF\xF0\x81\x82\x41", times(8) + "A");
        row("table 3-9: surrogates", "\xED\xA0\x80\xED\xBF\xBF\xED\xAF\x41", times(8) + "A");
        row("table 3-10: above the range", "\xF4\x91\x92\x93\xFF\x41\x80\xBF\x42", times(5) + "A" + times(2) + "B");
        row("table 3-11: truncated", "\xE1\x80\xE2\xF0\x91\x92\xF1\xBF\x41", times(4) + "A");
        row("F5 and above", "\xF5\x80\x80\x80\xFE", times(5));
        row("a character after a cut lead", "\xF0\x9F\xC3\xA9", times(1) + "\xC3\xA9");
    }
    void sanitize()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QByteArray, expected);
        const std::string text = sanitizeUtf8(bytes.toStdString());
        QCOMPARE(QByteArray::fromStdString(text), expected);
        QCOMPARE(isValidUtf8(bytes.toStdString()), bytes == expected);
        QVERIFY(isValidUtf8(text));
        QCOMPARE(sanitizeUtf8(text), text);
    }

    /// Every code point encodes to valid text, every surrogate does not.
    void everyCodePoint()
    {
        for (char32_t point = 0; point <= 0x10FFFF; ++point) {
            std::string bytes;
            if (point < 0x80) {
                bytes = {static_cast<char>(point)};
            } else if (point < 0x800) {
                bytes = {static_cast<char>(0xC0 | (point >> 6)), static_cast<char>(0x80 | (point & 63))};
            } else if (point < 0x10000) {
                bytes = {static_cast<char>(0xE0 | (point >> 12)), static_cast<char>(0x80 | ((point >> 6) & 63)),
                         static_cast<char>(0x80 | (point & 63))};
            } else {
                bytes = {static_cast<char>(0xF0 | (point >> 18)), static_cast<char>(0x80 | ((point >> 12) & 63)),
                         static_cast<char>(0x80 | ((point >> 6) & 63)), static_cast<char>(0x80 | (point & 63))};
            }
            const bool isSurrogate = point >= 0xD800 && point <= 0xDFFF;
            if (isValidUtf8(bytes) == isSurrogate)
                QFAIL(qPrintable(QString::number(point, 16)));
        }
    }

    void prefixNeverCutsACharacter()
    {
        const std::string text = "a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80z"; // a é € emoji z
        const std::vector<std::size_t> expected{0, 1, 1, 3, 3, 3, 6, 6, 6, 6, 10, 11, 11};
        for (std::size_t bytes = 0; bytes < expected.size(); ++bytes)
            QCOMPARE(utf8Prefix(text, bytes), std::string_view(text).substr(0, expected[bytes]));
    }

    void prefixOfBytesThatAreNoText()
    {
        const std::string continuations(10, '\x80');
        QCOMPARE(utf8Prefix(continuations, 7).size(), std::size_t(7));
        QCOMPARE(utf8Prefix("\xF0\x9F", 1).size(), std::size_t(1));
        QCOMPARE(utf8Prefix("", 5), std::string_view());
    }
};

QTEST_APPLESS_MAIN(TestText)
#include "tst_text.moc"
