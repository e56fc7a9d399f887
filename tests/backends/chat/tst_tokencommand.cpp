#include "backends/chat/tokencommand.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <thread>

using namespace lineup;
using namespace std::chrono_literals;
using chat::TokenCommand;

namespace {

using Given = Result<std::vector<net::SecretHeader>>;

/// What a command gave, once it did.
struct Asked {
    std::optional<Given> given;
    chat::SecretSource::Done done()
    {
        return [this](Given result) { given = std::move(result); };
    }
    bool wait()
    {
        return QTest::qWaitFor([this] { return given.has_value(); }, 20000);
    }
    std::string value() const { return given && *given ? (*given)->at(0).prefix + (*given)->at(0).value.reveal() : std::string(); }
    std::string error() const { return given && !*given ? given->error().detail : std::string(); }
};

} // namespace

class TestTokenCommand : public QObject {
    Q_OBJECT
private:
    /// A program that notes each call in the file "asked" and then does what the script says.
    std::string program(const QByteArray &script)
    {
        const QString path = m_folder.filePath(QStringLiteral("a command"));
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write("#!/bin/sh\necho x >> \"" + asked().toUtf8() + "\"\n" + script) < 0)
            qFatal("no program");
        file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner);
        return '"' + path.toStdString() + '"';
    }
    QString asked() const { return m_folder.filePath(QStringLiteral("asked")); }
    int timesAsked() const
    {
        QFile file(asked());
        return file.open(QIODevice::ReadOnly) ? static_cast<int>(file.readAll().count('x')) : 0;
    }
    std::shared_ptr<TokenCommand> make(const std::string &commandLine, TokenCommand::Options options = {})
    {
        auto made = TokenCommand::make(commandLine, m_redactor, std::move(options));
        if (!made)
            qFatal("no command");
        return *made;
    }

    QTemporaryDir m_folder;
    std::shared_ptr<net::Redactor> m_redactor = std::make_shared<net::Redactor>();

