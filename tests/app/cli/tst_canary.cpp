// Keys are planted for every provider, a whole session is run with everything that can fail, and whatever the program has written
// anywhere is searched for them.

#include "backends/storage/filedraftstore.h"
#include "core/document/lineupdocument.h"
#include "tests/app/cli/programrun.h"
#include "tests/support/fakeclock.h"
#include "tests/support/httpreply.h"
#include "tests/support/testserver.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace lineup;
using namespace lineup::test;

namespace {

/// Every variable that the providers' own tools read a secret from.
const QStringList kVariables{
    QStringLiteral("OPENAI_API_KEY"),       QStringLiteral("OPENAI_ADMIN_KEY"),      QStringLiteral("AZURE_OPENAI_AD_TOKEN"), QStringLiteral("AZURE_OPENAI_API_KEY"),
    QStringLiteral("ANTHROPIC_API_KEY"),    QStringLiteral("ANTHROPIC_AUTH_TOKEN"),  QStringLiteral("GOOGLE_API_KEY"),        QStringLiteral("GEMINI_API_KEY"),
    QStringLiteral("MISTRAL_API_KEY"),      QStringLiteral("CO_API_KEY"),            QStringLiteral("COHERE_API_KEY"),        QStringLiteral("HF_TOKEN"),
    QStringLiteral("OPENROUTER_API_KEY"),   QStringLiteral("GROQ_API_KEY"),          QStringLiteral("DEEPSEEK_API_KEY"),      QStringLiteral("XAI_API_KEY"),
    QStringLiteral("TOGETHER_API_KEY"),     QStringLiteral("AWS_BEARER_TOKEN_BEDROCK"), QStringLiteral("AWS_ACCESS_KEY_ID"),  QStringLiteral("AWS_SECRET_ACCESS_KEY"),
    QStringLiteral("AWS_SESSION_TOKEN"),    QStringLiteral("OLLAMA_API_KEY"),        QStringLiteral("LLAMA_API_KEY"),         QStringLiteral("LM_API_TOKEN"),
    QStringLiteral("LITELLM_MASTER_KEY"),   QStringLiteral("PLANTED_KEY"),
};

/// The part of a planted key that no encoding but base64 changes; "Canary" and a number of two digits.
QByteArray core(int number)
{
    return "Canary" + QByteArray::number(10 + number) + "7fA9xQ2w";
}

/// Around it, what percent, JSON and base64 write differently.
QByteArray planted(int number)
{
    return "k/" + core(number) + "+\"%=";
}

/// The ways in which `text` shows up in base64: by where in a group of three bytes it begins.
QByteArrayList base64Forms(const QByteArray &text)
{
    QByteArrayList forms;
    for (int shift = 0; shift < 3; ++shift) {
        // The characters at both ends also depend on the neighbours.
        const QByteArray whole = (QByteArray(shift, 'x') + text).toBase64(QByteArray::OmitTrailingEquals);
        const qsizetype first = shift == 0 ? 0 : shift + 1;
        forms << whole.mid(first, whole.size() - first - 2);
    }
    return forms;
}

/// What of the planted keys is in `bytes`: "OPENAI_API_KEY (base64)", or "".
QString keyIn(const QByteArray &bytes)
{
    for (int i = 0; i < kVariables.size(); ++i) {
        if (bytes.contains(core(i)))
            return kVariables[i];
        const QByteArray plain = QByteArray(bytes).replace('-', '+').replace('_', '/');
        for (const QByteArray &form : base64Forms(core(i))) {
            if (plain.contains(form))
                return kVariables[i] + QStringLiteral(" (base64)");
        }
    }
    return {};
}

QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// A failure that repeats everything it was sent, in every spelling.
Script parrot(int status, const RecordedRequest &request)
{
    const QByteArray raw = QByteArray::fromStdString(request.raw);
    std::string headers;
    for (const auto &[name, value] : request.headers)
        headers += name + ": " + value + "; ";
    const QByteArray all = QByteArray::fromStdString(headers + request.target);
    const nlohmann::json body = {{"error",
                                  {{"message", "You sent " + headers + " as " + all.toPercentEncoding().toStdString() + " or " + all.toBase64().toStdString()},
                                   {"code", "invalid_api_key"},
                                   {"param", request.target},
                                   {"type", raw.toBase64().toStdString()}}}};
    return {send(reply(status, "application/json", body.dump(), {{"x-request-id", headers.substr(0, 400)}, {"retry-after", "1"}}))};
}

} // namespace

