#include "tests/widgets/markdown/blockdump.h"
#include "tests/widgets/markdown/markdowncorpus.h"

#include "widgets/markdown/entities.h"
#include "widgets/markdown/markdowndocument.h"
#include "widgets/markdown/markdownparser.h"
#include "widgets/markdown/utf8.h"

#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QTest>

using namespace lineup;
using namespace lineup::markdown;

namespace {

QString text(const std::string &utf8)
{
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

/// What a full parse of the shown part of `bytes` gives.
std::vector<Block> fromScratch(std::string_view bytes, const ParseLimits &limits = {})
{
    const std::string shown = validUtf8(bytes.substr(0, bytes.size() - incompleteTail(bytes)));
    return parseMarkdown(shown, limits).blocks;
}

void compareBlocks(const std::vector<Block> &actual, const std::vector<Block> &expected, std::string_view bytes)
{
    if (actual == expected)
        return;
    const QString where = QStringLiteral("\n--- after\n%1\n--- incremental\n%2\n--- from scratch\n%3")
                              .arg(text(std::string(bytes)), text(test::dump(actual)), text(test::dump(expected)));
    QFAIL(qPrintable(where));
}

/// Appends `source` in the pieces that `nextLength` says and compares after every piece.
template<typename NextLength>
void checkPrefixLaw(const std::string &source, NextLength nextLength, const ParseLimits &limits = {})
{
    MarkdownDocument document(limits);
    std::size_t at = 0;
    while (at < source.size()) {
        const std::size_t length = std::min<std::size_t>(source.size() - at, nextLength());
        const std::vector<Block> before = document.blocks();
        const BlockChange change = document.append(std::string_view(source).substr(at, length));
        at += length;
        const std::string_view prefix = std::string_view(source).substr(0, at);
        compareBlocks(document.blocks(), fromScratch(prefix, limits), prefix);
        if (QTest::currentTestFailed())
            return;
        // The change tells the truth: what it leaves alone looks as before.
        QCOMPARE(before.size() - change.removed + change.inserted, document.blocks().size());
        for (std::size_t index = 0; index < change.first; ++index)
            QVERIFY(looksSame(before[index], document.blocks()[index]));
    }
    document.finish();
    compareBlocks(document.blocks(), parseMarkdown(validUtf8(source), limits).blocks, source);
}

} // namespace

class TestMarkdownDocument final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void blocks_data()
    {
        QTest::addColumn<QByteArray>("source");
        QTest::addColumn<QByteArray>("blocks");
        for (const test::MarkdownCase &entry : test::markdownCases())
            QTest::newRow(entry.name) << QByteArray::fromStdString(entry.source)
                                      << QByteArray::fromStdString(entry.blocks);
    }
    void blocks()
    {
        QFETCH(QByteArray, source);
        QFETCH(QByteArray, blocks);
        QCOMPARE(text(test::dump(parseMarkdown(source.toStdString()).blocks)), QString::fromUtf8(blocks));
    }

    void prefixLaw_data() { blocks_data(); }
    void prefixLaw()
    {
        QFETCH(QByteArray, source);
        checkPrefixLaw(source.toStdString(), [] { return 1; });
        if (QTest::currentTestFailed())
            return;
        // The same inside of a text: what stands before is settled or not, what follows is cut off.
        checkPrefixLaw("Before.\n\n- item\n\n" + source.toStdString() + "\n\nAfter *all*.\n", [] { return 1; });
    }

    void prefixLawOfAnswers()
    {
        QRandomGenerator random(20261124);
        for (const std::string &answer : test::markdownAnswers()) {
            checkPrefixLaw(answer, [] { return 1; });
            if (QTest::currentTestFailed())
                return;
            for (int round = 0; round < 8 && !QTest::currentTestFailed(); ++round)
                checkPrefixLaw(answer, [&random] { return 1 + random.bounded(40); });
        }
    }

