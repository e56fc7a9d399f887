#include "tests/architecture/sourcetree.h"

#include <QDir>
#include <QFileInfo>
#include <QTest>

using namespace lineup::test;

namespace {

constexpr int kMaxLines = 600;

const QStringList kAll{QStringLiteral("app"),  QStringLiteral("backends"), QStringLiteral("core"),  QStringLiteral("widgets"), QStringLiteral("tests"),
                       QStringLiteral("tools"), QStringLiteral("cmake"),   QStringLiteral("resources/engine"), QStringLiteral("resources/schemas"),
                       QStringLiteral("docs")};
const QStringList kScreens{QStringLiteral("app"), QStringLiteral("widgets")};
const QStringList kSources{QStringLiteral(".h"), QStringLiteral(".cpp")};
const QStringList kTexts{QStringLiteral(".h"), QStringLiteral(".cpp"), QStringLiteral(".py"), QStringLiteral(".sh"), QStringLiteral(".txt"), QStringLiteral(".cmake"),
                         QStringLiteral(".md"), QStringLiteral(".json"), QStringLiteral("tools/run"), QStringLiteral("tools/test"), QStringLiteral("tools/package")};

/// Files above the size mark, each with its reason.
std::vector<QString> largeFiles()
{
    return {};
}

/// Where Qt could take a text for markup, each with its reason: "file: what was found".
std::vector<QString> allowedMarkup()
{
    return {};
}

/// Calls by which a text becomes markup, a link opens, or a resource is fetched without anybody being asked. "\\b" because
/// QPlainTextEdit is fine.
const QStringList kMarkup{
    QStringLiteral("\\bsetHtml\\("),       QStringLiteral("\\bsetMarkdown\\("),     QStringLiteral("\\binsertHtml\\("),  QStringLiteral("\\bappendHtml\\("),
    QStringLiteral("\\bQTextBrowser\\b"),  QStringLiteral("\\bQTextEdit\\b"),       QStringLiteral("\\bQWebEngine\\w*"), QStringLiteral("Qt::RichText\\b"),
    QStringLiteral("Qt::AutoText\\b"),     QStringLiteral("Qt::MarkdownText\\b"),   QStringLiteral("\\bsetOpenExternalLinks\\(true"),
    QStringLiteral("\\bQStaticText\\b"),   QStringLiteral("QMessageBox::(information|warning|question|critical|about)\\("),
};

/// The argument of the call whose opening bracket stands at `open`.
QString argumentAt(const QString &code, qsizetype open)
{
    int depth = 0;
    for (qsizetype i = open; i < code.size(); ++i) {
        if (code[i] == QLatin1Char('('))
            ++depth;
        else if (code[i] == QLatin1Char(')') && --depth == 0)
            return code.mid(open + 1, i - open - 1).simplified();
    }
    return {};
}

/// A tool tip is plain when it went through the helper that escapes, or holds nothing but words of ours.
bool isPlainTip(const QString &argument)
{
    static const QRegularExpression helper(QStringLiteral("\\b(plainToolTip|toolTipWithShortcut)\\("));
    static const QRegularExpression own(QStringLiteral("^((\\w+ \\? )?(QString\\(\\)|tr\\(\"[^\"]*\"\\))( : (QString\\(\\)|tr\\(\"[^\"]*\"\\)))?)?$"));
    return helper.match(argument).hasMatch() || own.match(argument).hasMatch();
}

} // namespace

