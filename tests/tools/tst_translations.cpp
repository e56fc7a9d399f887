#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

#include <algorithm>
#include <map>

namespace {

struct Message {
    QString source;
    QStringList translations; ///< one, or the plural forms
    QString state;            ///< "", "unfinished", "obsolete" or "vanished"
    bool isPlural = false;
};

/// By context, source and disambiguation, as Qt looks them up. A file that cannot be read is one message under its
/// path, whose state says why, so that every test of the file fails.
using Messages = std::map<QString, Message>;

QString keyOf(const QString &context, const QString &source, const QString &comment)
{
    QStringList parts{context, source};
    if (!comment.isEmpty())
        parts.append(comment);
    return parts.join(QLatin1String(" | "));
}

Message readMessage(QXmlStreamReader &xml, QString *comment)
{
    Message message;
    message.isPlural = xml.attributes().value(QLatin1String("numerus")) == QLatin1String("yes");
    while (xml.readNextStartElement()) {
        if (xml.name() == QLatin1String("source")) {
            message.source = xml.readElementText();
        } else if (xml.name() == QLatin1String("comment")) {
            *comment = xml.readElementText();
        } else if (xml.name() == QLatin1String("translation")) {
            message.state = xml.attributes().value(QLatin1String("type")).toString();
            if (!message.isPlural) {
                message.translations.append(xml.readElementText());
                continue;
            }
            while (xml.readNextStartElement())
                message.translations.append(xml.readElementText());
        } else {
            xml.skipCurrentElement();
        }
    }
    return message;
}

Messages readTs(const QString &path)
{
    Messages messages;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        messages.insert_or_assign(path, Message{{}, {}, QStringLiteral("unreadable"), false});
        return messages;
    }
    QXmlStreamReader xml(&file);
    QString context;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() == QLatin1String("name")) {
            context = xml.readElementText();
        } else if (xml.name() == QLatin1String("message")) {
            QString comment;
            const Message message = readMessage(xml, &comment);
            messages.insert_or_assign(keyOf(context, message.source, comment), message);
        }
    }
    if (xml.hasError())
        messages.insert_or_assign(path, Message{{}, {}, xml.errorString(), false});
    return messages;
}

/// "%1 %L2 %n", sorted; "%L1" and "%1" are the same value.
QStringList placeholdersOf(const QString &text)
{
    static const QRegularExpression pattern(QStringLiteral("%L?(\\d{1,2}|n)"));
    QStringList found;
    for (auto it = pattern.globalMatch(text); it.hasNext();)
        found.append(it.next().captured(1));
    std::sort(found.begin(), found.end());
    return found;
}

/// How many letters are marked as the key of a menu or button. "&&" is an ampersand, "&lt;" an entity.
qsizetype acceleratorsOf(QString text)
{
    static const QRegularExpression entity(QStringLiteral("&[a-z]+;|&&"));
    static const QRegularExpression accelerator(QStringLiteral("&\\S"));
    text.remove(entity);
    return text.count(accelerator);
}

/// What a sentence ends with when that means something: a dialog follows, a value follows, it is a question.
QString endOf(const QString &text)
{
    const QString trimmed = text.trimmed();
    for (const char16_t *end : {u"…", u":", u"?"}) {
        if (trimmed.endsWith(QStringView(end)))
            return QString::fromUtf16(end);
    }
    return {};
}

/// Words of Latin letters that only a forgotten translation would leave in a Russian sentence.
bool looksLeftInEnglish(const QString &source, const QString &translation)
{
    static const QRegularExpression word(QStringLiteral("(?<!\\S)[A-Za-z]?[a-z]{2,}(?=[\\s.,:;!?…]|$)"));
    static const QRegularExpression cyrillic(QStringLiteral("\\p{Cyrillic}"));
    return source.count(word) >= 2 && !translation.contains(cyrillic);
}

} // namespace

/// Russian is complete and English has its plural forms, for the strings that the sources have now.
class TestTranslations : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void theFilesHaveTheStringsOfTheSources_data();
    void theFilesHaveTheStringsOfTheSources();
    void nothingIsUnfinished_data();
    void nothingIsUnfinished();
    void russianKeepsPlaceholdersKeysAndEnds();
    void englishPluralsDifferOnlyInNumber();
    void wordsForTheScreenAreOnlyInWidgetsAndApp();
    void theRulesOfThisTestHold();