    /// Texts put together from pieces that meet in every order.
    void prefixLawOfRandomTexts()
    {
        static const std::vector<std::string> kPieces{
            "\n", "\n\n", " ", "    ", "\t", "- ", "* ", "+ ", "1. ", "2) ", "> ", "```", "~~~", "````", "`", "``", "**",
            "*", "_", "__", "~~", "# ", "## ", "---", "===", "|", "|---|---|\n", "| a | b |\n", "[a]", "[a]: http://x\n",
            "[b](http://y)", "![i](/etc/x)", "<b>", "<!--", "&amp;", "&#65;", "\\", "\\\n", "  \n", "word", "two words",
            "7", "10", "http://z.org", "www.q.de", "[ ] ", "[x] ", "\xC3\xA9", "\xF0\x9F\x98\x80", "\xE2\x80\xAE",
            "\xFF", "\xC3", "\r\n", ":", "]:", "[", "]"};
        // LINEUP_DEEP: the long loop, with another seed each value.
        const int deep = qEnvironmentVariableIntValue("LINEUP_DEEP");
        QRandomGenerator random(static_cast<quint32>(42 + deep));
        const int rounds = deep > 0 ? 20000 : 600;
        for (int round = 0; round < rounds && !QTest::currentTestFailed(); ++round) {
            std::string source;
            const int pieces = 3 + random.bounded(60);
            for (int piece = 0; piece < pieces; ++piece)
                source += kPieces[static_cast<std::size_t>(random.bounded(int(kPieces.size())))];
            checkPrefixLaw(source, [&random] { return 1 + random.bounded(12); });
        }
    }

    /// The same with a small cap, so that blocks turn plain while they grow.
    void prefixLawOfLargeBlocks()
    {
        ParseLimits limits;
        limits.blockBytes = 300;
        for (const std::string &answer : test::markdownAnswers()) {
            checkPrefixLaw(answer, [] { return 7; }, limits);
            if (QTest::currentTestFailed())
                return;
        }
        const std::string wide = "a\n\n" + std::string(500, '*') + "\n\n```\n" + std::string(400, 'x') + "\n\ny\n```\nz\n";
        checkPrefixLaw(wide, [] { return 3; }, limits);
        QCOMPARE(text(test::dump(parseMarkdown("a\n\n" + std::string(301, 'b') + "\n\n*c*\n", limits).blocks)),
                 QStringLiteral("p: a\nplain: %1\np: <i>c</i>\n").arg(QString(301, u'b')));
    }

    void setTextTellsWhatDiffers()
    {
        MarkdownDocument document;
        QCOMPARE(document.setText("a\n\nb\n\nc"), (BlockChange{0, 0, 3}));
        QVERIFY(document.setText("a\n\nb\n\nc").isEmpty());
        QCOMPARE(document.setText("a\n\nB2\n\nc"), (BlockChange{1, 1, 1}));
        QCOMPARE(document.setText("a\n\nB2\n\nnew\n\nc"), (BlockChange{2, 0, 1}));
        QCOMPARE(document.setText("c"), (BlockChange{0, 3, 0}));
        QCOMPARE(document.setText(""), (BlockChange{0, 1, 0}));
    }

    void appendTouchesOnlyTheLastBlock()
    {
        MarkdownDocument document;
        std::string source;
        for (int paragraph = 0; paragraph < 200; ++paragraph)
            source += "Paragraph number " + std::to_string(paragraph) + " with *some* words.\n\n";
        document.setText(source);
        document.append("Begin");
        const std::size_t last = document.blocks().size() - 1;
        QCOMPARE(document.append(" and"), (BlockChange{last, 1, 1}));
        QVERIFY(document.lastParsedBytes() < 100);
        QCOMPARE(document.append(" more"), (BlockChange{last, 1, 1}));
    }

    /// A setext underline, a delimiter row and a later item change the block before them, and the change says so.
    void lateConstructsChangeWhatStandsBefore()
    {
        MarkdownDocument document;
        document.setText("x\n\nTitle\n");
        QCOMPARE(document.append("---"), (BlockChange{1, 1, 1}));
        QCOMPARE(document.blocks().back().kind, BlockKind::Heading);
        document.setText("x\n\n|a|b|\n");
        document.append("|---|---|");
        QCOMPARE(document.blocks().back().kind, BlockKind::Table);
        document.setText("- a\n- b\n");
        QVERIFY(document.blocks().front().containers.front().tight);
        document.append("\n- c");
        QVERIFY(!document.blocks().front().containers.front().tight);
    }

    void lateReferenceReachesSettledText()
    {
        MarkdownDocument document;
        document.setText("See [a].\n\nNext paragraph.\n\nAnd another.\n\n");
        QVERIFY(document.blocks().front().content.spans.empty());
        document.append("[a]: http://x");
        QCOMPARE(text(test::dump(document.blocks().front())), QStringLiteral("p: See <a http://x>a</a>."));
    }