class TestCanary : public QObject {
    Q_OBJECT

    QString path(const char *name) const { return m_folder->filePath(QString::fromUtf8(name)); }

    std::unique_ptr<ProgramRun> program() const
    {
        auto run = std::make_unique<ProgramRun>();
        run->environment.insert(QStringLiteral("HOME"), path("home"));
        run->environment.insert(QStringLiteral("TMPDIR"), path("tmp"));
        for (int i = 0; i < kVariables.size(); ++i)
            run->environment.insert(kVariables[i], QString::fromUtf8(planted(i)));
        run->process.setWorkingDirectory(path("work"));
        return run;
    }
    /// Runs a command, adds all it says to what is searched, and returns its exit code.
    int run(const QStringList &arguments, const QByteArray &input = {})
    {
        const auto run = program();
        const int code = run->run(arguments, input);
        m_said << arguments.join(QLatin1Char(' ')).toUtf8() + '\n' + run->output + run->messages;
        return code;
    }
    QString lane(const QString &kind, const QString &more = {}) const
    {
        return QStringLiteral("kind=%1,base-url=%2,model=m,retries=1%3").arg(kind, QString::fromStdString(m_server->url()), more);
    }
    static QString settingsOf(const QString &kind)
    {
        if (kind == QLatin1String("azure"))
            return QStringLiteral(",api-version=2024-10-21");
        if (kind == QLatin1String("bedrock"))
            return QStringLiteral(",region=us-east-1");
        return kind == QLatin1String("openai-compatible") ? QStringLiteral(",key-env=PLANTED_KEY") : QString();
    }
    /// The kinds of this program, as it names them itself.
    QStringList kinds()
    {
        const auto run = program();
        static_cast<void>(run->run({QStringLiteral("compare"), QStringLiteral("--lane"), QStringLiteral("kind=q9"), QStringLiteral("--prompt"), QStringLiteral("x")}));
        const QString messages = QString::fromUtf8(run->messages);
        const QString list = messages.section(QStringLiteral("there are: "), 1).section(QLatin1Char('.'), 0, 0);
        QStringList kinds = list.split(QStringLiteral(", "), Qt::SkipEmptyParts);
        kinds.removeAll(QStringLiteral("local"));
        return kinds;
    }
    bool serverSawAKey() const
    {
        for (const RecordedRequest &request : m_server->requests()) {
            if (!keyIn(QByteArray::fromStdString(request.raw)).isEmpty() || request.header("authorization").starts_with("AWS4-HMAC-SHA256"))
                return true;
        }
        return false;
    }
    void verifyNothingHoldsAKey() const
    {
        for (const QByteArray &said : m_said) {
            const QString key = keyIn(said);
            QVERIFY2(key.isEmpty(), qPrintable(key + QStringLiteral(" in the output of ") + QString::fromUtf8(said.left(2000))));
        }
        QDirIterator files(m_folder->path(), QDir::Files | QDir::Hidden | QDir::System, QDirIterator::Subdirectories);
        int count = 0;
        while (files.hasNext()) {
            const QString file = files.next();
            const QString key = keyIn(bytesOf(file)) + keyIn(file.toUtf8());
            QVERIFY2(key.isEmpty(), qPrintable(key + QStringLiteral(" in ") + file));
            ++count;
        }
        QVERIFY(count > 0);
    }

private Q_SLOTS:
    void init()
    {
        QVERIFY(!ProgramRun::program().isEmpty());
        m_folder = std::make_unique<QTemporaryDir>();
        for (const char *name : {"home", "tmp", "work"})
            QVERIFY(QDir(m_folder->path()).mkpath(QString::fromUtf8(name)));
        m_server = std::make_unique<TestServer>();
        m_said.clear();
    }
    void cleanup()
    {
        m_server.reset();
        m_folder.reset();
    }

