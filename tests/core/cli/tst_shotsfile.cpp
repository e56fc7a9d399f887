#include "core/cli/shotsfile.h"

#include <QRandomGenerator>
#include <QTest>

using namespace lineup;

class TestShotsFile : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aFileOfThreeExamples()
    {
        const std::string bytes = "{\"input\": \"A red bicycle for my daughter.\", \"output\": {\"product\": \"bicycle\", \"colour\": \"red\"}}\n"
                                  "{\"input\": \"Two pairs of black shoes.\", \"output\": \"black shoes\"}\n"
                                  "{\"input\": \"I want the blue lamp.\", \"output\": {\"product\": \"lamp\", \"colour\": \"blue\"}}\n";
        const auto shots = parseShotsFile(bytes, "three.jsonl");
        QVERIFY(shots);
        const std::vector<Shot> expected{{"A red bicycle for my daughter.", "{\"product\":\"bicycle\",\"colour\":\"red\"}"},
                                         {"Two pairs of black shoes.", "black shoes"},
                                         {"I want the blue lamp.", "{\"product\":\"lamp\",\"colour\":\"blue\"}"}};
        QCOMPARE(*shots, expected);
    }

    void outputs_data()
    {
        QTest::addColumn<QByteArray>("output");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char *output, const char *expected) { QTest::newRow(output) << QByteArray(output) << QByteArray(expected); };
        row(R"("plain")", "plain");
        row(R"("")", "");
        row(R"("  kept  ")", "  kept  ");
        // No raw strings where \" stands inside: moc of Qt 6.4 misreads them.
        row("\"a\\nb \\\"c\\\" \\u0444\"", "a\nb \"c\" ф");
        row("\"{\\\"a\\\": 1}\"", R"({"a": 1})"); // a string stays verbatim, also when it is JSON inside
        row(R"({"z": 1, "a": [1, 2.5, true, null]})", R"({"z":1,"a":[1,2.5,true,null]})");
        row(R"([ ])", "[]");
        row(R"({"t": "\u0444"})", R"({"t":"ф"})");
        row("12", "12");
        row("false", "false");
        row("null", "null");
    }
    void outputs()
    {
        QFETCH(QByteArray, output);
        QFETCH(QByteArray, expected);
        const auto shots = parseShotsFile(R"({"input":"i","output":)" + output.toStdString() + '}', "f");
        QVERIFY(shots);
        QCOMPARE(shots->front().output, expected.toStdString());
    }

    void whatIsForgiven_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("count");
        const QByteArray line = R"({"input":"i","output":"o"})";
        QTest::newRow("empty file") << QByteArray() << 0;
        QTest::newRow("no newline at the end") << line << 1;
        QTest::newRow("byte order mark") << "\xEF\xBB\xBF" + line + '\n' << 1;
        QTest::newRow("only a byte order mark") << QByteArray("\xEF\xBB\xBF") << 0;
        QTest::newRow("CR LF") << line + "\r\n" + line + "\r\n" << 2;
        QTest::newRow("blank lines") << "\n \n" + line + "\n\n\t\n" + line + "\n\n" << 2;
        QTest::newRow("more members") << QByteArray(R"({"id":7,"output":"o","input":"i","note":"n"})") << 1;
        QTest::newRow("blanks around") << "  " + line + "  " << 1;
    }
    void whatIsForgiven()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, count);
        const auto shots = parseShotsFile(bytes.toStdString(), "f");
        QVERIFY(shots);
        QCOMPARE(static_cast<int>(shots->size()), count);
        for (const Shot &shot : *shots)
            QCOMPARE(shot, (Shot{"i", "o"}));
    }

    void whatIsRefused_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QByteArray>("detail");
        const QByteArray good = "{\"input\":\"i\",\"output\":\"o\"}\n";
        const auto row = [](const char *name, const QByteArray &bytes, const char *detail) { QTest::newRow(name) << bytes << QByteArray(detail); };
        row("not JSON", good + "\nhello\n", "line 3: not valid JSON");
        row("two values in a line", good + "{\"input\":\"i\",\"output\":\"o\"}{}", "line 2: not valid JSON");
        row("a value over two lines", "{\"input\":\"i\",\n\"output\":\"o\"}", "line 1: not valid JSON");
        row("array", "[]", "line 1: not an object with \"input\" and \"output\"");
        row("no input", R"({"output":"o"})", "line 1: \"input\" is missing");
        row("no output", R"({"input":"i"})", "line 1: \"output\" is missing");
        row("bad UTF-8", "{\"input\":\"\xFF\",\"output\":\"o\"}", "line 1: not valid JSON");
        row("lone surrogate", R"({"input":"\ud83d","output":"o"})", "line 1: not valid JSON");
        row("NUL", QByteArray("\0", 1), "line 1: not valid JSON");
        row("byte order mark inside", good + "\xEF\xBB\xBF", "line 2: not valid JSON");
        row("deep", R"({"input":"i","output":)" + QByteArray(100'000, '[') + QByteArray(100'000, ']') + '}', "line 1: nested more than 64 deep");
        row("too many", good.repeated(1001), "line 1001: more than 1000 examples");
    }
    void whatIsRefused()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QByteArray, detail);
        const auto shots = parseShotsFile(bytes.toStdString(), "my.jsonl");
        QVERIFY(!shots);
        QCOMPARE(shots.error().code, ErrorCode::BadInput);
        QCOMPARE(shots.error().subject, std::string("my.jsonl"));
        QCOMPARE(QByteArray::fromStdString(shots.error().detail), detail);
    }

    void anyBytesGiveAnAnswer()
    {
        QRandomGenerator random(20261);
        for (int round = 0; round < 2000; ++round) {
            std::string bytes(random.bounded(200), '\0');
            for (char &byte : bytes)
                byte = "{}[]\":,\\ \n\r\tinputo\xFF\0 1"[random.bounded(23)];
            const auto shots = parseShotsFile(bytes, "f");
            QVERIFY(shots || !shots.error().detail.empty());
        }
    }
};

QTEST_APPLESS_MAIN(TestShotsFile)
#include "tst_shotsfile.moc"