    void codeInItsFenceIsNotParsedAgain()
    {
        MarkdownDocument document;
        document.setText("Text\n\n```python\nx = 1\n");
        document.append("y");
        std::string code = "x = 1\ny";
        for (int line = 0; line < 50; ++line) {
            document.append(" = 2\n`` z");
            code += " = 2\n`` z";
            QCOMPARE(document.lastParsedBytes(), std::size_t(0));
        }
        QCOMPARE(text(document.blocks().back().content.text), text(code));
        document.append("\n```");
        QVERIFY(document.lastParsedBytes() > 0);
        document.append("\nafter");
        QCOMPARE(text(test::dump(document.blocks().back())), QStringLiteral("p: after"));
        QCOMPARE(text(document.blocks()[1].content.text), text(code));
    }

    void cutCharacterWaits()
    {
        MarkdownDocument document;
        document.append("a\xF0\x9F");
        QCOMPARE(text(document.text()), QStringLiteral("a"));
        document.append("\x98");
        QCOMPARE(text(document.text()), QStringLiteral("a"));
        document.append("\x80" "b");
        QCOMPARE(document.text(), std::string("a\xF0\x9F\x98\x80" "b"));
        document.append("\xC3");
        QCOMPARE(document.finish(), (BlockChange{0, 1, 1}));
        QCOMPARE(document.text(), std::string("a\xF0\x9F\x98\x80" "b\xEF\xBF\xBD"));
        QVERIFY(document.finish().isEmpty());
    }

    void sourceCanBeFoundFromTheText()
    {
        const std::string source = "x\n\n- a **bold** &amp; `code` [l](http://x)\n\n> ```\n> q\n> ```\n";
        const std::vector<Block> blocks = parseMarkdown(source).blocks;
        for (const Block &block : blocks) {
            const InlineText &content = block.content;
            for (std::size_t offset = 0; offset < content.text.size(); ++offset) {
                const std::size_t at = block.sourceBegin + content.sourceOffset(offset);
                QVERIFY(at < source.size());
                if (content.text[offset] != '&') {
                    QCOMPARE(source[at], content.text[offset]);
                    QCOMPARE(content.textOffset(at - block.sourceBegin), offset);
                }
            }
        }
        const InlineText &item = blocks[1].content;
        QCOMPARE(item.text, std::string("a bold & code l"));
        QCOMPARE(source.substr(blocks[1].sourceBegin + item.sourceOffset(7), 5), std::string("&amp;"));
        QCOMPARE(item.textOffset(item.sourceOffset(item.text.size())), item.text.size());
    }

    void hostileTexts_data()
    {
        QTest::addColumn<QByteArray>("source");
        const auto repeated = [](const char *piece, int times) { return QByteArray(piece).repeated(times); };
        QTest::newRow("10k quotes") << repeated(">", 10000);
        QTest::newRow("10k quotes and text") << repeated("> ", 10000) + "x";
        QTest::newRow("5k nested items") << repeated("- ", 5000) + "x";
        QTest::newRow("100k brackets") << repeated("[", 100000);
        QTest::newRow("100k images") << repeated("![", 50000);
        QTest::newRow("100k link starts") << repeated("[a](", 25000);
        QTest::newRow("100k stars") << repeated("*a **b ", 15000);
        QTest::newRow("100k ticks") << repeated("`a ``b ", 15000);
        QTest::newRow("1 MB in one line") << repeated("x", 1 << 20);
        QTest::newRow("1 MB of words") << repeated("word ", (1 << 20) / 5);
        QTest::newRow("NULs") << QByteArray(20000, '\0');
        QTest::newRow("invalid bytes") << repeated("a\xFF\xC0\x80\xED\xA0\x80 ", 5000);
        QTest::newRow("wide table") << repeated("|a", 3000) + "\n" + repeated("|---", 3000) + "\n" + repeated("|b", 3000);
        QTest::newRow("long table") << "|a|b|\n|---|---|\n" + repeated("|1|2|\n", 20000);
        QTest::newRow("references") << "[a]: " + repeated("x", 100000) + "\n\n" + repeated("[a] ", 5000);
        QTest::newRow("addresses") << repeated("http://a.b ", 10000);
        QTest::newRow("entities") << repeated("&CounterClockwiseContourIntegral;", 5000);
        QTest::newRow("bidi") << repeated("\xE2\x80\xAE" "abc\xE2\x80\xAC", 5000);
    }
    /// No input crashes or takes long, and what it says is still there: nothing is lost.
    void hostileTexts()
    {
        QFETCH(QByteArray, source);
        QElapsedTimer timer;
        timer.start();
        MarkdownDocument document;
        document.setText(source.toStdString());
        document.append("\n\nend");
        QVERIFY(!document.blocks().empty());
        for (const Block &block : document.blocks()) {
            QVERIFY(block.containers.size() <= ParseLimits().nesting);
            QCOMPARE(validUtf8(block.content.text), block.content.text);
        }
        QVERIFY2(timer.elapsed() < 20000, qPrintable(QString::number(timer.elapsed())));
        QCOMPARE(document.text(), validUtf8(source.toStdString()) + "\n\nend");
    }