private Q_SLOTS:
    void cleanup() { QFile::remove(asked()); }

    void argumentsGoWithoutAShell()
    {
        const auto command = make(program("printf '%s' \"$1-$2\"") + " 'a$HOME' \"b;c\"");
        Asked asked;
        command->get(asked.done());
        QVERIFY(!asked.given); // never before the event loop
        QVERIFY(asked.wait());
        QCOMPARE(asked.value(), std::string("Bearer 'a$HOME'-b;c"));
    }

    void aTokenIsKept()
    {
        const auto command = make(program("printf token-that-stays"));
        Asked first;
        command->get(first.done());
        QVERIFY(first.wait());
        Asked second;
        command->get(second.done());
        QVERIFY(second.given); // at once
        QCOMPARE(second.value(), first.value());
        QCOMPARE(timesAsked(), 1);
        QCOMPARE(m_redactor->redact("token-that-stays"), std::string("•••"));
    }

    void allWhoAskMeanwhileGetTheSame()
    {
        const auto command = make(program("printf token-for-all"));
        Asked first;
        Asked second;
        command->get(first.done());
        command->get(second.done());
        QVERIFY(first.wait() && second.wait());
        QCOMPARE(second.value(), std::string("Bearer token-for-all"));
        QCOMPARE(timesAsked(), 1);
    }

    void anExpiredTokenIsNotKept()
    {
        const auto command = make(program("printf '{\"token\":\"short-lived\",\"expires_in\":200}'"));
        for (int i = 1; i <= 2; ++i) {
            Asked asked;
            command->get(asked.done());
            QVERIFY(asked.wait());
            QCOMPARE(asked.value(), std::string("Bearer short-lived"));
            QCOMPARE(timesAsked(), i);
        }
    }

    void whatWasRefusedIsAskedForAgain()
    {
        const auto command = make(program("printf a-token"));
        QVERIFY(!command->forget());
        Asked first;
        command->get(first.done());
        QVERIFY(first.wait());
        QVERIFY(!command->forget()); // it was new: asking again helps nobody
        Asked second;
        command->get(second.done());
        QVERIFY(second.wait());
        Asked third;
        command->get(third.done());
        QVERIFY(command->forget());
        Asked fourth;
        command->get(fourth.done());
        QVERIFY(fourth.wait());
        QCOMPARE(timesAsked(), 3);
    }

    void failures_data()
    {
        QTest::addColumn<QByteArray>("script");
        QTest::addColumn<QByteArray>("words");
        QTest::newRow("a code") << QByteArray("echo 'not logged in' >&2; exit 3") << QByteArray("ended with the code 3: not logged in");
        QTest::newRow("a code and silence") << QByteArray("exit 3") << QByteArray("ended with the code 3");
        QTest::newRow("a signal") << QByteArray("kill -9 $$") << QByteArray("ended by a signal");
        QTest::newRow("nothing") << QByteArray("exit 0") << QByteArray("printed no token");
        QTest::newRow("too much") << QByteArray("yes a-long-word") << QByteArray("printed too much");
    }
    void failures()
    {
        QFETCH(QByteArray, script);
        QFETCH(QByteArray, words);
        const auto command = make(program(script));
        Asked asked;
        command->get(asked.done());
        QVERIFY(asked.wait());
        QCOMPARE(asked.given->error().code, ErrorCode::KeyMissing);
        QVERIFY2(asked.error().find(words.toStdString()) != std::string::npos, asked.error().c_str());
        // A failure is not kept.
        Asked again;
        command->get(again.done());
        QVERIFY(again.wait());
        QCOMPARE(timesAsked(), 2);
    }

    void aProgramThatIsNotThere()
    {
        const auto command = make("/nowhere/print-token");
        Asked asked;
        command->get(asked.done());
        QVERIFY(asked.wait());
        QVERIFY(asked.error().find("could not be started") != std::string::npos);
        QCOMPARE(asked.given->error().subject, std::string("/nowhere/print-token"));
    }

    void aCommandThatHangsIsEndedWithItsChildren()
    {
        TokenCommand::Options options;
        options.timeLimit = 300ms;
        const QString child = m_folder.filePath(QStringLiteral("child"));
        const auto command = make(program("sleep 100 & echo $! > \"" + child.toUtf8() + "\"; wait"), options);
        QElapsedTimer timer;
        timer.start();
        Asked asked;
        command->get(asked.done());
        QVERIFY(asked.wait());
        QVERIFY(asked.error().find("did not end in time") != std::string::npos);
        QVERIFY(timer.elapsed() < 10000);
        QFile file(child);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QString process = QStringLiteral("/proc/%1/cmdline").arg(QString::fromUtf8(file.readAll().trimmed()));
        const auto isGone = [&process] {
            QFile running(process);
            return !running.open(QIODevice::ReadOnly) || running.readAll().isEmpty();
        };
        QTRY_VERIFY(isGone());
    }

    void anotherThreadMayAsk()
    {
        const auto command = make(program("printf from-elsewhere"));
        std::atomic<bool> isThere{false};
        std::thread thread([&] { command->get([&](Given given) { isThere = given.has_value(); }); });
        thread.join();
        QTRY_VERIFY(isThere);
    }

    void itMayGoWhileItRuns()
    {
        bool wasCalled = false;
        {
            const auto command = make(program("sleep 100"));
            command->get([&](Given) { wasCalled = true; });
            QTRY_COMPARE(timesAsked(), 1);
        }
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QVERIFY(!wasCalled);
    }

    void aCommandNeedsAProgram()
    {
        for (const char *line : {"", "   ", "\"\""})
            QCOMPARE(TokenCommand::make(line, m_redactor).error().code, ErrorCode::BadInput);
    }

    void anotherHeader()
    {
        TokenCommand::Options options;
        options.headerName = "x-token";
        options.prefix = "";
        const auto command = make(program("printf plain"), options);
        Asked asked;
        command->get(asked.done());
        QVERIFY(asked.wait());
        QCOMPARE((*asked.given)->at(0).name, std::string("x-token"));
        QCOMPARE(asked.value(), std::string("plain"));
    }
};

QTEST_GUILESS_MAIN(TestTokenCommand)
#include "tst_tokencommand.moc"
