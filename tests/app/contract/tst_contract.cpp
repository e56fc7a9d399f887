#include "core/base/json.h"
#include "tests/support/httpreply.h"
#include "tests/support/testserver.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTcpSocket>
#include <QTest>

#include <algorithm>

using namespace lineup;
using namespace lineup::test;

namespace {

struct Ran {
    int exitCode = -1;
    QByteArray output;
};

/// The real program, as a suite would start it.
Ran run(const QStringList &arguments, const QByteArray &input = {}, const QStringList &environment = {})
{
    QProcess process;
    process.setEnvironment(QProcess::systemEnvironment() + environment);
    process.start(qEnvironmentVariable("LINEUP_CONTRACT"), arguments);
    process.write(input);
    process.closeWriteChannel();
    if (!process.waitForFinished(30000) || process.exitStatus() != QProcess::NormalExit)
        return {};
    return {process.exitCode(), process.readAllStandardOutput()};
}

/// The framing of --chunks: every `size` bytes a piece.
QByteArray inChunks(const QByteArray &bytes, qsizetype size)
{
    QByteArray out;
    for (qsizetype at = 0; at < bytes.size(); at += size) {
        const QByteArray piece = bytes.mid(at, size);
        for (int shift = 24; shift >= 0; shift -= 8)
            out += static_cast<char>(piece.size() >> shift & 0xFF);
        out += piece;
    }
    return out;
}

std::vector<nlohmann::json> valuesOf(const QByteArray &lines)
{
    std::vector<nlohmann::json> values;
    for (const QByteArray &line : lines.split('\n')) {
        if (!line.isEmpty())
            values.push_back(*parseJson(line.toStdString(), 64));
    }
    return values;
}

QDir jsonCases()
{
    return QDir(qEnvironmentVariable("LINEUP_SOURCE_DIR") + QStringLiteral("/tests/data/json-rfc8259"));
}

const std::string kNone = "{\"data\":\"a\",\"event\":\"message\",\"id\":\"\"}\n";

} // namespace