private:
    QString ts(const char *language) const
    {
        return m_root.filePath(QStringLiteral("translations/lineup_%1.ts").arg(QLatin1String(language)));
    }

    QDir m_root;
    QString m_lupdate;
};

void TestTranslations::initTestCase()
{
    m_root = QDir(qEnvironmentVariable("LINEUP_SOURCE_DIR"));
    m_lupdate = qEnvironmentVariable("LINEUP_LUPDATE");
    QVERIFY2(QFile::exists(m_lupdate), "LINEUP_LUPDATE does not name the lupdate that CMake found");
}

void TestTranslations::theFilesHaveTheStringsOfTheSources_data()
{
    QTest::addColumn<QByteArray>("language");
    QTest::addColumn<bool>("isPluralOnly");
    QTest::newRow("ru") << QByteArray("ru") << false;
    QTest::newRow("en") << QByteArray("en") << true;
}

void TestTranslations::theFilesHaveTheStringsOfTheSources()
{
    QFETCH(QByteArray, language);
    QFETCH(bool, isPluralOnly);
    QTemporaryDir work;
    const QString fresh = work.filePath(QStringLiteral("fresh.ts"));
    QStringList arguments{QStringLiteral("-silent"), QStringLiteral("-locations"), QStringLiteral("none"), QStringLiteral("-I"), m_root.path(),
                          m_root.filePath(QStringLiteral("app")), m_root.filePath(QStringLiteral("widgets")),
                          QStringLiteral("-ts"), fresh};
    if (isPluralOnly)
        arguments.prepend(QStringLiteral("-pluralonly"));
    QProcess lupdate;
    lupdate.setProcessChannelMode(QProcess::MergedChannels);
    lupdate.start(m_lupdate, arguments);
    QVERIFY(lupdate.waitForFinished(60000));
    const QByteArray words = lupdate.readAll();
    QVERIFY2(lupdate.exitCode() == 0, words.constData());
    // lupdate says here which tr() it could not place, e.g. in a class without Q_OBJECT.
    QVERIFY2(words.trimmed().isEmpty(), words.constData());

    const Messages wanted = readTs(fresh);
    const Messages present = readTs(ts(language.constData()));
    QStringList wrong;
    for (const auto &[key, message] : wanted) {
        if (!present.contains(key))
            wrong.append(QLatin1String("missing: ") + key);
    }
    for (const auto &[key, message] : present) {
        if (!wanted.contains(key))
            wrong.append(QLatin1String("no longer in the sources: ") + key);
    }
    QVERIFY2(wrong.isEmpty(), qPrintable(QLatin1String("run tools/translate\n") + wrong.join(QLatin1Char('\n'))));
}

void TestTranslations::nothingIsUnfinished_data()
{
    QTest::addColumn<QByteArray>("language");
    QTest::addColumn<int>("pluralForms");
    QTest::newRow("ru") << QByteArray("ru") << 3;
    QTest::newRow("en") << QByteArray("en") << 2;
}

void TestTranslations::nothingIsUnfinished()
{
    QFETCH(QByteArray, language);
    QFETCH(int, pluralForms);
    QStringList wrong;
    for (const auto &[key, message] : readTs(ts(language.constData()))) {
        const bool isEmpty = std::any_of(message.translations.begin(), message.translations.end(),
                                         [](const QString &text) { return text.trimmed().isEmpty(); });
        if (!message.state.isEmpty())
            wrong.append(message.state + QLatin1String(": ") + key);
        else if (message.translations.isEmpty() || isEmpty)
            wrong.append(QLatin1String("empty: ") + key);
        else if (message.isPlural && message.translations.size() != pluralForms)
            wrong.append(QStringLiteral("%1 plural forms, not %2: %3").arg(message.translations.size()).arg(pluralForms).arg(key));
    }
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(QLatin1Char('\n'))));
}

