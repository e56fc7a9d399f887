#include "widgets/models/errorwords.h"

#include <QSet>
#include <QTest>

using namespace lineup;

namespace {

constexpr auto kLastCode = ErrorCode::Offline;

Error errorOf(ErrorCode code)
{
    Error error;
    error.code = code;
    error.detail = "some detail";
    error.subject = "host.example:8443";
    return error;
}

bool isSentence(const QString &text)
{
    return !text.isEmpty() && text == text.trimmed() && text.endsWith(QLatin1Char('.')) && !text.endsWith(QLatin1String("..")) && !text.contains(QLatin1String("%1"))
        && !text.contains(QLatin1String("%2")) && !text.contains(QLatin1Char('\n')) && !text.contains(QLatin1Char('!'));
}

} // namespace

class TestErrorWords : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyCodeSaysWhatHappenedAndWhatToDo_data()
    {
        QTest::addColumn<int>("code");
        QTest::addColumn<bool>("hasSubject");
        QTest::addColumn<bool>("hasStatus");
        for (int code = 0; code <= static_cast<int>(kLastCode); ++code) {
            const QByteArray name(errorCodeName(static_cast<ErrorCode>(code)).data());
            QTest::addRow("%s", name.constData()) << code << true << false;
            QTest::addRow("%s, no subject", name.constData()) << code << false << false;
            QTest::addRow("%s, status", name.constData()) << code << true << true;
        }
    }
    void everyCodeSaysWhatHappenedAndWhatToDo()
    {
        QFETCH(int, code);
        QFETCH(bool, hasSubject);
        QFETCH(bool, hasStatus);
        Error error = errorOf(static_cast<ErrorCode>(code));
        if (!hasSubject)
            error.subject.clear();
        if (hasStatus)
            error.httpStatus = 418;
        const ErrorWords words = errorWords(error);
        QVERIFY2(isSentence(words.happened), qPrintable(words.happened));
        QVERIFY2(isSentence(words.advice), qPrintable(words.advice));
        // A capital in the middle would show that a sentence was glued.
        QVERIFY2(!words.happened.mid(1).contains(QLatin1String("The ")), qPrintable(words.happened));
    }

    void wordsOfTwoCodesDiffer()
    {
        QSet<QString> seen;
        for (int code = 0; code <= static_cast<int>(kLastCode); ++code)
            seen.insert(errorWords(errorOf(static_cast<ErrorCode>(code))).happened);
        QCOMPARE(seen.size(), static_cast<int>(kLastCode) + 1);
    }

    void theSubjectIsNamed()
    {
        // Without a subject of their own: one local engine, one prompt, one proxy whose address stands in the detail.
        const QList<ErrorCode> withoutSubject{ErrorCode::EngineMissing, ErrorCode::EngineOutOfMemory, ErrorCode::EngineCrashed, ErrorCode::ContextTooLong, ErrorCode::Proxy};
        for (int i = 0; i <= static_cast<int>(kLastCode); ++i) {
            const auto code = static_cast<ErrorCode>(i);
            if (withoutSubject.contains(code))
                continue;
            const QString happened = errorWords(errorOf(code)).happened;
            QVERIFY2(happened.contains(QLatin1String("host.example:8443")), qPrintable(happened));
        }
    }

    void everyTimeoutHasItsOwnWords()
    {
        QSet<QString> happened;
        QSet<QString> advice;
        for (int phase = 0; phase <= static_cast<int>(TimeoutPhase::Total); ++phase) {
            Error error = errorOf(ErrorCode::Timeout);
            error.timeoutPhase = static_cast<TimeoutPhase>(phase);
            const ErrorWords words = errorWords(error);
            QVERIFY2(isSentence(words.happened), qPrintable(words.happened));
            QVERIFY2(isSentence(words.advice), qPrintable(words.advice));
            QVERIFY(words.happened.contains(QLatin1String("host.example:8443")));
            happened.insert(words.happened);
            advice.insert(words.advice);
        }
        QCOMPARE(happened.size(), 5);
        QCOMPARE(advice.size(), 5);
    }

    void reasonsSayMoreThanTheirCode_data()
    {
        QTest::addColumn<QByteArray>("reason");
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("part");
        const auto row = [](const char *reason, ErrorCode code, const QString &part) { QTest::newRow(reason) << QByteArray(reason) << static_cast<int>(code) << part; };
        row("key-in-argument", ErrorCode::BadInput, QStringLiteral("argument"));
        row("bad-key", ErrorCode::BadInput, QStringLiteral("no key"));
        row("secret-header", ErrorCode::BadInput, QStringLiteral("thing.gguf"));
        row("proxy-password", ErrorCode::BadInput, QStringLiteral("proxy"));
        row("no-key-store", ErrorCode::BadInput, QStringLiteral("key store"));
        row("key-detached", ErrorCode::KeyMissing, QStringLiteral("thing.gguf"));
        row("key-store-locked", ErrorCode::KeyMissing, QStringLiteral("thing.gguf"));
        row("backend-off", ErrorCode::BadInput, QStringLiteral("thing.gguf"));
        row("no-lanes", ErrorCode::BadInput, QStringLiteral("nothing to compare"));
        row("no-prompt", ErrorCode::BadInput, QStringLiteral("no prompt"));
        row("not-text", ErrorCode::BadInput, QStringLiteral("thing.gguf"));
        row("illegal-instruction", ErrorCode::EngineCrashed, QStringLiteral("instruction"));
        row("port-taken", ErrorCode::EngineCrashed, QStringLiteral("port"));
        row("start-timeout", ErrorCode::EngineCrashed, QStringLiteral("ready in time"));
        row("engine-file-missing", ErrorCode::EngineMissing, QStringLiteral("thing.gguf"));
        row("python-missing", ErrorCode::EngineMissing, QStringLiteral("Python"));
        row("pip-missing", ErrorCode::EngineMissing, QStringLiteral("pip"));
        row("library-missing", ErrorCode::EngineMissing, QStringLiteral("thing.gguf"));
        row("architecture-unsupported", ErrorCode::EngineMissing, QStringLiteral("thing.gguf"));
        row("package-not-offered", ErrorCode::EngineMissing, QStringLiteral("thing.gguf"));
        row("model-missing", ErrorCode::EngineMissing, QStringLiteral("thing.gguf"));
        row("model-not-gguf", ErrorCode::EngineModelBad, QStringLiteral("thing.gguf"));
        row("model-truncated", ErrorCode::EngineModelBad, QStringLiteral("thing.gguf"));
        row("model-unsupported", ErrorCode::EngineModelBad, QStringLiteral("thing.gguf"));
        row("model-unreadable", ErrorCode::EngineModelBad, QStringLiteral("thing.gguf"));
        row("foreign-server", ErrorCode::EngineCrashed, QStringLiteral("Another program"));
        row("disk-full", ErrorCode::Storage, QStringLiteral("thing.gguf"));
        row("read-only", ErrorCode::Storage, QStringLiteral("thing.gguf"));
        row("system-place", ErrorCode::Storage, QStringLiteral("thing.gguf"));
        row("setup-busy", ErrorCode::Storage, QStringLiteral("another Lineup"));
        row("hash-mismatch", ErrorCode::BadReply, QStringLiteral("thing.gguf"));
        row("damaged", ErrorCode::BadReply, QStringLiteral("thing.gguf"));
    }
    void reasonsSayMoreThanTheirCode()
    {
        QFETCH(QByteArray, reason);
        QFETCH(int, code);
        QFETCH(QString, part);
        Error error = errorOf(static_cast<ErrorCode>(code));
        error.subject = "thing.gguf";
        const ErrorWords general = errorWords(error);
        error.providerCode = reason.toStdString();
        const ErrorWords words = errorWords(error);
        QVERIFY2(isSentence(words.happened), qPrintable(words.happened));
        QVERIFY2(isSentence(words.advice), qPrintable(words.advice));
        QVERIFY2(words.happened.contains(part), qPrintable(words.happened));
        QVERIFY(words != general);
        // A server that names its error like one of ours gets the words of the code.
        error.httpStatus = 500;
        QCOMPARE(errorWords(error).advice, general.advice);
    }

    void unknownReasonsGetTheWordsOfTheirCode()
    {
        Error error = errorOf(ErrorCode::EngineCrashed);
        const ErrorWords general = errorWords(error);
        error.providerCode = "no-such-reason";
        QCOMPARE(errorWords(error), general);
    }

    void aWebPageIsCalledSo()
    {
        Error error = errorOf(ErrorCode::BadReply);
        QVERIFY(errorWords(error).happened.contains(QLatin1String("some detail")));
        error.excerpt = "\n <!DOCTYPE html><html>";
        QVERIFY(errorWords(error).happened.contains(QLatin1String("web page")));
        error.excerpt = "{\"a\":1}";
        QVERIFY(!errorWords(error).happened.contains(QLatin1String("web page")));
    }

    void theProvidersWordsGoBeforeOurs()
    {
        Error error = errorOf(ErrorCode::BadRequest);
        error.providerMessage = "temperature must be 1.";
        const QString happened = errorWords(error).happened;
        QVERIFY(happened.endsWith(QLatin1String(": temperature must be 1.")));
        error.providerMessage = "100 %1 %2 %n";
        QVERIFY(errorWords(error).happened.contains(QLatin1String("100 %1 %2 %n"))); // never a place to fill
    }

    void waitingTimeIsRoundedUp()
    {
        Error error = errorOf(ErrorCode::RateLimited);
        error.retryAfter = std::chrono::milliseconds(11'200);
        QVERIFY2(errorWords(error).advice.contains(QLatin1String("12")), qPrintable(errorWords(error).advice));
    }

    void aMissingKeyNamesItsVariable()
    {
        Error error = errorOf(ErrorCode::KeyMissing);
        error.subject = "MY_KEY";
        QVERIFY(errorWords(error).happened.contains(QLatin1String("MY_KEY")));
        QVERIFY(errorWords(error).advice.contains(QLatin1String("MY_KEY")));
    }

    void ownComputerIsAskedWhetherTheServerRuns()
    {
        Error error = errorOf(ErrorCode::ConnectionRefused);
        const QString elsewhere = errorWords(error).advice;
        for (const char *own : {"127.0.0.1:8080", "localhost:1", "[::1]:80"}) {
            error.subject = own;
            QVERIFY(errorWords(error).advice != elsewhere);
        }
    }

    void detailsHoldEverythingTechnical()
    {
        Error error = errorOf(ErrorCode::Timeout);
        error.timeoutPhase = TimeoutPhase::FirstByte;
        error.httpStatus = 429;
        error.providerCode = "rate_limit";
        error.providerMessage = "slow down";
        error.requestId = "req-1";
        error.retryAfter = std::chrono::milliseconds(1500);
        error.excerpt = "{}";
        QCOMPARE(errorDetails(error), QStringLiteral("Timeout/firstByte: some detail\nsubject: host.example:8443\nHTTP status: 429\ncode: rate_limit\n"
                                                     "message: slow down\nrequest id: req-1\nretry after: 1.5 s\nreceived: {}"));
    }
};

QTEST_APPLESS_MAIN(TestErrorWords)
#include "tst_errorwords.moc"