class TestContract : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY2(QFile::exists(qEnvironmentVariable("LINEUP_CONTRACT")), "LINEUP_CONTRACT must name the program"); }

    void sse_data()
    {
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<QByteArray>("stream");
        QTest::addColumn<QByteArray>("events");
        const auto row = [](const char *name, const QStringList &options, const QByteArray &stream, const QByteArray &events) {
            QTest::newRow(name) << options << stream << events;
        };
        const QStringList flush{QStringLiteral("--flush-at-end")};
        const QStringList departures{QStringLiteral("--departures")};
        row("one", {}, "data: a\n\n", QByteArray::fromStdString(kNone));
        row("type, id and several lines", {}, "event: put\nid: 7\ndata: a\ndata: b\n\ndata: c\n\n",
            "{\"data\":\"a\\nb\",\"event\":\"put\",\"id\":\"7\"}\n{\"data\":\"c\",\"event\":\"message\",\"id\":\"7\"}\n");
        // The example of the HTML standard with two `data` lines that have no value.
        row("empty data is an event", {}, "data\n\ndata\ndata\n\ndata:",
            "{\"data\":\"\",\"event\":\"message\",\"id\":\"\"}\n{\"data\":\"\\n\",\"event\":\"message\",\"id\":\"\"}\n");
        row("unknown fields are nothing", {}, "error: x\n{\"a\":1}\n b\ndata: a\n\n", QByteArray::fromStdString(kNone));
        row("a space before the name is no data", {}, " data: b\ndata: a\n\n", QByteArray::fromStdString(kNone));
        row("the end drops what is cut", {}, "data: a\n\ndata: b\n", QByteArray::fromStdString(kNone));
        row("the end hands it on when told to", flush, "data: a", QByteArray::fromStdString(kNone));
        row("the product's departures", departures, "data:\n\nerror: x\n{\"a\":1}\ndata: a\n\n",
            "{\"data\":\"x\",\"event\":\"error\",\"id\":\"\"}\n{\"data\":\"{\\\"a\\\":1}\",\"event\":\"unframed\",\"id\":\"\"}\n" + QByteArray::fromStdString(kNone));
        row("bad bytes", {}, "data: \xFF\n\n", "{\"data\":\"\xEF\xBF\xBD\",\"event\":\"message\",\"id\":\"\"}\n");
    }
    void sse()
    {
        QFETCH(QStringList, options);
        QFETCH(QByteArray, stream);
        QFETCH(QByteArray, events);
        const QStringList command = QStringList{QStringLiteral("sse")} + options;
        const Ran whole = run(command, stream);
        QCOMPARE(whole.exitCode, 0);
        QCOMPARE(whole.output, events);
        for (const qsizetype size : {1, 2, 7}) {
            const Ran cut = run(command + QStringList{QStringLiteral("--chunks")}, inChunks(stream, size));
            QCOMPARE(cut.exitCode, 0);
            QCOMPARE(cut.output, events);
        }
    }

    void aLineBeyondTheLimitIsRefused()
    {
        const Ran ran = run({QStringLiteral("sse")}, "data: a\n\ndata: " + QByteArray(17 << 20, 'x') + "\n\n");
        QCOMPARE(ran.exitCode, 1);
        QCOMPARE(ran.output, QByteArray::fromStdString(kNone));
    }

    void ndjson()
    {
        const QByteArray input = "{\"a\":1}\r\n\n[1,\"x\"]\nnull";
        const QByteArray values = "{\"a\":1}\n[1,\"x\"]\nnull\n";
        QCOMPARE(run({QStringLiteral("ndjson")}, input).output, values);
        const Ran cut = run({QStringLiteral("ndjson"), QStringLiteral("--chunks")}, inChunks(input, 1));
        QCOMPARE(cut.output, values);
        QCOMPARE(cut.exitCode, 0);
        const Ran refused = run({QStringLiteral("ndjson")}, "{}\nno\n{}\n");
        QCOMPARE(refused.exitCode, 1);
        QCOMPARE(refused.output, QByteArray("{}\n"));
    }

    /// Derived from RFC 8259; see the README of the folder.
    void json_data()
    {
        QTest::addColumn<QString>("file");
        const QStringList files = jsonCases().entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name);
        QVERIFY(files.size() > 200);
        for (const QString &file : files)
            QTest::newRow(qPrintable(file)) << file;
    }
    void json()
    {
        QFETCH(QString, file);
        QFile input(jsonCases().filePath(file));
        QVERIFY(input.open(QIODevice::ReadOnly));
        const Ran ran = run({QStringLiteral("json")}, input.readAll());
        QVERIFY(ran.output.isEmpty());
        if (file.startsWith(QLatin1String("y_")))
            QCOMPARE(ran.exitCode, 0);
        else if (file.startsWith(QLatin1String("n_")))
            QCOMPARE(ran.exitCode, 1);
        else
            QVERIFY2(ran.exitCode == 0 || ran.exitCode == 1, "neither accepted nor refused");
    }

    void utf8()
    {
        QCOMPARE(run({QStringLiteral("utf8")}, "a\xE4\xB8z\xF0\x9F\x98\x80").output, QByteArray("\"a\xEF\xBF\xBDz\xF0\x9F\x98\x80\"\n"));
        // A character that the pieces part is whole.
        QCOMPARE(run({QStringLiteral("utf8"), QStringLiteral("--chunks")}, inChunks("\xF0\x9F\x98\x80", 1)).output, QByteArray("\"\xF0\x9F\x98\x80\"\n"));
    }

    void redact()
    {
        const QStringList environment{QStringLiteral("LINEUP_TEST_CANARY=canary-5f2a77")};
        const QStringList command{QStringLiteral("redact"), QStringLiteral("--secret-env"), QStringLiteral("LINEUP_TEST_CANARY")};
        const Ran ran = run(command, "before canary-5f2a77 after canary%2D5f2a77; Authorization: Bearer abcdefgh", environment);
        QCOMPARE(ran.exitCode, 0);
        QVERIFY(ran.output.startsWith("\"before \xE2\x80\xA2"));
        QVERIFY2(!ran.output.contains("5f2a77") && !ran.output.contains("abcdefgh"), ran.output.constData());
        QCOMPARE(run(command, {}).exitCode, 2);
    }

    void usage()
    {
        const QList<QStringList> wrong{{},
                                       {QStringLiteral("nonsense")},
                                       {QStringLiteral("sse"), QStringLiteral("--nonsense")},
                                       {QStringLiteral("json"), QStringLiteral("--flush-at-end")},
                                       {QStringLiteral("fetch")},
                                       {QStringLiteral("fetch"), QStringLiteral("http://127.0.0.1/"), QStringLiteral("--total-ms"), QStringLiteral("soon")},
                                       {QStringLiteral("serve"), QStringLiteral("--port"), QStringLiteral("70000")}};
        for (const QStringList &arguments : wrong)
            QCOMPARE(run(arguments).exitCode, 2);
        // Half a length, and less than it promises.
        QCOMPARE(run({QStringLiteral("sse"), QStringLiteral("--chunks")}, QByteArray("\0\0", 2)).exitCode, 2);
        QCOMPARE(run({QStringLiteral("sse"), QStringLiteral("--chunks")}, QByteArray("\0\0\0\5abc", 7)).exitCode, 2);
    }

    void fetchTellsWhatTheTransportTells()
    {
        TestServer server;
        server.then({send(reply(200, "text/plain", "hello"))});
        const Ran ran = run({QStringLiteral("fetch"), QString::fromStdString(server.url("/x")), QStringLiteral("--header"), QStringLiteral("X-One: two")});
        QCOMPARE(ran.exitCode, 0);
        const auto values = valuesOf(ran.output);
        QCOMPARE(values.size(), std::size_t(4));
        QCOMPARE(*findString(values[0], "type"), std::string("sent"));
        QCOMPARE(*findString(values[1], "type"), std::string("head"));
        QCOMPARE(findInt(values[1], "status"), std::optional<std::int64_t>(200));
        QCOMPARE(*findString(values[2], "text"), std::string("hello"));
        QCOMPARE(findInt(values[2], "bytes"), std::optional<std::int64_t>(5));
        QCOMPARE(*findString(values[3], "outcome"), std::string("complete"));
        QCOMPARE(server.requests().front().header("X-One"), std::string("two"));
    }

    void fetchSendsABody()
    {
        TestServer server;
        server.then({send(reply(200, "text/plain", "ok"))});
        QCOMPARE(run({QStringLiteral("fetch"), QString::fromStdString(server.url()), QStringLiteral("--method"), QStringLiteral("POST")}, "the body").exitCode, 0);
        QCOMPARE(server.requests().front().body, std::string("the body"));
    }

    void fetchRefuses_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QByteArray>("outcome");
        QTest::addColumn<QByteArray>("code");
        QTest::newRow("redirect") << QByteArray::fromStdString(head(302, {{"Location", "http://127.0.0.2:1/"}, {"Content-Length", "0"}})) << QByteArray("failed")
                                  << QByteArray("RedirectRefused");
        QTest::newRow("cut") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc") << QByteArray("closed_early") << QByteArray("StreamCut");
        QTest::newRow("no bytes") << QByteArray() << QByteArray("failed") << QByteArray("Unreachable");
    }
    void fetchRefuses()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QByteArray, outcome);
        QFETCH(QByteArray, code);
        TestServer server;
        server.always({send(bytes.toStdString()), closeNow()});
        const Ran ran = run({QStringLiteral("fetch"), QString::fromStdString(server.url())});
        QCOMPARE(ran.exitCode, 1);
        const auto end = valuesOf(ran.output).back();
        QCOMPARE(QByteArray::fromStdString(*findString(end, "outcome")), outcome);
        QCOMPARE(QByteArray::fromStdString(*findString(*findObject(end, "error"), "code")), code);
    }

    void fetchKeepsItsClocks()
    {
        TestServer server;
        server.always({hold()});
        const Ran ran = run({QStringLiteral("fetch"), QString::fromStdString(server.url()), QStringLiteral("--first-byte-ms"), QStringLiteral("50")});
        QCOMPARE(ran.exitCode, 1);
        const auto end = valuesOf(ran.output).back();
        QCOMPARE(*findString(*findObject(end, "error"), "phase"), std::string("firstByte"));
    }

    /// The service as the contract suite of LaunchDarkly drives it; the suite's own harness is played by a TestServer.
    void serviceFollowsTheSuitesProtocol()
    {
        QProcess service;
        service.start(qEnvironmentVariable("LINEUP_CONTRACT"), {QStringLiteral("serve")});
        QTRY_VERIFY_WITH_TIMEOUT(service.canReadLine(), 10000);
        const auto listening = parseJson(service.readLine().trimmed().toStdString(), 8);
        const QString address = QString::fromStdString(*findString(*listening, "listening"));

        TestServer harness;
        harness.answer([](const RecordedRequest &request) -> Script {
            if (request.target == "/stream")
                return {send(streamHead() + chunk("\xEF\xBB\xBFid: 1\nevent: put\ndata: one\n\ndata:\n\n")), hold()};
            return {send(reply(200, "text/plain", ""))};
        });
        const auto post = [&](const QByteArray &body) {
            return run({QStringLiteral("fetch"), address, QStringLiteral("--method"), QStringLiteral("POST")}, body);
        };
        const QByteArray create = "{\"streamUrl\":\"" + QByteArray::fromStdString(harness.url("/stream")) + "\",\"callbackUrl\":\"" + QByteArray::fromStdString(harness.url("/back"))
            + "\",\"tag\":\"t\",\"initialDelayMs\":1,\"lastEventId\":\"9\",\"headers\":{\"x-a\":\"b\"},\"method\":\"POST\",\"body\":\"asked\"}";
        const Ran created = post(create);
        const auto createdHead = valuesOf(created.output).at(1);
        QCOMPARE(findInt(createdHead, "status"), std::optional<std::int64_t>(201));
        QTRY_COMPARE(harness.requests().size(), std::size_t(3));
        const auto requests = harness.requests();
        const auto find = [&](const std::string &target) {
            return *std::find_if(requests.begin(), requests.end(), [&](const RecordedRequest &request) { return request.target == target; });
        };
        QCOMPARE(find("/stream").body, std::string("asked"));
        QCOMPARE(find("/stream").header("Last-Event-Id"), std::string("9"));
        QCOMPARE(find("/stream").header("x-a"), std::string("b"));
        QCOMPARE(find("/back/1").body, std::string(R"({"event":{"data":"one","id":"1","type":"put"},"kind":"event"})"));
        QCOMPARE(find("/back/2").body, std::string(R"({"event":{"data":"","id":"1","type":"message"},"kind":"event"})"));
        QCOMPARE(findInt(valuesOf(post("{}").output).at(1), "status"), std::optional<std::int64_t>(400));

        // The harness deletes the stream, then the service.
        const QByteArray location = QByteArray::fromStdString(locationOf(createdHead));
        QCOMPARE(requestBy("DELETE", location), 204);
        QTRY_COMPARE(harness.closedByClient(), 1);
        QCOMPARE(requestBy("DELETE", location), 404);
        QCOMPARE(requestBy("GET", address.toLatin1() + "/"), 200);
        QCOMPARE(requestBy("DELETE", address.toLatin1() + "/"), 204);
        QVERIFY(service.waitForFinished(10000));
        QCOMPARE(service.exitCode(), 0);
    }

    void theServiceTellsOfAFailedStream()
    {
        QProcess service;
        service.start(qEnvironmentVariable("LINEUP_CONTRACT"), {QStringLiteral("serve")});
        QTRY_VERIFY_WITH_TIMEOUT(service.canReadLine(), 10000);
        const QString address = QString::fromStdString(*findString(*parseJson(service.readLine().trimmed().toStdString(), 8), "listening"));
        TestServer harness;
        harness.answer([](const RecordedRequest &request) -> Script {
            return request.target == "/stream" ? Script{send(reply(500, "text/plain", "no"))} : Script{send(reply(200, "text/plain", ""))};
        });
        run({QStringLiteral("fetch"), address, QStringLiteral("--method"), QStringLiteral("POST")},
            "{\"streamUrl\":\"" + QByteArray::fromStdString(harness.url("/stream")) + "\",\"callbackUrl\":\"" + QByteArray::fromStdString(harness.url("/back")) + "\"}");
        QTRY_COMPARE(harness.requests().size(), std::size_t(2));
        QVERIFY(harness.requests().back().body.find("\"kind\":\"error\"") != std::string::npos);
        QCOMPARE(requestBy("DELETE", address.toLatin1() + "/"), 204);
        QVERIFY(service.waitForFinished(10000));
    }

private:
    static std::string locationOf(const nlohmann::json &headValue)
    {
        for (const auto &field : *findArray(headValue, "headers")) {
            if (field[0] == "Location")
                return field[1].get<std::string>();
        }
        return {};
    }

    /// The status of a request that the product itself never makes.
    static int requestBy(const QByteArray &method, const QByteArray &url)
    {
        const QByteArray place = url.mid(7);
        const QByteArray host = place.left(place.indexOf('/'));
        QTcpSocket socket;
        socket.connectToHost(QString::fromLatin1(host.left(host.indexOf(':'))), static_cast<quint16>(host.mid(host.indexOf(':') + 1).toUInt()));
        if (!socket.waitForConnected(5000))
            return 0;
        socket.write(method + ' ' + place.mid(host.size()) + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
        while (!socket.canReadLine() && socket.waitForReadyRead(5000)) {
        }
        return socket.readLine().split(' ').value(1).toInt();
    }
};

QTEST_GUILESS_MAIN(TestContract)
#include "tst_contract.moc"
