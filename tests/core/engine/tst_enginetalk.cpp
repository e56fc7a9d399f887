#include "core/engine/enginetalk.h"

#include <QTest>

using namespace lineup;

class EngineTalkTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void launcherReady();
    void launcherFailed();
    void otherLines_data();
    void otherLines();
    void anyPrefixIsHarmless();
    void port_data();
    void port();
};

void EngineTalkTest::launcherReady()
{
    QVERIFY(parseLauncherLine(R"({"event": "ready", "port": 34567})") == LauncherEvent(LauncherReady{34567}));
    QVERIFY(parseLauncherLine(R"({"port": 65535, "event": "ready", "more": [1]})") == LauncherEvent(LauncherReady{65535}));
}

void EngineTalkTest::launcherFailed()
{
    QVERIFY(parseLauncherLine(R"({"event":"failed","word":"library-missing","detail":"libgomp.so.1"})")
            == LauncherEvent(LauncherFailed{"library-missing", "libgomp.so.1"}));
    QVERIFY(parseLauncherLine(R"({"event":"failed"})") == LauncherEvent(LauncherFailed{}));
    QVERIFY(parseLauncherLine(R"({"event":"failed","word":3})") == LauncherEvent(LauncherFailed{}));
}

void EngineTalkTest::otherLines_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("log") << QByteArray("srv init: model loaded");
    QTest::newRow("broken JSON") << QByteArray("{\"event\":\"ready\",\"port\":1");
    QTest::newRow("list") << QByteArray("[1]");
    QTest::newRow("no event") << QByteArray("{\"port\":4}");
    QTest::newRow("no port") << QByteArray("{\"event\":\"ready\"}");
    QTest::newRow("port 0") << QByteArray("{\"event\":\"ready\",\"port\":0}");
    QTest::newRow("port too large") << QByteArray("{\"event\":\"ready\",\"port\":65536}");
    QTest::newRow("negative port") << QByteArray("{\"event\":\"ready\",\"port\":-1}");
    QTest::newRow("fraction") << QByteArray("{\"event\":\"ready\",\"port\":80.5}");
    QTest::newRow("text") << QByteArray("{\"event\":\"ready\",\"port\":\"80\"}");
    QTest::newRow("unknown event") << QByteArray("{\"event\":\"loading\",\"port\":80}");
    QTest::newRow("not UTF-8") << QByteArray("{\"event\":\"\xff\"}");
    QTest::newRow("too long") << QByteArray("{\"event\":\"ready\",\"port\":80,\"x\":\"") + QByteArray(5000, 'x') + "\"}";
}

void EngineTalkTest::otherLines()
{
    QFETCH(QByteArray, line);
    QVERIFY(!parseLauncherLine(line.toStdString()));
}

void EngineTalkTest::anyPrefixIsHarmless()
{
    const std::string line = R"({"event": "ready", "port": 34567})";
    for (std::size_t length = 0; length < line.size(); ++length)
        QVERIFY(!parseLauncherLine(line.substr(0, length)));
}

void EngineTalkTest::port_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<int>("expected"); // 0: none
    QTest::newRow("2026") << QByteArray("0.00.438.462 I srv          init: listening on http://127.0.0.1:39641") << 39641;
    QTest::newRow("2025") << QByteArray("main: server is listening on http://127.0.0.1:8080 - starting the main loop") << 8080;
    QTest::newRow("2024") << QByteArray("main: HTTP server is listening, hostname: 127.0.0.1, port: 8081, http threads: 7") << 8081;
    QTest::newRow("port 0") << QByteArray("main: HTTP server is listening, hostname: 127.0.0.1, port: 0, http threads: 7") << 0;
    QTest::newRow("another address") << QByteArray("listening on http://0.0.0.0:8080") << 0;
    QTest::newRow("too large") << QByteArray("listening on http://127.0.0.1:80800") << 0;
    QTest::newRow("bind failure") << QByteArray("couldn't bind HTTP server socket, hostname: 127.0.0.1, port: 18777") << 0;
    QTest::newRow("nothing behind") << QByteArray("listening on http://127.0.0.1:") << 0;
    QTest::newRow("address before the word") << QByteArray("http://127.0.0.1:80 listening") << 0;
    QTest::newRow("empty") << QByteArray() << 0;
}

void EngineTalkTest::port()
{
    QFETCH(QByteArray, line);
    QFETCH(int, expected);
    QCOMPARE(int(listeningPort(line.toStdString()).value_or(0)), expected);
}

QTEST_APPLESS_MAIN(EngineTalkTest)
#include "tst_enginetalk.moc"