    /// The search itself: whatever it is to find, it finds.
    void theSearchFindsEveryForm()
    {
        const QByteArray key = planted(3);
        for (const QByteArray &form : {key, key.toPercentEncoding(), key.toBase64(), ("Bearer " + key).toBase64(), ("a:" + key + ":b").toBase64(),
                                       ("ab" + key).toBase64(QByteArray::Base64UrlEncoding), QByteArray::fromStdString(nlohmann::json(key.toStdString()).dump())})
            QVERIFY2(keyIn("before " + form + " after").section(QLatin1Char(' '), 0, 0) == kVariables[3], form.constData());
        QCOMPARE(keyIn("nothing of interest: Canary, 7fA9"), QString());
        for (int i = 0; i < kVariables.size(); ++i)
            QVERIFY(keyIn(planted(i)).startsWith(kVariables[i]));
    }

    void aSessionOfFailures()
    {
        const QStringList all = kinds();
        QVERIFY(all.contains(QStringLiteral("openai-compatible")));
        int status = 401;
        m_server->answer([&](const RecordedRequest &request) { return parrot(status, request); });
        for (const QString &kind : all) {
            for (const int each : {401, 400, 500}) {
                status = each;
                const std::size_t before = m_server->requests().size();
                QCOMPARE(run({QStringLiteral("compare"), QStringLiteral("--lane"), lane(kind, settingsOf(kind)), QStringLiteral("--prompt"), QStringLiteral("Hello"),
                              QStringLiteral("--format"), each == 401 ? QStringLiteral("json") : each == 400 ? QStringLiteral("table") : QStringLiteral("markdown"),
                              QStringLiteral("--save"), path("work/") + kind + QString::number(each) + QStringLiteral(".lineup")}),
                         3);
                QVERIFY2(m_server->requests().size() > before, qPrintable(kind));
            }
            QCOMPARE(run({QStringLiteral("models"), QStringLiteral("--lane"), lane(kind, settingsOf(kind)), QStringLiteral("--format"), QStringLiteral("json")}) % 3, 0);
            QCOMPARE(run({QStringLiteral("backends"), QStringLiteral("test"), lane(kind, settingsOf(kind))}), 3);
        }
        QVERIFY(serverSawAKey());
        verifyNothingHoldsAKey();
    }

    void repliesThatAreNone()
    {
        const QString kind = QStringLiteral("openai-compatible");
        const auto compare = [&] {
            static_cast<void>(run({QStringLiteral("compare"), QStringLiteral("--profile"), path("profile"), QStringLiteral("--lane"), lane(kind, settingsOf(kind)),
                                   QStringLiteral("--prompt"), QStringLiteral("Hello"), QStringLiteral("--format"), QStringLiteral("json"), QStringLiteral("--save"),
                                   path("work/saved.lineup")}));
        };
        m_server->answer([](const RecordedRequest &request) -> Script { return {send(reply(200, "text/html", "<html>" + request.raw + "</html>"))}; });
        compare();
        m_server->answer([](const RecordedRequest &request) -> Script {
            return {send(reply(302, "text/html", request.raw, {{"Location", "https://other.example/?key=" + request.header("authorization")}}))};
        });
        compare();
        m_server->answer([](const RecordedRequest &request) -> Script { return {send(streamHead() + chunk(sseData(request.raw))), reset()}; });
        compare();
        m_server->answer([](const RecordedRequest &request) -> Script {
            return {send(streamHead() + chunk(sseData("{\"error\":{\"message\":" + nlohmann::json(request.header("authorization")).dump() + "}}")) + lastChunk())};
        });
        compare();
        m_server->answer([](const RecordedRequest &) -> Script { return {closeNow()}; });
        compare();
        QVERIFY(serverSawAKey());
        // A draft is written like a document that is saved.
        const auto document = readDocument(bytesOf(path("work/saved.lineup")).toStdString());
        QVERIFY(document);
        FakeClock clock;
        FileDraftStore drafts(profilePathsBelow(path("profile").toStdString()), clock);
        drafts.write(std::make_shared<const Draft>(Draft{*document, path("work/saved.lineup").toStdString()}));
        drafts.flush();
        verifyNothingHoldsAKey();
    }