class TestHygiene : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY2(QFileInfo::exists(m_tree.root() + QStringLiteral("/core/base/expected.h")), "LINEUP_SOURCE_DIR must name the source tree");
    }

    void filesStayReadable()
    {
        Exceptions exceptions(largeFiles());
        QStringList problems;
        const QStringList files = m_tree.files(kAll, {QStringLiteral(".h"), QStringLiteral(".cpp"), QStringLiteral(".py"), QStringLiteral(".sh")});
        QVERIFY(files.size() > 100);
        for (const QString &file : files) {
            const auto count = m_tree.text(file).count(QLatin1Char('\n'));
            if (count > kMaxLines && !exceptions.allows(file))
                problems << QStringLiteral("%1: %2 lines").arg(file).arg(count);
        }
        QVERIFY2(problems.isEmpty(), qPrintable(lines(problems)));
        QVERIFY2(exceptions.unused().isEmpty(), qPrintable(QStringLiteral("no longer needed:") + lines(exceptions.unused())));
    }

    void everyHeaderIsGuarded()
    {
        QStringList problems;
        for (const QString &file : m_tree.files(kAll, {QStringLiteral(".h")})) {
            if (!m_tree.text(file).contains(QLatin1String("#pragma once")))
                problems << file;
        }
        QVERIFY2(problems.isEmpty(), qPrintable(lines(problems)));
    }

    void nothingIsPutOff()
    {
        // Spelled in two parts, so that this file is not found.
        const QRegularExpression later(QStringLiteral("\\b(TO" "DO|FIX" "ME|XX" "X|HA" "CK)\\b"));
        QStringList problems;
        for (const QString &file : m_tree.files(kAll, kTexts)) {
            const auto match = later.match(m_tree.text(file));
            if (match.hasMatch())
                problems << file + QStringLiteral(": ") + match.captured();
        }
        QVERIFY2(problems.isEmpty(), qPrintable(lines(problems)));
    }

    /// No file knows the machine that it was written on.
    void noPathsOfAMachine()
    {
        QStringList places{m_tree.root(), QStringLiteral("/ro" "ot/"), QStringLiteral("/Us" "ers/")};
        if (QDir::homePath().size() > 2)
            places << QDir::homePath() + QLatin1Char('/');
        QStringList problems;
        for (const QString &file : m_tree.files(kAll + QStringList{QStringLiteral(".ci")}, kTexts + QStringList{QStringLiteral(".ci/run")})) {
            const QString text = m_tree.text(file);
            for (const QString &place : places) {
                if (text.contains(place))
                    problems << file + QStringLiteral(": ") + place;
            }
        }
        QVERIFY2(problems.isEmpty(), qPrintable(lines(problems)));
    }

    /// The one way out of the program is the port LinkOpener.
    void nothingOpensALinkByItself()
    {
        QStringList problems;
        for (const QString &file : m_tree.files({QStringLiteral("app"), QStringLiteral("backends"), QStringLiteral("core"), QStringLiteral("widgets")}, kSources)) {
            if (m_tree.code(file).contains(QLatin1String("QDesktop" "Services")))
                problems << file;
        }
        QVERIFY2(problems.isEmpty(), qPrintable(lines(problems)));
    }

    /// Rich text opens the files that a model names; so no text of the screen is ever taken for markup.
    void textsArePlain()
    {
        Exceptions exceptions(allowedMarkup());
        QStringList problems;
        const auto report = [&](const QString &file, const QString &what) {
            if (!exceptions.allows(file + QStringLiteral(": ") + what))
                problems << file + QStringLiteral(": ") + what;
        };
        for (const QString &file : m_tree.files(kScreens, kSources)) {
            const QString code = m_tree.code(file);
            for (const QString &pattern : kMarkup) {
                const auto match = QRegularExpression(pattern).match(code);
                if (match.hasMatch())
                    report(file, match.captured());
            }
            // A label guesses the format unless it is told.
            static const QRegularExpression label(QStringLiteral("\\bnew QLabel\\b|: QLabel\\(|make_unique<QLabel>|\\bnew QMessageBox\\b|\\bQMessageBox \\w+[({;]"));
            if (label.match(code).hasMatch() && !code.contains(QLatin1String("setTextFormat(Qt::PlainText)")))
                report(file, QStringLiteral("a label without setTextFormat(Qt::PlainText)"));
            static const QRegularExpression tip(QStringLiteral("\\bsetToolTip\\("));
            auto match = tip.globalMatch(code);
            while (match.hasNext()) {
                const QString argument = argumentAt(code, match.next().capturedEnd() - 1);
                if (!isPlainTip(argument))
                    report(file, QStringLiteral("setToolTip(") + argument + QLatin1Char(')'));
            }
        }
        QVERIFY2(problems.isEmpty(), qPrintable(lines(problems)));
        QVERIFY2(exceptions.unused().isEmpty(), qPrintable(QStringLiteral("no longer needed:") + lines(exceptions.unused())));
    }

    void theRuleOfToolTips()
    {
        for (const char *plain : {"plainToolTip(text)", "toolTipWithShortcut(tr(\"Close\"), keys)", "QString()", "tr(\"Close\")", "isSpine ? tr(\"Show\") : QString()",
                                  "m_isElided ? plainToolTip(m_fullText) : QString()", ""})
            QVERIFY2(isPlainTip(QString::fromLatin1(plain)), plain);
        for (const char *loose : {"text", "tr(\"Model %1\").arg(name)", "QString::fromStdString(model)", "words.join(u'\\n')", "isSpine ? name : QString()"})
            QVERIFY2(!isPlainTip(QString::fromLatin1(loose)), loose);
        QCOMPARE(argumentAt(QStringLiteral("setToolTip(a(b), c) + d"), 10), QStringLiteral("a(b), c"));
    }

    /// Words on the screen are made in widgets and app only.
    void onlyScreensTranslate()
    {
        static const QRegularExpression translation(QStringLiteral("\\b(tr|QT_TR_NOOP|QT_TRANSLATE_NOOP|QCoreApplication::translate)\\("));
        QStringList problems;
        for (const QString &file : m_tree.files({QStringLiteral("core"), QStringLiteral("backends")}, kSources)) {
            if (translation.match(m_tree.code(file)).hasMatch())
                problems << file;
        }
        QVERIFY2(problems.isEmpty(), qPrintable(lines(problems)));
    }

private:
    SourceTree m_tree;
};

QTEST_APPLESS_MAIN(TestHygiene)
#include "tst_hygiene.moc"
