// The engine ends when we are killed with -9, whatever it is doing and whoever holds its standard input open.

#include "tests/backends/engine/processstate.h"

#include <QElapsedTimer>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using lineup::test::isAlive;

namespace {

constexpr int kGoneMs = 2000;

/// The number after a word at the start of a line, 0 if it is not there yet.
qint64 numberAfter(const QByteArray &output, const QByteArray &word)
{
    for (const QByteArray &line : output.split('\n')) {
        if (line.startsWith(word))
            return line.mid(word.size()).toLongLong();
    }
    return 0;
}

} // namespace

class EngineKillTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void engineGoesWithUs_data();
    void engineGoesWithUs();
};

void EngineKillTest::engineGoesWithUs_data()
{
    QTest::addColumn<QString>("word");
    QTest::addColumn<QString>("kind");
    QTest::addColumn<bool>("isHeld");
    for (const bool isHeld : {false, true}) {
        const char *how = isHeld ? "stdin held open elsewhere" : "nobody holds stdin";
        QTest::addRow("launcher ready, %s", how) << QStringLiteral("serve") << QStringLiteral("bundled") << isHeld;
        QTest::addRow("launcher loading, %s", how) << QStringLiteral("hang") << QStringLiteral("bundled") << isHeld;
        QTest::addRow("llama-server ready, %s", how) << QStringLiteral("serve") << QStringLiteral("llama-server") << isHeld;
    }
}

void EngineKillTest::engineGoesWithUs()
{
    QFETCH(QString, word);
    QFETCH(QString, kind);
    QFETCH(bool, isHeld);
    QTemporaryDir folder; // the helper cannot tidy up after itself
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("TMPDIR"), folder.path());
    QProcess helper;
    helper.setProcessEnvironment(environment);
    helper.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    helper.start(qEnvironmentVariable("LINEUP_ENGINE_KILL_HELPER"),
                 {word, kind, isHeld ? QStringLiteral("hold") : QStringLiteral("let-go")});
    QVERIFY(helper.waitForStarted());
    QByteArray output;
    QTRY_VERIFY_WITH_TIMEOUT((output += helper.readAllStandardOutput(), numberAfter(output, "engine ") > 0), 60000);
    const qint64 engine = numberAfter(output, "engine ");
    const qint64 holder = numberAfter(output, "holder ");
    QCOMPARE(holder > 0, isHeld);
    QVERIFY(isAlive(engine));

    QElapsedTimer timer;
    timer.start();
    ::kill(static_cast<pid_t>(helper.processId()), SIGKILL);
    const bool isGone = QTest::qWaitFor([&] { return !isAlive(engine); }, kGoneMs);
    const qint64 elapsed = timer.elapsed();
    const bool wasStillHeld = holder == 0 || isAlive(holder);
    if (holder > 0)
        ::kill(static_cast<pid_t>(holder), SIGKILL);
    if (!isGone)
        ::kill(static_cast<pid_t>(engine), SIGKILL);
    helper.waitForFinished();
    QVERIFY2(isGone, "the engine outlived us");
    QVERIFY2(wasStillHeld, "the holder had let go, so this proves nothing");
    qInfo() << "gone after" << elapsed << "ms";
}

QTEST_GUILESS_MAIN(EngineKillTest)
#include "tst_enginekill.moc"