    void backendsThatAreSetUp()
    {
        m_server->answer([](const RecordedRequest &request) { return parrot(403, request); });
        const QString profile = path("profile");
        const auto backends = [&](QStringList arguments, const QByteArray &input = {}) {
            arguments.prepend(QStringLiteral("backends"));
            arguments << QStringLiteral("--profile") << profile;
            return run(arguments, input);
        };
        const QString settings = QStringLiteral("kind=openai-compatible,key-env=PLANTED_KEY,base-url=") + QString::fromStdString(m_server->url());
        QCOMPARE(backends({QStringLiteral("add"), QStringLiteral("box"), settings}), 0);
        QCOMPARE(backends({QStringLiteral("list")}), 0);
        QCOMPARE(backends({QStringLiteral("list"), QStringLiteral("--format"), QStringLiteral("json")}), 0);
        QCOMPARE(backends({QStringLiteral("test"), QStringLiteral("box"), QStringLiteral("--model"), QStringLiteral("m")}), 3);
        QCOMPARE(backends({QStringLiteral("test"), QStringLiteral("box"), QStringLiteral("--format"), QStringLiteral("json")}), 3);
        QVERIFY(serverSawAKey());
        // There is no key store here: what is typed is refused, and kept nowhere.
        QCOMPARE(backends({QStringLiteral("add"), QStringLiteral("typed"), settings, QStringLiteral("--read-key")}, planted(0) + '\n'), 3);
        QCOMPARE(backends({QStringLiteral("add"), QStringLiteral("typed"), QStringLiteral("kind=openai-compatible"), QStringLiteral("--read-key")}, planted(0) + " x\n"), 2);
        QCOMPARE(backends({QStringLiteral("add"), QStringLiteral("typed"), settings + QStringLiteral(",proxy=http://127.0.0.1:1"), QStringLiteral("--read-proxy-login")},
                          "me:" + planted(1) + '\n'),
                 3);
        QCOMPARE(backends({QStringLiteral("remove"), QStringLiteral("box")}), 0);
        QVERIFY(bytesOf(profile + QStringLiteral("/config/backends.json")).contains("lineup-backends"));
        verifyNothingHoldsAKey();
    }

    /// A program that dies with a key in its memory leaves no image of it behind.
    void aCrashLeavesNoImage()
    {
        m_server->always({hold()});
        const auto run = program();
        run->environment.insert(QStringLiteral("LINEUP_PROGRAM"), ProgramRun::program());
        run->process.setProcessEnvironment(run->environment);
        // A shell that allows images of any size.
        run->process.setProgram(QStringLiteral("/bin/sh"));
        run->process.setArguments({QStringLiteral("-c"), QStringLiteral("ulimit -c unlimited; exec \"$LINEUP_PROGRAM\" \"$@\""), QStringLiteral("sh"), QStringLiteral("compare"),
                                   QStringLiteral("--lane"), lane(QStringLiteral("openai-compatible"), QStringLiteral(",key-env=PLANTED_KEY")), QStringLiteral("--prompt"),
                                   QStringLiteral("Hello")});
        run->process.start();
        QVERIFY(run->process.waitForStarted());
        QTRY_VERIFY_WITH_TIMEOUT(!m_server->requests().empty(), 20'000);
        const QByteArray limits = bytesOf(QStringLiteral("/proc/%1/limits").arg(run->process.processId()));
        QVERIFY2(limits.contains("Max core file size        0"), limits.constData());
        QCOMPARE(::kill(static_cast<pid_t>(run->process.processId()), SIGABRT), 0);
        QVERIFY(run->process.waitForFinished(20'000));
        m_said << run->process.readAll();
        QCOMPARE(QDir(path("work")).entryList({QStringLiteral("*core*")}, QDir::Files), QStringList());
        verifyNothingHoldsAKeyInWhatWasSaid();
    }

private:
    void verifyNothingHoldsAKeyInWhatWasSaid() const
    {
        for (const QByteArray &said : m_said)
            QVERIFY(keyIn(said).isEmpty());
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<TestServer> m_server;
    QByteArrayList m_said;
};

QTEST_GUILESS_MAIN(TestCanary)
#include "tst_canary.moc"