void TestTranslations::russianKeepsPlaceholdersKeysAndEnds()
{
    QStringList wrong;
    for (const auto &[key, message] : readTs(ts("ru"))) {
        for (const QString &text : message.translations) {
            const QString pair = key + QLatin1String(" -> ") + text;
            if (placeholdersOf(text) != placeholdersOf(message.source))
                wrong.append(QLatin1String("other placeholders: ") + pair);
            if (acceleratorsOf(text) != acceleratorsOf(message.source))
                wrong.append(QLatin1String("other & keys: ") + pair);
            if (endOf(text) != endOf(message.source))
                wrong.append(QLatin1String("ends otherwise: ") + pair);
            if (text.startsWith(QLatin1Char(' ')) != message.source.startsWith(QLatin1Char(' '))
                || text.endsWith(QLatin1Char(' ')) != message.source.endsWith(QLatin1Char(' ')))
                wrong.append(QLatin1String("other blanks at an end: ") + pair);
            if (looksLeftInEnglish(message.source, text))
                wrong.append(QLatin1String("still English: ") + pair);
            // Only said: a long word may be the right one, but it should have been seen on the screen.
            if (message.source.size() >= 12 && text.size() * 10 > message.source.size() * 17)
                qInfo("much longer than the English: %s", qPrintable(pair));
        }
    }
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(QLatin1Char('\n'))));
}

void TestTranslations::englishPluralsDifferOnlyInNumber()
{
    QStringList wrong;
    for (const auto &[key, message] : readTs(ts("en"))) {
        for (const QString &text : message.translations) {
            if (placeholdersOf(text) != placeholdersOf(message.source))
                wrong.append(QLatin1String("other placeholders: ") + key + QLatin1String(" -> ") + text);
            if (text.contains(QLatin1String("(s)")))
                wrong.append(QLatin1String("not a plural form: ") + key + QLatin1String(" -> ") + text);
        }
    }
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(QLatin1Char('\n'))));
}

void TestTranslations::wordsForTheScreenAreOnlyInWidgetsAndApp()
{
    static const QRegularExpression call(QStringLiteral("\\btr\\(|Application::translate\\(|QT_TR\\w*_NOOP"));
    QStringList wrong;
    for (const char *layer : {"core", "backends"}) {
        QDirIterator files(m_root.filePath(QLatin1String(layer)), {QStringLiteral("*.h"), QStringLiteral("*.cpp")}, QDir::Files,
                           QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            int line = 0;
            while (!file.atEnd()) {
                ++line;
                const QString text = QString::fromUtf8(file.readLine());
                if (text.contains(call))
                    wrong.append(QStringLiteral("%1:%2: %3").arg(file.fileName()).arg(line).arg(text.trimmed()));
            }
        }
    }
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(QLatin1Char('\n'))));
}

void TestTranslations::theRulesOfThisTestHold()
{
    QCOMPARE(placeholdersOf(QStringLiteral("%1 of %L2, %n")), (QStringList{QStringLiteral("1"), QStringLiteral("2"), QStringLiteral("n")}));
    QCOMPARE(placeholdersOf(QStringLiteral("%Ln token(s)")), QStringList{QStringLiteral("n")});
    QCOMPARE(placeholdersOf(QStringLiteral("80 %")), QStringList{});
    QCOMPARE(acceleratorsOf(QStringLiteral("&File")), 1);
    QCOMPARE(acceleratorsOf(QStringLiteral("Save && close")), 0);
    QCOMPARE(acceleratorsOf(QStringLiteral("a &lt; b & c")), 0);
    QCOMPARE(endOf(QStringLiteral("Open…")), QStringLiteral("…"));
    QCOMPARE(endOf(QStringLiteral("Done.")), QString());
    QVERIFY(looksLeftInEnglish(QStringLiteral("Write your prompt"), QStringLiteral("Write your prompt")));
    QVERIFY(!looksLeftInEnglish(QStringLiteral("tok/s"), QStringLiteral("tok/s")));
    QVERIFY(!looksLeftInEnglish(QStringLiteral("llama-server"), QStringLiteral("llama-server")));
    QVERIFY(!looksLeftInEnglish(QStringLiteral("Write your prompt"), QStringLiteral("Напишите запрос")));
}

QTEST_GUILESS_MAIN(TestTranslations)
#include "tst_translations.moc"
