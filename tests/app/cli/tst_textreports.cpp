#include "app/cli/plaintext.h"
#include "app/cli/textreports.h"

#include <QTest>

using namespace lineup;
using namespace std::chrono_literals;

namespace {

const QLocale kEnglish(QLocale::English, QLocale::UnitedStates);

LaneResult resultOf(const std::string &text, Outcome outcome = Outcome::Finished)
{
    LaneResult result;
    if (!text.empty())
        apply(result, {100'000us, TextDelta{text}});
    for (int i = 0; i < 9; ++i)
        apply(result, {200'000us + i * 100'000us, ToolCallDelta{0, "", "", "x"}});
    Usage usage;
    usage.input = 1234;
    usage.output = 91;
    apply(result, {1'000'000us, UsageReport{usage}});
    StreamEnd end;
    end.outcome = outcome;
    end.trace.firstToken = 120'000us;
    end.trace.total = 1'100'000us;
    if (outcome == Outcome::Error) {
        Error error;
        error.code = ErrorCode::StreamCut;
        error.detail = "cut";
        error.subject = "host:1";
        end.error = error;
    }
    finish(result, end, std::nullopt, true);
    return result;
}

Run runOf(const std::vector<std::pair<std::string, LaneResult>> &lanes)
{
    Run run;
    run.setup.prompt = "Why `so`?";
    for (const auto &[name, result] : lanes) {
        LaneSpec lane;
        lane.name = name;
        run.setup.lanes.push_back(lane);
        run.results.push_back(result);
    }
    return run;
}

} // namespace

class TestTextReports : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aTableThenTheTexts()
    {
        const QString report = tableReport({runOf({{"Left", resultOf("One\ntwo\n")}, {"Right one", resultOf("Three")}})}, kEnglish);
        const QStringList lines = report.split(QLatin1Char('\n'));
        const auto plain = [](QString line) { return line.replace(QChar(0x00A0), QLatin1Char(' ')); };
        QCOMPARE(plain(lines[0]), QStringLiteral("Lane       Outcome   First token     Decode   Total     In  Out  Cost"));
        QCOMPARE(plain(lines[1]), QStringLiteral("Left       finished       0.12 s  100 tok/s  1.10 s  1,234   91  $0 local"));
        QCOMPARE(plain(lines[2]), QStringLiteral("Right one  finished       0.12 s  100 tok/s  1.10 s  1,234   91  $0 local"));
        QCOMPARE(lines.mid(3), (QStringList{QString(), QStringLiteral("== Left =="), QStringLiteral("One"), QStringLiteral("two"), QString(),
                                            QStringLiteral("== Right one =="), QStringLiteral("Three"), QString()}));
    }

    void failuresStandUnderTheText()
    {
        const QString report = tableReport({runOf({{"L", resultOf("half", Outcome::Error)}})}, kEnglish);
        QVERIFY2(report.endsWith(QLatin1String("== L ==\nhalf\n-- The text is incomplete.\n-- The connection to host:1 ended before the answer was complete. "
                                               "Send again for a whole answer.\n")),
                 qPrintable(report));
        QVERIFY(tableReport({runOf({{"L", resultOf("half", Outcome::Cancelled)}})}, kEnglish).contains(QLatin1String("-- The text is incomplete: stopped by you.")));
        QVERIFY(tableReport({runOf({{"L", resultOf("half", Outcome::Length)}})}, kEnglish).contains(QLatin1String("-- Cut at the maximum number of tokens.")));
        QVERIFY(!tableReport({runOf({{"L", resultOf("all")}})}, kEnglish).contains(QLatin1String("--")));
    }

    void whatIsUnknownIsADash()
    {
        LaneResult result;
        StreamEnd end;
        end.outcome = Outcome::Cancelled;
        finish(result, end, std::nullopt, false);
        const QString report = tableReport({runOf({{"L", result}})}, kEnglish);
        QCOMPARE(report.split(QLatin1Char('\n'))[1].count(QChar(0x2013)), 5); // first token, decode, in, out, cost
    }

    void repeatsAreNumbered()
    {
        const Run run = runOf({{"L", resultOf("x")}});
        const QString report = tableReport({run, run}, kEnglish);
        QVERIFY(report.contains(QLatin1String("== L #1 ==")));
        QVERIFY(report.contains(QLatin1String("== L #2 ==")));
    }

    void modelsCannotSteerTheTerminal()
    {
        const std::string evil = "a\x1B]0;title\x07 b\x1B[2J\r\x08\x7F \xC2\x9B[31m";
        for (const QString &report : {tableReport({runOf({{"n\x1B[1m\n", resultOf(evil)}})}, kEnglish), markdownReport({runOf({{"n\x1B[1m\n", resultOf(evil)}})}, kEnglish)}) {
            for (const QChar character : report)
                QVERIFY2(character.category() != QChar::Other_Control || character == QLatin1Char('\n') || character == QLatin1Char('\t'),
                         qPrintable(QString::number(character.unicode(), 16)));
        }
    }

    void markdownHasATableAndQuotations()
    {
        const QString report = markdownReport({runOf({{"A|B", resultOf("One\n\n# two")}})}, kEnglish);
        QVERIFY(report.startsWith(QLatin1String("# Comparison\n\nPrompt:\n\n> ```text\n> Why `so`?\n> ```\n\n| Lane | ")));
        QVERIFY(report.contains(QLatin1String("\n| A\\|B | finished | ")));
        QVERIFY(report.contains(QLatin1String("\n## A\\|B\n\n> ```text\n> One\n>\n> # two\n> ```\n")));
    }

    void nothingClosesAFenceFromInside()
    {
        const QString report = markdownReport({runOf({{"L", resultOf("```\n<b>bold</b>\n`````")}})}, kEnglish);
        QVERIFY(report.contains(QLatin1String("> ``````text\n> ```\n> <b>bold</b>\n> `````\n> ``````\n")));
    }

    void namesAreEscapedInMarkdown()
    {
        const QString report = markdownReport({runOf({{"<b>*x*</b> [l](u) `c`", resultOf("t")}})}, kEnglish);
        QVERIFY(report.contains(QLatin1String("## \\<b\\>\\*x\\*\\</b\\> \\[l\\](u) \\`c\\`\n")));
    }

    void widths_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("width");
        QTest::newRow("Latin") << QStringLiteral("abc") << 3;
        QTest::newRow("Cyrillic") << QStringLiteral("слева") << 5;
        QTest::newRow("wide") << QStringLiteral("漢字") << 4;
        QTest::newRow("combining") << QStringLiteral("e\u0301") << 1;
        QTest::newRow("empty") << QString() << 0;
    }
    void widths()
    {
        QFETCH(QString, text);
        QFETCH(int, width);
        QCOMPARE(terminalWidth(text), width);
    }
};

QTEST_GUILESS_MAIN(TestTextReports)
#include "tst_textreports.moc"
