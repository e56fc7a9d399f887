#include "widgets/markdown/codelexer.h"
#include "widgets/markdown/hiddencharacters.h"
#include "widgets/markdown/linktarget.h"
#include "widgets/markdown/markdownparser.h"
#include "widgets/markdown/sourcemap.h"

#include <QTest>

using namespace lineup::markdown;

namespace {

/// Coloured parts of `code` as "k:word s:word n:word c:word", lines joined by " / ".
QString colours(const QString &language, const QString &code)
{
    const LanguageRules *rules = languageRules(language);
    if (!rules)
        return QStringLiteral("unknown");
    QStringList lines;
    LexState state = 0;
    for (const QString &line : code.split(u'\n')) {
        QList<CodeSpan> spans;
        state = lexLine(*rules, state, line, &spans);
        QStringList parts;
        for (const CodeSpan &span : spans) {
            const char kind = "ksnc"[static_cast<int>(span.token)];
            parts << QLatin1Char(kind) + QStringLiteral(":") + line.mid(span.begin, span.length);
        }
        lines << parts.join(u' ');
    }
    return lines.join(QStringLiteral(" / "));
}

} // namespace

/// What stands around the blocks: colours of code, links, characters that are not seen, places in the source.
class TestMarkdownText final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void colours_data()
    {
        QTest::addColumn<QString>("language");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *name, const char *language, const char *code, const char *expected) {
            QTest::newRow(name) << QString::fromUtf8(language) << QString::fromUtf8(code) << QString::fromUtf8(expected);
        };
        row("python", "python", "def f(x=0.2): # note", "k:def n:0.2 c:# note");
        row("python string", "py", "s = \"a # b\" + 'c\\'d'", "s:\"a # b\" s:'c\\'d'");
        row("python docstring", "Python", "\"\"\"one\ntwo\"\"\" if\nx", "s:\"\"\"one / s:two\"\"\" k:if / ");
        row("python single quotes", "python3", "'''a\n# b\n''' # c", "s:'''a / s:# b / s:''' c:# c");
        row("open string ends with its line", "python", "x = 'abc\ny = 1", "s:'abc / n:1");
        row("member is no keyword", "python", "a.from.in(1)", "n:1");
        row("json", "json", "{\"a\": -1.5e+3, \"b\": [true, null]}", "s:\"a\" n:1.5e+3 s:\"b\" k:true k:null");
        row("javascript", "js", "const f = async () => 0x1F; // x", "k:const k:async n:0x1F c:// x");
        row("template", "ts", "let s = `a\n${b}` + 1", "k:let s:`a / s:${b}` n:1");
        row("c comment", "c", "int x; /* a\nb */ return 1;", "k:int c:/* a / c:b */ k:return n:1");
        row("c++", "C++", "#include <x>\nauto c = 'a'; // b", "k:#include / k:auto s:'a' c:// b");
        row("digit separators", "cpp", "int n = 1'000;", "k:int n:1 n:000");
        row("rust lifetime", "rust", "fn f<'a>(x: &'a str)", "k:fn k:str");
        row("hex is no exponent", "c", "0x1e+2", "n:0x1e n:2");
        row("bash", "sh", "if [ \"$a\" = 'b' ]; then echo $#; fi # x", "k:if s:\"$a\" s:'b' k:then k:fi c:# x");
        row("bash string over lines", "bash", "a=\"one\ntwo\" b", "s:\"one / s:two\"");
        row("sql", "sql", "SELECT a FROM t -- x", "k:SELECT k:FROM c:-- x");
        row("address in yaml", "yaml", "url: http://a/#b # c", "c:# c");
        row("empty line inside", "c", "/* a\n\n*/ int", "c:/* a /  / c:*/ k:int");
        row("unknown", "brainfold", "x", "unknown");
        row("no language", "", "x", "unknown");
    }
    void colours()
    {
        QFETCH(QString, language);
        QFETCH(QString, code);
        QTEST(::colours(language, code), "expected");
    }

    /// Colours lie inside the line, in order and apart, whatever the line is.
    void coloursStayInTheLine()
    {
        const QStringList lines{QStringLiteral("\"\\"), QStringLiteral("'"), QStringLiteral("`${"), QStringLiteral("/*/"),
                                QStringLiteral("\"\"\"\"\"\"\""), QStringLiteral("1.e5.2e+"), QString(5000, u'\''),
                                QStringLiteral("#"), QStringLiteral("\U0001F600'\U0001F600'")};
        for (const char *language : {"python", "js", "cpp", "bash", "sql", "rust"}) {
            LexState state = 0;
            for (const QString &line : lines) {
                QList<CodeSpan> spans;
                state = lexLine(*languageRules(QString::fromLatin1(language)), state, line, &spans);
                qsizetype end = 0;
                for (const CodeSpan &span : spans) {
                    QVERIFY(span.begin >= end && span.length > 0);
                    end = span.begin + span.length;
                }
                QVERIFY(end <= line.size());
            }
        }
    }

    void links_data()
    {
        QTest::addColumn<QString>("target");
        QTest::addColumn<QString>("shown"); // empty: refused
        const auto row = [](const char *target, const char *shown) {
            QTest::newRow(target) << QString::fromUtf8(target) << QString::fromUtf8(shown);
        };
        row("http://example.org", "http://example.org");
        row("https://example.org/a b", "https://example.org/a%20b");
        row("HTTPS://EXAMPLE.org/A", "https://example.org/A");
        row("  https://a.b  ", "https://a.b");
        row("https://\xD0\xBF\xD1\x80\xD0\xB8\xD0\xBC\xD0\xB5\xD1\x80.\xD1\x80\xD1\x84/", "https://xn--e1afmkfd.xn--p1ai/");
        row("mailto:a@b.c", "mailto:a@b.c");
        for (const char *refused :
             {"", "javascript:alert(1)", "JavaScript:alert(1)", "java\tscript:alert(1)", "java\nscript:x", "vbscript:x",
              "data:text/html,x", "file:///etc/passwd", "FILE:/etc/passwd", "ftp://a.b", "ssh://a.b", "tel:123", "sms:1",
              "blob:http://a", "about:blank", "chrome://x", "view-source:http://a.b", "intent://x", "ms-settings:x",
              "steam://x", "vscode://x", "slack://x", "ws://a.b", "jar:http://a!/b", "resource://x", "qrc:/x", "//a.b/c",
              "/etc/passwd", "../x", "#top", "?q", "a/b", "http:", "http:a.b", "http:/a.b", "http://", "https:///a",
              "http:\\\\a.b", "https://a.b\\@c.d", "mailto:", "mailto:nobody", "\x01http://a.b", "http://a.b/\x7f"})
            row(refused, "");
    }
    void links()
    {
        QFETCH(QString, target);
        QFETCH(QString, shown);
        const auto link = checkLink(target.toStdString(), QStringLiteral("label"));
        QCOMPARE(link.has_value(), !shown.isEmpty());
        if (link)
            QCOMPARE(link->shown, shown);
    }

    void linkWarnings_data()
    {
        QTest::addColumn<QString>("target");
        QTest::addColumn<QString>("label");
        QTest::addColumn<int>("warnings");
        const auto row = [](const char *target, const char *label, LinkWarnings warnings) {
            QTest::addRow("%s as %s", target, label)
                << QString::fromUtf8(target) << QString::fromUtf8(label) << int(warnings.toInt());
        };
        row("https://example.org/x", "the guide", {});
        row("https://example.org/x", "example.org", {});
        row("https://www.example.org/x", "https://example.org", {});
        row("https://docs.example.org/x", "example.org", {});
        row("https://evil.example/x", "https://bank.example", LinkWarning::OtherHost);
        row("https://evil.example/x", "bank.example", LinkWarning::OtherHost);
        row("https://example.org.evil.example/", "example.org", LinkWarning::OtherHost);
        row("https://evil.example/", "index.html", {});
        row("https://evil.example/", "version 1.2", {});
        row("https://bank.example@evil.example/", "go", LinkWarning::UserInfo);
        row("http://127.0.0.1:8080/", "go", LinkWarning::RawAddress);
        row("http://[::1]/", "go", LinkWarning::RawAddress);
        row("http://2130706433/", "go", LinkWarning::RawAddress);
        row("http://b\xD0\xB0nk.example/", "go", LinkWarning::MixedScripts); // a Cyrillic letter between Latin ones
        row("http://\xE6\x97\xA5\xE6\x9C\xAC\xE3\x81\xAE.example/", "go", {});
        row("https://example.org/\xE2\x80\xAEgpj.exe", "go", LinkWarning::HiddenCharacters);
        row("https://example.org/", "g\xE2\x80\x8Bo", LinkWarning::HiddenCharacters);
    }
    void linkWarnings()
    {
        QFETCH(QString, target);
        QFETCH(QString, label);
        const auto link = checkLink(target.toStdString(), label);
        QVERIFY(link);
        QTEST(int(link->warnings.toInt()), "warnings");
    }

    void hiddenCharacters()
    {
        QVERIFY(!isHiddenCharacter(U'a'));
        QVERIFY(!isHiddenCharacter(U'\t'));
        QVERIFY(!isHiddenCharacter(U'\n'));
        QVERIFY(!isHiddenCharacter(U'\u00E9'));
        QVERIFY(!isHiddenCharacter(U'\uFE0F')); // emoji style
        for (char32_t hidden : {U'\u202A', U'\u202E', U'\u2066', U'\u2069', U'\u200E', U'\u200F', U'\u061C', U'\u200B',
                                U'\u200D', U'\u2060', U'\uFEFF', U'\u00AD', U'\U000E0041', char32_t(0), char32_t(0x1B),
                                char32_t(0x85)})
            QVERIFY2(isHiddenCharacter(hidden), qPrintable(QString::number(hidden, 16)));
        // A joiner belongs into emoji and scripts; tags and controls belong nowhere.
        QVERIFY(!isHiddenInProse(U'\u200D'));
        QVERIFY(isHiddenInProse(U'\U000E0041'));
        QVERIFY(isHiddenInProse(char32_t(0x1B)));

        const QString text = QStringLiteral("a\u202Eb\U000E0041c\n");
        QCOMPARE(hiddenCharacterCount(text), 2);
        QCOMPARE(withoutHiddenCharacters(text), QStringLiteral("abc\n"));
        QString shown = text;
        QVERIFY(showHiddenCharacters(shown, 0, shown.size(), TextUse::CodeOrLink));
        QCOMPARE(shown, QStringLiteral("a\u25A1b\u25A1\u25A1c\n"));
        QString part = text;
        QVERIFY(!showHiddenCharacters(part, 2, 3, TextUse::CodeOrLink));
        QString prose = text;
        showHiddenCharacters(prose, 0, prose.size(), TextUse::Prose);
        QCOMPARE(prose, QStringLiteral("a\u202Eb\u25A1\u25A1c\n"));
    }

    /// Every place of the text leads to the source and back.
    void placesGoThereAndBack()
    {
        const std::string source = "# One *two*\n\n- three &lt; `four`\n\n---\n\n| a | b |\n|---|---|\n| c\xC3\xA9 | \xF0\x9F\x98\x80 |\n\n"
                                   "```\nfive\nsix\n```\n";
        const std::vector<Block> blocks = parseMarkdown(source).blocks;
        QCOMPARE(blocks.size(), std::size_t(5));
        for (std::size_t block : {0, 1, 3, 4}) {
            const std::string shown = displayText(blocks[block]);
            const QString text = QString::fromStdString(shown);
            for (int offset = 0; offset < text.size(); ++offset) {
                const QChar unit = text[offset];
                if (unit.isLowSurrogate() || (block == 3 && (unit == u'\t' || unit == u'\n')))
                    continue;
                const TextPosition position{block, offset};
                const std::size_t byte = sourceOffset(blocks, position);
                QCOMPARE(positionOfSource(blocks, byte), position);
                if (unit != u'<')
                    QCOMPARE(QString::fromStdString(source.substr(byte)).front(), unit);
            }
        }
        QCOMPARE(sourceOffset(blocks, {2, 0}), blocks[1].sourceEnd); // the rule stands behind the item
        QCOMPARE(sourceOffset(blocks, {99, 5}), blocks[4].sourceEnd);
        QCOMPARE(positionOfSource(blocks, source.size()), (TextPosition{4, 8}));
        QCOMPARE(positionOfSource(blocks, 0), (TextPosition{0, 0}));
        QCOMPARE(sourceOffset({}, {0, 0}), std::size_t(0));
        QCOMPARE(positionOfSource({}, 7), TextPosition());
    }

    void selectionsAreSource()
    {
        const std::string source = "One **two** &amp; three\n\n> quote\n\n```py\nfour\nfive\n```\n\nend";
        const std::vector<Block> blocks = parseMarkdown(source).blocks;
        const auto between = [&](TextPosition from, TextPosition to) {
            return QString::fromStdString(sourceBetween(source, blocks, from, to));
        };
        QCOMPARE(between({0, 4}, {0, 7}), QStringLiteral("two"));
        QCOMPARE(between({0, 0}, {0, 7}), QStringLiteral("One **two"));
        QCOMPARE(between({0, 8}, {0, 9}), QStringLiteral("&amp;"));
        QCOMPARE(between({0, 10}, {1, 5}), QStringLiteral("three\n\n> quote"));
        QCOMPARE(between({1, 0}, {1, 5}), QStringLiteral("> quote"));
        QCOMPARE(between({2, 1}, {2, 7}), QStringLiteral("our\nfi"));
        QCOMPARE(between({2, 0}, {3, 3}), QStringLiteral("```py\nfour\nfive\n```\n\nend"));
        QCOMPARE(between({0, 0}, {1, 0}), QStringLiteral("One **two** &amp; three"));
        QCOMPARE(between({1, 3}, {1, 3}), QString());
        QCOMPARE(between({1, 3}, {0, 3}), QString());
    }
};

QTEST_GUILESS_MAIN(TestMarkdownText)
#include "tst_markdowntext.moc"
