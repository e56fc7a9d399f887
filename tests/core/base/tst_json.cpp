#include "core/base/json.h"

#include "core/base/text.h"

#include <QTest>

#include <cstring>

using namespace lineup;
using Json = nlohmann::json;

namespace {

std::string nested(std::size_t depth, char open, char close)
{
    return std::string(depth, open) + std::string(depth, close);
}

} // namespace

class TestJson : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void accepts_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("dumped");
        QTest::newRow("scalar") << QByteArray("7") << QByteArray("7");
        QTest::newRow("white space") << QByteArray(" \t\r\n{ } \n") << QByteArray("{}");
        QTest::newRow("byte order mark") << QByteArray("\xEF\xBB\xBF[1]") << QByteArray("[1]");
        QTest::newRow("repeated key: the last") << QByteArray(R"({"a":1,"a":[2]})") << QByteArray(R"({"a":[2]})");
        QTest::newRow("surrogate pair") << QByteArray(R"("\ud83d\ude00")") << QByteArray("\"\xF0\x9F\x98\x80\"");
        QTest::newRow("lone high") << QByteArray(R"("a\ud83dz")") << QByteArray("\"a\xEF\xBF\xBDz\"");
        QTest::newRow("lone low") << QByteArray(R"("\uDE00")") << QByteArray("\"\xEF\xBF\xBD\"");
        QTest::newRow("low, high") << QByteArray(R"("\ude00\ud83d")") << QByteArray("\"\xEF\xBF\xBD\xEF\xBF\xBD\"");
        QTest::newRow("high, pair") << QByteArray(R"("\uD83D\uD83D\uDE00")") << QByteArray("\"\xEF\xBF\xBD\xF0\x9F\x98\x80\"");
        QTest::newRow("high, other escape") << QByteArray(R"("\ud83d\u0041\ud83d\n")") << QByteArray("\"\xEF\xBF\xBD" "A\xEF\xBF\xBD\\n\"");
        QTest::newRow("escaped backslash is no escape") << QByteArray(R"("\\ud83d")") << QByteArray(R"("\\ud83d")");
        QTest::newRow("surrogate in a key") << QByteArray(R"({"\ud800":1})") << QByteArray("{\"\xEF\xBF\xBD\":1}");
        QTest::newRow("bad bytes in a string") << QByteArray("\"a\xC3z\xFF\"") << QByteArray("\"a\xEF\xBF\xBDz\xEF\xBF\xBD\"");
        QTest::newRow("NUL escape") << QByteArray(R"("a\u0000b")") << QByteArray(R"("a\u0000b")");
        QTest::newRow("every kind") << QByteArray(R"([null,true,false,-1,2,0.5,"s",{"k":[]}])") << QByteArray(R"([null,true,false,-1,2,0.5,"s",{"k":[]}])");
    }
    void accepts()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, dumped);
        const auto value = parseJson(text.toStdString(), 64);
        QVERIFY2(value, value ? "" : value.error().detail.c_str());
        QCOMPARE(QByteArray::fromStdString(dumpJson(*value)), dumped);
    }

    void refuses_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("detail");
        const auto row = [](const char *name, const QByteArray &text, const char *detail) { QTest::newRow(name) << text << QString::fromUtf8(detail); };
        row("empty", "", "not valid JSON at line 1, column 1");
        row("cut", "{\"a\":", "not valid JSON at line 1, column 6");
        row("two values", "1 2", "not valid JSON at line 1, column 3");
        row("trailing comma", "[1,\n 2,\n]", "not valid JSON at line 3, column 1");
        row("comment", "// no\n1", "not valid JSON at line 1, column 1");
        row("NaN", "[NaN]", "not valid JSON at line 1, column 2");
        row("leading zero", "[01]", "not valid JSON at line 1, column 3");
        row("control character", QByteArray("[\"\xC3\xA9\n\"]"), "not valid JSON at line 1, column 4");
        row("NUL behind the value", QByteArray("[1]\0", 4), "not valid JSON at line 1, column 4");
        row("NUL outside a string", QByteArray("[\0]", 3), "not valid JSON at line 1, column 2");
        row("bad escape", "[\"\\x\"]", "not valid JSON at line 1, column 4");
        row("bad unicode escape", "[\"\\ud8\"]", "not valid JSON at line 1, column 7");
        row("too large", "[\n1e400]", "a number out of range at line 2, column 5");
        row("too small", "-1e999", "a number out of range at line 1, column 6");
        row("HTML", "<!DOCTYPE html>", "not valid JSON at line 1, column 1");
        row("unpaired close", "[1]]", "not valid JSON at line 1, column 4");
    }
    void refuses()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, detail);
        const auto value = parseJson(text.toStdString(), 64);
        QVERIFY(!value);
        QCOMPARE(QString::fromStdString(value.error().detail), detail);
        QCOMPARE(value.error().code, ErrorCode::BadInput);
    }

    void depth()
    {
        QVERIFY(parseJson(nested(64, '[', ']'), 64));
        QVERIFY(!parseJson(nested(65, '[', ']'), 64));
        QVERIFY(parseJson("1", 0));
        QVERIFY(!parseJson("[]", 0));
        QVERIFY(parseJson("[" + nested(63, '[', ']') + "," + nested(63, '[', ']') + "]", 64));
        std::string objects;
        for (int i = 0; i < 65; ++i)
            objects += "{\"[[[\":";
        const auto deep = parseJson(objects, 64, ErrorCode::BadReply);
        QVERIFY(!deep);
        QCOMPARE(deep.error().code, ErrorCode::BadReply);
        QCOMPARE(deep.error().detail, std::string("nested deeper than 64 levels"));
        // Brackets in strings are no nesting.
        QVERIFY(parseJson('"' + std::string(1000, '[') + '"', 1));
        // A million levels are refused without a million frames or values.
        QVERIFY(!parseJson(std::string(1'000'000, '['), kFileJsonDepth));
        // The deepest file that is let in can be copied, compared and written.
        const auto file = parseJson(nested(kFileJsonDepth, '[', ']'), kFileJsonDepth);
        QVERIFY(file);
        const Json copy = *file;
        QVERIFY(copy == *file);
        QCOMPARE(dumpJson(copy).size(), 2 * kFileJsonDepth);
    }

    void theErrorNeverQuotesTheText()
    {
        const auto value = parseJson("{\"key\": sk-secret}", 64);
        QVERIFY(!value);
        QVERIFY(value.error().detail.find("secret") == std::string::npos);
    }

    void accessors()
    {
        const Json object = *parseJson(R"({"s":"text","e":"","n":null,"i":12,"f":12.0,"h":12.5,"neg":-1,"b":false,"o":{},"a":[],
            "max":9007199254740992,"over":9007199254740993,"huge":123456789012345678901234567890,"u":18446744073709551615,"d":1e300})", 64);
        QCOMPARE(*findString(object, "s"), std::string("text"));
        QCOMPARE(*findString(object, "e"), std::string());
        QCOMPARE(findInt(object, "i"), std::optional<std::int64_t>(12));
        QCOMPARE(findInt(object, "f"), std::optional<std::int64_t>(12));
        QCOMPARE(findInt(object, "max"), std::optional<std::int64_t>(9007199254740992));
        for (const char *key : {"h", "neg", "over", "huge", "u", "d", "s", "n", "b", "o", "a", "absent"})
            QVERIFY2(!findInt(object, key), key);
        QCOMPARE(findDouble(object, "h"), std::optional(12.5));
        QCOMPARE(findDouble(object, "i"), std::optional(12.0));
        QCOMPARE(findDouble(object, "d"), std::optional(1e300));
        QVERIFY(!findDouble(object, "n") && !findDouble(object, "s"));
        QCOMPARE(findBool(object, "b"), std::optional(false));
        QVERIFY(!findBool(object, "i") && !findBool(object, "n"));
        QVERIFY(findObject(object, "o") && !findObject(object, "a") && !findObject(object, "n"));
        QVERIFY(findArray(object, "a") && !findArray(object, "o"));
        QVERIFY(findValue(object, "e") && !findValue(object, "n") && !findValue(object, "absent"));
        QVERIFY(!findString(object, "n") && !findString(object, "i"));
    }

    void accessorsOnAnythingElse()
    {
        for (const Json &value : {Json(), Json("s"), Json(1), Json::array({1}), Json(true)}) {
            QVERIFY(!findString(value, "s") && !findInt(value, "s") && !findDouble(value, "s") && !findBool(value, "s"));
            QVERIFY(!findObject(value, "s") && !findArray(value, "s") && !findValue(value, "s"));
        }
    }

    void numbersComeBackExactly()
    {
        for (const double number : {0.1, 1.0 / 3, 5e-324, 1.7976931348623157e308, -0.0, 123456789.123456789, 2e-7}) {
            const auto back = parseJson(dumpJson(Json(number)), 1);
            QVERIFY(back);
            QCOMPARE(std::memcmp(back->get_ptr<const double *>(), &number, sizeof number), 0);
        }
    }

    void dumpingForgivesBadText()
    {
        QCOMPARE(dumpJson(Json("a\xFFz")), std::string("\"a\xEF\xBF\xBDz\""));
        QCOMPARE(dumpJson(Json::array({1, 2}), 1), std::string("[\n 1,\n 2\n]"));
    }
};

QTEST_APPLESS_MAIN(TestJson)
#include "tst_json.moc"