    void budgetLeavesPlainText()
    {
        ParseLimits limits;
        limits.budget = std::chrono::milliseconds(0);
        MarkdownDocument document(limits);
        std::string source;
        for (int word = 0; word < 2000; ++word)
            source += "**w** ";
        document.setText("first\n\n" + source);
        QVERIFY(document.isOverBudget());
        QCOMPARE(document.blocks().size(), std::size_t(1));
        QCOMPARE(document.blocks().front().kind, BlockKind::Plain);
        document.append(" more");
        QCOMPARE(document.lastParsedBytes(), std::size_t(0));
        QCOMPARE(document.blocks().front().content.text, "first\n\n" + source + " more");
        document.setText("*short*");
        QVERIFY(!document.isOverBudget());
    }

    void utf8_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QByteArray>("valid");
        QTest::addColumn<int>("tail");
        const QByteArray bad("\xEF\xBF\xBD");
        QTest::newRow("ascii") << QByteArray("abc") << QByteArray("abc") << 0;
        QTest::newRow("nul") << QByteArray("a\0b", 3) << QByteArray("a\0b", 3) << 0;
        QTest::newRow("two") << QByteArray("\xC3\xA9") << QByteArray("\xC3\xA9") << 0;
        QTest::newRow("cut two") << QByteArray("a\xC3") << "a" + bad << 1;
        QTest::newRow("cut four") << QByteArray("\xF0\x9F\x98") << bad << 3;
        QTest::newRow("over-long") << QByteArray("\xC0\x80") << bad + bad << 0;
        QTest::newRow("over-long three") << QByteArray("\xE0\x80\x80") << bad + bad + bad << 0;
        QTest::newRow("surrogate") << QByteArray("\xED\xA0\x80") << bad + bad + bad << 0;
        QTest::newRow("too large") << QByteArray("\xF4\x90\x80\x80") << bad + bad + bad + bad << 0;
        QTest::newRow("stray") << QByteArray("a\x80z") << "a" + bad + "z" << 0;
        QTest::newRow("lead then text") << QByteArray("\xE2\x82z") << bad + "z" << 0;
    }
    /// Unicode 15, 3.9, "maximal subparts".
    void utf8()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QByteArray, valid);
        QFETCH(int, tail);
        QCOMPARE(QByteArray::fromStdString(validUtf8(bytes.toStdString())), valid);
        QCOMPARE(int(incompleteTail(bytes.toStdString())), tail);
        QVERIFY(QString::fromUtf8(valid) == text(validUtf8(bytes.toStdString())));
    }

    void offsetsAgreeWithQt()
    {
        const std::string source = "a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80z";
        const QString wide = text(source);
        for (qsizetype unit = 0; unit <= wide.size(); ++unit) {
            if (unit > 0 && unit < wide.size() && wide[unit].isLowSurrogate())
                continue;
            const std::size_t bytes = std::size_t(wide.left(unit).toUtf8().size());
            QCOMPARE(byteOffset(source, std::size_t(unit)), bytes);
            QCOMPARE(unitOffset(source, bytes), std::size_t(unit));
        }
        QCOMPARE(byteOffset(source, 999), source.size());
    }

    void entities()
    {
        QCOMPARE(decodedEntity("&amp;"), std::string("&"));
        QCOMPARE(decodedEntity("&AElig;"), std::string("\xC3\x86"));
        QCOMPARE(decodedEntity("&zwnj;"), std::string("\xE2\x80\x8C"));
        QCOMPARE(decodedEntity("&Aacute;"), std::string("\xC3\x81")); // the first of the table
        QCOMPARE(decodedEntity("&ngE;"), std::string("\xE2\x89\xA7\xCC\xB8"));
        QCOMPARE(decodedEntity("&#x1F600;"), std::string("\xF0\x9F\x98\x80"));
        for (const char *unknown : {"&;", "&#;", "&#x;", "&#xZ;", "&Amp;", "&#12345678;", "amp;", "&amp", "&zzzz;", "&A;"})
            QCOMPARE(decodedEntity(unknown), std::string(unknown));
        QCOMPARE(decodedEntity("&#0;"), std::string("\xEF\xBF\xBD"));
        QCOMPARE(decodedEntity("&#xD800;"), std::string("\xEF\xBF\xBD"));
    }
};

QTEST_GUILESS_MAIN(TestMarkdownDocument)
#include "tst_markdowndocument.moc"
